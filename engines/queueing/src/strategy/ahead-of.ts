import { classOf, creditOf, isEarlier, overdueMinutes } from './credit.ts';
import type { AheadInput, WaitingTicket } from './call-types.ts';
import type { QueueStrategy } from './types.ts';

/**
 * How many waiting tickets stand ahead of `ticket`, waiting or hypothetical: those of the
 * `competing` services that the strategy would call before it at this instant (guarantee reached
 * first, most over first; then credit; then position and id).
 * It counts as if every window offered every competing service: profile tiers and help-out rules
 * are left out, since they differ by window, and so are customers yet to arrive, who may overtake.
 * O(waiting).
 */
export function aheadOf(strategy: QueueStrategy, { ticket, waiting, competing, now }: AheadInput): number {
  let ahead = 0;
  for (const other of waiting) {
    if (other.ticketId === ticket.ticketId || !competing.includes(other.serviceCode)) continue;
    if (comesBefore(strategy, other, ticket, now)) ahead += 1;
  }
  return ahead;
}

/**
 * The services that compete with `serviceCode` for windows: everything that any window which may
 * take it may take too, itself included. Empty when no window may take it.
 */
export function competingServices(
  serviceCode: string,
  windows: readonly { mayTake: readonly string[] }[],
): string[] {
  const services = new Set<string>();
  for (const { mayTake } of windows) {
    if (mayTake.includes(serviceCode)) for (const code of mayTake) services.add(code);
  }
  return [...services];
}

function comesBefore(strategy: QueueStrategy, a: WaitingTicket, b: WaitingTicket, now: number): boolean {
  const classA = classOf(strategy, a.classCode);
  const classB = classOf(strategy, b.classCode);
  const overA = overdueMinutes(classA, a.position, now);
  const overB = overdueMinutes(classB, b.position, now);
  if (overA >= 0 || overB >= 0) return overA !== overB ? overA > overB : isEarlier(a, b);
  const creditA = creditOf(classA, a.position, now);
  const creditB = creditOf(classB, b.position, now);
  return creditA !== creditB ? creditA > creditB : isEarlier(a, b);
}
