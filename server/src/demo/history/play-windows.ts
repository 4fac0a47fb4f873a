import { chooseNext } from '@huiting/queueing/strategy';
import { drawRating } from '@huiting/simulator/behaviour/ratings';
import { drawPauseBetweenSeconds } from '@huiting/simulator/behaviour/service-times';
import type { Duty } from '@huiting/simulator/behaviour/duties';
import { ticketSteps } from '../../rooms/queue/index.ts';
import type { EndedRequest, Staff, Ticket, WindowNow } from '../../rooms/queue/index.ts';
import { instantOf } from './hall-plan.ts';
import type { Hall, PlannedSeat } from './hall-plan.ts';

/** The windows of a hall, seen from its door. */
export interface Counters {
  /** Somebody joined a line: an idle teller looks up. */
  somebodyWaits(): void;
  /** Windows where somebody serves now. */
  open(): {
    windowId: string;
    profileCode: string;
    mayTake: readonly string[];
    /** Of the service under way, 0 while the customer is on the way; null: free. */
    elapsedSeconds: number | null;
  }[];
  closeAll(): void;
}

interface Seat {
  readonly window: PlannedSeat;
  readonly index: number;
  duty: Duty | null;
  next: Duty | null;
  /** A pause that waits for the present customer to be done. */
  pausePending: { reason: string; seconds: number } | null;
  /** The teller is about to call: no second one decides. */
  calling: boolean;
}

/** Between two recalls, and from the last to the skip. */
const recallSeconds = 24;
const callsBeforeSkip = 3;
const transferShare = 0.012;

export function playWindows(hall: Hall): Counters {
  const { plan, agenda, record } = hall;
  const { random } = plan;
  const seats: Seat[] = plan.windows.map((window, index) => ({
    window,
    index,
    duty: null,
    next: null,
    pausePending: null,
    calling: false,
  }));

  const now = (seat: Seat): WindowNow => record.windows[seat.index]!;
  const put = (seat: Seat, change: Partial<WindowNow>): void => {
    record.windows[seat.index] = { ...now(seat), ...change };
  };
  const staffOf = (seat: Seat): Staff => now(seat).session!.staff;

  for (const duty of plan.duties) {
    const seat = seats.find((one) => one.window.id === duty.windowId)!;
    agenda.at(instantOf(plan, duty.from) + random.int(-150, 60) * 1000, () => {
      if (now(seat).session === null) sitDown(seat, duty);
      else seat.next = duty;
    });
    for (const pause of duty.pauses) {
      agenda.at(instantOf(plan, pause.from), () => {
        if (seat.duty !== duty) return;
        seat.pausePending = { reason: pause.reason, seconds: pause.until - pause.from };
        if (now(seat).ticket === null) goOn(seat);
      });
    }
    agenda.at(instantOf(plan, duty.until), () => {
      if (seat.duty === duty && now(seat).ticket === null) goOn(seat);
    });
  }

  function sitDown(seat: Seat, duty: Duty): void {
    const staff = plan.staff.get(duty.staffId)!;
    const session = {
      id: hall.newId(),
      staff,
      state: 'open' as const,
      pauseReason: null,
      since: agenda.now,
      signedInAt: agenda.now,
      periods: 0,
    };
    seat.duty = duty;
    put(seat, { session });
    record.sessions.push({
      id: session.id,
      windowId: seat.window.id,
      staffId: staff.id,
      signedInAt: agenda.now,
      signedOutAt: null,
    });
    goOn(seat);
  }

  /** Ends the open or paused stretch of the session and begins the next. */
  function turn(seat: Seat, state: 'open' | 'paused', reason: string | null): void {
    const session = now(seat).session!;
    record.windowPeriods.push({
      sessionId: session.id,
      sequence: session.periods + 1,
      state: session.state,
      reason: session.pauseReason,
      startedAt: session.since,
      endedAt: agenda.now,
    });
    put(seat, {
      session: {
        ...session,
        state,
        pauseReason: reason as never,
        since: agenda.now,
        periods: session.periods + 1,
      },
    });
  }

  function standUp(seat: Seat): void {
    const { id } = now(seat).session!;
    turn(seat, 'open', null);
    const index = record.sessions.findIndex((one) => one.id === id);
    record.sessions[index] = { ...record.sessions[index]!, signedOutAt: agenda.now };
    put(seat, { session: null });
    seat.duty = null;
    seat.pausePending = null;
    const { next } = seat;
    seat.next = null;
    if (next !== null && agenda.now < instantOf(plan, next.until))
      agenda.at(agenda.now + 90_000, () => sitDown(seat, next));
  }

  /** What a free teller does: a pause that is due, the end of duty, or the next customer. */
  function goOn(seat: Seat): void {
    const { session, ticket } = now(seat);
    if (session === null || ticket !== null || session.state === 'paused') return;
    if (seat.pausePending !== null) {
      const { reason, seconds } = seat.pausePending;
      seat.pausePending = null;
      turn(seat, 'paused', reason);
      agenda.at(agenda.now + seconds * 1000, () => {
        if (now(seat).session?.id !== session.id) return;
        turn(seat, 'open', null);
        goOn(seat);
      });
      return;
    }
    const over = agenda.now >= instantOf(plan, seat.duty!.until);
    // At closing time whoever is inside is still served.
    if (over && (agenda.now < plan.closesAt || choose(seat) === null)) {
      if (!seat.calling) standUp(seat);
      return;
    }
    callNext(seat);
  }

  const choose = (seat: Seat) =>
    chooseNext(plan.strategy, {
      profileCode: seat.window.profileCode,
      mayTake: seat.window.serviceCodes,
      now: agenda.now,
      heads: hall.lines.heads(),
    });

  function callNext(seat: Seat): void {
    const chosen = choose(seat);
    if (chosen === null) return;
    const ticket = hall.apply(
      ticketSteps.call(hall.ticket(chosen.ticketId), agenda.now, seat.window.id, staffOf(seat), null),
    );
    hold(seat, ticket);
    const visit = hall.visitOf(ticket.id);
    if (visit.missesCall || hall.isGone(ticket.id))
      agenda.at(agenda.now + recallSeconds * 1000, () => callAgain(seat, ticket.id));
    else agenda.at(agenda.now + visit.walkSeconds * 1000, () => start(seat, ticket.id));
  }

  function hold(seat: Seat, ticket: Ticket): void {
    put(seat, {
      ticket: {
        id: ticket.id,
        number: ticket.number,
        state: ticket.state as 'called' | 'serving',
        since: agenda.now,
      },
    });
  }

  function callAgain(seat: Seat, ticketId: string): void {
    const ticket = hall.ticket(ticketId);
    if (ticket.calls < callsBeforeSkip) {
      hall.apply({ ticket: ticketSteps.recall(ticket), period: null, request: null });
      agenda.at(agenda.now + recallSeconds * 1000, () => callAgain(seat, ticketId));
      return;
    }
    hall.skip(ticket);
    put(seat, { ticket: null });
    goOn(seat);
  }

  function start(seat: Seat, ticketId: string): void {
    const ticket = hall.apply(ticketSteps.start(hall.ticket(ticketId), agenda.now));
    hold(seat, ticket);
    const { serviceSeconds } = hall.visitOf(ticketId);
    if (ticket.request.sequence === 1 && random.chance(transferShare)) {
      agenda.at(agenda.now + Math.min(serviceSeconds, random.int(60, 180)) * 1000, () =>
        sendOn(seat, ticketId),
      );
      return;
    }
    agenda.at(agenda.now + serviceSeconds * 1000, () => finish(seat, ticketId));
  }

  /** The wrong counter: on to personal banking, or from there to corporate; the place in time is kept. */
  function sendOn(seat: Seat, ticketId: string): void {
    const ticket = hall.ticket(ticketId);
    const service = plan.services.get(ticket.serviceCode === 'personal' ? 'transfer' : 'personal')!;
    hall.apply(
      ticketSteps.transfer(ticket, agenda.now, staffOf(seat), {
        requestId: hall.newId(),
        serviceTypeId: service.id,
        serviceCode: service.code,
        classCode: ticket.classCode,
        position: ticket.position,
        reason: '业务类型更正',
      }),
    );
    put(seat, { ticket: null });
    counters.somebodyWaits();
    goOn(seat);
  }

  function finish(seat: Seat, ticketId: string): void {
    const ticket = hall.ticket(ticketId);
    const visit = hall.visitOf(ticketId);
    if (visit.furtherService !== null && ticket.services.length === 1) {
      const service = plan.services.get(visit.furtherService)!;
      const next = hall.apply(
        ticketSteps.addService(ticket, agenda.now, staffOf(seat), {
          requestId: hall.newId(),
          serviceTypeId: service.id,
          serviceCode: service.code,
        }),
      );
      hold(seat, next);
      agenda.at(agenda.now + visit.furtherSeconds * 1000, () => finish(seat, ticketId));
      return;
    }
    const step = ticketSteps.complete(ticket, agenda.now, staffOf(seat));
    const done = hall.apply(step);
    put(seat, { ticket: null });
    rate(step.request!, done);
    // Most press "complete and call the next"; some need a moment.
    if (random.chance(0.8)) goOn(seat);
    else {
      seat.calling = true;
      agenda.at(agenda.now + drawPauseBetweenSeconds(random) * 1000, () => {
        seat.calling = false;
        goOn(seat);
      });
    }
  }

  function rate(request: EndedRequest, ticket: Ticket): void {
    const waitSeconds = Math.max(
      0,
      Math.round(((request.calledAt ?? request.startedAt!) - request.openedAt) / 1000),
    );
    const serviceSeconds = Math.round((request.endedAt - request.startedAt!) / 1000);
    const limit = plan.services.get(request.serviceCode)!.waitLimitSeconds;
    const { level, reasons, comment, afterSeconds } = drawRating(random, {
      waitSeconds,
      waitLimitSeconds: limit,
      serviceSeconds,
      elder: ticket.elder,
    });
    record.ratings.push({
      request,
      ticket,
      waitSeconds,
      serviceSeconds,
      askedAt: agenda.now,
      level,
      reasons,
      comment,
      ratedAt: level === null ? null : agenda.now + afterSeconds * 1000,
    });
  }

  const counters: Counters = {
    somebodyWaits: () => {
      for (const seat of seats) {
        const { session, ticket } = now(seat);
        if (session?.state !== 'open' || ticket !== null || seat.calling || choose(seat) === null) continue;
        seat.calling = true;
        agenda.at(agenda.now + random.int(2, 8) * 1000, () => {
          seat.calling = false;
          goOn(seat);
        });
        return;
      }
    },
    open: () =>
      seats
        .filter((seat) => now(seat).session?.state === 'open')
        .map((seat) => ({
          windowId: seat.window.id,
          profileCode: seat.window.profileCode,
          mayTake: seat.window.serviceCodes,
          elapsedSeconds: elapsedSeconds(now(seat).ticket, agenda.now),
        })),
    closeAll: () => {
      for (const seat of seats) {
        const { session, ticket } = now(seat);
        if (session === null) continue;
        if (ticket !== null) {
          const held = hall.ticket(ticket.id);
          if (held.state === 'serving')
            hall.apply(ticketSteps.complete(held, agenda.now, session.staff, 'dayEnd'));
          else hall.apply(ticketSteps.leave(held, 'abandon', agenda.now, 'dayEnd'));
          put(seat, { ticket: null });
        }
        seat.next = null;
        standUp(seat);
      }
    },
  };
  // Help-out rules begin to hold as waits grow, without anybody arriving: idle tellers look up now and then.
  const lookUp = (): void => {
    counters.somebodyWaits();
    if (agenda.now < plan.endsAt) agenda.at(agenda.now + 30_000, lookUp);
  };
  agenda.at(Math.min(...plan.duties.map((duty) => instantOf(plan, duty.from)), plan.closesAt), lookUp);
  return counters;
}

function elapsedSeconds(ticket: WindowNow['ticket'], now: number): number | null {
  if (ticket === null) return null;
  return ticket.state === 'serving' ? (now - ticket.since) / 1_000 : 0;
}
