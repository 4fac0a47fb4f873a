import { classOf, creditOf, overdueMinutes } from './credit.ts';
import type { RankInput, WaitingTicket } from './call-types.ts';
import type { CodeSet, HelpOutCondition, QueueStrategy } from './types.ts';

export interface OrderCheckInput extends RankInput {
  /** Ticket id that was called; `null`: the window was told that nobody waits. */
  called: string | null;
}

export type OrderViolationCode =
  /** The called ticket was not waiting. */
  | 'notWaiting'
  /** The window may not take its service. */
  | 'notAllowed'
  /** The profile, with the help-out rules in force, does not offer it. */
  | 'notOffered'
  /** Another ticket should have been called. */
  | 'outranked'
  /** Nobody was called although somebody should have been. */
  | 'nobodyCalled';

export interface OrderViolation {
  code: OrderViolationCode;
  called: string | null;
  /** The ticket the strategy wanted; `null`: nobody. */
  expected: string | null;
  /** For people and logs, in English. */
  message: string;
}

/** Level 0: guarantee reached; 1, 2, …: place in the profile's list of offers. Urgency: minutes over the guarantee, or credit. */
interface Standing {
  ticket: WaitingTicket;
  level: number;
  urgency: number;
}

type Offer = (ticket: WaitingTicket) => boolean;

/**
 * Whether a call followed the strategy: `null` if so, else what was wrong. Meant for replays and
 * tests, so it shares nothing with `chooseNext` but the formula of credit: it gives **every**
 * waiting ticket its standing and sorts them all. `waiting` is the complete waiting list of the
 * branch just before the call, the called ticket included.
 */
export function findOrderViolation(strategy: QueueStrategy, input: OrderCheckInput): OrderViolation | null {
  const { called, waiting, mayTake } = input;
  const standings = standingsOf(strategy, input);
  const best = standings.sort(compareStandings)[0];
  const expected = best?.ticket.ticketId ?? null;
  if (called === expected) return null;

  const violation = (code: OrderViolation['code'], message: string): OrderViolation => ({
    code,
    called,
    expected,
    message,
  });
  if (called === null)
    return violation('nobodyCalled', `nobody was called although ${expected} should have been`);
  const ticket = waiting.find(({ ticketId }) => ticketId === called);
  if (!ticket) return violation('notWaiting', `${called} was called but was not waiting`);
  if (!mayTake.includes(ticket.serviceCode))
    return violation(
      'notAllowed',
      `${called} was called at a window that may not take ${ticket.serviceCode}`,
    );
  const standing = standings.find((one) => one.ticket === ticket);
  if (!standing || !best)
    return violation(
      'notOffered',
      `${called} was called although profile ${input.profileCode} did not offer it`,
    );
  return violation(
    'outranked',
    `${called} (${describe(standing)}) was called before ${expected} (${describe(best)})`,
  );
}

function standingsOf(strategy: QueueStrategy, input: OrderCheckInput): Standing[] {
  const offers = offersOf(strategy, input);
  return input.waiting
    .filter(({ serviceCode }) => input.mayTake.includes(serviceCode))
    .map((ticket): Standing => {
      const priorityClass = classOf(strategy, ticket.classCode);
      const over = overdueMinutes(priorityClass, ticket.position, input.now);
      if (over >= 0) return { ticket, level: 0, urgency: over };
      const offer = offers.findIndex((offered) => offered(ticket));
      return {
        ticket,
        level: offer === -1 ? Infinity : offer + 1,
        urgency: creditOf(priorityClass, ticket.position, input.now),
      };
    })
    .filter(({ level }) => level !== Infinity);
}

/** Everything the window is offered now, best first. */
function offersOf(strategy: QueueStrategy, input: OrderCheckInput): Offer[] {
  const profile = strategy.profiles.find(({ code }) => code === input.profileCode);
  if (!profile) return [() => true];
  const helpOut = (rank: 'before' | 'after'): Offer[] =>
    profile.helpOut
      .filter((rule) => rule.rank === rank && conditionHolds(strategy, rule.when, input))
      .map((rule) => (ticket) => listed(rule.serviceCodes, ticket.serviceCode));
  const tiers = profile.tiers.map(
    ({ serviceCodes, classCodes = 'any' }): Offer =>
      (ticket) =>
        listed(serviceCodes, ticket.serviceCode) &&
        listed(classCodes, classOf(strategy, ticket.classCode).code),
  );
  return [...helpOut('before'), ...tiers, ...helpOut('after')];
}

function conditionHolds(
  strategy: QueueStrategy,
  when: HelpOutCondition,
  { waiting, now }: OrderCheckInput,
): boolean {
  const matching = waiting.filter(
    (ticket) =>
      (when.serviceCode ?? ticket.serviceCode) === ticket.serviceCode &&
      (when.classCode === undefined || when.classCode === classOf(strategy, ticket.classCode).code),
  );
  const { waitMinutesOver, waitingOver } = when;
  if (matching.length === 0 || (waitMinutesOver === undefined && waitingOver === undefined)) return false;
  const waits = matching.map(({ position }) => Math.max(0, now * 1_000 - position) / 60_000_000);
  return (
    (waitMinutesOver === undefined || waits.some((minutes) => minutes > waitMinutesOver)) &&
    (waitingOver === undefined || matching.length > waitingOver)
  );
}

function compareStandings(a: Standing, b: Standing): number {
  if (a.level !== b.level) return a.level - b.level;
  if (a.urgency !== b.urgency) return b.urgency - a.urgency;
  if (a.ticket.position !== b.ticket.position) return a.ticket.position - b.ticket.position;
  return a.ticket.ticketId < b.ticket.ticketId ? -1 : 1;
}

function listed(set: CodeSet, code: string): boolean {
  return set === 'any' || set.includes(code);
}

function describe({ level, urgency }: Standing): string {
  return level === 0
    ? `${urgency.toFixed(2)} min over its guarantee`
    : `offer ${level}, credit ${urgency.toFixed(2)}`;
}
