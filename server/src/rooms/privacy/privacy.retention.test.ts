import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RetentionRun, RunLine } from '@huiting/contracts/privacy';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { customerRetained } from '../customer/customer.retention.domain.ts';
import { openBank } from '../customer/customer.bank.fixtures.ts';
import type { CustomerBank } from '../customer/customer.bank.fixtures.ts';
import { createCustomer } from '../customer/index.ts';
import { feedbackRetained } from '../feedback/feedback.retention.domain.ts';
import { accessRetained } from '../access/access.retention.domain.ts';
import { createPrivacy } from './index.ts';

let platform: TestPlatform;
let bank: CustomerBank;
let room: ReturnType<typeof createPrivacy>;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
  bank = await openBank(platform);
  const customer = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: Date.now });
  room = createPrivacy(platform, {
    directory: bank.directory,
    customers: customer.service,
    appointments: { provePhone: () => Promise.reject(new Error('nobody proves a phone here')) },
    crypto: platform.crypto,
    subjects: [],
    retained: [...customerRetained, ...feedbackRetained, ...accessRetained],
    wall: Date.now,
  });
  await bank.directory.all();
  for (const month of ['2015-03-01', '2020-01-01', '2023-05-01', '2026-10-01'])
    await platform.pool.query('select platform.ensure_month($1)', [month]);
  for (const day of ['2015-03-10', '2023-05-10', '2026-10-10'])
    await platform.pool.query(
      `insert into customer.visit_service (branch_id, business_date, request_id, customer_id, at, wait_seconds)
       values ($1, $2, $3, $4, $2::date, 60)`,
      [bank.nanjing.id, day, newId(), newId()],
    );
});
after(() => platform.stop());

const officer = () =>
  testCtx(platform, testActor({ permissions: ['privacy.manage'], path: '/', name: '合规专员' }));
const run = async (planHash: string | null): Promise<RetentionRun> =>
  ((await callEndpoint(room, 'runRetention', officer(), { planHash })) as { run: RetentionRun }).run;
const line = (of: RetentionRun, kind: string): RunLine => of.lines.find((one) => one.kind === kind)!;
const months = async (): Promise<string[]> =>
  (
    await platform.pool.query<{ name: string }>(
      `select inhrelid::regclass::text as name from pg_inherits
       where inhparent = 'customer.visit_service'::regclass order by 1`,
    )
  ).rows.map(({ name }) => name);

test('rules are never under what the law wants, are versioned, and the audit trail has none', async () => {
  const set = (kind: string, days: number | null, basedOn = 0) =>
    callEndpoint(room, 'setRetention', officer(), { kind, days, basedOn, note: '制度' });
  await assert.rejects(set('feedback.ratings', 30), { code: 'privacy.too_short' });
  await assert.rejects(set('access.audit', 400), { code: 'privacy.kept_always' });
  await assert.rejects(set('no.kind', 400), { code: 'privacy.kind_unknown' });
  await set('feedback.ratings', 4 * 365);
  await assert.rejects(set('feedback.ratings', 5 * 365), { code: 'privacy.rule_changed' });
  const { kinds, uncovered } = (await callEndpoint(room, 'listRetention', officer(), {})) as {
    kinds: { kind: string; days: number | null; version: number }[];
    uncovered: string[];
  };
  assert.deepEqual(
    kinds.find(({ kind }) => kind === 'feedback.ratings'),
    { ...kinds.find(({ kind }) => kind === 'feedback.ratings')!, days: 4 * 365, version: 1 },
  );
  assert.ok(uncovered.includes('customer.customer') && !uncovered.includes('customer.visit_service'));
});

test('a dry run names what would go and takes nothing; only exactly that is destroyed, with a certificate', async () => {
  const had = await months();
  const plan = await run(null);
  assert.deepEqual(await months(), had);
  const visits = line(plan, 'customer.visits');
  assert.deepEqual(
    visits.what
      .filter(({ name }) => name.startsWith('customer.visit_service'))
      .map(({ name, rows }) => [name, rows]),
    [
      ['customer.visit_service_201503', 1],
      ['customer.visit_service_202001', 0],
      ['customer.visit_service_202305', 1],
    ],
  );
  assert.equal(line(plan, 'access.audit').kept, 'forEver');
  await assert.rejects(run('0'.repeat(64)), { code: 'privacy.plan_changed' });
  // Something more has come in: what was looked at is not what is there.
  await platform.pool.query(
    `insert into customer.visit_service (branch_id, business_date, request_id, customer_id, at, wait_seconds)
     values ($1, '2015-03-11', $2, $3, '2015-03-11', 60)`,
    [bank.nanjing.id, newId(), newId()],
  );
  await assert.rejects(run(plan.hash), { code: 'privacy.plan_changed' });
  assert.deepEqual(await months(), had);
  const certificate = await run((await run(null)).hash);
  assert.deepEqual(
    await months(),
    ['customer.visit_service_202610', 'customer.visit_service_202611'].filter((name) => had.includes(name)),
  );
  assert.deepEqual([certificate.dryRun, certificate.runBy], [false, '合规专员']);
  const gone = line(certificate, 'customer.visits').what.find(({ name }) =>
    name.endsWith('visit_service_201503'),
  )!;
  assert.equal(gone.rows, 2);
  assert.equal(
    certificate.signature,
    platform.crypto.keyedHash('retentionRun', `${certificate.hash} ${certificate.at} ${certificate.runBy}`),
  );
  const audited = platform.audited.filter(({ action }) => action === 'privacy.runRetention');
  assert.equal(audited.length, 1);
  // Ratings of 2015 went before what they refer to: the referring month first.
  const left = await platform.pool.query(
    `select 1 where to_regclass('feedback.rating_request_201503') is not null`,
  );
  assert.deepEqual(left.rows, []);
});

test('a hold stops a run, also one placed after its dry run', async () => {
  await platform.pool.query(`select platform.ensure_month('2016-02-01')`);
  const plan = await run(null);
  const { hold } = (await callEndpoint(room, 'placeHold', officer(), {
    kind: 'customer.visits',
    reason: '监管调查',
  })) as { hold: { id: string } };
  await assert.rejects(run(plan.hash), { code: 'privacy.plan_changed' });
  const held = await run((await run(null)).hash);
  assert.equal(line(held, 'customer.visits').kept, 'hold');
  assert.ok((await months()).includes('customer.visit_service_201602'));
  await callEndpoint(room, 'liftHold', officer(), { holdId: hold.id, reason: '结束' });
  await assert.rejects(callEndpoint(room, 'liftHold', officer(), { holdId: hold.id, reason: '再次' }), {
    code: 'privacy.not_found',
  });
});

test('a hold placed while a run is under way saves what has not gone yet', async () => {
  const blocker = await platform.pool.connect();
  await blocker.query('begin');
  await blocker.query('select pg_advisory_xact_lock(7201998041)');
  const plan = await run(null);
  const running = run(plan.hash);
  await blocker.query(
    `insert into privacy.hold (hold_id, kind, reason, placed_by, placed_at) values ($1, 'customer.visits', '突发', '合规', now())`,
    [newId()],
  );
  await new Promise((resolve) => setTimeout(resolve, 300));
  await blocker.query('commit');
  blocker.release();
  assert.equal(line(await running, 'customer.visits').kept, 'hold');
  assert.ok((await months()).includes('customer.visit_service_201602'));
});
