import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { StrategyDocument, StrategyTest } from '@huiting/contracts/queue';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { createOrganization } from '../organization/index.ts';
import type { CustomerService } from '../customer/index.ts';
import { createQueue } from './index.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
let hall: QueueHall;

// A platform for each test: they move time over nights.
beforeEach(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '09:15') });
  hall = await buildHall(platform);
  await platform.join(hall.queue);
});
afterEach(() => platform.stop());

const branch = () => ({ branchId: hall.branchId });
const manager = () =>
  testActor({ permissions: ['queue.configure', 'queue.view'], path: hall.path, name: '高岚' });
const ctx = (actor = manager(), endpoint = 'queue.test') => testCtx(platform, actor, { endpoint });
const read = () => hall.queue.service.getStrategy(ctx(), branch());
const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted;
const publish = (
  document: StrategyDocument,
  options: { basedOn?: number; effective?: 'now' | 'nextDay'; tests?: StrategyTest[] } = {},
) =>
  hall.queue.service.publishStrategy(ctx(), {
    ...branch(),
    document,
    tests: options.tests ?? [],
    basedOn: options.basedOn ?? 1,
    effective: options.effective ?? 'nextDay',
    reason: '试行',
  });
/** Elders are called as VIPs are. */
const eldersFirst = (document: StrategyDocument): StrategyDocument => ({
  ...document,
  rules: document.rules.map((rule) => (rule.id === 'elderOrDisabled' ? { ...rule, classCode: 'vip' } : rule)),
});
const issue = async (elder: boolean, queue = hall.queue) =>
  (
    await queue.service.issueTicket(ctx(hall.kiosk, 'queue.issueTicket'), {
      ...branch(),
      serviceTypeId: hall.services['personal']!.id,
      channel: 'kiosk',
      identifier: null,
      elder,
      language: 'zh-CN',
      note: null,
    })
  ).ticket;
const goldCase = (expected: number): StrategyTest => ({
  id: 'case1',
  name: '白金 5 分与普通 12 分',
  profileCode: 'general',
  expected,
  customers: [
    customer({ customerTier: 'platinum', waitedMinutes: 5 }),
    customer({ customerTier: null, waitedMinutes: 12 }),
  ],
});
const customer = (change: Partial<StrategyTest['customers'][number]>): StrategyTest['customers'][number] => ({
  serviceCode: 'personal',
  customerTier: null,
  booking: 'none',
  elderOrDisabled: false,
  language: 'zh-CN',
  channel: 'kiosk',
  waitedMinutes: 0,
  ...change,
});

test('published for the next business day: today goes on as before, tomorrow’s first ticket follows it, and keeps its class', async () => {
  const { newest, nextBusinessDate } = await read();
  assert.equal((await issue(true)).classCode, 'elder');
  const answer = await publish(eldersFirst(newest.document));
  assert.deepEqual(answer, { version: 2, effectiveFrom: nextBusinessDate });
  assert.equal(nextBusinessDate, '2026-11-21');
  assert.equal((await issue(true)).classCode, 'elder');
  const between = await read();
  assert.deepEqual([between.active.version, between.newest.version], [1, 2]);

  await platform.passTo(instantOf(zone, '2026-11-20', '18:30'), hall.branchId);
  await platform.passTo(instantOf(zone, '2026-11-21', '09:05'), hall.branchId);
  const first = await issue(true);
  assert.equal(first.classCode, 'vip');
  assert.equal((await read()).active.version, 2);
  // Going back at once leaves the ticket its class.
  await publish(newest.document, { basedOn: 2, effective: 'now' });
  const board = await hall.queue.service.getBoard(ctx(), branch());
  assert.equal(board.tickets.find((one) => one.id === first.id)?.classCode, 'vip');
  assert.equal((await issue(true)).classCode, 'elder');
});

test('published for now: the next ticket follows it, also in a process that has not heard of it', async () => {
  const other = createQueue(platform, {
    directory: createOrganization(platform).service.directory,
    customers: { find: () => Promise.resolve(null) } as unknown as CustomerService,
    staff: { listAtBranch: () => Promise.resolve([]) } as never,
    crypto: platform.crypto,
    wall: () => 0,
  });
  assert.equal((await issue(true, other)).classCode, 'elder');
  const { newest } = await read();
  const answer = await publish(eldersFirst(newest.document), { effective: 'now' });
  assert.equal(answer.effectiveFrom, '2026-11-20');
  assert.equal((await issue(true, other)).classCode, 'vip');
  assert.equal((await issue(true)).classCode, 'vip');
  assert.deepEqual(
    platform.audited.map(({ action, detail }) => [action, detail['effective'], detail['version']]),
    [['queue.publishStrategy', 'now', 2]],
  );
});

test('a failing test case blocks, and says who would be called; a passing one is kept with the version', async () => {
  const { newest } = await read();
  await assert.rejects(publish(newest.document, { tests: [goldCase(1)] }), (error: unknown) => {
    assert.deepEqual((error as { data?: unknown }).data, { failed: [{ id: 'case1', called: 0 }] });
    return code('queue.strategy_tests_failed')(error);
  });
  await publish(newest.document, { tests: [goldCase(0)] });
  const kept = await hall.queue.service.getStrategyVersion(ctx(), { ...branch(), version: 2 });
  assert.deepEqual(kept.tests, [goldCase(0)]);
  assert.equal(kept.version.publishedBy, '高岚');
});

test('an unsound strategy, or one without a profile a window works by, is not published', async () => {
  const { newest } = await read();
  const rules = newest.document.rules.slice(0, -1);
  await assert.rejects(publish({ ...newest.document, rules }), code('queue.strategy_invalid'));
  const profiles = newest.document.profiles.filter((profile) => profile.code !== 'general');
  await assert.rejects(publish({ ...newest.document, profiles }), code('queue.strategy_invalid'));
  assert.equal((await read()).versions.length, 1);
});

test('drafts and versions refuse to overwrite what somebody else has made meanwhile', async () => {
  const { newest } = await read();
  const save = (revision: number) =>
    hall.queue.service.saveStrategyDraft(ctx(), {
      ...branch(),
      document: newest.document,
      tests: [],
      basedOn: 1,
      revision,
    });
  assert.deepEqual(await save(0), { revision: 1 });
  await assert.rejects(save(0), code('platform.conflict'));
  assert.deepEqual(await save(1), { revision: 2 });
  await publish(newest.document);
  assert.equal((await read()).draft, null);
  await assert.rejects(publish(newest.document, { basedOn: 1 }), code('platform.conflict'));
});

test('nobody edits the strategy of a branch outside their scope', async () => {
  const stranger = testActor({ permissions: ['queue.configure'], path: '/ELSEWHERE/' });
  await assert.rejects(hall.queue.service.getStrategy(ctx(stranger), branch()), code('platform.forbidden'));
});
