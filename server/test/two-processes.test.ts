import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queueEndpoints } from '@huiting/contracts/queue';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import type { TestBank } from './harness/bank.ts';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningServer } from './harness/house.ts';
import { hasTicket, openStream } from './harness/stream.ts';

/** Two processes that answer and one that reacts, on one database, as behind a load balancer. */
let house: House;
let bank: TestBank;
let one: RunningServer;
let other: RunningServer;

before(async () => {
  house = await buildHouse();
  bank = house.bank;
  [one, other] = (await Promise.all([
    house.spawn({ ROLES: 'web' }),
    house.spawn({ ROLES: 'web' }),
    house.spawn({ ROLES: 'worker' }),
  ])) as [RunningServer, RunningServer, RunningServer];
});
after(() => house.close());

test('a visit goes through whichever process answers; the worker reacts; everybody hears', async () => {
  const { a } = bank;
  const manager = await openStream(other.client);
  for (const topic of ['queue.board', 'workflow.alerts', 'feedback.cases'])
    assert.equal(
      (await manager.subscribe(a.people.lobbyManager, { topic, key: a.id, after: 0 })).status,
      200,
    );
  const evaluator = await openStream(one.client);
  await evaluator.subscribe(a.people.evaluator, { topic: 'feedback.requests', key: a.id, after: 0 });

  const here = branchDay(one.client, a);
  const there = branchDay(other.client, a);
  await here.signIn();
  const { ticket } = await there.issue();
  await manager.expect('delta', ({ data }) => hasTicket(data, ticket.id));
  const called = await here.callNext();
  assert.equal(called.ticket?.id, ticket.id);
  await other.client.must(queueEndpoints.start, a.people.teller, there.at(0));
  await one.client.must(queueEndpoints.complete, a.people.teller, { ...here.at(0), ticketId: ticket.id });

  await evaluator.expect('delta', ({ data }) => JSON.stringify(data).includes('"asked"'));
  await there.rate(ticket.requestId, 1);
  await manager.expect('delta', ({ topic }) => topic === 'feedback.cases');
  const alert = await manager.expect('delta', ({ topic }) => topic === 'workflow.alerts');
  const { id } = (alert.data as { alert: { id: string } }).alert;
  const claimed = await one.client.must(workflowEndpoints.claimAlert, a.people.lobbyManager, {
    branchId: a.id,
    alertId: id,
  });
  assert.equal(claimed.alert.state, 'claimed');
  const { cases } = await other.client.must(feedbackEndpoints.listCases, a.people.lobbyManager, {
    branchId: a.id,
  });
  assert.equal(cases.length, 1);
  manager.close();
  evaluator.close();
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
