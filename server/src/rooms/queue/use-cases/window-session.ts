import type { WindowKind } from '@huiting/contracts/organization';
import { queueEvents } from '@huiting/contracts/queue';
import type { PauseReason, WindowCard } from '@huiting/contracts/queue';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { permits } from '../../../platform/permits.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { WindowNow, WindowSession } from '../queue.domain.ts';
import { presentWindow } from '../queue.present.ts';
import { definitionOf, profileFor, seatedStaff } from '../queue.windows.domain.ts';
import { openDay } from './open-day.ts';

interface AtWindow {
  readonly branchId: string;
  readonly windowId: string;
}
export interface WindowChange {
  readonly window: WindowCard;
}
type Change = 'signedIn' | 'signedOut' | 'paused' | 'resumed' | 'kindChanged';

function tell(
  catalog: Catalog,
  { draft }: Bench,
  window: WindowNow,
  change: Change,
  staffId: string | null,
  reason: string | null,
): WindowChange {
  draft.window(window);
  const card = presentWindow(catalog, window);
  draft.emit(queueEvents.windowChanged, { window: card, change, staffId, reason });
  return { window: card };
}

function found(bench: Bench): WindowNow {
  return bench.loaded.window ?? refuse('queue.window_not_found');
}

/** QU-08: one person at one window, one window at a time. Signing in again where one already sits changes nothing. */
export async function signIn(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<WindowChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  const { staff } = ctx.actor;
  if (staff === null) return refuse('platform.forbidden');
  if (catalog.branch.windows.every(({ id }) => id !== input.windowId)) refuse('queue.window_not_found');
  return runCommand(deps, ctx, catalog, { windowId: input.windowId, staffId: staff.id }, (bench) => {
    const { draft, now, date, loaded } = bench;
    const window = found(bench);
    if (window.session?.staff.id === staff.id) return { window: presentWindow(catalog, window) };
    if (window.session !== null) refuse('queue.window_taken', { staffName: window.session.staff.name });
    if (loaded.staffWindowId !== null) {
      refuse('queue.staff_at_other_window', {
        windowLabel: definitionOf(catalog, loaded.staffWindowId).label,
      });
    }
    openDay(deps, catalog, bench, 'staff');
    const session: WindowSession = {
      id: newId(),
      staff: { id: staff.id, name: ctx.actor.name, number: staff.number },
      state: 'open',
      pauseReason: null,
      since: now,
      signedInAt: now,
      periods: 0,
    };
    draft.session(window, date, session, null);
    return tell(catalog, bench, { ...window, session }, 'signedIn', staff.id, null);
  });
}

/** By the person who sits there, or by somebody who manages the hall. */
export async function signOut(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<WindowChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  return runCommand(deps, ctx, catalog, { windowId: input.windowId }, (bench) => {
    const { draft, now, date } = bench;
    const window = found(bench);
    const { session } = window;
    if (session === null) return refuse('queue.not_signed_in');
    const manages = permits(ctx.actor, 'queue.manage', catalog.branch.path);
    if (session.staff.id !== ctx.actor.staff?.id && !manages) refuse('queue.not_signed_in');
    if (window.ticket !== null) refuse('queue.window_busy', { ticketNumber: window.ticket.number });
    draft.windowPeriod(date, session);
    draft.session(window, date, session, now);
    return tell(catalog, bench, { ...window, session: null }, 'signedOut', session.staff.id, null);
  });
}

/** Allowed while a customer is served: it takes effect for the next call. Refused while somebody is being called here. */
export async function pause(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly reason: z.output<typeof PauseReason> },
): Promise<WindowChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  return runCommand(deps, ctx, catalog, { windowId: input.windowId }, (bench) => {
    const window = found(bench);
    seatedStaff(window, ctx.actor.staff?.id);
    if (window.ticket?.state === 'called')
      refuse('queue.window_busy', { ticketNumber: window.ticket.number });
    if (window.session!.state === 'paused') refuse('queue.window_paused');
    return tell(
      catalog,
      bench,
      turned(bench, window, 'paused', input.reason),
      'paused',
      window.session!.staff.id,
      input.reason,
    );
  });
}

export async function resume(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<WindowChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  return runCommand(deps, ctx, catalog, { windowId: input.windowId }, (bench) => {
    const window = found(bench);
    const staff = seatedStaff(window, ctx.actor.staff?.id);
    if (window.session!.state === 'open') return { window: presentWindow(catalog, window) };
    return tell(catalog, bench, turned(bench, window, 'open', null), 'resumed', staff.id, null);
  });
}

function turned(
  bench: Bench,
  window: WindowNow,
  state: 'open' | 'paused',
  reason: z.output<typeof PauseReason> | null,
): WindowNow {
  const session = window.session!;
  bench.draft.windowPeriod(bench.date, session);
  return {
    ...window,
    session: { ...session, state, pauseReason: reason, since: bench.now, periods: session.periods + 1 },
  };
}

/** RO-05: an elastic window takes another kind of business from now on. Audited: it changes what customers can get. */
export async function changeKind(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly kind: WindowKind; readonly reason: string },
): Promise<WindowChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.manage');
  const definition = definitionOf(catalog, input.windowId);
  if (!definition.elastic) refuse('queue.window_not_elastic');
  const changed = await runCommand(deps, ctx, catalog, { windowId: input.windowId }, (bench) => {
    const window = {
      ...found(bench),
      kind: input.kind,
      profileCode: profileFor(catalog, definition, input.kind),
    };
    return tell(catalog, bench, window, 'kindChanged', window.session?.staff.id ?? null, input.reason);
  });
  if (changed !== undefined) {
    await deps.platform.audit(null, ctx, {
      action: 'queue.changeKind',
      object: `window:${input.windowId}`,
      orgUnitId: catalog.branch.orgUnitId,
      outcome: 'done',
      detail: { kind: input.kind, reason: input.reason },
    });
  }
  return changed;
}
