import type { PayloadOf } from '@huiting/contracts/core/event';
import { workflowEvents, workflowTopics } from '@huiting/contracts/workflow';
import { refuse } from '../../platform/errors.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { Inbox } from './use-cases/inbox.ts';

/** A person's own to-dos and messages, to nobody else. */
export function inboxFeeds(inbox: Inbox): Feed[] {
  return [
    feed({
      topic: workflowTopics.inbox,
      admit: async (actor, staffId) => {
        if (actor.staff?.id !== staffId) refuse('platform.forbidden');
        return { branchIds: [(await inbox.boxOf(staffId)).unitId] };
      },
      project: projectInbox,
      gauge: { everyMs: 300, compute: inbox.countInbox },
    }),
  ];
}

function projectInbox({ type, payload }: OutboxEvent) {
  switch (type) {
    case workflowEvents.todoChanged.type: {
      const { staffId, ...data } = payload as PayloadOf<typeof workflowEvents.todoChanged>;
      return { key: staffId, data };
    }
    case workflowEvents.messageSent.type: {
      const { staffId, ...data } = payload as PayloadOf<typeof workflowEvents.messageSent>;
      return { key: staffId, data };
    }
    case workflowEvents.messagesRead.type: {
      const { staffId, ...data } = payload as PayloadOf<typeof workflowEvents.messagesRead>;
      return { key: staffId, data };
    }
    default:
      return null;
  }
}
