import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { event } from '@huiting/contracts/core/event';
import type { EventType } from '@huiting/contracts/core/event';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { AlertRule, AlertRuleVersion } from '@huiting/contracts/workflow';
import { z } from 'zod';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { systemCtx } from '../../platform/context.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createStaff, loadStaff } from '../staff/index.ts';
import { createWorkflow } from './index.ts';

const zone = 'Asia/Shanghai';
const minute = 60_000;
const bank = smallBank();
const dripped = event({
  type: 'tap.dripped',
  room: 'test',
  payload: z.object({ id: z.string() }),
  notify: {
    kind: 'test.drip',
    severity: 'warning',
    dedupeKey: (p) => `drip:${p.id}`,
    audience: { permission: 'alert.handle' },
    title: () => ({ zh: '滴水', en: 'Drip' }),
    body: () => ({ zh: '', en: '' }),
    subject: (p) => ({ kind: 'drip', id: p.id }),
    escalateAfterMinutes: 10,
  },
});

let platform: TestPlatform;
let workflow: ReturnType<typeof createWorkflow>;
const people = { manager: newId(), region: newId() };

before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '10:00') });
  await loadBank(platform.db, bank.plan);
  await loadStaff(platform.db, [
    {
      id: people.manager,
      number: '90001',
      name: '许薇',
      post: 'branchManager',
      homeBranchId: bank.branches.NJ01,
      orgUnitId: bank.units.NJ01,
      userId: null,
    },
    {
      id: people.region,
      number: '90002',
      name: '分行',
      post: 'headOffice',
      homeBranchId: null,
      orgUnitId: bank.units.NJ,
      userId: null,
    },
  ]);
  const { directory } = createOrganization(platform).service;
  workflow = createWorkflow(platform, {
    directory,
    staff: createStaff(platform, { directory, crypto: platform.crypto }).service,
    events: [dripped, workflowEvents.alertChanged] as EventType[],
  });
  await directory.all();
  await platform.join(workflow);
});
after(() => platform.stop());

const admin = () =>
  testCtx(platform, testActor({ permissions: ['approval.manage'], path: '/', name: '管理员' }), {
    endpoint: 'test',
  });
async function publish(rule: AlertRule, basedOn: number): Promise<AlertRuleVersion> {
  const { rule: published } = (await callEndpoint(workflow, 'publishAlertRule', admin(), {
    kind: 'test.drip',
    basedOn,
    rule,
    note: '试行',
  })) as { rule: AlertRuleVersion };
  return published;
}
async function drip(id: string): Promise<void> {
  await platform.db.transact(
    systemCtx(() => platform.clock.now(), newId()),
    bank.branches.NJ01,
    async (tx) => tx.emit(dripped, { id }),
  );
  await platform.settle();
}
async function pass(minutes: number): Promise<void> {
  await platform.passTo(platform.clock.now() + minutes * minute, bank.branches.NJ01);
  await platform.settle();
}
async function stored(id: string) {
  const { rows } = await platform.pool.query(
    `select alert_id as id, state, level, repeats, quiet_until as "quietUntil", escalates_at as "escalatesAt"
     from workflow.alert where subject_id = $1 order by raised_at`,
    [id],
  );
  return rows as {
    id: string;
    state: string;
    level: number;
    repeats: number;
    quietUntil: number | null;
    escalatesAt: number | null;
  }[];
}
async function told(staffId: string): Promise<number> {
  const { rows } = await platform.pool.query(
    `select count(*)::int as told from workflow.message where staff_id = $1 and kind = 'alert.escalated'`,
    [staffId],
  );
  return (rows[0] as { told: number }).told;
}

test('as shipped until somebody publishes a rule; a colleague’s is never overwritten', async () => {
  const { rules } = (await callEndpoint(workflow, 'listAlertRules', admin(), {})) as {
    rules: AlertRuleVersion[];
  };
  assert.deepEqual(
    rules.map(({ kind, version, levelMinutes }) => [kind, version, levelMinutes]),
    [['test.drip', 0, [10]]],
  );
  const rule = { levelMinutes: [10, 30], quiet: { from: '22:00', until: '07:00' }, mergeMinutes: 15 };
  assert.equal((await publish(rule, 0)).version, 1);
  await assert.rejects(publish(rule, 0), { code: 'workflow.alert_rule_changed' });
  await assert.rejects(
    callEndpoint(workflow, 'publishAlertRule', admin(), { kind: 'no.such', basedOn: 0, rule, note: '试' }),
    { code: 'workflow.alert_kind_unknown' },
  );
});

test('nobody takes it: the manager finds it in the inbox, then the regional branch; each once', async () => {
  await drip('one');
  await pass(10);
  assert.deepEqual(
    [(await stored('one'))[0]!.level, await told(people.manager), await told(people.region)],
    [1, 1, 0],
  );
  // A repeat tells nobody again.
  await drip('one');
  assert.equal(await told(people.manager), 1);
  await pass(30);
  assert.deepEqual(
    [(await stored('one'))[0]!.level, await told(people.manager), await told(people.region)],
    [2, 1, 1],
  );
  await pass(600);
  assert.equal((await stored('one'))[0]!.level, 2);
});

test('an alert keeps the rule it was raised under', async () => {
  await drip('kept');
  await publish({ levelMinutes: [], quiet: null, mergeMinutes: 15 }, 1);
  await pass(10);
  assert.equal((await stored('kept'))[0]!.level, 1);
  await drip('new');
  await pass(60);
  assert.equal((await stored('new'))[0]!.level, 0);
});

test('the same again soon after it was resolved is counted, later it is a new alert', async () => {
  await drip('merge');
  const lin = testCtx(
    platform,
    testActor({
      permissions: ['alert.handle'],
      path: '/',
      staff: { id: newId(), number: '1', post: 'lobbyManager' },
    }),
    { endpoint: 'test' },
  );
  const { id } = (await stored('merge'))[0]!;
  await callEndpoint(workflow, 'resolveAlert', lin, {
    branchId: bank.branches.NJ01,
    alertId: id,
    resolution: '拧紧了',
  });
  await drip('merge');
  assert.deepEqual(
    (await stored('merge')).map(({ state, repeats }) => [state, repeats]),
    [['resolved', 1]],
  );
  await pass(16);
  await drip('merge');
  assert.deepEqual(
    (await stored('merge')).map(({ state }) => state),
    ['resolved', 'open'],
  );
});

test('in quiet hours it is raised without a sound, and its minutes begin when they end', async () => {
  await publish({ levelMinutes: [10], quiet: { from: '22:00', until: '07:00' }, mergeMinutes: 0 }, 2);
  await platform.passTo(instantOf(zone, '2026-11-21', '23:00'), bank.branches.NJ01);
  await drip('night');
  const morning = instantOf(zone, '2026-11-22', '07:00');
  const [night] = await stored('night');
  assert.deepEqual([night!.quietUntil, night!.escalatesAt], [morning, morning + 10 * minute]);
});
