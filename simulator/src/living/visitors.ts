import { appointmentDefaults, appointmentEndpoints } from '@huiting/contracts/appointment';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { IssuedTicket, TicketCard } from '@huiting/contracts/queue';
import type { Random } from '../bank/random.ts';
import { drawPatienceSeconds, drawServiceSeconds, drawWalkSeconds } from '../behaviour/service-times.ts';
import type { PlannedVisit } from '../behaviour/visits.ts';
import { isDailyLife, isRefusal } from '../client/api.ts';
import type { BranchDay } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast, Player } from './cast.ts';
import type { HallMirror } from './hall-mirror.ts';
import type { People } from './people.ts';
import type { SurveyGuests } from './survey-guests.ts';

/** Somebody with a ticket, as far as the simulator decides for them. */
export interface Visitor {
  readonly visit: Omit<
    PlannedVisit,
    'arrivesAt' | 'customer' | 'shows' | 'bookedAt' | 'channel' | 'language'
  >;
  /** Left without a word, or does not hear the call. */
  absent: boolean;
  /** Comes back this long after the number was skipped; null = never. */
  returnsAfterSeconds: number | null;
}

/** The customers of a branch: they book, come, take a number, lose heart, come back. */
export interface Visitors {
  /** Null: the ticket of a person at the screen; nobody decides for them. */
  of(ticketId: string): Visitor | null;
  /** Takes over whoever is in the hall already, when the simulator starts. */
  adopt(tickets: Iterable<TicketCard>): void;
  /** A day anew, or the rest of one under other hours; null = nobody comes any more. */
  beginDay(day: BranchDay | null): void;
  /** Tomorrow's guests who book today. */
  bookAhead(day: BranchDay): void;
  wasSkipped(ticketId: string): void;
  /** Who waits again after a skip is back, whoever restored the ticket. */
  saw(tickets: readonly TicketCard[]): void;
}

export interface VisitorsDeps {
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly cast: Cast;
  readonly people: People;
  readonly hall: HallMirror;
  readonly guests: SurveyGuests;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

const bookedAheadShare = 0.5;
const finals = new Set(['completed', 'abandoned', 'cancelled']);
const slotMs = appointmentDefaults.slotMinutes * 60_000;

export function createVisitors(deps: VisitorsDeps): Visitors {
  const { branchId, time, cast, people, hall, guests, random, onFault } = deps;
  const visitors = new Map<string, Visitor>();
  /** Codes of bookings made, by customer and day. */
  const codes = new Map<string, string>();
  const skipped = new Set<string>();
  /** Tokens of the pages of numbers that were taken at a machine, until they are served. */
  const pages = new Map<string, string>();
  /** Which plan of the day counts: of an earlier one nobody comes any more. */
  let planned = 0;

  const attempt = (act: () => Promise<unknown>): void =>
    void act().catch((error: unknown) => {
      if (!isDailyLife(error)) onFault(error);
    });
  const kiosk = (): Player | undefined =>
    cast.kiosks.find((one) => !people.isTended(one.id)) ?? cast.kiosks[0];
  const lobbyIsFree = (): boolean => cast.lobby !== null && !people.isPerson(cast.lobby.id);

  function keep(ticketId: string, visitor: Visitor): void {
    visitors.set(ticketId, visitor);
    time.after(visitor.visit.patienceSeconds, () => loseHeart(ticketId));
  }

  async function arrive(day: BranchDay, visit: PlannedVisit): Promise<void> {
    if (time.now() > day.closesAt) return;
    const at = kiosk();
    const service = hall.serviceByCode(visit.serviceCode);
    if (at === undefined || service === undefined) return;
    const { ticket, progressPath } =
      (await checkIn(at, day, visit)) ?? (await takeNumber(at, service.id, visit));
    pages.set(ticket.id, progressPath.slice(progressPath.lastIndexOf('/') + 1));
    keep(ticket.id, { visit, absent: visit.missesCall, returnsAfterSeconds: visit.returnsAfterSeconds });
  }

  async function checkIn(at: Player, day: BranchDay, visit: PlannedVisit): Promise<IssuedTicket | null> {
    const code = visit.customer === null ? undefined : codes.get(`${day.date} ${visit.customer.id}`);
    if (code === undefined) return null;
    try {
      return await at.caller.call(appointmentEndpoints.checkIn, { branchId, code, elder: visit.elder });
    } catch (error) {
      // Too early or too late for the booking: they queue like everybody else.
      if (isRefusal(error)) return null;
      throw error;
    }
  }

  async function takeNumber(at: Player, serviceTypeId: string, visit: PlannedVisit): Promise<IssuedTicket> {
    const byLobby = visit.channel === 'pad' && lobbyIsFree();
    const by = byLobby ? cast.lobby! : at;
    return by.caller.call(queueEndpoints.issueTicket, {
      branchId,
      serviceTypeId,
      channel: byLobby ? 'pad' : 'kiosk',
      identifier: identifierOf(visit),
      elder: visit.elder,
      language: visit.language,
    });
  }

  async function book(day: BranchDay, visit: PlannedVisit): Promise<void> {
    const { customer } = visit;
    const service = hall.serviceByCode(visit.serviceCode);
    if (customer === null || visit.bookedAt === null || service === undefined || !lobbyIsFree()) return;
    const start = day.midnight + visit.bookedAt * 1000;
    if (start - time.now() < slotMs) return;
    const { booking } = await cast.lobby!.caller.call(appointmentEndpoints.bookForCustomer, {
      branchId,
      serviceTypeId: service.id,
      start,
      name: customer.name,
      phone: customer.phone,
    });
    codes.set(`${day.date} ${customer.id}`, booking.code);
  }

  /** Some tell the lobby manager that they leave; most just go, and their number is called in vain. */
  function loseHeart(ticketId: string): void {
    const visitor = visitors.get(ticketId);
    if (visitor === undefined || hall.ticket(ticketId)?.state !== 'waiting') return;
    visitor.absent = true;
    visitor.returnsAfterSeconds = null;
    if (lobbyIsFree() && random.chance(0.4)) {
      attempt(() =>
        cast.lobby!.caller.call(queueEndpoints.abandon, { branchId, ticketId, reason: '客户离开' }),
      );
    }
  }

  /** Whoever has been served may answer a survey on their way. */
  function leave({ id, state, serviceTypeId, issuedAt, calledAt }: TicketCard): void {
    const page = pages.get(id);
    if (page === undefined || !finals.has(state)) return;
    pages.delete(id);
    const limit = (hall.service(serviceTypeId)?.waitLimitMinutes ?? 20) * 60_000;
    if (state === 'completed') guests.served(page, (calledAt ?? issuedAt) - issuedAt <= limit);
  }

  async function comeBack(ticketId: string): Promise<void> {
    const visitor = visitors.get(ticketId);
    const { supervisor } = cast;
    if (
      visitor === undefined ||
      supervisor === null ||
      people.isPerson(supervisor.id) ||
      hall.ticket(ticketId)?.state !== 'skipped'
    )
      return;
    await supervisor.caller.call(queueEndpoints.restore, { branchId, ticketId });
  }

  return {
    of: (ticketId) => visitors.get(ticketId) ?? null,

    adopt: (tickets) => {
      for (const ticket of tickets) {
        const code = hall.service(ticket.serviceTypeId)?.code ?? 'personal';
        const waited = (time.now() - ticket.issuedAt) / 1000;
        keep(ticket.id, {
          visit: {
            serviceCode: code,
            furtherService: null,
            furtherSeconds: 0,
            elder: ticket.elder,
            missesCall: false,
            returnsAfterSeconds: null,
            patienceSeconds: Math.max(
              random.int(240, 900),
              drawPatienceSeconds(random, code, ticket.elder) - waited,
            ),
            walkSeconds: drawWalkSeconds(random, ticket.elder),
            serviceSeconds: drawServiceSeconds(random, code, ticket.elder),
          },
          absent: false,
          returnsAfterSeconds: null,
        });
      }
    },

    beginDay: (day) => {
      const plan = ++planned;
      for (const id of visitors.keys()) if (hall.ticket(id) === undefined) visitors.delete(id);
      const now = time.now();
      if (day === null) return;
      for (const visit of day.visits) {
        const arrivesAt = day.midnight + Math.round(visit.arrivesAt * 1000);
        if (arrivesAt <= now) continue;
        time.at(arrivesAt, () => {
          if (plan === planned) attempt(() => arrive(day, visit));
        });
        if (visit.bookedAt !== null && !codes.has(`${day.date} ${visit.customer?.id}`)) {
          const start = day.midnight + visit.bookedAt * 1000;
          const at = now + random.next() * Math.max(0, Math.min(start - 2 * slotMs - now, 3 * 3_600_000));
          time.at(at, () => attempt(() => book(day, visit)));
        }
      }
    },

    bookAhead: (day) => {
      for (const visit of day.visits) {
        if (visit.bookedAt === null || !random.chance(bookedAheadShare)) continue;
        time.after(random.int(600, 5 * 3_600), () => attempt(() => book(day, visit)));
      }
    },

    saw: (tickets) => {
      for (const ticket of tickets) {
        leave(ticket);
        const { id, state } = ticket;
        const visitor = visitors.get(id);
        if (state === 'waiting' && visitor !== undefined && skipped.delete(id)) visitor.absent = false;
      }
    },

    wasSkipped: (ticketId) => {
      skipped.add(ticketId);
      const back = visitors.get(ticketId)?.returnsAfterSeconds ?? null;
      if (back !== null) time.after(back, () => attempt(() => comeBack(ticketId)));
    },
  };
}

function identifierOf({
  customer,
  shows,
  bookedAt,
}: PlannedVisit): { kind: 'idNumber' | 'card' | 'phone'; value: string } | null {
  if (customer === null) return null;
  // A booking that was not kept is still somebody with a document.
  const kind = shows ?? (bookedAt === null ? null : customer.idNumber === null ? 'card' : 'idNumber');
  const value =
    kind === 'idNumber'
      ? customer.idNumber
      : kind === 'card'
        ? customer.cards[0]
        : kind === 'phone'
          ? customer.phone
          : null;
  return kind === null || value == null ? null : { kind, value };
}
