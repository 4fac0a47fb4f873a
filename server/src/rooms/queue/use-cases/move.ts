import {
  classify,
  positionAfter,
  positionAt,
  positionBefore,
  restorePosition,
} from '@huiting/queueing/strategy';
import { queueDefaults, queueEvents } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById, strategyOf } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Ticket, WindowNow } from '../queue.domain.ts';
import { presentPeriod, presentTicket, presentWindow } from '../queue.present.ts';
import * as states from '../queue.states.domain.ts';
import type { TicketChange } from './serve.ts';

interface OnTicket {
  readonly branchId: string;
  readonly ticketId: string;
}

/** Positions of those waiting in a ticket's line, ascending, without itself. */
function linePositions(bench: Bench, ticket: Pick<Ticket, 'id' | 'serviceCode' | 'classCode'>): number[] {
  return bench.loaded.waiting
    .filter(
      (other) =>
        other.serviceCode === ticket.serviceCode &&
        other.classCode === ticket.classCode &&
        other.ticketId !== ticket.id,
    )
    .map((other) => other.position)
    .sort((a, b) => a - b);
}

function found(bench: Bench): Ticket {
  return bench.loaded.ticket ?? refuse('queue.ticket_not_found');
}

/** QU-05: a skipped customer is back: behind the third waiting of the class, or where it was when nobody waits. */
export async function restore(deps: QueueDeps, ctx: Ctx, input: OnTicket): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.move');
  return runCommand(deps, ctx, catalog, { ticketId: input.ticketId, waiting: true }, (bench) => {
    const { draft, now } = bench;
    const ticket = found(bench);
    const position =
      restorePosition(linePositions(bench, ticket), queueDefaults.restoreAfter) ?? ticket.position;
    const step = states.restore(ticket, now, position);
    const waiting = draft.step(ticket, step);
    draft.clearTimer('queue.restoreExpired', ticket.id);
    draft.emit(queueEvents.ticketRestored, {
      ticket: presentTicket(waiting),
      window: null,
      ended: presentPeriod(step.period!),
      reason: null,
    });
    return { ticket: presentTicket(waiting), window: null };
  });
}

/** QU-06: to another business with its history: in front of the line, by its own time, or at the end. */
export async function transfer(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket & {
    readonly serviceTypeId: string;
    readonly placement: 'front' | 'byTime' | 'end';
    readonly reason: string;
  },
): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.move');
  const service = serviceById(catalog, input.serviceTypeId);
  return runCommand(deps, ctx, catalog, { ticketId: input.ticketId, waiting: true }, (bench) => {
    const { draft, now, loaded } = bench;
    const ticket = found(bench);
    // At a window, only whoever sits there may send it on.
    const here = ticket.windowId === null ? null : loaded.window;
    if (here !== null && here.session?.staff.id !== ctx.actor.staff?.id)
      refuse('queue.ticket_at_other_window');
    const classCode = classOf(catalog, bench, ticket, service.code);
    const line = linePositions(bench, { id: ticket.id, serviceCode: service.code, classCode });
    const step = states.transfer(ticket, now, here?.session?.staff ?? null, {
      requestId: newId(),
      serviceTypeId: service.id,
      serviceCode: service.code,
      classCode,
      position: placed(input.placement, line, ticket, now),
      reason: input.reason,
    });
    const moved = draft.step(ticket, step);
    const window: WindowNow | null = here === null ? null : { ...here, ticket: null };
    if (window !== null) draft.window(window);
    const change = {
      ticket: presentTicket(moved),
      window: window === null ? null : presentWindow(catalog, window),
    };
    draft.emit(queueEvents.ticketTransferred, {
      ...change,
      ended: presentPeriod(step.period!),
      reason: input.reason,
    });
    return change;
  });
}

function placed(
  placement: 'front' | 'byTime' | 'end',
  line: readonly number[],
  ticket: Ticket,
  now: number,
): number {
  switch (placement) {
    case 'front':
      return line[0] === undefined ? ticket.position : Math.min(positionBefore(line[0]), positionAt(now));
    case 'byTime':
      return ticket.position;
    case 'end':
      return Math.max(positionAt(now), line.length === 0 ? 0 : positionAfter(line.at(-1)!));
  }
}

/** Class of a ticket under the strategy it was issued with, for another service or a holder known since. */
export function classOf(catalog: Catalog, _bench: Bench, ticket: Ticket, serviceCode: string): string {
  return classify(strategyOf(catalog, ticket.strategyVersion), {
    serviceCode,
    customerTier: ticket.holder?.tier ?? null,
    booking: ticket.timing ?? 'none',
    elderOrDisabled: ticket.elder || (ticket.holder?.disabled ?? false),
    language: ticket.language,
    channel: ticket.channel,
  }).classCode;
}

/** The lobby manager puts somebody first in the line; reason kept, and audited: it is an override of the order. */
export async function prioritise(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket & { readonly reason: string },
): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.manage');
  const change = await runCommand(
    deps,
    ctx,
    catalog,
    { ticketId: input.ticketId, waiting: true },
    (bench) => {
      const ticket = found(bench);
      const first = linePositions(bench, ticket)[0];
      const position =
        first === undefined ? ticket.position : Math.min(ticket.position, positionBefore(first));
      return repositioned(
        bench,
        ticket,
        states.reposition(ticket, 'prioritise', position),
        queueEvents.ticketPrioritised,
        { reason: input.reason, by: ctx.actor.name },
      );
    },
  );
  if (change !== undefined) {
    await deps.platform.audit(null, ctx, {
      action: 'queue.prioritise',
      object: `ticket:${input.ticketId}`,
      orgUnitId: catalog.branch.orgUnitId,
      outcome: 'done',
      detail: { number: change.ticket.number, reason: input.reason },
    });
  }
  return change;
}

/** The customer lets three go before: once. */
export function postponed(bench: Bench): TicketChange {
  const ticket = found(bench);
  const line = linePositions(bench, ticket).filter((position) => position > ticket.position);
  const behind = line[Math.min(queueDefaults.postponeBy, line.length) - 1];
  const position = behind === undefined ? ticket.position : positionAfter(behind);
  return repositioned(
    bench,
    ticket,
    states.reposition(ticket, 'postpone', position),
    queueEvents.ticketPostponed,
    { reason: null },
  );
}

function repositioned(
  { draft }: Bench,
  before: Ticket,
  after: Ticket,
  event: typeof queueEvents.ticketPrioritised,
  why: { readonly reason: string | null; readonly by?: string },
): TicketChange {
  const ticket = presentTicket(draft.change(before, after));
  draft.emit(event, { ticket, window: null, ended: null, ...why });
  return { ticket, window: null };
}
