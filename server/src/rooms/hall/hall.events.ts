import { hallEvents } from '@huiting/contracts/hall';
import { queueEvents } from '@huiting/contracts/queue';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { HallParts } from './hall.routes.ts';

const entries = [
  queueEvents.ticketIssued,
  queueEvents.ticketRestored,
  queueEvents.ticketTransferred,
  queueEvents.ticketArrived,
] as const;
const exits = [queueEvents.ticketCalled, queueEvents.ticketAbandoned, queueEvents.ticketCancelled] as const;
const others = [queueEvents.windowChanged, queueEvents.dayOpened, queueEvents.dayClosed] as const;
const changes = new Map<string, 'entry' | 'exit'>([
  ...entries.map(({ type }) => [type, 'entry'] as const),
  ...exits.map(({ type }) => [type, 'exit'] as const),
]);

/** Congestion follows what the queue announces; most events only move a count in memory. */
export function hallReactions({ service, assist, records, duty }: HallParts): Reaction[] {
  return [
    reaction({
      name: 'hall.watchCongestion',
      to: [...entries, ...exits, ...others],
      // Whoever took a number from afar enters when they arrive.
      wants: (payload, event) =>
        service.watch.notice(
          event.branchId,
          'ticket' in payload && payload.ticket?.state === 'absent'
            ? 'other'
            : (changes.get(event.type) ?? 'other'),
        ),
      handle: (ctx, tx) => service.look(ctx, tx),
    }),
    reaction({
      name: 'hall.returnToCounter',
      to: [queueEvents.serviceCompleted],
      handle: (_ctx, tx, { ticket }, { at }) => records.returnToCounter(tx, ticket.id, at),
    }),
    reaction({
      name: 'hall.noteDiversion',
      to: [queueEvents.ticketDiverted],
      handle: (_ctx, tx, diverted, { id, at }) => records.noteAdvised(tx, diverted, { id, at }),
    }),
    reaction({
      name: 'hall.settleDiversion',
      to: [queueEvents.ticketCancelled, queueEvents.ticketAbandoned],
      handle: (_ctx, tx, { ticket }, { at }) => records.doneElsewhere(tx, ticket.id, at),
    }),
    reaction({
      name: 'hall.endDay',
      to: [queueEvents.dayClosed],
      handle: async (_ctx, tx, _payload, { at }) => {
        await assist.endCalls(tx, at);
        await records.endFlows(tx, at);
        await duty.endDay(tx, at);
      },
    }),
    reaction({
      name: 'hall.openDay',
      to: [queueEvents.dayOpened],
      handle: (_ctx, tx, _payload, { at }) => duty.openDay(tx, at),
    }),
    reaction({
      name: 'hall.callReserve',
      to: [hallEvents.congested, hallEvents.assistCalled, hallEvents.assistEscalated, hallEvents.flowChanged],
      // Of a service only its beginning is more to do.
      wants: (payload) => !('flow' in payload) || payload.flow.ticks.length === 1,
      handle: (_ctx, tx, _payload, { at }) => duty.review(tx, at),
    }),
  ];
}
