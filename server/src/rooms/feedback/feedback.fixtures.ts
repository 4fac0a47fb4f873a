import { queueEvents } from '@huiting/contracts/queue';
import type { PayloadOf } from '@huiting/contracts/core/event';
import type { Actor } from '../../platform/context.ts';
import { addDays, dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import { newId } from '../../platform/ids.ts';
import { testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization } from '../organization/index.ts';
import { createStaff } from '../staff/index.ts';
import { buildHall } from '../queue/queue.fixtures.ts';
import type { QueueHall } from '../queue/queue.fixtures.ts';
import { createFeedback } from './index.ts';

/** A service that was just completed at a window. */
export interface Served {
  readonly ticketId: string;
  readonly requestId: string;
  readonly number: string;
  /** Of the ticket's page. */
  readonly token: string;
}

export interface RatedHall {
  readonly hall: QueueHall;
  readonly room: ReturnType<typeof createFeedback>;
  readonly evaluator: Actor;
  readonly manager: Actor;
  readonly colleague: Actor;
  /** The feedback room takes part from now on: once per database, for every branch of it. */
  live(): Promise<void>;
  /** Somebody takes a number and is served to the end at a window. */
  serve(index?: number): Promise<Served>;
}

/** Databases with their queue taking part; true once feedback does too. */
const lively = new WeakMap<TestPlatform, boolean>();

/** The next time it is a quarter past nine: every test has a day of its own. */
export async function toNextMorning(platform: TestPlatform): Promise<void> {
  const date = dateIn('Asia/Shanghai', platform.clock.now());
  await platform.passTo(instantOf('Asia/Shanghai', addDays(date, 1), '09:15'));
}

/** A branch whose services can be rated. */
export async function buildRatedHall(platform: TestPlatform): Promise<RatedHall> {
  const hall = await buildHall(platform);
  const { directory } = createOrganization(platform).service;
  const room = createFeedback(platform, {
    directory,
    queue: hall.queue.service,
    staff: createStaff(platform, { directory, crypto: platform.crypto }).service,
  });
  const { branchId, path } = hall;
  const handler = (name: string): Actor =>
    testActor({
      permissions: ['feedback.view', 'feedback.handle'],
      path,
      branchId,
      name,
      staff: { id: newId(), number: '0900', post: 'lobbyManager' },
    });
  // Everybody is signed out at the end of a day.
  const signedIn = new Set<string>();
  if (!lively.has(platform)) {
    lively.set(platform, false);
    await platform.join(hall.queue);
  }

  return {
    hall,
    room,
    evaluator: testActor({
      permissions: ['feedback.rate'],
      path,
      branchId,
      kind: 'terminal',
      name: '评价器',
    }),
    manager: handler('林小雨'),
    colleague: handler('周涛'),
    live: async () => {
      if (lively.get(platform) === true) return;
      lively.set(platform, true);
      await platform.join(room);
    },
    serve: async (index = 0) => {
      const queue = hall.queue.service;
      const seat = { branchId, windowId: hall.windows[index]!.id };
      const teller = () => testCtx(platform, hall.tellers[index]!, { endpoint: 'test' });
      const place = `${index} ${dateIn('Asia/Shanghai', platform.clock.now())}`;
      if (!signedIn.has(place)) await queue.signIn(teller(), seat);
      signedIn.add(place);
      const issued = await queue.issueTicket(testCtx(platform, hall.kiosk, { endpoint: 'test' }), {
        branchId,
        serviceTypeId: hall.services.personal!.id,
        channel: 'kiosk',
        identifier: null,
        elder: false,
        language: 'zh-CN',
        note: null,
      });
      const { id: ticketId, number } = issued.ticket;
      await queue.callNext(teller(), seat);
      await queue.start(teller(), seat);
      await platform.passTo(platform.clock.now() + 4 * 60_000, branchId);
      await queue.complete(teller(), { ...seat, ticketId });
      const told = platform.events.findLast(
        ({ type, payload }) =>
          type === queueEvents.serviceCompleted.type &&
          (payload as PayloadOf<typeof queueEvents.serviceCompleted>).ticket.id === ticketId,
      )!;
      const { requestId } = told.payload as PayloadOf<typeof queueEvents.serviceCompleted>;
      return { ticketId, requestId, number, token: issued.token };
    },
  };
}
