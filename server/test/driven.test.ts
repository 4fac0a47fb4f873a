import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { platformEndpoints } from '@huiting/contracts/platform';
import { queueEndpoints } from '@huiting/contracts/queue';
import { buildHouse, morning } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';

/** A recorded day replayed: each request carries its business instant. */
let house: House;
let running: RunningApp;
const minute = 60_000;

before(async () => {
  house = await buildHouse();
  running = await house.open({ DEMO: '0', DRIVEN: '1' });
});
after(() => house.close());

const issueAt = (at?: number, branch = house.bank.a) =>
  running.client.call(
    queueEndpoints.issueTicket,
    branch.people.kiosk,
    { branchId: branch.id, serviceTypeId: branch.services.personal.id },
    at === undefined ? {} : { at },
  );

test('a command happens at the instant it carries, and may not go back at its branch', async () => {
  const first = await issueAt(morning + 10 * minute);
  assert.equal(first.body.ticket.issuedAt, morning + 10 * minute);
  const back = await issueAt(morning + 9 * minute);
  assert.equal(back.status, 400);
  assert.equal(back.body.code, 'platform.bad_business_time');
  // The same instant is no step back; another branch lives its own day.
  assert.equal((await issueAt(morning + 10 * minute)).status, 200);
  assert.equal(
    (await issueAt(morning + 2 * minute, house.bank.b)).body.ticket.issuedAt,
    morning + 2 * minute,
  );
});

test('a command without an instant, or with what is none, is refused', async () => {
  assert.equal((await issueAt()).body.code, 'platform.bad_business_time');
  for (const at of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 60])
    assert.equal((await issueAt(at)).body.code, 'platform.bad_business_time', String(at));
});

test('time stands still between requests; deadlines fire in order on the way to the next', async () => {
  const { a } = house.bank;
  const at = { branchId: a.id, windowId: a.windows[0] };
  const clock = await running.client.must(platformEndpoints.getClock, { cookie: null, surface: null }, {});
  assert.equal(clock.mode, 'driven');
  assert.equal(clock.now, morning + 10 * minute);
  await running.client.must(queueEndpoints.signIn, a.people.teller, at, { at: morning + 11 * minute });
  const called = await running.client.must(queueEndpoints.callNext, a.people.teller, at, {
    at: morning + 12 * minute,
  });
  await running.client.must(
    queueEndpoints.skip,
    a.people.teller,
    { ...at, ticketId: called.ticket!.id },
    { at: morning + 13 * minute },
  );
  // A moment after fifteen minutes the skipped number can no longer be restored: the deadline came first.
  const late = await running.client.call(
    queueEndpoints.restore,
    a.people.lobbyManager,
    { branchId: a.id, ticketId: called.ticket!.id },
    { at: morning + 40 * minute },
  );
  assert.equal(late.status, 409);
  const [ended] = await house.rows<{ state: string; ended_at: number }>(
    'select state, ended_at from queue.ticket where id = $1',
    [called.ticket!.id],
  );
  assert.deepEqual(ended, { state: 'abandoned', ended_at: morning + 28 * minute + 1 });
});

test('a server opened again on the same database goes on where the day was', async () => {
  await running.stop();
  running = await house.open({ DEMO: '0', DRIVEN: '1' });
  const clock = await running.client.must(platformEndpoints.getClock, { cookie: null, surface: null }, {});
  assert.ok(clock.now >= morning + 28 * minute);
  const next = await issueAt(morning + 41 * minute);
  assert.equal(next.body.ticket.number, 'A003');
});
