import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { allTopics } from '@huiting/contracts';
import { RoleCode } from '@huiting/contracts/access';
import type { Permission } from '@huiting/contracts/access';
import type { Topic } from '@huiting/contracts/core/topic';
import { permissionsOf } from '../src/rooms/access/index.ts';
import type { Caller, TestBranch } from './harness/bank.ts';
import { nobody } from './harness/client.ts';
import { liveMorning } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import type { Values } from './harness/inputs.ts';
import { openStream } from './harness/stream.ts';
import type { Stream } from './harness/stream.ts';

let house: House;
let running: RunningApp;
let stream: Stream;
let known: Values;

before(async () => {
  house = await buildHouse();
  running = await house.open();
  known = await liveMorning(running, house.bank.a);
  stream = await openStream(running.client);
});
after(async () => {
  stream.close();
  await house.close();
});

/** Typed with every kind of key, so that a new one does not compile until it is tried here. */
function keyOf(topic: Topic, branch: TestBranch): string {
  switch (topic.key) {
    case 'branch':
      return branch.id;
    case 'orgUnit':
      return branch.orgUnitId;
    case 'window':
      return branch.windows[0];
    case 'staff':
      return branch.people.teller.staffId!;
    case 'link':
      return known['token'] as string;
  }
}

async function subscribe(
  topic: Topic,
  caller: Caller,
  key: string,
): Promise<{ status: number; code: string }> {
  const { status, body } = await stream.subscribe(caller, { topic: topic.name, key, after: null });
  return { status, code: body.code ?? '' };
}

describe('a topic behind a permission', () => {
  for (const topic of allTopics) {
    const { access } = topic;
    if (access.kind !== 'permission') continue;
    test(`${topic.name}: whoever holds ${access.permission}, at its place, and nobody else`, async () => {
      let admitted = 0;
      for (const role of RoleCode.options) {
        const person = house.bank.a.people[role];
        const holds = permissionsOf(role, { demo: true }).includes(access.permission as Permission);
        const inside = await subscribe(topic, person, keyOf(topic, house.bank.a));
        const outside = await subscribe(topic, person, keyOf(topic, house.bank.b));
        if (holds) {
          admitted++;
          assert.equal(inside.status, 200, `${role}: ${inside.code}`);
        } else assert.deepEqual(inside, { status: 403, code: 'platform.forbidden' }, role);
        assert.deepEqual(outside, { status: 403, code: 'platform.forbidden' }, `${role} at the other branch`);
        // The right session under another surface's name is no session.
        const surface = person.surface === 'pad' ? 'teller' : 'pad';
        const borrowed = await subscribe(topic, { ...person, surface }, keyOf(topic, house.bank.a));
        assert.equal(borrowed.status, 403, `${role} as ${surface}`);
      }
      assert.ok(admitted > 0, 'no role may watch it');
    });

    test(`${topic.name}: not anonymously, not with a link, not for a key that is none`, async () => {
      const h5: Caller = { cookie: null, surface: 'h5' };
      assert.equal((await subscribe(topic, h5, keyOf(topic, house.bank.a))).status, 403);
      assert.equal((await subscribe(topic, h5, known['token'] as string)).status, 404);
      assert.deepEqual(await subscribe(topic, nobody, keyOf(topic, house.bank.a)), {
        status: 403,
        code: 'platform.cross_site',
      });
      for (const key of ['0', "' or 1=1 --", '01a202c0-cd91-7ec1-9573-efd08b01cf0c', '字', '../..'])
        assert.equal((await subscribe(topic, house.bank.a.people.branchManager, key)).status, 404, key);
    });
  }
});

describe('a topic behind a link', () => {
  for (const topic of allTopics.filter(({ access }) => access.kind === 'link')) {
    test(`${topic.name}: the bearer, whoever it is; never a guess`, async () => {
      const h5: Caller = { cookie: null, surface: 'h5' };
      for (const caller of [h5, house.bank.b.people.teller])
        assert.equal((await subscribe(topic, caller, keyOf(topic, house.bank.a))).status, 200);
      for (const guess of ['A'.repeat(67), house.bank.a.id, 'x'])
        assert.equal((await subscribe(topic, h5, guess)).status, 404);
    });
  }
});

test('an unknown topic, stream or shape of request is refused with a code', async () => {
  const { branchManager } = house.bank.a.people;
  const unknown = { name: 'queue.nothing', key: 'branch' } as Topic;
  assert.deepEqual(await subscribe(unknown, branchManager, house.bank.a.id), {
    status: 404,
    code: 'platform.not_found',
  });
  const headers = {
    cookie: branchManager.cookie,
    'x-surface': branchManager.surface,
    'content-type': 'application/json',
  };
  const path = (id: string): string => `/api/live/${id}/subscriptions`;
  const body = JSON.stringify({ topic: 'queue.board', key: house.bank.a.id, after: null });
  const post = running.client.raw;
  assert.equal((await post({ method: 'POST', path: path('no-such-stream'), headers, body })).status, 404);
  for (const wrong of ['[]', '{}', '"x"', 'null', '{"topic":1,"key":2,"after":-1}', '{"topic":'])
    assert.equal(
      (await post({ method: 'POST', path: path(stream.id), headers, body: wrong })).status,
      400,
      wrong,
    );
});

test('leaving is quiet, also twice and from a stream that is not there', async () => {
  const { teller } = house.bank.a.people;
  const answer = await stream.subscribe(teller, { topic: 'queue.board', key: house.bank.a.id, after: null });
  const leave = (streamId: string) =>
    running.client.raw({
      method: 'DELETE',
      path: `/api/live/${streamId}/subscriptions/${answer.body.subscriptionId}`,
    });
  for (const id of [stream.id, stream.id, 'gone']) assert.equal((await leave(id)).status, 200);
});
