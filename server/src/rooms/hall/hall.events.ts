import { queueEvents } from '@huiting/contracts/queue';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { HallService } from './hall.service.ts';
import type { AssistService } from './use-cases/answer-calls.ts';
import type { ServiceRecords } from './use-cases/record-service.ts';

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

export interface HallParts {
  readonly service: HallService;
  readonly assist: AssistService;
  readonly records: ServiceRecords;
}

/** Congestion follows what the queue announces; most events only move a count in memory. */
export function hallReactions({ service, assist, records }: HallParts): Reaction[] {
  return [
    reaction({
      name: 'hall.watchCongestion',
      to: [...entries, ...exits, ...others],
      wants: (_payload, event) => service.watch.notice(event.branchId, changes.get(event.type) ?? 'other'),
      handle: (ctx, tx) => service.look(ctx, tx),
    }),
    reaction({
      name: 'hall.returnToCounter',
      to: [queueEvents.serviceCompleted],
      handle: (_ctx, tx, { ticket }, { at }) => records.returnToCounter(tx, ticket.id, at),
    }),
    reaction({
      name: 'hall.endDay',
      to: [queueEvents.dayClosed],
      handle: async (_ctx, tx, _payload, { at }) => {
        await assist.endCalls(tx, at);
        await records.endFlows(tx, at);
      },
    }),
  ];
}
