import { classOf, creditOf, isEarlier, overdueMinutes } from './credit.ts';
import type { AheadInput, CallingWindow, WaitingTicket } from './call-types.ts';
import { includesCode } from './profile-match.ts';
import type { ProfileTier, QueueStrategy } from './types.ts';

/** How many stand ahead of `ticket`; see `whoIsAhead`. */
export function aheadOf(strategy: QueueStrategy, input: AheadInput): number {
  return whoIsAhead(strategy, input).length;
}

/**
 * The waiting tickets that stand ahead of `ticket`, waiting or hypothetical: those that some window which
 * may take it would call before it at this instant.
 *
 * A window looks at them no later than at `ticket` when they are in the same tier of its profile or an
 * earlier one; what it only turns to when nobody like `ticket` waits is not in the way. Among these the
 * strategy's order decides (guarantee reached first, most over first; then credit; then position and id).
 * Help-out rules are left out, since they come and go, and so are customers yet to arrive, who may overtake.
 * With no window that may take it, those of its own service count. O(waiting × windows).
 */
export function whoIsAhead(
  strategy: QueueStrategy,
  { ticket, waiting, windows, now }: AheadInput,
): WaitingTicket[] {
  const able = windows
    .filter(({ mayTake }) => mayTake.includes(ticket.serviceCode))
    .map((window) => lookedAt(strategy, window, ticket));
  return waiting.filter((other) => {
    if (other.ticketId === ticket.ticketId) return false;
    const competes =
      able.length === 0 ? other.serviceCode === ticket.serviceCode : able.some((noLater) => noLater(other));
    return competes && comesBefore(strategy, other, ticket, now);
  });
}

/** Whether a window looks at another ticket no later than at `ticket`. */
function lookedAt(
  strategy: QueueStrategy,
  { profileCode, mayTake }: CallingWindow,
  ticket: WaitingTicket,
): (other: WaitingTicket) => boolean {
  const tiers = strategy.profiles.find(({ code }) => code === profileCode)?.tiers ?? [];
  const own = tierOf(tiers, ticket);
  return (other) => mayTake.includes(other.serviceCode) && tierOf(tiers, other) <= own;
}

/** Place of the first tier that names the ticket; behind all of them when none does. */
function tierOf(tiers: readonly ProfileTier[], { serviceCode, classCode }: WaitingTicket): number {
  const place = tiers.findIndex(
    (tier) =>
      includesCode(tier.serviceCodes, serviceCode) && includesCode(tier.classCodes ?? 'any', classCode),
  );
  return place === -1 ? tiers.length : place;
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
