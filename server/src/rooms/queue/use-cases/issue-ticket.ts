import type { CustomerCard, Identifier, RecognitionSource } from '@huiting/contracts/customer';
import type { Locale } from '@huiting/contracts/core/fields';
import { queueEvents } from '@huiting/contracts/queue';
import type { TicketChannel } from '@huiting/contracts/queue';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids.ts';
import { absentDeadline } from '../queue.absent.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import type { BookingTiming, Ticket } from '../queue.domain.ts';
import { newLink } from '../queue.link.domain.ts';
import { presentTicket } from '../queue.present.ts';
import { describe } from './issued-ticket.ts';
import type { Issued } from './issued-ticket.ts';
import { assertOffered, counterOf, makeTicket } from './new-ticket.ts';
import type { Wish } from './new-ticket.ts';
import { openDay } from './open-day.ts';

export interface IssueInput {
  readonly branchId: string;
  readonly serviceTypeId: string;
  readonly channel: TicketChannel;
  readonly identifier: z.output<typeof Identifier> | null;
  readonly elder: boolean;
  readonly language: z.output<typeof Locale>;
  readonly note: string | null;
}

export interface BookingInput {
  readonly branchId: string;
  readonly serviceTypeId: string;
  readonly channel: TicketChannel;
  readonly customer: CustomerCard | null;
  readonly elder: boolean;
  readonly language?: z.output<typeof Locale>;
  readonly bookingId: string;
  readonly bookingStart: number;
  readonly timing: BookingTiming;
  /** Secret of the ticket's page. The caller can tell it again, so that a repeat gives the same link. */
  readonly linkSecret: Buffer;
}

/** AP-08: a number for somebody who is not here yet. */
export interface AbsentInput {
  readonly branchId: string;
  readonly serviceTypeId: string;
  readonly customer: CustomerCard;
  readonly elder: boolean;
  readonly language: z.output<typeof Locale>;
  /** What it was issued for: the same gives the same ticket, however often it is asked. */
  readonly remoteId: string;
  readonly linkSecret: Buffer;
  readonly holdMinutes: number;
  readonly nearAhead: number;
}

/** QU-01: takes a number. The customer is looked up before the branch's transaction, never inside it. */
export async function issueTicket(deps: QueueDeps, ctx: Ctx, input: IssueInput): Promise<Issued> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.issue');
  const customer = input.identifier === null ? null : await deps.customers.find(input.identifier);
  return issue(deps, ctx, catalog, {
    ...input,
    customer,
    booking: null,
    recognisedBy: sourceOf(input.identifier),
  });
}

/** AP-03: a checked-in booking becomes a ticket. The same booking gives the same ticket, however often it is asked. */
export async function issueForBooking(deps: QueueDeps, ctx: Ctx, input: BookingInput): Promise<Issued> {
  const catalog = await enter(deps, ctx, input.branchId, null);
  return issue(deps, ctx, catalog, {
    ...input,
    language: input.language ?? 'zh-CN',
    note: null,
    recognisedBy: 'bookingCode',
    booking: {
      id: input.bookingId,
      start: input.bookingStart,
      timing: input.timing,
      linkSecret: input.linkSecret,
    },
  });
}

/** The holder comes later: the number waits for nobody until they arrive, but keeps the place of now. The caller has authorized. */
export async function issueAbsent(deps: QueueDeps, ctx: Ctx, input: AbsentInput): Promise<Issued> {
  const catalog = await enter(deps, ctx, input.branchId, null);
  const { holdMinutes, nearAhead } = input;
  return issue(deps, ctx, catalog, {
    ...input,
    channel: 'h5',
    note: null,
    recognisedBy: 'bookingCode',
    booking: { id: input.remoteId, start: null, timing: null, linkSecret: input.linkSecret },
    absent: { holdMinutes, nearAhead, toldNear: false },
  });
}

/** How an identifier came to be read: an ID number from an ID card, a card number from a card, a phone number by mouth. */
export function sourceOf(identifier: z.output<typeof Identifier> | null): z.output<typeof RecognitionSource> {
  switch (identifier?.kind) {
    case 'idNumber':
      return 'idCard';
    case 'card':
      return 'bankCard';
    case 'phone':
      return 'phone';
    case undefined:
      return 'manual';
  }
}

function issue(deps: QueueDeps, ctx: Ctx, catalog: Catalog, wish: Wish): Promise<Issued> {
  const service = serviceById(catalog, wish.serviceTypeId);
  const wanted = {
    customerId: wish.customer?.id ?? null,
    bookingId: wish.booking?.id ?? null,
    waiting: true,
    windows: true,
  };
  return runCommand(deps, ctx, catalog, wanted, (bench) => {
    const { loaded, draft, date } = bench;
    if (loaded.booked !== null) {
      // The first answer may have been lost: ticket and link are the same.
      return describe(
        catalog,
        bench,
        service,
        loaded.booked,
        newLink(catalog.branch.id, date, loaded.booked.id, wish.booking?.linkSecret).token,
      );
    }
    openDay(deps, catalog, bench, 'customer');
    assertOffered(deps, catalog, bench, service);
    const id = newId();
    const link = newLink(catalog.branch.id, date, id, wish.booking?.linkSecret);
    const ticket = makeTicket(catalog, bench, wish, service, id, link.hash);
    const { prefix } = draft.queue().counters;
    const counter = counterOf(catalog, service);
    draft.setQueue({
      counters: {
        ...draft.queue().counters,
        prefix: { ...prefix, [counter]: (prefix[counter] ?? 0) + 1 },
      },
    });
    if (loaded.visitId === null) {
      draft.visit({
        id: ticket.visitId,
        businessDate: date,
        customerId: wish.customer?.id ?? null,
        openedBy: wish.booking === null || wish.absent !== undefined ? 'ticket' : 'checkIn',
      });
    }
    const issued = describe(catalog, bench, service, ticket, link.token);
    const known: Ticket = { ...ticket, expectedSeconds: issued.pointSeconds };
    draft.newTicket(known);
    // Looked at at once after: the line may be empty.
    if (wish.absent !== undefined) draft.setTimer(absentDeadline, id, bench.now + 1_000, { ...wish.absent });
    draft.emit(queueEvents.ticketIssued, {
      ticket: presentTicket(known),
      window: null,
      ended: null,
      reason: null,
      // Whoever is not here has not been recognised here.
      ...(wish.customer === null || wish.absent !== undefined ? {} : { recognisedBy: wish.recognisedBy }),
    });
    return { ...issued, ticket: known };
  });
}
