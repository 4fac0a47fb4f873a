import { queueDefaults, queueEvents } from '@huiting/contracts/queue';
import type { TicketCard, WindowCard } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { EndedRequest, Staff, Ticket, WindowNow } from '../queue.domain.ts';
import { presentPeriod, presentTicket, presentWindow } from '../queue.present.ts';
import { nextVoice } from '../queue.voice.domain.ts';
import { definitionOf, seatedStaff } from '../queue.windows.domain.ts';
import * as states from '../queue.states.domain.ts';

interface AtWindow {
  readonly branchId: string;
  readonly windowId: string;
}
type OnTicket = AtWindow & { readonly ticketId: string };

export interface TicketChange {
  readonly ticket: TicketCard;
  readonly window: WindowCard | null;
}

/** The current ticket of a window where the actor sits: the beginning of everything a teller does with it. */
function current(
  bench: Bench,
  ctx: Ctx,
  ticketId: string | null,
): { staff: Staff; window: WindowNow; ticket: Ticket } {
  const { window, ticket } = bench.loaded;
  const staff = seatedStaff(window, ctx.actor.staff?.id);
  return { staff, window: window!, ticket: currentTicket(window!, ticket, ticketId) };
}

function currentTicket(window: WindowNow, ticket: Ticket | null, ticketId: string | null): Ticket {
  if (window.ticket === null || ticket === null) return refuse('queue.window_idle');
  // The screen spoke of another ticket than the one that is here: say which.
  if (ticketId !== null && ticketId !== ticket.id)
    refuse('queue.ticket_wrong_state', { current: ticket.number, state: ticket.state });
  return ticket;
}

async function onCurrent<R>(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly ticketId?: string },
  work: (catalog: Catalog, bench: Bench, here: { staff: Staff; window: WindowNow; ticket: Ticket }) => R,
): Promise<R> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  return runCommand(deps, ctx, catalog, { windowId: input.windowId }, (bench) =>
    work(catalog, bench, current(bench, ctx, input.ticketId ?? null)),
  );
}

function emptied(window: WindowNow): WindowNow {
  return { ...window, ticket: null };
}

function tell(catalog: Catalog, bench: Bench, ticket: Ticket, window: WindowNow | null): TicketChange {
  if (window !== null) bench.draft.window(window);
  return { ticket: presentTicket(ticket), window: window === null ? null : presentWindow(catalog, window) };
}

export function recall(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { window, ticket }) => {
    const { draft, now } = bench;
    const again = draft.change(ticket, states.recall(ticket));
    const voice = nextVoice(
      draft.queue(),
      again,
      definitionOf(catalog, window.windowId),
      now,
      catalog.display,
    );
    if (voice !== null) draft.setQueue({ voiceUntil: voice.endsAt });
    const change = tell(catalog, bench, again, window);
    draft.emit(queueEvents.ticketRecalled, { ...change, ended: null, reason: null, voice });
    return change;
  });
}

export function start(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { window, ticket }) =>
    startService(catalog, bench, window, ticket),
  );
}

/** called → serving; by key, or because the customer's card was read. */
export function startService(
  catalog: Catalog,
  bench: Bench,
  window: WindowNow,
  ticket: Ticket,
): TicketChange {
  const { draft, now } = bench;
  const step = states.start(ticket, now);
  const serving = draft.step(ticket, step);
  const change = tell(catalog, bench, serving, {
    ...window,
    ticket: { id: serving.id, number: serving.number, state: 'serving', since: now },
  });
  draft.emit(queueEvents.ticketStarted, { ...change, ended: presentPeriod(step.period!), reason: null });
  return change;
}

export function complete(deps: QueueDeps, ctx: Ctx, input: OnTicket): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { staff }) => {
    const done = completeCurrent(catalog, bench, staff, input.ticketId);
    return { ticket: presentTicket(done.ticket), window: presentWindow(catalog, done.window) };
  });
}

/** Ends the service at the window; the window is free afterwards. Told with its durations, so that feedback can ask for a rating. */
export function completeCurrent(
  catalog: Catalog,
  bench: Bench,
  staff: Staff,
  ticketId: string,
): { ticket: Ticket; window: WindowNow } {
  const { draft, now, loaded } = bench;
  const ticket = currentTicket(loaded.window!, loaded.ticket, ticketId);
  const step = states.complete(ticket, now, staff);
  const done = draft.step(ticket, step);
  const window = emptied(loaded.window!);
  const change = tell(catalog, bench, done, window);
  draft.emit(queueEvents.serviceCompleted, {
    ...change,
    ended: presentPeriod(step.period!),
    reason: null,
    ...completedFacts(catalog, step.request!, staff, true),
  });
  return { ticket: done, window };
}

export function completedFacts(catalog: Catalog, request: EndedRequest, staff: Staff, last: boolean) {
  const startedAt = request.startedAt ?? request.endedAt;
  return {
    requestId: request.id,
    businessDate: request.ticket.businessDate,
    serviceTypeId: request.serviceTypeId,
    serviceName: catalog.byId.get(request.serviceTypeId)?.name,
    waitSeconds: Math.max(0, Math.round(((request.calledAt ?? startedAt) - request.openedAt) / 1000)),
    serviceSeconds: Math.round((request.endedAt - startedAt) / 1000),
    staffName: staff.name,
    staffNumber: staff.number,
    last,
  };
}

/** Another business under the same number at the same window: the first one ends here, with its rating at the very end. */
export function addService(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket & { readonly serviceTypeId: string },
): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { staff, window, ticket }) => {
    const { draft, now } = bench;
    const service = serviceById(catalog, input.serviceTypeId);
    const step = states.addService(ticket, now, staff, {
      requestId: newId(),
      serviceTypeId: service.id,
      serviceCode: service.code,
    });
    const next = draft.step(ticket, step);
    const change = tell(catalog, bench, next, { ...window, ticket: { ...window.ticket!, since: now } });
    draft.emit(queueEvents.serviceCompleted, {
      ...change,
      ended: presentPeriod(step.period!),
      reason: null,
      ...completedFacts(catalog, step.request!, staff, false),
    });
    return change;
  });
}

/** 过号: the called customer did not come. Restorable for a while, then abandoned by its deadline. */
export function skip(deps: QueueDeps, ctx: Ctx, input: OnTicket): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { window, ticket }) => {
    const { draft, now } = bench;
    const step = states.skip(ticket, now, queueDefaults.restoreMinutes);
    const skipped = draft.step(ticket, step);
    // One millisecond after the last moment at which it may still be restored.
    draft.setTimer('queue.restoreExpired', ticket.id, skipped.restorableUntil! + 1);
    const change = tell(catalog, bench, skipped, emptied(window));
    draft.emit(queueEvents.ticketSkipped, { ...change, ended: presentPeriod(step.period!), reason: null });
    return change;
  });
}

export function park(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket & { readonly reason: string },
): Promise<TicketChange> {
  return onCurrent(deps, ctx, input, (catalog, bench, { window, ticket }) => {
    const { draft, now } = bench;
    const step = states.park(ticket, now, input.reason);
    const parked = draft.step(ticket, step);
    const change = tell(catalog, bench, parked, emptied(window));
    draft.emit(queueEvents.ticketParked, {
      ...change,
      ended: presentPeriod(step.period!),
      reason: input.reason,
    });
    return change;
  });
}
