import { queueEvents } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Ticket } from '../queue.domain.ts';
import { presentPeriod, presentTicket, presentWindow } from '../queue.present.ts';
import * as states from '../queue.states.domain.ts';
import type { TicketChange } from './serve.ts';

interface Leaving {
  readonly branchId: string;
  readonly ticketId: string;
  readonly reason: string;
}

export function cancel(deps: QueueDeps, ctx: Ctx, input: Leaving): Promise<TicketChange> {
  return leaveBy(deps, ctx, input, 'cancel');
}

export function abandon(deps: QueueDeps, ctx: Ctx, input: Leaving): Promise<TicketChange> {
  return leaveBy(deps, ctx, input, 'abandon');
}

async function leaveBy(
  deps: QueueDeps,
  ctx: Ctx,
  input: Leaving,
  how: 'cancel' | 'abandon',
): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.manage');
  return runCommand(deps, ctx, catalog, { ticketId: input.ticketId }, (bench) =>
    leave(catalog, bench, bench.loaded.ticket ?? refuse('queue.ticket_not_found'), how, input.reason),
  );
}

/** The ticket ends without service; a window it was called to is free again. */
export function leave(
  catalog: Catalog,
  bench: Bench,
  ticket: Ticket,
  how: 'cancel' | 'abandon',
  reason: string,
): TicketChange {
  const { draft, now, loaded } = bench;
  const step = states.leave(ticket, how, now, reason);
  const gone = draft.step(ticket, step);
  if (ticket.state === 'skipped') draft.clearTimer('queue.restoreExpired', ticket.id);
  if (ticket.state === 'absent') draft.clearTimer('queue.absentWatch', ticket.id);
  const here = ticket.windowId === null ? null : loaded.window;
  const window = here?.ticket?.id === ticket.id ? { ...here, ticket: null } : null;
  if (window !== null) draft.window(window);
  const change = {
    ticket: presentTicket(gone),
    window: window === null ? null : presentWindow(catalog, window),
  };
  draft.emit(how === 'cancel' ? queueEvents.ticketCancelled : queueEvents.ticketAbandoned, {
    ...change,
    ended: presentPeriod(step.period!),
    reason,
  });
  return change;
}
