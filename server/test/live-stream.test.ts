import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import type { LiveMessage } from '@huiting/contracts/core/live';
import { openSession } from './harness/bank.ts';
import type { Person } from './harness/bank.ts';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { hasTicket, openStream } from './harness/stream.ts';
import type { Stream } from './harness/stream.ts';

let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

type Delta = Extract<LiveMessage, { kind: 'delta' }>;

function deltasOf(stream: Stream, topic: string): Delta[] {
  return stream.messages.filter(
    (message): message is Delta & { receivedAt: number } =>
      message.kind === 'delta' && message.topic === topic,
  );
}

async function watch(stream: Stream, person: Person, topic: string, after: number | null): Promise<void> {
  const answer = await stream.subscribe(person, { topic, key: house.bank.a.id, after });
  assert.equal(answer.status, 200, answer.text);
}

async function lastNumber(): Promise<number> {
  return (await branchDay(running.client, house.bank.a).board()).number;
}

test('a change reaches a watcher with its number, and newest figures follow', async () => {
  const day = branchDay(running.client, house.bank.a);
  const stream = await openStream(running.client);
  await watch(stream, house.bank.a.people.lobbyManager, 'queue.board', await lastNumber());
  const { ticket } = await day.issue();
  const delta = await stream.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  assert.equal(delta.key, house.bank.a.id);
  assert.ok(delta.number > 0);
  await stream.expect('gauge', ({ topic }) => topic === 'queue.board');
  stream.close();
});

test('a reconnect replays what was missed: no gap, no duplicate, also while more happens', async () => {
  const day = branchDay(running.client, house.bank.a);
  const manager = house.bank.a.people.lobbyManager;
  const first = await openStream(running.client);
  const from = await lastNumber();
  await watch(first, manager, 'queue.board', from);
  const issued = [await day.issue(), await day.issue()];
  await first.expect('delta', ({ data }) => hasTicket(data, issued[1]!.ticket.id));
  const seen = deltasOf(first, 'queue.board').at(-1)!.number;
  first.close();
  for (let n = 0; n < 5; n++) issued.push(await day.issue());

  const second = await openStream(running.client);
  // Subscribes in the middle of a burst: some of it is replayed, some of it comes live.
  const burst = Promise.all(Array.from({ length: 20 }, () => day.issue()));
  await watch(second, manager, 'queue.board', seen);
  for (const one of await burst) issued.push(one);
  const last = await day.issue();
  await second.expect('delta', ({ data }) => hasTicket(data, last.ticket.id));

  const numbers = [...deltasOf(first, 'queue.board'), ...deltasOf(second, 'queue.board')].map(
    ({ number }) => number,
  );
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((one, other) => one - other),
  );
  // Every ticket's event is there: the outbox says which numbers a board must have told.
  const told = await house.rows<{ number: number }>(
    `select number from platform.event where branch_id = $1 and number > $2 and number <= $3
       and type in ('ticket.issued', 'ticket.called', 'window.signedIn') order by number`,
    [house.bank.a.id, from, numbers.at(-1)],
  );
  assert.deepEqual(
    numbers,
    told.map(({ number }) => number),
  );
  second.close();
});

test('who was away too long is told to load again, and goes on live', async () => {
  const day = branchDay(running.client, house.bank.a);
  await day.issue();
  // Ten minutes are not waited for: the events are made to have been recorded before them.
  await house.pool.query(
    `update platform.event set recorded_at = recorded_at - interval '11 minutes' where branch_id = $1`,
    [house.bank.a.id],
  );
  const stranger = await house.open();
  const stream = await openStream(stranger.client);
  await stream.subscribe(house.bank.a.people.lobbyManager, {
    topic: 'queue.board',
    key: house.bank.a.id,
    after: 0,
  });
  const reload = await stream.expect('reload');
  assert.deepEqual([reload.topic, reload.key], ['queue.board', house.bank.a.id]);
  assert.deepEqual(deltasOf(stream, 'queue.board'), []);
  const { ticket } = await branchDay(stranger.client, house.bank.a).issue();
  await stream.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  stream.close();
  await stranger.stop();
});

test('taking a role ends what is watched by it within a second, and what is watched otherwise goes on', async () => {
  const person = house.bank.a.people.relationshipManager;
  const colleague = house.bank.a.people.lobbyManager;
  const stream = await openStream(running.client);
  await watch(stream, person, 'queue.board', null);
  await watch(stream, colleague, 'workflow.alerts', null);
  const takenAt = Date.now();
  await running.client.must(accessEndpoints.removeRole, house.bank.a.people.securityAdmin, {
    userId: person.id,
    role: 'relationshipManager',
  });
  const revoked = await stream.expect('revoked');
  assert.deepEqual([revoked.topic, revoked.key], ['queue.board', house.bank.a.id]);
  assert.ok(revoked.receivedAt - takenAt <= 1_000, `${revoked.receivedAt - takenAt} ms`);
  // Nothing more comes on it.
  const { ticket } = await branchDay(running.client, house.bank.a).issue();
  const other = await openStream(running.client);
  await watch(other, colleague, 'queue.board', 0);
  await other.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  assert.ok(!deltasOf(stream, 'queue.board').some(({ data }) => hasTicket(data, ticket.id)));
  // Nor can it be had again.
  const again = await stream.subscribe(person, { topic: 'queue.board', key: house.bank.a.id, after: null });
  assert.equal(again.status, 403);
  assert.equal(stream.messages.filter(({ kind }) => kind === 'revoked').length, 1);
  stream.close();
  other.close();
});

test('ending a session, and taking a terminal out of service, end what they watch within a second', async () => {
  const { bank } = house;
  const own = await openSession(house.pool, bank.a.people.operationsSupervisor);
  const display = bank.a.people.hallDisplay;
  const stream = await openStream(running.client);
  await watch(stream, own, 'hall.pulse', null);
  await watch(stream, display, 'queue.display', null);

  const signedOutAt = Date.now();
  await running.client.must(accessEndpoints.signOut, own, {});
  const first = await stream.expect('revoked', ({ topic }) => topic === 'hall.pulse');
  assert.ok(first.receivedAt - signedOutAt <= 1_000);

  const revokedAt = Date.now();
  await running.client.must(accessEndpoints.revokeTerminal, bank.a.people.branchManager, {
    branchId: bank.a.id,
    terminalId: display.id,
  });
  const second = await stream.expect('revoked', ({ topic }) => topic === 'queue.display');
  assert.ok(second.receivedAt - revokedAt <= 1_000);
  stream.close();
});

test('eight surfaces of one browser live on one stream, each by its own cookie', async () => {
  const { people, id } = house.bank.b;
  // One cookie header, as a browser sends it: every surface's session at once.
  const everybody: Person[] = [
    people.teller,
    people.lobbyManager,
    people.branchManager,
    people.kiosk,
    people.hallDisplay,
    people.windowDisplay,
    people.evaluator,
    await openSession(house.pool, people.headOfficeOperations, 'wall'),
  ];
  const surfaces = everybody.map(({ surface }) => surface);
  assert.equal(new Set(surfaces).size, 8);
  const cookie = everybody.map((person) => person.cookie).join('; ');
  const topics = [
    'queue.board',
    'workflow.alerts',
    'hall.pulse',
    'queue.display',
    'queue.display',
    'queue.display',
    'feedback.requests',
    'hall.pulse',
  ];
  const stream = await openStream(running.client);
  for (const [index, surface] of surfaces.entries()) {
    const me = await running.client.must(accessEndpoints.getMe, { cookie, surface }, {});
    assert.equal(me.id, everybody[index]!.id);
    const answer = await stream.subscribe(
      { cookie, surface },
      { topic: topics[index]!, key: id, after: null },
    );
    assert.equal(answer.status, 200, `${surface}: ${answer.text}`);
  }
  const day = branchDay(running.client, house.bank.b);
  await day.signIn();
  await day.issue();
  await day.serve();
  for (const topic of ['queue.board', 'queue.display', 'feedback.requests'])
    await stream.expect('delta', (message) => message.topic === topic);
  // One of them signs out; the seven others stay.
  await running.client.must(accessEndpoints.signOut, { cookie, surface: 'teller' }, {});
  await stream.expect('revoked', ({ topic }) => topic === 'queue.board');
  for (const surface of surfaces.filter((name) => name !== 'teller'))
    await running.client.must(accessEndpoints.getMe, { cookie, surface }, {});
  assert.equal(stream.messages.filter(({ kind }) => kind === 'revoked').length, 1);
  stream.close();
});

test('a client that never reads is dropped, and holds no more than its megabyte', async () => {
  // A server of its own, so that its count of streams is this test's alone.
  const apart = await house.open();
  const { lobbyManager } = house.bank.a.people;
  const day = branchDay(apart.client, house.bank.a);
  const sleeper = await openStream(apart.client);
  // The same board many times over, so that what the kernel buffers is full soon.
  for (let n = 0; n < 100; n++) await watch(sleeper, lobbyManager, 'queue.board', null);
  const awake = await openStream(apart.client);
  await watch(awake, lobbyManager, 'queue.board', null);
  sleeper.pause();
  for (let issued = 0; (await openStreams(apart)) === 2; issued += 10) {
    assert.ok(issued < 600, 'the sleeping client is still held');
    await Promise.all(Array.from({ length: 10 }, () => day.issue()));
  }
  // Everybody else hears everything.
  const { ticket } = await day.issue();
  await awake.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  assert.equal(await openStreams(apart), 1);
  sleeper.resume();
  await sleeper.ended;
  awake.close();
  await apart.stop();
});

async function openStreams({ app }: RunningApp): Promise<number> {
  const { body } = await app.http.inject({ url: '/metrics' });
  return Number(/^huiting_streams (\d+)/m.exec(body)![1]);
}
