import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { instantOf } from '../platform/clock/zone-time.ts';
import { createFieldCrypto } from '../platform/crypto/field-crypto.ts';
import { createTestDatabase } from '../platform/database/test-database.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { createLog } from '../platform/log.ts';
import { ensureDemoBank } from './demo.load.ts';
import type { LoadedBank } from './demo.load.ts';
import { openBulkConnection } from '../platform/database/bulk-load.ts';

const startsAt = instantOf('Asia/Shanghai', '2026-11-20', '10:42');
const log = createLog({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
const folder = mkdtempSync(join(tmpdir(), 'huiting-demo-'));
const crypto = createFieldCrypto(join(folder, 'fields.json'));
let database: TestDatabase;
let client: pg.Client;
let bank: LoadedBank;

before(async () => {
  database = await createTestDatabase();
  client = await openBulkConnection(database.url);
  bank = await ensureDemoBank(client, { seed: 7, startsAt, crypto, log });
});
after(async () => {
  await client.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const one = async (sql: string, values: unknown[] = []): Promise<Record<string, unknown>> =>
  (await client.query(sql, values)).rows[0] as Record<string, unknown>;
const none = async (sql: string): Promise<void> => {
  const { rows } = await client.query(sql);
  assert.deepEqual(rows.slice(0, 3), []);
};

test('the bank has the promised size and seven days behind it', async () => {
  const counted = await one(
    `select (select count(*) from organization.branch)::int as branches, (select count(*) from staff.staff_member)::int as staff,
       (select count(*) from customer.customer)::int as customers, (select count(distinct business_date) from queue.visit where business_date < '2026-11-20')::int as days,
       (select count(*) from queue.ticket where business_date < '2026-11-20')::int as tickets`,
  );
  assert.equal(counted.branches, 24);
  assert.equal(counted.customers, 20_000);
  assert.equal(counted.staff, bank.plan.staff.length);
  assert.equal(counted.days, 7);
  assert.ok((counted.tickets as number) > 12_000, `${String(counted.tickets)} tickets`);
});

test('people have files that live: certificates that end soon, tenures near and over their limits, teams, grades, figures', async () => {
  const counted = await one(
    `select (select count(distinct staff_id) from staff.staff_certificate)::int as certified,
       (select count(*) from staff.staff_certificate where expires_on between '2026-11-20' and '2027-02-18')::int as expiring,
       (select count(*) from staff.post_holding where kind = 'duty')::int as duties,
       (select count(*) from staff.post_holding h join staff.post_definition d on d.code = h.post and d.is_key
         where h.since + make_interval(months => d.max_tenure_months) <= date '2027-02-18')::int as due,
       (select count(*) from staff.team_membership)::int as memberships, (select count(*) from staff.staff_grade)::int as grades,
       (select sum(count) from staff.performance where metric = 'served')::int as served,
       (select count(*) from platform.timer where kind = 'staff.daily')::int as looks`,
  );
  for (const [what, least] of [
    ['certified', 200],
    ['expiring', 10],
    ['duties', 80],
    ['due', 5],
    ['memberships', 24],
    ['grades', 100],
    ['served', 10_000],
    ['looks', 24],
  ] as const)
    assert.ok((counted[what] as number) >= least, `${what}: ${String(counted[what])}`);
  // The rules of posts hold for generated people as for any other.
  await none(
    `select a.staff_id from staff.post_holding a join staff.post_holding b on b.staff_id = a.staff_id
     join staff.post_exclusion x on x.post = a.post and x.other = b.post where a.until is null and b.until is null`,
  );
});

test('every past ticket is settled; periods of a request follow one another without a gap and end with it', async () => {
  await none(`select id from queue.ticket where business_date < '2026-11-20' and ended_at is null`);
  await none(
    `select p.request_id from queue.service_period p
     join queue.service_period n on n.branch_id = p.branch_id and n.business_date = p.business_date and n.request_id = p.request_id and n.sequence = p.sequence + 1
     where n.started_at <> p.ended_at`,
  );
  await none(
    `select r.id from queue.service_request r
     join (select branch_id, business_date, request_id, min(started_at) as first, max(ended_at) as last, count(*) as periods, max(sequence) as top
       from queue.service_period group by 1, 2, 3) p on p.branch_id = r.branch_id and p.business_date = r.business_date and p.request_id = r.id
     where p.first <> r.opened_at or p.last <> r.ended_at or p.periods <> p.top`,
  );
});

test('no window has two tickets at once, nobody serves without being signed in', async () => {
  await none(
    `select a.request_id from queue.service_period a join queue.service_period b
       on b.branch_id = a.branch_id and b.business_date = a.business_date and b.window_id = a.window_id
       and (b.request_id, b.sequence) > (a.request_id, a.sequence) and b.started_at < a.ended_at and a.started_at < b.ended_at
     where a.window_id is not null`,
  );
  await none(
    `select p.request_id from queue.service_period p where p.window_id is not null and not exists (
       select 1 from queue.window_session s where s.branch_id = p.branch_id and s.business_date = p.business_date and s.window_id = p.window_id
         and s.staff_id = p.staff_id and s.signed_in_at <= p.started_at and coalesce(s.signed_out_at, 'infinity') >= p.ended_at)`,
  );
});

test('the figures are those of a bank: waits, abandonment, ratings', async () => {
  const figures = await one(
    `select (select avg(extract(epoch from called_at - issued_at)) / 60 from queue.ticket where business_date < '2026-11-20' and called_at is not null)::float8 as wait,
       (select avg((state = 'abandoned')::int) from queue.ticket where business_date < '2026-11-20')::float8 as abandoned,
       (select avg((level <= 2)::int) from feedback.rating_request where level is not null)::float8 as bad,
       (select avg((level is not null)::int) from feedback.rating_request)::float8 as answered,
       (select avg((customer_id is not null)::int) from queue.ticket)::float8 as known,
       (select avg((booking_id is not null)::int) from queue.ticket)::float8 as booked,
       (select avg(elder::int) from queue.ticket)::float8 as elder`,
  );
  const within = (name: string, low: number, high: number): void => {
    const value = figures[name] as number;
    assert.ok(value >= low && value <= high, `${name} is ${value}`);
  };
  within('wait', 4, 15);
  within('abandoned', 0.02, 0.1);
  within('bad', 0.006, 0.03);
  within('answered', 0.65, 0.8);
  within('known', 0.5, 0.72);
  within('booked', 0.06, 0.14);
  within('elder', 0.12, 0.3);
});

test('every bad rating of the past was handled to the end, or waits for its customer; today each waits for its deadline', async () => {
  await none(
    `select r.id from feedback.rating_request r left join feedback.bad_rating b on b.branch_id = r.branch_id and b.business_date = r.business_date and b.id = r.id
     where r.level <= 2 and b.state is distinct from 'closed' and r.business_date < '2026-11-20'
       and not (b.state = 'confirming' and b.confirm_due_at >= '2026-11-20 00:00+08')`,
  );
  await none(
    `select b.id from feedback.bad_rating b where b.state <> 'closed' and not exists (
       select 1 from platform.timer t where t.branch_id = b.branch_id and t.ref = b.id::text)`,
  );
});

test('the hall stands as it is at 10:42, and its counters agree with its tickets', async () => {
  const live = await one(
    `select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'serving')::int as serving
     from queue.ticket where business_date = '2026-11-20'`,
  );
  assert.ok((live.waiting as number) > 40 && (live.serving as number) > 50, JSON.stringify(live));
  await none(
    `select q.branch_id from queue.branch_queue q join queue.v_branch_now v on v.branch_id = q.branch_id
     where q.day_open and (
       v.waiting <> (select count(*) from queue.ticket t where t.branch_id = q.branch_id and t.business_date = q.business_date and t.state = 'waiting')
       or v.issued <> (select count(*) from queue.ticket t where t.branch_id = q.branch_id and t.business_date = q.business_date)
       or v.completed <> (select count(*) from queue.ticket t where t.branch_id = q.branch_id and t.business_date = q.business_date and t.state = 'completed')
       or v.completed_services <> (select count(*) from queue.service_request r where r.branch_id = q.branch_id and r.business_date = q.business_date and r.outcome = 'completed'))`,
  );
  await none(
    `select w.window_id from queue.window_now w left join queue.ticket t on t.branch_id = w.branch_id and t.business_date = '2026-11-20' and t.id = w.ticket_id
     where w.ticket_id is not null and (t.window_id is distinct from w.window_id or t.state <> w.ticket_state or w.session_id is null)`,
  );
  await none(
    `select t.id from queue.ticket t where t.business_date = '2026-11-20' and t.state in ('called', 'serving')
       and not exists (select 1 from queue.window_now w where w.branch_id = t.branch_id and w.ticket_id = t.id)`,
  );
  const deadlines = await one(
    `select count(*) filter (where kind = 'queue.endDay')::int as ends from platform.timer`,
  );
  // One is renovated; at another the queue machine opens the day.
  assert.equal(deadlines.ends, 22);
});

test('the wait estimate has learned from the past', async () => {
  const learned = await one(
    `select count(*)::int as rows, min(cardinality(relative_errors))::int as fewest, min(median_service_seconds)::int as shortest from queue.service_statistic`,
  );
  assert.ok((learned.rows as number) >= 23 * 5, JSON.stringify(learned));
  assert.ok((learned.shortest as number) > 120);
});

test('the past has no events, and a second start writes nothing', async () => {
  assert.equal((await one('select count(*)::int as n from platform.event')).n, 0);
  const before = await one(
    'select (select count(*) from queue.ticket)::int as tickets, (select count(*) from access.user_account)::int as users',
  );
  await ensureDemoBank(client, { seed: 7, startsAt, crypto, log });
  assert.deepEqual(
    await one(
      'select (select count(*) from queue.ticket)::int as tickets, (select count(*) from access.user_account)::int as users',
    ),
    before,
  );
  await assert.rejects(ensureDemoBank(client, { seed: 8, startsAt, crypto, log }), /npm run reset/);
});
