import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import type { Ctx } from '../../platform/context.ts';
import { testActor, testCtx } from '../../platform/testing.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const { NJ01, SZ01 } = bank.branches;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'teller2', role: 'teller', path: '/JH/SZ/SZ01/' },
    ],
  });
  await did(NJ01, 'teller1', 'ticket.call', 'ticket:1');
  await did(NJ01, 'teller1', 'ticket.skip', 'ticket:2', 'refused');
  house.passWall(60_000);
  await did(SZ01, 'teller2', 'ticket.call', 'ticket:3');
  await did(SZ01, 'teller2', 'customer.unmask', '=cmd|calc', 'done', {
    before: { tier: 'gold' },
    after: { tier: 'ordinary' },
  });
  await house.access.sealer.sealNow();
});
after(() => house.stop());

async function did(
  branchId: string,
  username: string,
  action: string,
  object: string,
  outcome: 'done' | 'refused' = 'done',
  detail: Record<string, unknown> = {},
): Promise<void> {
  const actor = {
    ...testActor({ permissions: [], path: '/', name: `员工${username}` }),
    id: house.users[username]!,
  };
  const ctx = testCtx(house.platform, actor);
  // Entries of one millisecond have no order among themselves.
  house.passWall(5);
  await house.platform.db.transact(ctx, branchId, (tx) =>
    house.access.audit(tx, ctx, { action, object, orgUnitId: null, outcome, detail }),
  );
}
const auditor = (path = '/JH/'): Ctx =>
  testCtx(
    house.platform,
    testActor({
      permissions: ['access.audit'],
      path,
      name: '审计员',
      staff: { id: house.users['teller1']!, number: '020099', post: 'headOffice' },
    }),
  );
async function find(search: Parameters<typeof house.access.service.listAudit>[1] | object, path?: string) {
  const { items } = await house.access.service.listAudit(auditor(path), { limit: 50, ...search });
  return items.map(({ object }) => object);
}

test('the trail is searched by who, act, object, time and outcome, alone and together', async () => {
  assert.deepEqual(await find({ actor: 'teller1' }), ['ticket:2', 'ticket:1'], 'user name');
  assert.deepEqual(
    await find({ actor: '8teller2', action: 'ticket.' }),
    ['ticket:3'],
    'staff number and act',
  );
  assert.deepEqual(await find({ actor: house.users['teller1']! }), ['ticket:2', 'ticket:1'], 'id');
  assert.deepEqual(
    await find({ actor: '员工teller' }),
    ['=cmd|calc', 'ticket:3', 'ticket:2', 'ticket:1'],
    'words of names',
  );
  assert.deepEqual(await find({ action: 'ticket.c' }), ['ticket:3', 'ticket:1']);
  assert.deepEqual(await find({ action: 'ticket', outcome: 'refused' }), ['ticket:2']);
  assert.deepEqual(await find({ object: 'ticket:3' }), ['ticket:3']);
  assert.deepEqual(await find({ object: 'ticket:3', actor: 'teller1' }), ['ticket:3'].slice(1));
  assert.deepEqual(await find({ action: 'nothing.' }), []);
  const { items } = await house.access.service.listAudit(auditor(), { limit: 1, object: 'ticket:3' });
  const at = items[0]!.recordedAt;
  assert.deepEqual(await find({ from: at - 1, until: at + 1, action: 'ticket.' }), ['ticket:3']);
  assert.deepEqual(await find({ until: at - 30_000, action: 'ticket.' }), ['ticket:2', 'ticket:1']);
});

test('a region finds its own only, however it asks', async () => {
  for (const search of [{}, { action: 'ticket.' }, { actor: '员工teller' }, { object: 'ticket:3' }])
    assert.ok((await find(search, '/JH/NJ/')).every((object) => ['ticket:1', 'ticket:2'].includes(object)));
  assert.deepEqual(await find({}, '/JH/NJ/'), ['ticket:2', 'ticket:1']);
});

test('pages follow one another without a gap', async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await house.access.service.listAudit(auditor(), {
      limit: 1,
      actor: '员工teller',
      ...(cursor ? { cursor } : {}),
    });
    seen.push(...page.items.map(({ object }) => object));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.deepEqual(seen, ['=cmd|calc', 'ticket:3', 'ticket:2', 'ticket:1']);
});

test('an export tells who took it, runs no formula and is in the trail itself', async () => {
  const file = await house.access.service.exportAudit(auditor(), { actor: 'teller2' });
  const lines = file.csv.split('\r\n');
  assert.equal(file.rows, 2);
  assert.ok(lines[0]!.startsWith('\uFEFFrecordedAt,'));
  assert.ok(lines[1]!.includes("'=cmd|calc"), 'no formula');
  assert.ok(lines[1]!.includes('""before""'), 'quotes are doubled');
  assert.match(lines.at(-2)!, /^# 审计员 020099 20/);
  const [told] = (await house.access.service.listAudit(auditor(), { limit: 1, action: 'audit.export' }))
    .items;
  assert.deepEqual([told!.detail['rows'], told!.detail['actor']], [2, 'teller2']);
});

test('an altered entry is marked in the list and named by a walk in the background, which those who watch hear of', async () => {
  const { pool } = house.platform;
  await house.access.sealer.sealNow();
  const client = await pool.connect();
  await client.query('begin');
  await client.query('alter table access.audit_entry disable trigger keep_audit_entry');
  await client.query(
    `update access.audit_entry set canonical = replace(canonical, 'ticket:1', 'ticket:9') where branch_id = $1 and sequence = 1`,
    [NJ01],
  );
  await client.query('alter table access.audit_entry enable trigger keep_audit_entry');
  await client.query('commit');
  client.release();
  const { items } = await house.access.service.listAudit(auditor(), { limit: 50, actor: 'teller1' });
  assert.deepEqual(
    items.map(({ object, intact }) => [object, intact]),
    [
      ['ticket:2', true],
      ['ticket:9', false],
    ],
  );
  const begun = await house.access.service.startVerification(auditor());
  assert.ok(begun.verification!.entries >= 5);
  let last = begun;
  for (let tries = 0; tries < 200 && last.verification?.state === 'running'; tries++) {
    await sleep(10);
    last = await house.access.service.getVerification(auditor());
  }
  assert.equal(last.verification!.state, 'done');
  assert.equal(last.verification!.entriesDone, last.verification!.entries);
  assert.deepEqual(
    last.verification!.altered.map(({ sequence, problem }) => [sequence, problem]),
    [[1, 'altered']],
  );
  const isTold = (): boolean => house.platform.events.some(({ type }) => type === 'audit.tampered');
  for (let tries = 0; tries < 100 && !isTold(); tries++) await sleep(10);
  assert.ok(isTold());
});

test('a walk whose process died is not taken for one that runs', async () => {
  await house.platform.pool.query('update access.audit_verification set ended_at = null');
  house.passWall(61_000);
  assert.equal((await house.access.service.getVerification(auditor())).verification!.state, 'broken');
});
