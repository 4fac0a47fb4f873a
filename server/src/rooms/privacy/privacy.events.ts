import { privacyEvents } from '@huiting/contracts/privacy';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { Platform } from '../../platform/room.ts';
import type { Requests, Subject } from './privacy.request.service.ts';

type Asked = PayloadOf<typeof privacyEvents.erasureAsked>;

/**
 * One reaction for each room, so that one that is down holds up nobody: it forgets its part and answers. Tried again until it
 * does; parked after the last try, it is asked anew by whoever handles the request.
 */
export function forgetReactions({ db }: Pick<Platform, 'db'>, subjects: readonly Subject[]): Reaction[] {
  return subjects.map(({ room, part }) => ({
    name: `privacy.forget.${room}`,
    types: new Set([privacyEvents.erasureAsked.type]),
    wants: (event) => (event.payload as Asked).rooms.includes(room),
    deliver: async (ctx, event) => {
      const { requestId, customerId } = event.payload as Asked;
      const rows = await part.forget(customerId);
      await db.transact(ctx, event.branchId, (tx) =>
        Promise.resolve(tx.emit(privacyEvents.partForgotten, { requestId, room, rows })),
      );
    },
  }));
}

export function answerReaction(requests: Requests): Reaction {
  return reaction({
    name: 'privacy.noteForgotten',
    to: [privacyEvents.partForgotten],
    handle: (_ctx, tx, told, event) => requests.noteForgotten(tx, told, event.at),
  });
}
