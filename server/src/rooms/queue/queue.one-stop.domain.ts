import type { OneStopReason } from '@huiting/contracts/queue/one-stop';
import { isVip } from './queue.domain.ts';
import type { Ticket } from './queue.domain.ts';

/** Whether a ticket's holder may be served in one stop for this reason; `lobby` is for whoever says why. */
export function mayBeMarked(
  ticket: Pick<Ticket, 'elder' | 'holder'>,
  reason: OneStopReason,
  words: string,
): boolean {
  switch (reason) {
    case 'elder':
      return ticket.elder || ticket.holder?.elder === true;
    case 'disabled':
      return ticket.holder?.disabled === true;
    case 'vip':
      return isVip(ticket.holder);
    case 'lobby':
      return words !== '';
  }
}

/** What is done, under way or at hand, then what is asked for: each business once. */
export function planOf(ticket: Pick<Ticket, 'services'>, asked: readonly string[]): string[] {
  return [...new Set([...ticket.services, ...asked])];
}
