import type { CustomerCard, Identifier } from '@huiting/contracts/customer';
import { queueEvents } from '@huiting/contracts/queue';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import type { Ticket, TicketHolder } from '../queue.domain.ts';
import { presentTicket } from '../queue.present.ts';
import * as states from '../queue.states.domain.ts';
import { sourceOf } from './issue-ticket.ts';
import { classOf } from './move.ts';
import { startService } from './serve.ts';
import type { TicketChange } from './serve.ts';

interface AttachInput {
  readonly branchId: string;
  readonly ticketId: string;
  readonly identifier: z.output<typeof Identifier>;
  /** A card read at the window: the customer is there, so the service begins. */
  readonly start: boolean;
}

/** CU-01: tells who holds a ticket; the visit of that customer today is joined. */
export async function attachCustomer(deps: QueueDeps, ctx: Ctx, input: AttachInput): Promise<TicketChange> {
  const catalog = await enter(deps, ctx, input.branchId, 'customer.recognise');
  const customer = (await deps.customers.find(input.identifier)) ?? refuse('queue.customer_not_found');
  return runCommand(deps, ctx, catalog, { ticketId: input.ticketId, customerId: customer.id }, (bench) => {
    const before = bench.loaded.ticket ?? refuse('queue.ticket_not_found');
    const ticket = attach(catalog, bench, before, customer, input.identifier);
    const window = bench.loaded.window;
    const mine = window !== null && window.session?.staff.id === ctx.actor.staff?.id;
    if (input.start && ticket.state === 'called' && mine) return startService(catalog, bench, window, ticket);
    return { ticket: presentTicket(ticket), window: null };
  });
}

function attach(
  catalog: Catalog,
  bench: Bench,
  before: Ticket,
  customer: CustomerCard,
  by: z.output<typeof Identifier>,
): Ticket {
  const { draft, loaded } = bench;
  const holder: TicketHolder = {
    id: customer.id,
    maskedName: customer.maskedName,
    tier: customer.tier,
    elder: customer.elder,
    disabled: customer.disabled,
  };
  const known = { ...before, holder, elder: before.elder || holder.elder };
  const visitId = loaded.visitId ?? before.visitId;
  const ticket = draft.change(
    before,
    states.attach(before, holder, visitId, classOf(catalog, bench, known, before.serviceCode)),
  );
  draft.emit(queueEvents.ticketRecognised, {
    ticket: presentTicket(ticket),
    window: null,
    ended: null,
    reason: null,
    recognisedBy: sourceOf(by),
  });
  return ticket;
}
