import type { Permission } from '@huiting/contracts/access';
import { Id } from '@huiting/contracts/core/fields';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import { hallEvents, hallTopics } from '@huiting/contracts/hall';
import type { Actor } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { OverviewService } from './hall.overview.service.ts';
import type { HallService } from './hall.service.ts';

function admitTo(actor: Actor, permission: Permission, path: string): void {
  if (!permits(actor, permission, path)) throw new AppError('platform.forbidden', { permission });
}

const is = <E extends EventType>(
  event: OutboxEvent,
  type: E,
): event is OutboxEvent & { payload: PayloadOf<E> } => event.type === type.type;

const callSteps = [
  hallEvents.assistCalled,
  hallEvents.assistEscalated,
  hallEvents.assistOpened,
  hallEvents.assistAccepted,
  hallEvents.assistArrived,
  hallEvents.assistEnded,
] as const;

/** Gauges of the hall (what changed in the queue is told by its own topics), and what is done in it. */
export function hallFeeds(
  { service, overview }: { service: HallService; overview: OverviewService },
  directory: BranchDirectory,
): Feed[] {
  const atBranch = (permission: Permission) => async (actor: Actor, key: string) => {
    await directory.all();
    const branch = directory.known(key);
    if (branch === null) return null;
    admitTo(actor, permission, branch.path);
    return { branchIds: [branch.id] };
  };
  return [
    feed({
      topic: hallTopics.pulse,
      admit: atBranch('hall.view'),
      gauge: { everyMs: 1_000, compute: service.pulse },
    }),
    feed({
      topic: hallTopics.overview,
      admit: async (actor, key) => {
        const unit = Id.safeParse(key).success ? await directory.unitById(key) : null;
        if (unit === null) return null;
        admitTo(actor, 'hall.overview', unit.path);
        return { branchIds: (await directory.underPath(unit.path)).map(({ id }) => id) };
      },
      gauge: {
        everyMs: 2_000,
        compute: overview.overviewUnder,
      },
    }),
    feed({
      topic: hallTopics.assistCalls,
      admit: atBranch('hall.callAssist'),
      project: (event) => {
        for (const type of callSteps)
          if (is(event, type)) return { key: event.branchId, data: { call: event.payload.call } };
        return null;
      },
    }),
    feed({
      topic: hallTopics.positions,
      admit: atBranch('hall.view'),
      project: (event) => {
        const nothing = { positions: null, duty: null, callUp: null };
        if (is(event, hallEvents.positionsSet))
          return { key: event.branchId, data: { ...nothing, positions: event.payload.positions } };
        if (is(event, hallEvents.dutyChanged))
          return { key: event.branchId, data: { ...nothing, duty: event.payload.duty } };
        if (is(event, hallEvents.reserveCalled) || is(event, hallEvents.reserveAnswered))
          return { key: event.branchId, data: { ...nothing, callUp: event.payload.callUp } };
        return null;
      },
    }),
    feed({
      topic: hallTopics.service,
      admit: atBranch('hall.view'),
      project: (event) => {
        if (is(event, hallEvents.flowChanged))
          return { key: event.branchId, data: { flow: event.payload.flow, diversion: null } };
        if (is(event, hallEvents.diversionRecorded) || is(event, hallEvents.diversionSettled))
          return { key: event.branchId, data: { flow: null, diversion: event.payload.diversion } };
        return null;
      },
    }),
  ];
}
