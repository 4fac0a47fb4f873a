import { waitedMinutes } from './positions.ts';
import type { WaitingTicket } from './call-types.ts';
import type { PriorityClass, QueueStrategy } from './types.ts';

const UNCLASSED: PriorityClass = {
  code: '',
  name: '',
  nameEn: '',
  startingCredit: 0,
  creditPerMinute: 1,
  guaranteedWaitMinutes: null,
};

/**
 * The class a ticket is ordered by. A ticket keeps its class when a new version is published; if
 * that version no longer has it, the ticket counts as the class of the catch-all (last) rule.
 */
export function classOf(strategy: QueueStrategy, classCode: string): PriorityClass {
  return findClass(strategy, classCode) ?? findClass(strategy, strategy.rules.at(-1)?.classCode) ?? UNCLASSED;
}

/** Credit points at `nowMs`: startingCredit + creditPerMinute × minutes waited (Kleinrock 1964, with a start). */
export function creditOf(priorityClass: PriorityClass, position: number, nowMs: number): number {
  return priorityClass.startingCredit + priorityClass.creditPerMinute * waitedMinutes(position, nowMs);
}

/** Minutes beyond the guaranteed wait, 0 at the very moment it is reached; negative before; −∞ without a guarantee. */
export function overdueMinutes(priorityClass: PriorityClass, position: number, nowMs: number): number {
  const guarantee = priorityClass.guaranteedWaitMinutes;
  return guarantee === null ? -Infinity : waitedMinutes(position, nowMs) - guarantee;
}

/** Line order, also the last tie-break between lines: position, then ticket id by code units. */
export function isEarlier(a: WaitingTicket, b: WaitingTicket): boolean {
  return a.position !== b.position ? a.position < b.position : a.ticketId < b.ticketId;
}

function findClass(strategy: QueueStrategy, code: string | undefined): PriorityClass | undefined {
  for (const priorityClass of strategy.classes) if (priorityClass.code === code) return priorityClass;
  return undefined;
}
