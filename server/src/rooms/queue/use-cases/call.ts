import { chooseNext } from '@huiting/queueing/strategy';
import type { CallReason } from '@huiting/queueing/strategy';
import { queueEvents } from '@huiting/contracts/queue';
import type { TicketCard, WindowCard } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Staff, Ticket, WindowNow } from '../queue.domain.ts';
import { presentPeriod, presentTicket, presentWindow } from '../queue.present.ts';
import { nextVoice } from '../queue.voice.domain.ts';
import { assertOpen, definitionOf, mayEverTake, mayTake, seatedStaff } from '../queue.windows.domain.ts';
import * as states from '../queue.states.domain.ts';
import { completeCurrent } from './serve.ts';

interface AtWindow {
  readonly branchId: string;
  readonly windowId: string;
}

export interface Called {
  readonly ticket: TicketCard | null;
  readonly window: WindowCard;
}

/** QU-04: calls whom the strategy puts first for this window; null when nobody waits that it may take. */
export async function callNext(deps: QueueDeps, ctx: Ctx, input: AtWindow): Promise<Called> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  const wanted = { windowId: input.windowId, take: mayEverTake(catalog, input.windowId) };
  return runCommand(deps, ctx, catalog, wanted, (bench) => {
    const staff = seatedStaff(bench.loaded.window, ctx.actor.staff?.id);
    const window = bench.loaded.window!;
    assertOpen(window);
    if (window.ticket !== null) refuse('queue.window_busy', { ticketNumber: window.ticket.number });
    return callBest(catalog, bench, window, staff);
  });
}

/** QU-11: one command ends the service and calls the next, so that no second window can slip between. */
export async function completeAndCallNext(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly ticketId: string },
): Promise<Called & { completed: TicketCard }> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  const wanted = { windowId: input.windowId, take: mayEverTake(catalog, input.windowId) };
  return runCommand(deps, ctx, catalog, wanted, (bench) => {
    const staff = seatedStaff(bench.loaded.window, ctx.actor.staff?.id);
    const done = completeCurrent(catalog, bench, staff, input.ticketId);
    // A window paused while it served finishes its customer and calls nobody.
    const paused = done.window.session?.state === 'paused';
    const next = paused
      ? { ticket: null, window: presentWindow(catalog, done.window) }
      : callBest(catalog, bench, done.window, staff);
    return { ...next, completed: presentTicket(done.ticket) };
  });
}

/** Calls one ticket by name: the customer has come back, or somebody asked. The reason is kept with the event. */
export async function callSpecific(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly ticketId: string; readonly reason: string },
): Promise<Called> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.serve');
  const wanted = {
    windowId: input.windowId,
    ticketId: input.ticketId,
    take: mayEverTake(catalog, input.windowId),
  };
  return runCommand(deps, ctx, catalog, wanted, (bench) => {
    const { loaded } = bench;
    const staff = seatedStaff(loaded.window, ctx.actor.staff?.id);
    const window = loaded.window!;
    assertOpen(window);
    if (window.ticket !== null) refuse('queue.window_busy', { ticketNumber: window.ticket.number });
    const ticket = loaded.ticket ?? refuse('queue.ticket_not_found');
    if (!mayTake(catalog, window).includes(ticket.serviceCode)) refuse('queue.window_cannot_take');
    const best = choose(catalog, bench, window);
    const outOfOrder = ticket.state === 'waiting' && best?.ticketId !== ticket.id;
    return toWindow(catalog, bench, ticket, window, staff, {
      reason: input.reason,
      decision: null,
      outOfOrder,
      passedOver: outOfOrder ? numberOf(loaded.heads, best?.ticketId) : null,
    });
  });
}

function numberOf(heads: Bench['loaded']['heads'], ticketId: string | undefined): string | null {
  return heads.find((head) => head.ticketId === ticketId)?.ticket?.number ?? null;
}

function choose(
  catalog: Catalog,
  { loaded, draft, now }: Bench,
  window: WindowNow,
): { ticketId: string; reason: CallReason } | null {
  return chooseNext(strategyOf(catalog, draft.queue().strategyVersion), {
    profileCode: window.profileCode,
    mayTake: mayTake(catalog, window),
    heads: loaded.heads,
    now,
  });
}

function callBest(catalog: Catalog, bench: Bench, window: WindowNow, staff: Staff): Called {
  const best = choose(catalog, bench, window);
  if (best === null) return { ticket: null, window: presentWindow(catalog, window) };
  const ticket = bench.loaded.heads.find((head) => head.ticketId === best.ticketId)!.ticket!;
  return toWindow(catalog, bench, ticket, window, staff, {
    reason: null,
    decision: best.reason,
    outOfOrder: false,
  });
}

function toWindow(
  catalog: Catalog,
  { draft, now }: Bench,
  ticket: Ticket,
  window: WindowNow,
  staff: Staff,
  why: {
    readonly reason: string | null;
    readonly decision: CallReason | null;
    readonly outOfOrder: boolean;
    readonly passedOver?: string | null;
  },
): Called {
  const step = states.call(ticket, now, window.windowId, staff, why.reason);
  const called = draft.step(ticket, step);
  const at: WindowNow = {
    ...window,
    ticket: { id: called.id, number: called.number, state: 'called', since: now },
  };
  draft.window(at);
  if (ticket.state === 'skipped') draft.clearTimer('queue.restoreExpired', ticket.id);
  const voice = nextVoice(
    draft.queue(),
    called,
    definitionOf(catalog, window.windowId),
    now,
    catalog.display,
  );
  if (voice !== null) draft.setQueue({ voiceUntil: voice.endsAt });
  const card = presentTicket(called);
  const windowCard = presentWindow(catalog, at);
  draft.emit(queueEvents.ticketCalled, {
    ticket: card,
    window: windowCard,
    ended: presentPeriod(step.period!),
    reason: why.reason,
    voice,
    decision: why.decision === null ? null : { ...why.decision },
    outOfOrder: why.outOfOrder,
    ...(why.passedOver === undefined ? {} : { passedOver: why.passedOver }),
  });
  return { ticket: card, window: windowCard };
}
