import type { CustomerCard, RecognitionSource } from '@huiting/contracts/customer';
import type { Locale } from '@huiting/contracts/core/fields';
import type { ServiceType, TicketChannel } from '@huiting/contracts/queue';
import { classify, positionAt } from '@huiting/queueing/strategy';
import type { z } from 'zod';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { AbsentWatch } from '../queue.absent.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import type { Bench, QueueDeps } from '../queue.command.service.ts';
import { ticketNumber } from '../queue.domain.ts';
import type { BookingTiming, Ticket, TicketHolder } from '../queue.domain.ts';
import { counterKey } from '../queue.setup.domain.ts';

/** What a number is wanted for, whichever way it is taken. */
export interface Wish {
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

/** The ticket as it is written: its class, its number, its place in the line. */
export function makeTicket(
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

/** Services that share prefix and first number count together. */
export const counterOf = (catalog: Catalog, service: ServiceType): string =>
  counterKey(service.prefix, catalog.terms.get(service.code)!.firstNumber);

/** Whether it is offered, its hours, its daily limit, and whether its numbers are used up. */
export function assertOffered(
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
