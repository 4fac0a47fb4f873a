import { queueEvents } from '@huiting/contracts/queue';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { HallService } from './hall.service.ts';

const entries = [
  queueEvents.ticketIssued,
  queueEvents.ticketRestored,
  queueEvents.ticketTransferred,
] as const;
const exits = [queueEvents.ticketCalled, queueEvents.ticketAbandoned, queueEvents.ticketCancelled] as const;
const others = [queueEvents.windowChanged, queueEvents.dayOpened, queueEvents.dayClosed] as const;
const changes = new Map<string, 'entry' | 'exit'>([
  ...entries.map(({ type }) => [type, 'entry'] as const),
  ...exits.map(({ type }) => [type, 'exit'] as const),
]);

/** Congestion follows what the queue announces; most events only move a count in memory. */
export function hallReactions(service: HallService): Reaction[] {
  return [
    reaction({
      name: 'hall.watchCongestion',
      to: [...entries, ...exits, ...others],
      wants: (_payload, event) => service.watch.notice(event.branchId, changes.get(event.type) ?? 'other'),
      handle: (ctx, tx) => service.look(ctx, tx),
    }),
  ];
}
