import { createHash } from 'node:crypto';
import type { ServiceType } from '@huiting/contracts/queue';
import type { MachineEvent, MachineRefusal } from '@huiting/contracts/queue/machine';
import { classify, positionAt } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import { AppError } from '../../platform/errors.ts';
import { countLine, countService } from './queue.domain.ts';
import type { Counters, EndedRequest, Period, Staff, Ticket } from './queue.domain.ts';
import * as states from './queue.states.domain.ts';

/** What a branch's machine speaks of: a day, its businesses and windows by their names there. */
export interface MachineDay {
  readonly branchId: string;
  readonly businessDate: string;
  readonly serviceOf: (code: string) => ServiceType | null;
  /** Window by its number. */
  readonly windowOf: (number: number) => string | null;
  readonly strategy: QueueStrategy;
  readonly strategyVersion: number;
  /** The day is over: what the machine left open ends here. */
  readonly endedAt: number | null;
}

/** One number's day, made from its events alone. */
export interface MachineTicket {
  readonly ticket: Ticket | null;
  readonly periods: readonly { readonly of: Ticket; readonly period: Period }[];
  readonly requests: readonly EndedRequest[];
  /** By the machine's count: null = it took part. */
  readonly outcomes: ReadonlyMap<number, MachineRefusal | null>;
}

/** Minutes in which a missed number may be called again: the machine decides, so all day. */
const missedForMinutes = 24 * 60;

/** The same name always gives the same id, so that a ticket made again is the same ticket. A UUIDv8 (RFC 9562): 122 bits of SHA-256. */
export function nameId(...parts: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = '89ab'[Number.parseInt(hash[16]!, 16) & 3]!;
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** The machine does not say who sits at a window: the window itself is its person. */
export function machineStaff(branchId: string, windowNumber: number): Staff {
  return { id: nameId('machine staff', branchId, windowNumber), name: '排队机', number: '' };
}

export const machineTicketId = (day: Pick<MachineDay, 'branchId' | 'businessDate'>, number: string): string =>
  nameId('machine ticket', day.branchId, day.businessDate, number);

/** The machine's order: by its clock, then by its count. */
export function inOrder<E extends Pick<MachineEvent, 'at' | 'sequence'>>(events: readonly E[]): E[] {
  return events.toSorted((a, b) => a.at - b.at || a.sequence - b.sequence);
}

/**
 * A number's ticket from its events, whatever order they came in: the state machine of our own queue walks through them by the
 * machine's time. What does not fit is refused and changes nothing; with later news it is judged anew, since all is made again.
 * A missing call or start is read from what came after it.
 */
export function foldNumber(day: MachineDay, events: readonly MachineEvent[]): MachineTicket {
  const outcomes = new Map<number, MachineRefusal | null>();
  const periods: { of: Ticket; period: Period }[] = [];
  const requests: EndedRequest[] = [];
  let ticket: Ticket | null = null;
  let windowNumber: number | null = null;

  const take = (step: states.Step): void => {
    if (step.period !== null) periods.push({ of: ticket!, period: step.period });
    if (step.request !== null) requests.push(step.request);
    ticket = step.ticket;
  };
  const staffHere = (): Staff | null =>
    windowNumber === null ? null : machineStaff(day.branchId, windowNumber);

  function call(event: MachineEvent): MachineRefusal | null {
    const windowId = event.window === null ? null : day.windowOf(event.window);
    if (windowId === null) return 'unknownWindow';
    // The number shown again where it was called.
    if (ticket!.state === 'called' && ticket!.windowId === windowId) {
      ticket = states.recall(ticket!);
      return null;
    }
    const why = ticket!.state === 'waiting' ? null : 'machine';
    take(states.call(ticket!, event.at, windowId, machineStaff(day.branchId, event.window!), why));
    windowNumber = event.window;
    return null;
  }

  function play(event: MachineEvent): MachineRefusal | null {
    if (event.kind === 'issue') {
      if (ticket !== null) return 'issuedTwice';
      const service = event.service === null ? null : day.serviceOf(event.service);
      if (service === null) return 'unknownService';
      ticket = issued(day, event, service);
      return null;
    }
    if (ticket === null) return 'notIssued';
    switch (event.kind) {
      case 'call':
        return call(event);
      case 'recall':
        ticket = states.recall(ticket);
        return null;
      case 'start': {
        // Told without its call: called as it began.
        const missed = ticket.state === 'called' ? null : call(event);
        if (missed !== null) return missed === 'unknownWindow' ? 'notCalled' : missed;
        take(states.start(ticket, event.at));
        return null;
      }
      case 'finish':
        if (ticket.state === 'waiting') return 'notCalled';
        // Many machines know no start: the service began with the call.
        if (ticket.state === 'called') take(states.start(ticket, ticket.since));
        take(states.complete(ticket, event.at, staffHere()));
        return null;
      case 'noShow':
        if (ticket.state === 'waiting') return 'notCalled';
        take(states.skip(ticket, event.at, missedForMinutes));
        windowNumber = null;
        return null;
      case 'transfer': {
        const service = event.service === null ? null : day.serviceOf(event.service);
        if (service === null) return 'unknownService';
        take(
          states.transfer(ticket, event.at, staffHere(), {
            requestId: nameId('machine request', ticket.id, ticket.request.sequence + 1),
            serviceTypeId: service.id,
            serviceCode: service.code,
            classCode: classOf(day, service.code),
            position: positionAt(event.at),
            reason: 'machine',
          }),
        );
        windowNumber = null;
        return null;
      }
    }
  }

  for (const event of inOrder(events))
    outcomes.set(
      event.sequence,
      judged(() => play(event)),
    );
  if (day.endedAt !== null && ticket !== null) endWithDay(day.endedAt);
  return { ticket, periods, requests, outcomes };

  /** As our own day ends: who is being served counts as done, everybody else has gone. */
  function endWithDay(at: number): void {
    if (states.isFinal(ticket!.state)) return;
    if (ticket!.state === 'serving') take(states.complete(ticket!, at, staffHere(), 'dayEnd'));
    else take(states.leave(ticket!, 'abandon', at, 'dayEnd'));
  }
}

/** A step the state machine does not allow is a refusal here, not a fault. */
function judged(play: () => MachineRefusal | null): MachineRefusal | null {
  try {
    return play();
  } catch (error) {
    if (error instanceof AppError) return 'wrongState';
    throw error;
  }
}

function classOf({ strategy }: MachineDay, serviceCode: string): string {
  return classify(strategy, {
    serviceCode,
    customerTier: null,
    booking: 'none',
    elderOrDisabled: false,
    language: 'zh-CN',
    channel: 'api',
  }).classCode;
}

function issued(day: MachineDay, event: MachineEvent, service: ServiceType): Ticket {
  const { branchId, businessDate } = day;
  const id = machineTicketId(day, event.number);
  return {
    branchId,
    businessDate,
    id,
    visitId: nameId('machine visit', id),
    number: event.number,
    state: 'waiting',
    serviceTypeId: service.id,
    serviceCode: service.code,
    services: [service.id],
    classCode: classOf(day, service.code),
    strategyVersion: day.strategyVersion,
    channel: 'api',
    language: 'zh-CN',
    holder: null,
    elder: false,
    bookingId: null,
    bookingStart: null,
    timing: null,
    issuedAt: event.at,
    position: positionAt(event.at),
    since: event.at,
    calledAt: null,
    startedAt: null,
    endedAt: null,
    windowId: null,
    staffId: null,
    calls: 0,
    restorableUntil: null,
    postponed: false,
    note: null,
    request: {
      id: nameId('machine request', id, 1),
      sequence: 1,
      openedAt: event.at,
      calledAt: null,
      startedAt: null,
      periods: 0,
    },
    expectedSeconds: null,
    // Such a ticket has no page of its own: no token hashes to this.
    linkHash: '',
  };
}

/** What a number adds to the day's counters; taken off (−1) before it is made again, added (+1) after. */
export function countNumber(counters: Counters, { ticket, requests }: MachineTicket, sign: 1 | -1): Counters {
  if (ticket === null) return counters;
  const services = requests.map((request) => ({ ...request, done: request.outcome === 'completed' }));
  const open = states.isFinal(ticket.state)
    ? []
    : [{ ...ticket.request, serviceCode: ticket.serviceCode, done: false }];
  const first = requests[0]?.serviceCode ?? ticket.serviceCode;
  let next = countService(counters, first, { issued: sign });
  for (const request of [...services, ...open]) {
    const isCalled = request.calledAt !== null;
    next = countService(next, request.serviceCode, {
      called: isCalled ? sign : 0,
      waitSeconds: isCalled ? sign * Math.round((request.calledAt! - request.openedAt) / 1000) : 0,
      completed: request.done ? sign : 0,
    });
  }
  next = sign === 1 ? countLine(next, null, ticket) : countLine(next, ticket, null);
  return {
    ...next,
    issued: next.issued + sign,
    completed: next.completed + (ticket.state === 'completed' ? sign : 0),
    abandoned: next.abandoned + (ticket.state === 'abandoned' ? sign : 0),
  };
}
