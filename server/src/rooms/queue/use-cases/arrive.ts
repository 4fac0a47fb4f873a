import { queueEvents } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { absentDeadline, watchAbsent } from '../queue.absent.domain.ts';
import type { AbsentWatch } from '../queue.absent.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Ticket } from '../queue.domain.ts';
import { presentPeriod, presentTicket } from '../queue.present.ts';
import * as states from '../queue.states.domain.ts';
import { newLink } from '../queue.link.domain.ts';
import { describe, waitAt } from './issued-ticket.ts';
import type { Issued } from './issued-ticket.ts';
import { leave } from './leave.ts';
import type { TicketChange } from './serve.ts';

/** AP-08: staff see that the holder of a number taken from afar is here. */
export async function arrive(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly ticketId: string },
): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.move');
  return runCommand(deps, ctx, catalog, { ticketId: input.ticketId }, (bench) => {
    const ticket = bench.loaded.ticket ?? refuse('queue.ticket_not_found');
    return { ticket: presentTicket(come(bench, ticket)), window: null };
  });
}

/**
 * The same by a code or link that was read: as good as a new ticket, for the slip and the screen. Told again while it waits
 * it changes nothing. The caller has authorized.
 */
export async function arriveByCode(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly ticketId: string; readonly linkSecret: Buffer },
): Promise<Issued> {
  const catalog = await enter(deps, ctx, input.branchId, null);
  const wanted = { ticketId: input.ticketId, waiting: true, windows: true };
  return runCommand(deps, ctx, catalog, wanted, (bench) => {
    const found = bench.loaded.ticket ?? refuse('queue.ticket_not_found');
    const ticket = found.state === 'waiting' ? found : come(bench, found);
    const { token } = newLink(catalog.branch.id, ticket.businessDate, ticket.id, input.linkSecret);
    return describe(catalog, bench, serviceById(catalog, ticket.serviceTypeId), ticket, token);
  });
}

function come({ draft, now }: Bench, ticket: Ticket): Ticket {
  const step = states.arrive(ticket, now);
  const here = draft.step(ticket, step);
  draft.clearTimer(absentDeadline, ticket.id);
  draft.emit(queueEvents.ticketArrived, {
    ticket: presentTicket(here),
    window: null,
    ended: presentPeriod(step.period!),
    reason: null,
    ...(here.holder === null ? {} : { recognisedBy: 'bookingCode' as const }),
  });
  return here;
}

/** Deadline: is its turn near, has it come, or is it over? Off every other command's way. */
export function watchAbsentTicket(deps: QueueDeps): TimerHandler {
  return async (ctx, timer) => {
    const catalog = await deps.catalogs.of(timer.branchId);
    const wanted = { ticketId: timer.ref, waiting: true, windows: true };
    await runCommand(deps, ctx, catalog, wanted, (bench) => {
      bench.draft.clearTimer(timer.kind, timer.ref);
      const { ticket } = bench.loaded;
      if (ticket?.state === 'absent') look(catalog, bench, ticket, timer.payload as unknown as AbsentWatch);
    });
  };
}

function look(catalog: Catalog, bench: Bench, ticket: Ticket, watch: AbsentWatch): void {
  const { draft, now } = bench;
  const { ahead, expected } = waitAt(catalog, bench, ticket);
  const found = watchAbsent({ arriveBy: ticket.restorableUntil, ahead, expected }, watch, now);
  if (found.verdict === 'expired') {
    leave(catalog, bench, ticket, 'abandon', 'notArrived');
    return;
  }
  const seen: Ticket = { ...ticket, restorableUntil: found.arriveBy };
  const hasTurn = found.arriveBy !== ticket.restorableUntil;
  if (hasTurn) draft.change(ticket, seen);
  if (hasTurn || (found.near && !watch.toldNear))
    draft.emit(queueEvents.ticketNear, { ticket: presentTicket(seen), ahead });
  draft.setTimer(absentDeadline, ticket.id, found.lookAgainAt, { ...watch, toldNear: found.near });
}
