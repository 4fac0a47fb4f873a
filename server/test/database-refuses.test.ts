import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { platformEndpoints } from '@huiting/contracts/platform';
import { queueEndpoints } from '@huiting/contracts/queue';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { waitUntil } from './harness/wait.ts';

let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

const issue = (key: string) =>
  running.client.call(
    queueEndpoints.issueTicket,
    house.bank.a.people.kiosk,
    { branchId: house.bank.a.id, serviceTypeId: house.bank.a.services.personal.id },
    { key },
  );

/** Makes every insert into a table fail as PostgreSQL does when the disk is full. */
async function fillDiskUnder(table: string): Promise<() => Promise<void>> {
  await house.pool.query(`create or replace function public.disk_full() returns trigger language plpgsql as $$
    begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await house.pool.query(
    `create trigger disk_full before insert on ${table} for each row execute function public.disk_full()`,
  );
  return async () => void (await house.pool.query(`drop trigger disk_full on ${table}`));
}

test('a full disk: refused as unavailable, nothing half done, reading goes on, and afterwards the same key succeeds', async () => {
  const day = branchDay(running.client, house.bank.a);
  await day.issue();
  for (const table of ['queue.ticket', 'platform.event', 'platform.command_answer']) {
    const makeRoom = await fillDiskUnder(table);
    const before = await house.rows('select * from queue.branch_queue order by branch_id');
    const answer = await issue(`disk-${table.replace('.', '-')}`);
    assert.equal(answer.status, 503, answer.text);
    assert.equal(answer.body.code, 'platform.unavailable');
    assert.match(answer.headers['retry-after']!, /^\d+$/);
    assert.doesNotMatch(answer.text, /disk|space|extend/i);
    assert.equal((await day.board()).figures !== undefined, true);
    assert.deepEqual(await house.rows('select * from queue.branch_queue order by branch_id'), before);
    await makeRoom();
    assert.equal((await issue(`disk-${table.replace('.', '-')}`)).status, 200);
  }
  const tickets = await house.rows<{ number: string }>('select number from queue.ticket order by number');
  assert.deepEqual(
    tickets.map(({ number }) => number),
    ['A001', 'A002', 'A003', 'A004'],
  );
  const [gaps] = await house.rows(
    'select max(number) - count(*) as missing from platform.event where branch_id = $1',
    [house.bank.a.id],
  );
  assert.deepEqual(gaps, { missing: 0 });
});

test('a branch somebody else holds too long: told to try again with the same key, which then succeeds', async () => {
  const holder = await house.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from queue.branch_queue where branch_id = $1 for update', [house.bank.a.id]);
  const answer = await issue('held-too-long');
  assert.equal(answer.status, 503, answer.text);
  assert.equal(answer.body.code, 'platform.timed_out');
  assert.match(answer.headers['retry-after']!, /^\d+$/);
  await holder.query('rollback');
  holder.release();
  assert.equal((await issue('held-too-long')).status, 200);
});

test('an event nobody can read is parked, shown on the health page, and those behind it are handled', async () => {
  const { a } = house.bank;
  // As a newer or broken writer would leave it: well numbered, with a payload that says nothing.
  await house.pool.query(
    `with c as (insert into platform.event_counter as c (branch_id, last) values ($1, 1)
       on conflict (branch_id) do update set last = c.last + 1 returning last)
     insert into platform.event (branch_id, number, at, id, type, trace_id, payload)
     select $1, last, $2, gen_random_uuid(), 'badRating.opened', 'poison', '{}' from c`,
    [a.id, new Date(running.app.platform.clock.now())],
  );
  const day = branchDay(running.client, a);
  await day.signIn();
  const served = await day.serve();
  const readHealth = () => running.client.must(platformEndpoints.getHealthDetail, a.people.systemAdmin, {});
  await waitUntil(async () => (await readHealth()).parked.length > 0, 30_000);
  await running.app.consumers.idle();
  const health = await readHealth();
  // Each who reads this kind of event stumbles over it, and nobody over anything else.
  assert.deepEqual(
    health.parked.map(({ consumer, type }) => `${consumer} ${type}`).toSorted(),
    ['feedback.followUpBadRatings badRating.opened', 'workflow.followEvents badRating.opened'],
    JSON.stringify(health),
  );
  const parked = health.parked.find(({ consumer }) => consumer === 'workflow.followEvents');
  assert.equal(parked!.branchId, a.id);
  assert.equal(health.consumers.find(({ name }) => name === 'workflow.followEvents')?.parked, 1);
  await day.rate(served.requestId, 1);
  await running.app.consumers.idle();
  const alerts = await house.rows<{ kind: string }>('select kind from workflow.alert where branch_id = $1', [
    a.id,
  ]);
  assert.deepEqual(alerts, [{ kind: 'feedback.badRating' }]);
});
