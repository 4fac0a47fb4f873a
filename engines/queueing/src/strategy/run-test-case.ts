import { classify } from './classify.ts';
import { positionAt } from './positions.ts';
import { rank } from './rank.ts';
import type { CallReason, WaitingTicket } from './call-types.ts';
import type { QueueStrategy, TicketFacts } from './types.ts';

/** „These wait, this window calls: who is called?“ */
export interface StrategyTestCase {
  /** Work profile of the window. It may take every service the customers want. */
  readonly profileCode: string;
  readonly customers: readonly (TicketFacts & { readonly waitedMinutes: number })[];
  /** Place in `customers` of the one who must be called. */
  readonly expected: number;
}

export interface TestCaseOutcome {
  readonly passed: boolean;
  /** Place of the one who is called; `null`: nobody. */
  readonly called: number | null;
  readonly reason: CallReason | null;
  /** Class each customer gets. */
  readonly classCodes: readonly string[];
}

/** Any instant will do: only differences count. */
const now = Date.UTC(2026, 0, 1);

/** Runs one test case through the rules and the decision the queue room uses. The strategy must be valid. */
export function runTestCase(strategy: QueueStrategy, testCase: StrategyTestCase): TestCaseOutcome {
  const { customers, profileCode, expected } = testCase;
  const classCodes = customers.map((customer) => classify(strategy, customer).classCode);
  const waiting = customers.map((customer, place): WaitingTicket => ({
    // Of two who came at the same instant the first named is first.
    ticketId: String(place).padStart(4, '0'),
    serviceCode: customer.serviceCode,
    classCode: classCodes[place]!,
    position: positionAt(now - customer.waitedMinutes * 60_000),
  }));
  const mayTake = [...new Set(customers.map(({ serviceCode }) => serviceCode))];
  const [first] = rank(strategy, { profileCode, mayTake, waiting, now });
  const called = first === undefined ? null : Number(first.ticketId);
  return { passed: called === expected, called, reason: first?.reason ?? null, classCodes };
}
