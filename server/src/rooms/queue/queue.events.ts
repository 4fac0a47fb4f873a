import { customerEvents } from '@huiting/contracts/customer';
import { organizationEvents } from '@huiting/contracts/organization';
import { queueEvents } from '@huiting/contracts/queue';
import type { PayloadOf } from '@huiting/contracts/core/event';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import { lockQueue, openVisit } from './queue.branch.store.ts';
import type { QueueDeps } from './queue.command.service.ts';
import { noteOverride } from './use-cases/show-fairness.ts';
import { followEstablishment } from './use-cases/follow-establishment.ts';
import { followHours, followLayout, forgetWindow } from './use-cases/follow-branch.ts';

/** The queue announces `queueEvents`; it reacts to a customer being recognised before any ticket (the visit opens then), and to the branch being set up anew. */
export function queueReactions(deps: QueueDeps): Reaction[] {
  return [
    reaction({
      name: 'queue.openVisit',
      to: [customerEvents.recognised],
      // With a ticket the visit is open already.
      wants: ({ arrival }) => arrival.ticketNumber === null,
      handle: async (_ctx, tx, { arrival }) => {
        const branch = await deps.directory.get(arrival.branchId);
        await lockQueue(tx, branch.id);
        await openVisit(tx, branch.id, {
          id: newId(),
          customerId: arrival.customer.id,
          date: deps.directory.dayAt(branch, arrival.at).date,
          at: arrival.at,
        });
      },
    }),
    reaction({
      name: 'queue.noteOverride',
      to: [queueEvents.ticketCalled, queueEvents.ticketPrioritised, queueEvents.oneStopMarked],
      wants: (told) => !('outOfOrder' in told) || told.outOfOrder === true,
      handle: (_ctx, tx, told, event) => noteOverride(deps, tx, told, event),
    }),
    reaction({
      name: 'queue.followEstablishment',
      to: [organizationEvents.branchEstablished],
      handle: (ctx, tx, branch) => followEstablishment(ctx, tx, branch),
    }),
    reaction({
      name: 'queue.followLayout',
      to: [organizationEvents.layoutChanged],
      handle: (_ctx, tx, change) => followLayout(tx, change),
    }),
    reaction({
      name: 'queue.followHours',
      to: [organizationEvents.calendarChanged, organizationEvents.recordChanged],
      wants: ({ closing }) => closing.length > 0,
      handle: (ctx, tx, change) => followHours(ctx, tx, change),
    }),
    reaction({
      name: 'queue.forgetWindow',
      to: [queueEvents.windowChanged],
      wants: ({ change }) => change === 'signedOut',
      handle: (_ctx, tx, { window }) => forgetWindow(deps, tx, window.id),
    }),
  ];
}

/** Events after which what is kept in memory of a branch may be old. */
export const catalogEvents: ReadonlySet<string> = new Set([
  organizationEvents.stageChanged.type,
  queueEvents.dayClosed.type,
  queueEvents.setupChanged.type,
]);

/** Scope paths whose screens an event makes old although it was announced at a unit above them. */
export function noticePaths(event: OutboxEvent): readonly string[] {
  if (event.type !== queueEvents.noticesChanged.type) return [];
  return (event.payload as PayloadOf<(typeof queueEvents)['noticesChanged']>).paths;
}
