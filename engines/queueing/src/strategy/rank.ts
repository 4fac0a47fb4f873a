import { chooseNext } from './choose-next.ts';
import { isEarlier } from './credit.ts';
import type { ChosenTicket, LineHead, RankInput, WaitingTicket } from './call-types.ts';
import type { QueueStrategy } from './types.ts';

/**
 * The order in which this window would call `waiting` if it called all of them at this one
 * instant: exactly repeated `chooseNext`, each call taking one away (so a help-out rule can cease
 * to hold on the way). Tickets its profile does not offer by then are left out.
 * For n tickets in h lines: O(n log n + n × h).
 */
export function rank(
  strategy: QueueStrategy,
  { profileCode, mayTake, waiting, now }: RankInput,
): ChosenTicket[] {
  const lines = linesOf(waiting);
  const order: ChosenTicket[] = [];
  for (;;) {
    const next = chooseNext(strategy, { profileCode, mayTake, heads: headsOf(lines), now });
    if (next === null) return order;
    order.push(next);
    const called = lines.find((line) => line.at(-1)?.ticketId === next.ticketId);
    called?.pop();
  }
}

/** One array per (service, class), the head **last**, so that taking it away is a `pop`. */
function linesOf(waiting: readonly WaitingTicket[]): WaitingTicket[][] {
  const lines = new Map<string, WaitingTicket[]>();
  for (const ticket of waiting) {
    const key = JSON.stringify([ticket.serviceCode, ticket.classCode]);
    const line = lines.get(key);
    if (line) line.push(ticket);
    else lines.set(key, [ticket]);
  }
  for (const line of lines.values()) line.sort((a, b) => (isEarlier(a, b) ? 1 : -1));
  return [...lines.values()];
}

function headsOf(lines: readonly WaitingTicket[][]): LineHead[] {
  const heads: LineHead[] = [];
  for (const line of lines) {
    const head = line.at(-1);
    if (head) heads.push({ ...head, waitingInLine: line.length });
  }
  return heads;
}
