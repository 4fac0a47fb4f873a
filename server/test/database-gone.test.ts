import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, test } from 'node:test';
import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queueEndpoints } from '@huiting/contracts/queue';
import { newId } from '../src/platform/ids.ts';
import type { TestBranch } from './harness/bank.ts';
import type { Client } from './harness/client.ts';
import { branchDay } from './harness/day.ts';
import { buildHouseOnCluster } from './harness/house.ts';
import { hasTicket, openStream } from './harness/stream.ts';
import { waitUntil } from './harness/wait.ts';

const goneMs = 10_000;

function issue(client: Client, branch: TestBranch, key = newId()) {
  const input = { branchId: branch.id, serviceTypeId: branch.services.personal.id };
  return client.call(queueEndpoints.issueTicket, branch.people.kiosk, input, { key });
}

describe('a database that goes away', { concurrency: 2 }, () => {
  test('a database gone for ten seconds: told and waited for meanwhile, healed after, nothing lost', async (t) => {
    const house = await buildHouseOnCluster();
    t.after(() => house.close());
    const { a } = house.bank;
    const server = await house.spawn();
    const day = branchDay(server.client, a);
    await day.signIn();
    await day.issue();
    const stream = await openStream(server.client);
    for (const [person, topic] of [
      [a.people.lobbyManager, 'queue.board'],
      [a.people.evaluator, 'feedback.requests'],
    ] as const)
      assert.equal((await stream.subscribe(person, { topic, key: a.id, after: 0 })).status, 200);

    await house.cluster.kill();
    const goneSince = Date.now();
    const keys: string[] = [];
    while (Date.now() - goneSince < goneMs) {
      const key = newId();
      keys.push(key);
      const asked = Date.now();
      for (const answer of [
        await issue(server.client, a, key),
        await server.client.call(queueEndpoints.getBoard, a.people.lobbyManager, { branchId: a.id }),
      ]) {
        assert.equal(answer.status, 503, answer.text);
        assert.equal(answer.body.code, 'platform.unavailable');
        assert.match(answer.headers['retry-after']!, /^\d+$/);
      }
      assert.ok(Date.now() - asked < 12_000);
      assert.equal((await server.client.raw({ method: 'GET', path: '/healthz' })).status, 200);
      assert.equal((await server.client.raw({ method: 'GET', path: '/readyz' })).status, 503);
      await sleep(500);
    }
    await house.cluster.start();
    await waitUntil(async () => (await server.client.raw({ method: 'GET', path: '/readyz' })).status === 200);

    // What was asked in vain succeeds under the same key; the stream that stayed open tells of it.
    const healed = await issue(server.client, a, keys[0]);
    assert.equal(healed.status, 200, healed.text);
    await stream.expect('delta', ({ data }) => hasTicket(data, healed.body.ticket.id));
    // Whoever reacts, reacts again.
    const served = await day.serve();
    await stream.expect('delta', ({ topic }) => topic === 'feedback.requests');
    const rated = await server.client.must(feedbackEndpoints.rate, a.people.evaluator, {
      branchId: a.id,
      requestId: served.requestId,
      level: 5,
    });
    assert.equal(rated.request.level, 5);
    const numbers = (
      await house.rows<{ number: string }>('select number from queue.ticket order by number')
    ).map(({ number }) => number);
    assert.deepEqual(numbers, ['A001', 'A002']);
    assert.equal(server.child.exitCode, null);
    stream.close();
  });

  test('the server brings its own database back when it is killed, and what was acknowledged is there', async (t) => {
    const house = await buildHouseOnCluster();
    t.after(() => house.close());
    const { a } = house.bank;
    await house.pool.query('select 1');
    const server = await house.spawn({ DATABASE_URL: null });
    const acknowledged: string[] = [];
    for (let n = 0; n < 5; n++) acknowledged.push((await issue(server.client, a)).body.ticket.id);

    process.kill(house.cluster.pid, 'SIGKILL');
    const killedAt = Date.now();
    const key = newId();
    let refusals = 0;
    await waitUntil(async () => {
      const answer = await issue(server.client, a, key);
      if (answer.status === 200) return true;
      refusals++;
      assert.equal(answer.status, 503, answer.text);
      assert.match(answer.headers['retry-after']!, /^\d+$/);
      return false;
    }, 30_000);
    assert.ok(refusals > 0, 'it was never away');
    t.diagnostic(`back after ${Date.now() - killedAt} ms, ${refusals} refusals`);

    const board = await branchDay(server.client, a).board();
    assert.equal(board.tickets.length, 6);
    for (const id of acknowledged) assert.ok(board.tickets.some((ticket) => ticket.id === id));
    assert.equal(await server.stop(), 0);
  });
});
