import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { queueEndpoints } from '@huiting/contracts/queue';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House } from './harness/house.ts';
import { openStream } from './harness/stream.ts';
import { waitUntil } from './harness/wait.ts';

let house: House;

before(async () => {
  house = await buildHouse();
});
after(() => house.close());

test('a server asked to end finishes what it was asked, ends its streams, and the next goes on with what was done', async () => {
  const { a } = house.bank;
  const first = await house.spawn();
  const day = branchDay(first.client, a);
  await day.issue();
  const stream = await openStream(first.client);
  await stream.subscribe(a.people.lobbyManager, { topic: 'queue.board', key: a.id, after: 0 });
  await stream.expect('delta');

  // Somebody holds the branch's row, so that a command is certainly under way when the server is asked to end.
  const holder = await house.pool.connect();
  await holder.query('begin');
  await holder.query('select 1 from queue.branch_queue where branch_id = $1 for update', [a.id]);
  const input = { branchId: a.id, serviceTypeId: a.services.personal.id };
  const options = { key: 'under-way-1' };
  const underWay = first.client.call(queueEndpoints.issueTicket, a.people.kiosk, input, options);
  await waitUntil(async () => {
    const waiting = await house.rows<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return waiting[0]!.count > 0;
  });
  first.child.kill('SIGTERM');
  await stream.ended;
  await holder.query('commit');
  holder.release();
  const answer = await underWay;
  assert.equal(answer.status, 200, answer.text);
  assert.equal(await first.stop(), 0);

  const second = await house.spawn();
  const again = await second.client.call(queueEndpoints.issueTicket, a.people.kiosk, input, options);
  assert.equal(again.text, answer.text);
  const board = await branchDay(second.client, a).board();
  assert.deepEqual(
    board.tickets.map(({ number }) => number),
    ['A001', 'A002'],
  );
  // What was announced before and while it ended was not lost to those who react.
  await waitUntil(async () => {
    const behind = await house.rows(
      `select 1 from platform.consumer_cursor c join platform.event_counter n using (branch_id)
       where c.consumer = 'customer.noteArrivals' and c.number < n.last`,
    );
    return behind.length === 0;
  });
  assert.equal(await second.stop(), 0);
});

test('Ctrl-C, also when it arrives twice at once, ends cleanly', async () => {
  const server = await house.spawn();
  await branchDay(server.client, house.bank.b).issue();
  server.child.kill('SIGINT');
  server.child.kill('SIGINT');
  assert.equal(await server.stop(), 0);
});

test('a port that is taken is told in a sentence, and the exit code says so', async () => {
  const first = await house.spawn();
  const { port } = new URL(first.client.address);
  await assert.rejects(house.spawn({ PORT: port }), /已被占用[\s\S]*is taken/);
  await first.stop();
});
