import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queueEndpoints } from '@huiting/contracts/queue';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import { dateIn } from '../src/platform/clock/zone-time.ts';
import type { TestBank } from './harness/bank.ts';
import { branchDay } from './harness/day.ts';
import { nobody } from './harness/client.ts';
import { buildHouse, zoneAtNoon } from './harness/house.ts';
import type { House, RunningServer } from './harness/house.ts';
import { hasTicket, openStream } from './harness/stream.ts';
import { waitUntil } from './harness/wait.ts';

/** Two processes that answer and one that reacts, on one database, as behind a load balancer. */
let house: House;
let bank: TestBank;
let one: RunningServer;
let other: RunningServer;

let worker: RunningServer;
const zone = zoneAtNoon();

/** Says everything it can, into a log of its own. */
const spawnAs = (role: 'web' | 'worker', name: string): Promise<RunningServer> =>
  house.spawn({ ROLES: role, LOG_LEVEL: 'trace', LOG_FILE: join(house.folder, 'logs', `${name}.log`) });

before(async () => {
  house = await buildHouse({ timeZone: zone });
  bank = house.bank;
  [one, other, worker] = await Promise.all([
    spawnAs('web', 'one'),
    spawnAs('web', 'other'),
    spawnAs('worker', 'worker'),
  ]);
});
after(() => house.close());

const caseOf = (data: unknown) => (data as { case: { id: string } | null }).case;
const alertOf = (data: unknown) => (data as { alert?: { kind: string; state: string } }).alert;

test('a visit from booking to complaint goes through whichever process answers; the worker reacts; everybody hears', async () => {
  const { a } = bank;
  const { people } = a;
  const pad = await openStream(other.client);
  for (const topic of ['queue.board', 'customer.arrivals', 'workflow.alerts', 'feedback.cases'])
    assert.equal((await pad.subscribe(people.lobbyManager, { topic, key: a.id, after: 0 })).status, 200);
  const lobby = await openStream(one.client);
  await lobby.subscribe(people.evaluator, { topic: 'feedback.requests', key: a.id, after: 0 });
  await lobby.subscribe(people.hallDisplay, { topic: 'queue.display', key: a.id, after: 0 });
  const here = branchDay(one.client, a);
  const there = branchDay(other.client, a);
  await here.signIn();

  // Booked on the PAD for the next slot of today, checked in at the kiosk.
  const date = dateIn(zone, Date.now());
  const { slots } = await one.client.must(appointmentEndpoints.listSlots, nobody, {
    branchId: a.id,
    date,
    serviceTypeId: a.services.personal.id,
  });
  const slot = slots.find(({ start, left }) => start > Date.now() && left > 0)!;
  const { booking } = await one.client.must(appointmentEndpoints.bookForCustomer, people.lobbyManager, {
    branchId: a.id,
    serviceTypeId: a.services.personal.id,
    start: slot.start,
    name: a.customer.name,
    phone: a.customer.phone,
  });
  const checkedIn = await other.client.must(appointmentEndpoints.checkIn, people.kiosk, {
    branchId: a.id,
    code: booking.code,
  });
  const ticketId = checkedIn.ticket.id;
  // Recognised: the PAD hears who is there, masked.
  const arrival = await pad.expect('delta', ({ topic }) => topic === 'customer.arrivals');
  assert.equal(
    (arrival.data as { arrival: { customer: { id: string } } }).arrival.customer.id,
    a.customer.id,
  );

  // Called here, spoken there, served and completed in turns.
  const called = await here.callNext();
  assert.equal(called.ticket?.id, ticketId);
  assert.notEqual(called.ticket?.customer, null);
  await lobby.expect('delta', ({ data }) => (data as { voice?: unknown }).voice != null);
  await other.client.must(queueEndpoints.attachCustomer, people.teller, {
    branchId: a.id,
    ticketId,
    identifier: { kind: 'card', value: a.customer.card },
    start: true,
  });
  const done = await one.client.must(queueEndpoints.complete, people.teller, { ...here.at(0), ticketId });

  // Rated badly: an alert for the PAD, taken there and handled, seen above.
  await lobby.expect('delta', ({ topic }) => topic === 'feedback.requests');
  await there.rate(done.ticket.requestId, 1);
  const opened = await pad.expect(
    'delta',
    ({ topic, data }) => topic === 'feedback.cases' && caseOf(data) !== null,
  );
  await pad.expect(
    'delta',
    ({ topic, data }) => topic === 'workflow.alerts' && alertOf(data)?.kind === 'feedback.badRating',
  );
  const onCase = { branchId: a.id, caseId: caseOf(opened.data)!.id };
  await one.client.must(feedbackEndpoints.claimCase, people.lobbyManager, onCase);
  await other.client.must(feedbackEndpoints.recordTalk, people.lobbyManager, {
    ...onCase,
    talk: '等候时间过长',
    stillInBranch: true,
  });
  await one.client.must(feedbackEndpoints.closeCase, people.lobbyManager, {
    ...onCase,
    cause: '窗口不足',
    remedy: '致歉并增开窗口',
  });
  await pad.expect(
    'delta',
    ({ topic, data }) =>
      topic === 'workflow.alerts' &&
      alertOf(data)?.kind === 'feedback.badRating' &&
      alertOf(data)?.state === 'resolved',
  );
  const { alerts } = await other.client.must(workflowEndpoints.listScopeAlerts, people.regionalManager, {});
  assert.ok(alerts.some(({ kind, state }) => kind === 'feedback.badRating' && state === 'resolved'));
  pad.close();
  lobby.close();
});

test('a worker that is killed leaves nothing half done: the next asks each customer once', async () => {
  const { b } = bank;
  const day = branchDay(one.client, b);
  await day.signIn();
  for (let n = 0; n < 6; n++) await day.issue();
  await day.serve();
  await worker.kill();
  for (let n = 0; n < 5; n++) await day.serve();
  worker = await spawnAs('worker', 'worker-2');
  const asked = () => house.rows('select 1 from feedback.rating_request where branch_id = $1', [b.id]);
  await waitUntil(async () => (await asked()).length >= 6);
  const events = await house.rows<{ id: string; times: number }>(
    `select payload->'request'->>'id' as id, count(*)::int as times from platform.event
     where branch_id = $1 and type = 'rating.asked' group by 1`,
    [b.id],
  );
  assert.equal(events.length, 6);
  assert.ok(events.every(({ times }) => times === 1));
});

test('two processes number the events of a branch as one', async () => {
  const [here, there] = [branchDay(one.client, bank.a), branchDay(other.client, bank.a)];
  await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? here : there).issue()));
  const numbers = await house.rows<{ number: number }>(
    'select number from platform.event where branch_id = $1 order by number',
    [bank.a.id],
  );
  assert.deepEqual(
    numbers.map(({ number }) => number),
    Array.from({ length: numbers.length }, (_, index) => index + 1),
  );
  const tickets = await house.rows<{ number: string }>(
    'select number from queue.ticket where branch_id = $1',
    [bank.a.id],
  );
  assert.equal(new Set(tickets.map(({ number }) => number)).size, tickets.length);
});

test('a key sent to both processes at once is carried out once', async () => {
  const input = { branchId: bank.a.id, serviceTypeId: bank.a.services.cash.id };
  for (let n = 0; n < 10; n++) {
    const key = `both-at-once-${n}`;
    const [first, second] = await Promise.all(
      [one, other].map(({ client }) =>
        client.call(queueEndpoints.issueTicket, bank.a.people.kiosk, input, { key }),
      ),
    );
    assert.equal(first!.status, 200, first!.text);
    assert.equal(first!.text, second!.text);
  }
  const { body } = await one.client.call(queueEndpoints.getBoard, bank.a.people.teller, {
    branchId: bank.a.id,
  });
  assert.equal(
    body.tickets.filter(({ serviceTypeId }) => serviceTypeId === bank.a.services.cash.id).length,
    10,
  );
});

test('a role taken through one process ends the streams of another within a second; its commands are heard there', async () => {
  const person = bank.b.people.branchManager;
  const stream = await openStream(one.client);
  const watching = await stream.subscribe(person, { topic: 'queue.board', key: bank.b.id, after: null });
  assert.equal(watching.status, 200);

  const day = branchDay(other.client, bank.b);
  const sentAt = Date.now();
  const { ticket } = await day.issue();
  const delta = await stream.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  assert.ok(delta.receivedAt - sentAt < 1_000, `heard after ${delta.receivedAt - sentAt} ms`);

  const takenAt = Date.now();
  await other.client.must(accessEndpoints.removeRole, bank.b.people.securityAdmin, {
    userId: person.id,
    role: 'branchManager',
  });
  const revoked = await stream.expect('revoked');
  assert.ok(revoked.receivedAt - takenAt <= 1_000, `${revoked.receivedAt - takenAt} ms`);
  const refused = await one.client.call(queueEndpoints.getBoard, person, { branchId: bank.b.id });
  assert.equal(refused.status, 403);
  stream.close();
});

test('after all of it no log knows a name, a number or a secret', async () => {
  const { a } = bank;
  const refused = await one.client.call(queueEndpoints.issueTicket, a.people.kiosk, {
    branchId: a.id,
    serviceTypeId: a.services.personal.id,
    identifier: { kind: 'idNumber', value: `${a.customer.idNumber}9` },
  });
  assert.equal(refused.status, 400);
  await Promise.all([one.stop(), other.stop(), worker.stop()]);
  const folder = join(house.folder, 'logs');
  const logs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  assert.ok(logs.length >= 4 && logs.some((text) => text.length > 0));
  const { name, phone, idNumber, card } = a.customer;
  const token = a.people.kiosk.cookie.split('=')[1]!;
  for (const secret of [name, phone, idNumber, card, token, bank.password, '等候时间过长'])
    assert.ok(!logs.some((text) => text.includes(secret)), `a log knows ${secret}`);
});
