import type { CustomerCard, Identifier, RecognitionSource } from '@huiting/contracts/customer';
import type { Locale } from '@huiting/contracts/core/fields';
import { queueEvents } from '@huiting/contracts/queue';
import type { ExpectedWait, IssuedTicket, ServiceType, TicketChannel } from '@huiting/contracts/queue';
import { classify, positionAt } from '@huiting/queueing/strategy';
import type { z } from 'zod';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { absentDeadline } from '../queue.absent.domain.ts';
import type { AbsentWatch } from '../queue.absent.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById, strategyOf } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import { ticketNumber } from '../queue.domain.ts';
import type { BookingTiming, Ticket, TicketHolder } from '../queue.domain.ts';
import { expectedWait } from '../queue.estimate.domain.ts';
import { newLink } from '../queue.link.domain.ts';
import { presentTicket } from '../queue.present.ts';
import { counterKey } from '../queue.setup.domain.ts';
import { definitionOf, openFor } from '../queue.windows.domain.ts';
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

export interface Issued {
  readonly ticket: Ticket;
  readonly service: ServiceType;
  readonly ahead: number;
  readonly expected: ExpectedWait;
  /** The estimate before it is widened by past errors; null with no window open. */
  readonly pointSeconds: number | null;
  readonly windowLabels: string[];
  readonly token: string;
  readonly greetingName: string | null;
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

interface Wish {
  readonly recognisedBy: z.output<typeof RecognitionSource>;
  readonly serviceTypeId: string;
  readonly channel: TicketChannel;
  readonly customer: CustomerCard | null;
  readonly elder: boolean;
  readonly language: z.output<typeof Locale>;
  readonly note: string | null;
  /** What the ticket is issued for, once: a booking, or (without start and timing) a number taken from afar. */
  readonly booking: {
    readonly id: string;
    readonly start: number | null;
    readonly timing: BookingTiming | null;
    readonly linkSecret: Buffer;
  } | null;
  /** Its holder is not here yet. */
  readonly absent?: AbsentWatch;
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

function makeTicket(
  catalog: Catalog,
  { loaded, draft, now, date }: Bench,
  wish: Wish,
  service: ServiceType,
  id: string,
  linkHash: string,
): Ticket {
  const { customer, booking } = wish;
  const holder: TicketHolder | null =
    customer === null
      ? null
      : {
          id: customer.id,
          maskedName: customer.maskedName,
          tier: customer.tier,
          elder: customer.elder,
          disabled: customer.disabled,
        };
  const elder = wish.elder || (customer?.elder ?? false);
  const version = draft.queue().strategyVersion;
  const { classCode } = classify(strategyOf(catalog, version), {
    serviceCode: service.code,
    customerTier: customer?.tier ?? null,
    booking: booking?.timing ?? 'none',
    elderOrDisabled: elder || (customer?.disabled ?? false),
    language: wish.language,
    channel: wish.channel,
  });
  const issued = draft.queue().counters.prefix[counterOf(catalog, service)] ?? 0;
  const { firstNumber } = catalog.terms.get(service.code)!;
  return {
    branchId: catalog.branch.id,
    businessDate: date,
    id,
    visitId: loaded.visitId ?? newId(),
    number: ticketNumber(service.prefix, firstNumber + issued),
    state: wish.absent === undefined ? 'waiting' : 'absent',
    serviceTypeId: service.id,
    serviceCode: service.code,
    services: [service.id],
    classCode,
    strategyVersion: version,
    channel: wish.channel,
    language: wish.language,
    holder,
    elder,
    bookingId: booking?.id ?? null,
    bookingStart: booking?.start ?? null,
    timing: booking?.timing ?? null,
    issuedAt: now,
    // An early guest's wait begins at the booked time.
    position: positionAt(booking?.timing === 'early' ? Math.max(now, booking.start ?? now) : now),
    since: now,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    windowId: null,
    staffId: null,
    calls: 0,
    restorableUntil: null,
    postponed: false,
    note: wish.note,
    request: { id: newId(), sequence: 1, openedAt: now, calledAt: null, startedAt: null, periods: 0 },
    expectedSeconds: null,
    linkHash,
  };
}

const counterOf = (catalog: Catalog, service: ServiceType): string =>
  counterKey(service.prefix, catalog.terms.get(service.code)!.firstNumber);

/** Whether it is offered, its hours, its daily limit, and whether its numbers are used up. */
function assertOffered(
  { directory }: QueueDeps,
  catalog: Catalog,
  { draft, now, date }: Bench,
  service: ServiceType,
): void {
  const { timeZone } = catalog.branch;
  const { offered, firstNumber, lastNumber } = catalog.terms.get(service.code)!;
  if (!offered) refuse('queue.service_closed');
  if (service.hours !== null) {
    const opens = instantOf(timeZone, date, service.hours.open);
    const closes = instantOf(timeZone, date, service.hours.close);
    if (now < opens || now > closes) refuse('queue.service_closed', { hours: service.hours });
  }
  if (service.line === 'corporate') {
    const today = directory.dayAt(catalog.branch, now);
    const { corporate } = today.date === date ? today : directory.dayOf(catalog.branch, date);
    if (corporate === null || now < corporate.opensAt || now > corporate.closesAt)
      refuse('queue.service_closed', { hours: corporate });
  }
  const issued = draft.queue().counters.service[service.code]?.issued ?? 0;
  if (service.dailyLimit !== null && issued >= service.dailyLimit) {
    throw new AppError('queue.service_limit_reached', { limit: service.dailyLimit });
  }
  const printed = draft.queue().counters.prefix[counterOf(catalog, service)] ?? 0;
  if (lastNumber !== null && firstNumber + printed > lastNumber)
    throw new AppError('queue.service_limit_reached', { limit: lastNumber });
}

export function describe(
  catalog: Catalog,
  { loaded, draft, now }: Bench,
  service: ServiceType,
  ticket: Ticket,
  token: string,
): Issued {
  const { ahead, expected, pointSeconds } = expectedWait(catalog, draft.queue().strategyVersion, {
    ticket: {
      ticketId: ticket.id,
      serviceCode: ticket.serviceCode,
      classCode: ticket.classCode,
      position: ticket.position,
    },
    waiting: loaded.waiting,
    windows: loaded.windows,
    now,
  });
  return {
    ticket,
    service,
    ahead,
    expected,
    pointSeconds,
    windowLabels: openFor(catalog, loaded.windows, service.code).map(
      (window) => definitionOf(catalog, window.windowId).label,
    ),
    token,
    greetingName: ticket.holder?.maskedName ?? null,
  };
}

export function presentIssued(issued: Issued): IssuedTicket {
  return {
    ticket: presentTicket(issued.ticket),
    serviceName: issued.service.name,
    ahead: issued.ahead,
    expected: issued.expected,
    windowLabels: issued.windowLabels,
    progressPath: `/h5/t/${issued.token}`,
    greetingName: issued.greetingName,
  };
}
