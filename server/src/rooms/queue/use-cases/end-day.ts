import { queueEvents } from '@huiting/contracts/queue';
import { systemCtx } from '../../../platform/context.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Staff, Ticket } from '../queue.domain.ts';
import { presentPeriod, presentTicket, presentWindow } from '../queue.present.ts';
import { readSnapshot } from '../queue.store.ts';
import { renewStatistics } from '../queue.statistics.store.ts';
import * as states from '../queue.states.domain.ts';
import { leave } from './leave.ts';
import { completedFacts } from './serve.ts';

/**
 * The day's end: what is being served counts as done, everything else still open is abandoned, sessions are signed out.
 * Ticket by ticket, each in a transaction of its own, and the day itself last: a crash between leaves a rest that the
 * deadline, still there, finishes.
 */
export function endDay(deps: QueueDeps): TimerHandler {
  return async (ctx, timer) => {
    const catalog = await deps.catalogs.of(timer.branchId);
    const date = deps.directory.dayAt(catalog.branch, ctx.now()).date;
    const snapshot = await readSnapshot(deps.platform.db, timer.branchId, date, { endedAfter: ctx.now() });
    const open = snapshot?.tickets.filter((ticket) => ticket.endedAt === null) ?? [];
    for (const ticket of open) await endTicket(deps, ctx, catalog, ticket);
    await runCommand(deps, again(ctx), catalog, { windows: true }, (bench) => {
      closeDay(catalog, bench, open.length);
      bench.draft.clearTimer(timer.kind, timer.ref);
    });
    await renewStatistics(deps.platform.db, timer.branchId, snapshot?.queue.businessDate ?? date, ctx.now());
    deps.catalogs.forget(timer.branchId);
  };
}

/** A context without an answer of its own: a handler runs several transactions. */
function again(ctx: Ctx): Ctx {
  return systemCtx(ctx.now, ctx.traceId, true);
}

function endTicket(deps: QueueDeps, ctx: Ctx, catalog: Catalog, seen: Ticket): Promise<void> {
  return runCommand(deps, again(ctx), catalog, { ticketId: seen.id }, (bench) => {
    const { ticket } = bench.loaded;
    if (ticket === null || states.isFinal(ticket.state)) return;
    if (ticket.state !== 'serving') {
      leave(catalog, bench, ticket, 'abandon', 'dayEnd');
      return;
    }
    const { draft, now, loaded } = bench;
    const staff: Staff = loaded.window?.session?.staff ?? {
      id: ticket.staffId ?? 'system',
      name: '',
      number: '',
    };
    const step = states.complete(ticket, now, staff, 'dayEnd');
    const done = draft.step(ticket, step);
    const window = loaded.window === null ? null : { ...loaded.window, ticket: null };
    if (window !== null) draft.window(window);
    draft.emit(queueEvents.serviceCompleted, {
      ticket: presentTicket(done),
      window: window === null ? null : presentWindow(catalog, window),
      ended: presentPeriod(step.period!),
      reason: 'dayEnd',
      ...completedFacts(catalog, step.request!, staff, true),
    });
  });
}

function closeDay(catalog: Catalog, bench: Bench, abandoned: number): void {
  const { draft, loaded, now, date } = bench;
  if (!loaded.queue.dayOpen) return;
  for (const window of loaded.windows) {
    if (window.session === null) continue;
    draft.windowPeriod(date, window.session);
    draft.session(window, date, window.session, now);
    const empty = { ...window, session: null, ticket: null };
    draft.window(empty);
    draft.emit(queueEvents.windowChanged, {
      window: presentWindow(catalog, empty),
      change: 'signedOut',
      staffId: window.session.staff.id,
      reason: 'dayEnd',
    });
  }
  draft.setQueue({ dayOpen: false });
  draft.emit(queueEvents.dayClosed, { businessDate: date, abandoned });
}

/** A skipped ticket nobody restored in time is abandoned. */
export function restoreExpired(deps: QueueDeps): TimerHandler {
  return async (ctx, timer) => {
    const catalog = await deps.catalogs.of(timer.branchId);
    await runCommand(deps, ctx, catalog, { ticketId: timer.ref }, (bench) => {
      bench.draft.clearTimer(timer.kind, timer.ref);
      const { ticket } = bench.loaded;
      const due = ticket?.state === 'skipped' && (ticket.restorableUntil ?? 0) < bench.now;
      if (ticket !== null && due) leave(catalog, bench, ticket, 'abandon', 'notRestored');
    });
  };
}
