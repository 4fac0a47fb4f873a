import { predictLiveWait } from '@huiting/queueing/prediction';
import { classify, positionAt, restorePosition, whoIsAhead } from '@huiting/queueing/strategy';
import type { PlannedVisit } from '@huiting/simulator/behaviour/visits';
import { appointmentDefaults } from '@huiting/contracts/appointment';
import { queueDefaults } from '@huiting/contracts/queue';
import { ticketNumber, ticketSteps } from '../../rooms/queue/index.ts';
import type { Ticket } from '../../rooms/queue/index.ts';
import { createAgenda } from '@huiting/simulator/behaviour/agenda';
import { instantOf } from './hall-plan.ts';
import type { DayRecord, Hall, HallPlan } from './hall-plan.ts';
import { playWindows } from './play-windows.ts';
import type { Counters } from './play-windows.ts';
import { createWaitingLines } from './waiting-lines.ts';

/** Nobody holds the link of a past ticket: no token hashes to this. */
const noLink = 'past';

/**
 * Plays one day of a branch in memory: the same state machine and the same strategy as the living queue, at thousands of
 * times its speed. With `until` the day stops there and leaves the hall as it stands: people waiting, called and served.
 */
export function playHall(plan: HallPlan, until: number | null): DayRecord {
  const agenda = createAgenda(plan.midnight);
  const lines = createWaitingLines();
  const tickets = new Map<string, Ticket>();
  const visits = new Map<string, PlannedVisit>();
  const gone = new Set<string>();
  const prefixes = new Map<string, number>();
  const { random } = plan;
  const record: DayRecord = {
    plan,
    tickets,
    visits: [],
    requests: [],
    periods: [],
    sessions: [],
    windowPeriods: [],
    ratings: [],
    windows: plan.windows.map((window) => ({
      branchId: plan.branchId,
      windowId: window.id,
      kind: window.kind,
      profileCode: window.profileCode,
      session: null,
      ticket: null,
    })),
  };
  const newId = (): string => random.id(agenda.now);

  const hall: Hall = {
    plan,
    agenda,
    lines,
    record,
    newId,
    ticket: (id) => tickets.get(id)!,
    visitOf: (id) => visits.get(id)!,
    isGone: (id) => gone.has(id),
    apply: ({ ticket, period, request }) => {
      const before = tickets.get(ticket.id);
      if (period !== null) record.periods.push({ ticketId: ticket.id, period });
      if (request !== null) record.requests.push(request);
      if (before?.state === 'waiting') lines.leave(ticket.id);
      if (ticket.state === 'waiting')
        lines.join({
          ticketId: ticket.id,
          serviceCode: ticket.serviceCode,
          classCode: ticket.classCode,
          position: ticket.position,
        });
      tickets.set(ticket.id, ticket);
      return ticket;
    },
    skip: (ticket) => {
      const skipped = hall.apply(ticketSteps.skip(ticket, agenda.now, queueDefaults.restoreMinutes));
      const back = gone.has(ticket.id) ? null : visits.get(ticket.id)!.returnsAfterSeconds;
      if (back !== null && back < queueDefaults.restoreMinutes * 60)
        agenda.at(agenda.now + back * 1000, () => comeBack(ticket.id));
      agenda.at(skipped.restorableUntil! + 1, () => {
        const now = hall.ticket(ticket.id);
        if (now.state === 'skipped') hall.apply(ticketSteps.leave(now, 'abandon', agenda.now, 'notRestored'));
      });
    },
  };

  function comeBack(ticketId: string): void {
    const ticket = hall.ticket(ticketId);
    if (ticket.state !== 'skipped') return;
    const position =
      restorePosition(lines.positions(ticket.serviceCode, ticket.classCode), queueDefaults.restoreAfter) ??
      ticket.position;
    hall.apply(ticketSteps.restore(ticket, agenda.now, position));
    counters.somebodyWaits();
  }

  function arrive(visit: PlannedVisit): void {
    const ticket = issue(hall, visit, prefixes, counters.open());
    visits.set(ticket.id, visit);
    tickets.set(ticket.id, ticket);
    record.visits.push({
      id: ticket.visitId,
      customerId: ticket.holder?.id ?? null,
      openedBy: ticket.bookingId === null ? 'ticket' : 'checkIn',
      openedAt: agenda.now,
    });
    lines.join({
      ticketId: ticket.id,
      serviceCode: ticket.serviceCode,
      classCode: ticket.classCode,
      position: ticket.position,
    });
    agenda.at(agenda.now + visit.patienceSeconds * 1000, () => loseHeart(ticket.id));
    counters.somebodyWaits();
  }

  /** Some tell the lobby manager that they leave; most just go, and their number is called in vain. */
  function loseHeart(ticketId: string): void {
    const ticket = hall.ticket(ticketId);
    if (ticket.state !== 'waiting') return;
    if (random.chance(0.4)) hall.apply(ticketSteps.leave(ticket, 'abandon', agenda.now, '客户离开'));
    else gone.add(ticketId);
  }

  const counters: Counters = playWindows(hall);
  for (const visit of plan.visits) agenda.at(instantOf(plan, visit.arrivesAt), () => arrive(visit));
  agenda.at(plan.endsAt, () => endDay(hall, counters));
  agenda.runUntil(until ?? plan.endsAt);
  return record;
}

function issue(
  hall: Hall,
  visit: PlannedVisit,
  prefixes: Map<string, number>,
  open: ReturnType<Counters['open']>,
): Ticket {
  const { plan, agenda } = hall;
  const service = plan.services.get(visit.serviceCode)!;
  const now = agenda.now;
  const holder = visit.customer === null ? null : plan.holderOf(visit.customer);
  const bookingStart = checkInStart(plan, visit, now);
  const timing = bookingStart === null ? null : timingAt(bookingStart, now);
  const elder = visit.elder || (holder?.elder ?? false);
  const { classCode } = classify(plan.strategy, {
    serviceCode: service.code,
    customerTier: holder?.tier ?? null,
    booking: timing ?? 'none',
    elderOrDisabled: elder || (holder?.disabled ?? false),
    language: visit.language,
    channel: visit.channel,
  });
  const count = (prefixes.get(service.prefix) ?? 0) + 1;
  prefixes.set(service.prefix, count);
  const id = hall.newId();
  const position = positionAt(timing === 'early' ? bookingStart! : now);
  return {
    branchId: plan.branchId,
    businessDate: plan.date,
    id,
    visitId: hall.newId(),
    number: ticketNumber(service.prefix, count),
    state: 'waiting',
    serviceTypeId: service.id,
    serviceCode: service.code,
    services: [service.id],
    classCode,
    strategyVersion: plan.strategy.version,
    channel: visit.channel,
    language: visit.language,
    holder,
    elder,
    bookingId: bookingStart === null ? null : hall.newId(),
    bookingStart,
    timing,
    issuedAt: now,
    position,
    since: now,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    windowId: null,
    staffId: null,
    calls: 0,
    restorableUntil: null,
    postponed: false,
    note: null,
    request: { id: hall.newId(), sequence: 1, openedAt: now, calledAt: null, startedAt: null, periods: 0 },
    expectedSeconds: estimate(hall, { ticketId: id, serviceCode: service.code, classCode, position }, open),
    linkHash: noLink,
  };
}

/** Start of the booking the ticket is taken for; null for those who walk in, and for those outside their check-in window. */
function checkInStart(plan: HallPlan, visit: PlannedVisit, now: number): number | null {
  if (visit.bookedAt === null || visit.customer === null) return null;
  const start = instantOf(plan, visit.bookedAt);
  const { earlyMinutes, lateMinutes } = appointmentDefaults;
  return now >= start - earlyMinutes * 60_000 && now < start + lateMinutes * 60_000 ? start : null;
}

function timingAt(start: number, now: number): 'early' | 'onTime' | 'late' {
  if (now < start) return 'early';
  return now <= start + appointmentDefaults.graceMinutes * 60_000 ? 'onTime' : 'late';
}

/** The estimate the kiosk would have printed, before it is widened: (ahead + 1) × median ÷ windows; null with no window open. */
function estimate(
  hall: Hall,
  ticket: Parameters<typeof whoIsAhead>[1]['ticket'],
  open: ReturnType<Counters['open']>,
): number | null {
  const { plan, lines, agenda } = hall;
  const median = (serviceCode: string): number => plan.services.get(serviceCode)!.medianSeconds;
  const ahead = whoIsAhead(plan.strategy, { ticket, waiting: lines.all(), windows: open, now: agenda.now });
  const expected = predictLiveWait({
    aheadMedians: ahead.map(({ serviceCode }) => median(serviceCode)),
    windows: open
      .filter(({ mayTake }) => mayTake.includes(ticket.serviceCode))
      .map(({ elapsedSeconds }) => ({ elapsedSeconds, medianServiceSeconds: median(ticket.serviceCode) })),
    errors: [],
  });
  return 'noWindow' in expected ? null : expected.pointSeconds;
}

function endDay(hall: Hall, counters: Counters): void {
  counters.closeAll();
  for (const ticket of hall.record.tickets.values()) {
    if (ticket.state === 'waiting' || ticket.state === 'skipped' || ticket.state === 'parked') {
      hall.apply(ticketSteps.leave(ticket, 'abandon', hall.agenda.now, 'dayEnd'));
    }
  }
}
