import type { Permission } from '@huiting/contracts/access';
import type { Actor, Ctx } from '../../platform/context.ts';
import { addDays, dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import { newId } from '../../platform/ids.ts';
import { testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createFeedback } from '../feedback/index.ts';
import { createOrganization } from '../organization/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { buildHall } from '../queue/queue.fixtures.ts';
import type { QueueHall } from '../queue/queue.fixtures.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from '../workflow/index.ts';
import { createHall } from './index.ts';

/** A house in which the hall takes part, with its queue, ratings and alerts. */
export interface HallHouse {
  readonly room: ReturnType<typeof createHall>;
  readonly feedback: ReturnType<typeof createFeedback>;
  readonly workflow: ReturnType<typeof createWorkflow>;
  readonly directory: BranchDirectory;
  /** A branch of its own, on the next morning at a quarter past nine. */
  openBranch(): Promise<HallBranch>;
}

export interface HallBranch {
  readonly queue: QueueHall;
  readonly branchId: string;
  readonly lobby: Actor;
  readonly colleague: Actor;
  readonly leader: Actor;
  readonly kiosk: Actor;
  /** Puts them, two advisers and the tellers into the register. */
  register(): Promise<{ readonly adviser: Actor }>;
  /** Somebody signs in at a window, who may call for help from there. */
  sit(index: number): Promise<Actor>;
  takeTicket(elder?: boolean): Promise<{ id: string; number: string }>;
  /** The window calls, serves for so many minutes, and completes. */
  serve(index: number, minutes: number): Promise<{ ticketId: string; requestId: string }>;
  pass(ms: number): Promise<void>;
  /** What was told of this branch so far. */
  told(type: string): Record<string, unknown>[];
}

const zone = 'Asia/Shanghai';

export async function buildHallHouse(platform: TestPlatform): Promise<HallHouse> {
  const { directory } = createOrganization(platform).service;
  const staff = createStaff(platform, { directory, crypto: platform.crypto }).service;
  const workflow = createWorkflow(platform, { directory, staff });
  const room = createHall(platform, { directory, staff, workflow: workflow.service, wall: () => 0 });
  const first = await buildHall(platform);
  const feedback = createFeedback(platform, { directory, queue: first.queue.service, staff });
  await platform.join(first.queue, feedback, workflow, room);

  return {
    room,
    feedback,
    workflow,
    directory,
    openBranch: async () => {
      const nextDay = addDays(dateIn(zone, platform.clock.now()), 1);
      await platform.passTo(instantOf(zone, nextDay, '09:15'));
      const queue = await buildHall(platform);
      await directory.refresh();
      return asBranch(platform, queue);
    },
  };
}

function asBranch(platform: TestPlatform, queue: QueueHall): HallBranch {
  const { branchId, path, windows, tellers } = queue;
  const { service } = queue.queue;
  const ctx = (actor: Actor): Ctx => testCtx(platform, actor, { endpoint: 'test' });
  const seat = (index: number) => ({ branchId, windowId: windows[index]!.id });
  const inHall: Permission[] = [
    'hall.view',
    'hall.assist',
    'hall.callAssist',
    'hall.worklog',
    'alert.view',
    'alert.handle',
    'feedback.view',
    'feedback.handle',
  ];
  const person = (name: string, post: string, more: Permission[] = []): Actor =>
    testActor({
      permissions: [...inHall, ...more],
      path,
      branchId,
      name,
      staff: { id: newId(), number: newId().slice(-6), post },
    });
  const mayCall = (actor: Actor): Actor => ({
    ...actor,
    grants: [...actor.grants, { permission: 'hall.callAssist', path }],
  });
  const lobby = person('林小雨', 'lobbyManager', ['hall.arrange']);
  const colleague = person('周涛', 'reserve');
  const leader = person('高敏', 'branchManager', ['hall.arrange', 'hall.review']);
  const pass = (ms: number) => platform.passTo(platform.clock.now() + ms, branchId);
  return {
    queue,
    branchId,
    lobby,
    colleague,
    leader,
    register: async () => {
      const adviser = person('沈岚', 'relationshipManager');
      const people = [lobby, colleague, adviser, leader, ...tellers];
      await loadStaff(
        platform.db,
        people.map(({ staff, name }, index) => ({
          id: staff!.id,
          number: `${branchId}${index}`,
          name,
          post: staff!.post as 'teller',
          userId: null,
          homeBranchId: branchId,
          orgUnitId: branchId,
        })),
      );
      return { adviser };
    },
    kiosk: { ...mayCall(queue.kiosk), surface: 'kiosk' },
    sit: async (index) => {
      await service.signIn(ctx(tellers[index]!), seat(index));
      return mayCall(tellers[index]!);
    },
    takeTicket: async (elder = false) => {
      const { ticket } = await service.issueTicket(ctx(queue.kiosk), {
        branchId,
        serviceTypeId: queue.services['personal']!.id,
        channel: 'kiosk',
        identifier: null,
        elder,
        language: 'zh-CN',
        note: null,
      });
      return { id: ticket.id, number: ticket.number };
    },
    serve: async (index, minutes) => {
      const teller = tellers[index]!;
      const { ticket } = await service.callNext(ctx(teller), seat(index));
      await service.start(ctx(teller), seat(index));
      await pass(minutes * 60_000);
      await service.complete(ctx(teller), { ...seat(index), ticketId: ticket!.id });
      const done = platform.events.findLast(
        ({ type, branchId: at }) => type === 'ticket.serviceCompleted' && at === branchId,
      )!;
      return { ticketId: ticket!.id, requestId: (done.payload as { requestId: string }).requestId };
    },
    pass,
    told: (type) =>
      platform.events
        .filter((event) => event.type === type && event.branchId === branchId)
        .map(({ payload }) => payload as Record<string, unknown>),
  };
}
