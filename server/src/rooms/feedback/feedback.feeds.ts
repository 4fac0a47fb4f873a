import type { Permission } from '@huiting/contracts/access';
import { feedbackEvents, feedbackTopics } from '@huiting/contracts/feedback';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import type { Actor } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';

const is = <E extends EventType>(
  event: OutboxEvent,
  type: E,
): event is OutboxEvent & { payload: PayloadOf<E> } => event.type === type.type;

/** The evaluator's questions, and the bad ratings with what was rated. */
export function feedbackFeeds(directory: BranchDirectory): Feed[] {
  const admit = (permission: Permission) => async (actor: Actor, key: string) => {
    await directory.all();
    const branch = directory.known(key);
    if (branch === null) return null;
    if (!permits(actor, permission, branch.path)) throw new AppError('platform.forbidden', { permission });
    return { branchIds: [branch.id] };
  };
  return [
    feed({
      topic: feedbackTopics.requests,
      admit: admit('feedback.rate'),
      project: (event) => {
        for (const type of [
          feedbackEvents.ratingAsked,
          feedbackEvents.ratingGiven,
          feedbackEvents.ratingTimedOut,
        ]) {
          // A screen at one window need not know what another's customer wrote.
          if (is(event, type))
            return {
              key: event.branchId,
              data: { request: { ...event.payload.request, reasons: [], comment: null } },
            };
        }
        return null;
      },
    }),
    feed({
      topic: feedbackTopics.cases,
      admit: admit('feedback.view'),
      project: (event) => {
        if (is(event, feedbackEvents.ratingGiven))
          return { key: event.branchId, data: { case: null, rated: event.payload.request } };
        // A step up is told by the change that came with it.
        if (is(event, feedbackEvents.caseOpened) || is(event, feedbackEvents.caseChanged)) {
          return { key: event.branchId, data: { case: event.payload.case, rated: null } };
        }
        return null;
      },
    }),
  ];
}
