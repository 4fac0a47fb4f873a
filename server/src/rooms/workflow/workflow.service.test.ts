import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { event } from '@huiting/contracts/core/event';
import type { EventType } from '@huiting/contracts/core/event';
import type { Alert } from '@huiting/contracts/workflow';
import { systemCtx } from '../../platform/context.ts';
import type { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { alertReactions } from './workflow.events.ts';
import { testBank } from './workflow.fixtures.ts';
import { shippedRule } from './workflow.rule.domain.ts';
import { workflowFeeds } from './workflow.feeds.ts';
import { createWorkflowUseCases, escalateDeadline } from './workflow.service.ts';
import type { WorkflowUseCases } from './workflow.service.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
const minute = 60_000;

/** An event of no room: the reaction must serve any that declares what it wants told. */
const Leak = z.object({ id: z.string(), where: z.string(), minor: z.boolean() });
const leakFound = event({
  type: 'leak.found',
  room: 'test',
  payload: Leak,
  notify: {
    kind: 'test.leak',
    severity: 'urgent',
    dedupeKey: (p) => `leak:${p.id}`,
    audience: { permission: 'alert.handle' },
    title: (p) => ({ zh: `漏水 · ${p.where}`, en: `Leak · ${p.where}` }),
    body: () => ({ zh: '请处理', en: 'Please see to it' }),
    subject: (p) => ({ kind: 'leak', id: p.id }),
    escalateAfterMinutes: 10,
    when: (p) => !p.minor,
  },
});
const leakStopped = event({
  type: 'leak.stopped',
  room: 'test',
  payload: z.object({ id: z.string() }),
  settles: (p) => ({ alerts: { subject: { kind: 'leak', id: p.id } }, outcome: { resolution: '已修好' } }),
});
const dayOver = event({
  type: 'leakDay.over',
  room: 'test',
  payload: z.object({}),
  settles: () => ({ alerts: { kinds: ['test.leak'] }, outcome: { resolution: '营业日结束' } }),
});

let platform: TestPlatform;
let service: WorkflowUseCases;
let feeds: ReturnType<typeof workflowFeeds>;
const { plan, branches, paths } = testBank();
const [branchA, branchB] = branches;

before(async () => {
  platform = await createTestPlatform({ at: start });
  await loadBank(platform.db, plan);
  const { directory } = createOrganization(platform).service;
  service = createWorkflowUseCases(platform, directory, {
    ruleOf: (_reader, _kind, minutes) => Promise.resolve(shippedRule(minutes)),
  });
  feeds = workflowFeeds(service, directory);
  await platform.join({
    reactions: alertReactions(service, [leakFound, leakStopped, dayOver] as EventType[]),
    deadlines: { [escalateDeadline]: service.escalateAlert },
  });
});
after(() => platform.stop());

const person = (name: string, path: string) =>
  testActor({
    permissions: ['alert.view', 'alert.handle'],
    path,
    name,
    staff: { id: newId(), number: '020317', post: 'lobbyManager' },
  });

async function find(
  id: string,
  options: { branchId?: string; where?: string; minor?: boolean } = {},
): Promise<void> {
  const ctx = systemCtx(() => platform.clock.now(), newId());
  await platform.db.transact(ctx, options.branchId ?? branchA, async (tx) => {
    tx.emit(leakFound, { id, where: options.where ?? '大堂', minor: options.minor ?? false });
  });
  await platform.settle();
}

async function announce(type: typeof leakStopped | typeof dayOver, payload: never): Promise<void> {
  await platform.db.transact(
    systemCtx(() => platform.clock.now(), newId()),
    branchA,
    async (tx) => tx.emit(type as typeof dayOver, payload),
  );
  await platform.settle();
}

async function alertOf(id: string, branchId = branchA): Promise<Alert> {
  const { alerts } = await service.listAlerts(testCtx(platform, person('看', '/')), { branchId, limit: 200 });
  const found = alerts.find(({ subject }) => subject.id === id);
  assert.ok(found, `no alert of ${id}`);
  return found;
}

const refusedWith = (code: string) => (error: unknown) => (error as AppError).code === code;

test('an event that asks for it becomes one alert; its repeats are counted while it is open', async () => {
  await find('one');
  const first = await alertOf('one');
  assert.deepEqual(
    { ...first, id: '', escalatesAt: first.escalatesAt! - first.raisedAt },
    {
      id: '',
      branchId: branchA,
      branchName: 'A 支行',
      kind: 'test.leak',
      severity: 'urgent',
      state: 'open',
      title: { zh: '漏水 · 大堂', en: 'Leak · 大堂' },
      body: { zh: '请处理', en: 'Please see to it' },
      subject: { kind: 'leak', id: 'one' },
      raisedAt: platform.clock.now(),
      repeats: 0,
      claimedBy: null,
      resolvedAt: null,
      resolution: null,
      escalatesAt: 10 * minute,
      escalated: false,
      level: 0,
      quietUntil: null,
      staffId: null,
    },
  );
  await find('one', { where: '金库' });
  await find('one', { where: '屋顶' });
  const again = await alertOf('one');
  assert.deepEqual([again.id, again.repeats, again.title.zh], [first.id, 2, '漏水 · 屋顶']);
});

test('what the event leaves out is not told, and costs no transaction', async () => {
  const before = platform.events.length;
  await find('small', { minor: true });
  assert.equal(platform.events.length, before + 1);
  const { alerts } = await service.listAlerts(testCtx(platform, person('看', '/')), {
    branchId: branchA,
    limit: 200,
  });
  assert.ok(!alerts.some(({ subject }) => subject.id === 'small'));
});

test('the same key at two branches is two alerts', async () => {
  await find('both');
  await find('both', { branchId: branchB });
  assert.notEqual((await alertOf('both')).id, (await alertOf('both', branchB)).id);
});

test('two people claim at once: one has it, the other is told who was faster', async () => {
  await find('race');
  const { id: alertId } = await alertOf('race');
  const people = [person('林小雨', paths[0]), person('许薇', paths[0])];
  const results = await Promise.allSettled(
    people.map((actor) =>
      service.claimAlert(testCtx(platform, actor, { endpoint: 'workflow.claimAlert' }), {
        branchId: branchA,
        alertId,
      }),
    ),
  );
  const won = results.findIndex(({ status }) => status === 'fulfilled');
  const lost = results[1 - won] as PromiseRejectedResult;
  assert.equal(lost.status, 'rejected');
  assert.ok(refusedWith('workflow.alert_claimed_by_other')(lost.reason));
  const alert = await alertOf('race');
  assert.deepEqual([alert.state, alert.claimedBy?.name], ['claimed', people[won]!.name]);
  // The same person again: no error, no further event.
  const events = platform.events.length;
  await service.claimAlert(testCtx(platform, people[won]!, { endpoint: 'workflow.claimAlert' }), {
    branchId: branchA,
    alertId,
  });
  assert.equal(platform.events.length, events);
});

test('a command sent twice under one key gives one answer', async () => {
  await find('twice');
  const { id: alertId } = await alertOf('twice');
  const command = { endpoint: 'workflow.resolveAlert', key: 'key-of-one-tap' };
  const actor = person('林小雨', paths[0]);
  const input = { branchId: branchA, alertId, resolution: '已关阀' };
  const first = testCtx(platform, actor, command);
  await service.resolveAlert(first, input);
  const second = testCtx(platform, actor, command);
  await service.resolveAlert(second, input);
  assert.deepEqual(second.answer?.value, first.answer?.value);
});

test('resolved twice is refused; the key is free again', async () => {
  await find('closed');
  const { id: alertId } = await alertOf('closed');
  const actor = person('林小雨', paths[0]);
  const input = { branchId: branchA, alertId, resolution: '已关阀' };
  await service.resolveAlert(testCtx(platform, actor, { endpoint: 'workflow.resolveAlert' }), input);
  await assert.rejects(
    service.resolveAlert(testCtx(platform, actor, { endpoint: 'workflow.resolveAlert' }), input),
    refusedWith('workflow.alert_resolved'),
  );
  await assert.rejects(
    service.claimAlert(testCtx(platform, actor, { endpoint: 'workflow.claimAlert' }), input),
    refusedWith('workflow.alert_resolved'),
  );
  await find('closed');
  const { alerts } = await service.listAlerts(testCtx(platform, actor), { branchId: branchA, limit: 200 });
  assert.deepEqual(
    alerts.filter(({ subject }) => subject.id === 'closed').map(({ state }) => state),
    ['open', 'resolved'],
  );
});

test('nobody took it in time: it escalates once; what was claimed does not', async () => {
  await find('late');
  await find('taken');
  const taken = await alertOf('taken');
  await service.claimAlert(
    testCtx(platform, person('林小雨', paths[0]), { endpoint: 'workflow.claimAlert' }),
    { branchId: branchA, alertId: taken.id },
  );
  await platform.passTo(platform.clock.now() + 10 * minute - 1, branchA);
  assert.equal((await alertOf('late')).escalated, false);
  await platform.passTo(platform.clock.now() + 1, branchA);
  const late = await alertOf('late');
  assert.deepEqual([late.escalated, late.escalatesAt, late.state], [true, null, 'open']);
  assert.equal((await alertOf('taken')).escalated, false);
  const told = platform.events.filter(
    ({ type, payload }) => type === 'alert.changed' && (payload as { alert: Alert }).alert.id === late.id,
  );
  assert.equal(told.length, 2);
});

test('a fact settles the alerts of its subject, and the end of day those of its kinds', async () => {
  await find('fixed');
  const { id: alertId } = await alertOf('fixed');
  await service.claimAlert(testCtx(platform, person('许薇', paths[0]), { endpoint: 'workflow.claimAlert' }), {
    branchId: branchA,
    alertId,
  });
  await announce(leakStopped, { id: 'fixed' } as never);
  const fixed = await alertOf('fixed');
  assert.deepEqual([fixed.state, fixed.resolution, fixed.claimedBy?.name], ['resolved', '已修好', '许薇']);
  const timers = await platform.pool.query('select 1 from platform.timer where branch_id = $1 and ref = $2', [
    branchA,
    alertId,
  ]);
  assert.equal(timers.rowCount, 0);

  await find('night');
  await announce(dayOver, {} as never);
  assert.equal((await alertOf('night')).resolution, '营业日结束');
  assert.equal((await service.listOpenCounts([branchA])).get(branchA)?.open, 0);
  assert.equal((await alertOf('both', branchB)).state, 'open');
});

test('scope: lists, counts and commands end at the branch they are for', async () => {
  await find('scoped', { branchId: branchB });
  const ofA = person('林小雨', paths[0]);
  const { id: alertId } = await alertOf('scoped', branchB);
  await assert.rejects(
    service.listAlerts(testCtx(platform, ofA), { branchId: branchB, limit: 10 }),
    refusedWith('platform.forbidden'),
  );
  await assert.rejects(
    service.claimAlert(testCtx(platform, ofA, { endpoint: 'workflow.claimAlert' }), {
      branchId: branchB,
      alertId,
    }),
    refusedWith('platform.forbidden'),
  );
  // Another branch's alert under one's own branch does not exist.
  await assert.rejects(
    service.claimAlert(testCtx(platform, ofA, { endpoint: 'workflow.claimAlert' }), {
      branchId: branchA,
      alertId,
    }),
    refusedWith('workflow.alert_not_found'),
  );
  const mine = await service.listScopeAlerts(testCtx(platform, ofA), { limit: 200 });
  assert.ok(mine.alerts.length > 0 && mine.alerts.every(({ branchId }) => branchId === branchA));
  const all = await service.listScopeAlerts(testCtx(platform, person('总行', '/HO/')), {
    state: 'open',
    limit: 200,
  });
  assert.ok(all.alerts.some(({ branchId, branchName }) => branchId === branchB && branchName === 'B 支行'));
  const counts = await service.listOpenCounts([branchA, branchB]);
  assert.deepEqual(
    [counts.get(branchA), counts.get(branchB)],
    [
      { open: 0, urgent: 0 },
      { open: 2, urgent: 2 },
    ],
  );
});

test('what may be an attack is told to those who watch, also of head office, and to nobody by the alerts of a branch', async () => {
  const { id, path } = plan.units.find(({ parentId }) => parentId === null)!;
  const system = systemCtx(() => platform.clock.now(), newId());
  const telling = {
    kind: 'test.attack',
    severity: 'urgent' as const,
    dedupeKey: 'attack:1',
    title: { zh: '有人在猜口令', en: 'Somebody is guessing' },
    body: { zh: '请查看', en: 'Please look' },
    subject: { kind: 'user', id: newId() },
    audiencePermission: 'access.watch',
    staffId: null,
    escalateAfterMinutes: null,
  };
  await platform.db.transact(system, id, async (tx) =>
    service.tell(tx, telling as never, platform.clock.now()),
  );
  const watcher = (at: string) =>
    testActor({
      permissions: ['access.watch'],
      path: at,
      staff: { id: newId(), number: 'S1', post: 'headOffice' },
    });
  const seen = await service.listSecurityAlerts(testCtx(platform, watcher(path)), { limit: 10 });
  assert.deepEqual([seen.open, seen.alerts.map(({ kind }) => kind)], [1, ['test.attack']]);
  const elsewhere = await service.listSecurityAlerts(testCtx(platform, watcher(paths[0])), { limit: 10 });
  assert.equal(elsewhere.alerts.length, 0);
  const business = await service.listScopeAlerts(testCtx(platform, person('总行', path)), { limit: 200 });
  assert.ok(business.alerts.every(({ kind }) => kind !== 'test.attack'));
  const [alert] = seen.alerts;
  const close = (at: string) =>
    service.resolveSecurityAlert(
      testCtx(platform, watcher(at), { endpoint: 'workflow.resolveSecurityAlert' }),
      {
        branchId: id,
        alertId: alert!.id,
        resolution: '本人忘记口令',
      },
    );
  await assert.rejects(close(paths[0]), refusedWith('platform.forbidden'));
  assert.equal((await close(path)).alert.state, 'resolved');
  // An alert of the hall is not theirs.
  await find('not-an-attack');
  await assert.rejects(
    service.resolveSecurityAlert(
      testCtx(platform, watcher('/'), { endpoint: 'workflow.resolveSecurityAlert' }),
      { branchId: branchA, alertId: (await alertOf('not-an-attack')).id, resolution: '—' },
    ),
    refusedWith('workflow.alert_not_found'),
  );
});

test('a terminal, which is nobody, cannot take an alert', async () => {
  await find('machine');
  const { id: alertId } = await alertOf('machine');
  const terminal = testActor({ permissions: ['alert.handle'], path: '/', kind: 'terminal' });
  await assert.rejects(
    service.claimAlert(testCtx(platform, terminal, { endpoint: 'workflow.claimAlert' }), {
      branchId: branchA,
      alertId,
    }),
    refusedWith('platform.forbidden'),
  );
});

test('the topic tells the alert as it now is, and how many are unresolved', async () => {
  const [alerts] = feeds;
  const told = platform.events.findLast(({ type }) => type === 'alert.changed')!;
  const delta = alerts!.project(told);
  assert.deepEqual([delta?.key, Object.keys(delta?.data as object)], [told.branchId, ['alert']]);
  assert.deepEqual(await alerts!.gauge!.compute(branchB), { open: 2 });
  await assert.rejects(alerts!.admit(person('林小雨', paths[0]), branchB), refusedWith('platform.forbidden'));
});
