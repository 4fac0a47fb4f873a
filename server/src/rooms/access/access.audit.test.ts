import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import type { Ctx } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { testActor, testCtx } from '../../platform/testing.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const { NJ01, SZ01 } = bank.branches;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({ plan: bank.plan, people: [] });
});
after(() => house.stop());

const auditor = (path = '/JH/'): Ctx =>
  testCtx(house.platform, testActor({ permissions: ['access.audit'], path, name: '审计员' }));
const somebody = (): Ctx =>
  testCtx(house.platform, testActor({ permissions: [], path: '/JH/', name: '柜员甲' }));
const record = (detail: Record<string, unknown>, action = 'test.did', orgUnitId: string | null = null) =>
  ({ action, object: 'thing:1', orgUnitId, outcome: 'done', detail }) as const;

/** Rows of acts at a branch, each in the transaction of its act. */
async function write(branchId: string, count: number, mark = 'x'): Promise<void> {
  for (let i = 0; i < count; i++) {
    const ctx = somebody();
    await house.platform.db.transact(ctx, branchId, (tx) => house.access.audit(tx, ctx, record({ i, mark })));
  }
}

/** Does what an intruder with the table owner's rights would do: past the trigger. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  const client = await house.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('alter table access.audit_entry disable trigger keep_audit_entry');
    await client.query(sql, values);
    await client.query('alter table access.audit_entry enable trigger keep_audit_entry');
    await client.query('commit');
  } finally {
    client.release();
  }
}
const idAt = async (branchId: string, sequence: number): Promise<string> =>
  (
    await house.platform.pool.query(
      'select id from access.audit_entry where branch_id = $1 and sequence = $2',
      [branchId, sequence],
    )
  ).rows[0].id;

test('an act that is rolled back leaves no trace; one that commits leaves one', async () => {
  const ctx = somebody();
  const failing = house.platform.db.transact(ctx, SZ01, async (tx) => {
    await house.access.audit(tx, ctx, record({}, 'test.undone'));
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  await write(SZ01, 1);
  const { items } = await house.access.service.listAudit(auditor(), { limit: 50 });
  assert.ok(items.every(({ action }) => action !== 'test.undone'));
  assert.equal(items.length, 1);
  assert.deepEqual([items[0]!.sealed, items[0]!.sequence, items[0]!.actorName], [false, 0, '柜员甲']);
});

test('rows are sealed within a second, and what is not yet sealed is counted', async () => {
  const counted = await house.access.service.verifyAudit(auditor());
  assert.deepEqual([counted.unsealed, counted.entries, counted.altered], [1, 0, []]);
  house.access.sealer.start();
  await write(NJ01, 3);
  await sleep(1_000);
  const { unsealed, altered } = await house.access.service.verifyAudit(auditor());
  assert.deepEqual(altered, []);
  // Only the verifying itself may be younger than a sealer's round.
  assert.ok(unsealed <= 1);
  await house.access.sealer.stop();
  await house.access.sealer.sealNow();
});

test('two sealers at once give one chain without gaps or doubles', async () => {
  const others = [house.another(), house.another()];
  await Promise.all([
    write(NJ01, 40, 'a'),
    write(NJ01, 40, 'b'),
    ...[1, 2, 3, 4].flatMap(() => others.map(({ sealer }) => sealer.sealNow())),
  ]);
  await Promise.all(others.map(({ sealer }) => sealer.sealNow()));
  await house.access.sealer.sealNow();
  const { rows } = await house.platform.pool.query(
    'select sequence from access.audit_entry where branch_id = $1 order by sequence',
    [NJ01],
  );
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    Array.from({ length: rows.length }, (_, i) => i + 1),
  );
  assert.ok(rows.length >= 83);
  assert.deepEqual((await house.access.service.verifyAudit(auditor())).altered, []);
});

test('the database refuses to change or remove a row, and the columns cannot be written', async () => {
  const { pool } = house.platform;
  await assert.rejects(pool.query(`update access.audit_entry set canonical = '{}'`), { code: '42501' });
  await assert.rejects(pool.query('delete from access.audit_entry'), { code: '42501' });
  await assert.rejects(pool.query('update access.audit_entry set sequence = null, hash = null'), {
    code: '42501',
  });
  await assert.rejects(pool.query(`update access.audit_entry set actor_name = '别人'`), { code: '428C9' });
});

test('a row altered behind the trigger is named, alone', async () => {
  await tamper(
    `update access.audit_entry set canonical = replace(canonical, '柜员甲', '柜员乙') where branch_id = $1 and sequence = 5`,
    [NJ01],
  );
  const { altered } = await house.access.service.verifyAudit(auditor());
  assert.deepEqual(
    altered.map(({ sequence, id, problem }) => ({ sequence, id, problem })),
    [{ sequence: 5, id: await idAt(NJ01, 5), problem: 'altered' }],
  );
  assert.match(altered[0]!.chain, new RegExp(`^${NJ01}:\\d{4}-\\d{2}$`));
  await tamper(
    `update access.audit_entry set canonical = replace(canonical, '柜员乙', '柜员甲') where branch_id = $1 and sequence = 5`,
    [NJ01],
  );
});

test('an altered row whose hash was made to fit shows at the row after it; a swapped id shows too', async () => {
  const before = await house.platform.pool.query(
    'select hash from access.audit_entry where branch_id = $1 and sequence = 7',
    [NJ01],
  );
  await tamper(`update access.audit_entry set hash = repeat('0', 64) where branch_id = $1 and sequence = 7`, [
    NJ01,
  ]);
  const { altered } = await house.access.service.verifyAudit(auditor());
  assert.deepEqual(
    altered.map(({ sequence }) => sequence),
    [7, 8],
  );
  await tamper('update access.audit_entry set hash = $2 where branch_id = $1 and sequence = 7', [
    NJ01,
    before.rows[0].hash,
  ]);
  const id = await idAt(NJ01, 9);
  const other = newId();
  await tamper('update access.audit_entry set id = $2 where branch_id = $1 and id = $3', [NJ01, other, id]);
  assert.deepEqual(
    (await house.access.service.verifyAudit(auditor())).altered.map((found) => [found.sequence, found.id]),
    [[9, other]],
  );
  await tamper('update access.audit_entry set id = $3 where branch_id = $1 and id = $2', [NJ01, other, id]);
  assert.deepEqual((await house.access.service.verifyAudit(auditor())).altered, []);
});

test('a removed row shows as a gap, a removed end as missing', async () => {
  await house.access.sealer.sealNow();
  await tamper('delete from access.audit_entry where branch_id = $1 and sequence = 20', [NJ01]);
  const last = (
    await house.platform.pool.query(
      'select max(sequence) as n from access.audit_entry where branch_id = $1',
      [NJ01],
    )
  ).rows[0].n as number;
  await tamper('delete from access.audit_entry where branch_id = $1 and sequence = $2', [NJ01, last]);
  const { altered } = await house.access.service.verifyAudit(auditor());
  assert.deepEqual(
    altered.map(({ sequence, id, problem }) => ({ sequence, id, problem })),
    [
      { sequence: 20, id: await idAt(NJ01, 21), problem: 'missing before this row' },
      { sequence: last, id: await idAt(NJ01, last - 1), problem: 'missing after this row' },
    ],
  );
});

test('the trail is read newest first, page by page, without doubles, within the scope', async () => {
  const all = [];
  let cursor: string | undefined;
  do {
    const page = await house.access.service.listAudit(auditor(), { limit: 7, cursor });
    assert.ok(page.items.length <= 7);
    all.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
  const { rows } = await house.platform.pool.query('select count(*) as n from access.audit_entry');
  assert.equal(all.length, rows[0].n);
  for (let i = 1; i < all.length; i++) assert.ok(all[i - 1]!.recordedAt >= all[i]!.recordedAt);

  const inSuzhou = await house.access.service.listAudit(auditor('/JH/SZ/'), { limit: 200 });
  assert.ok(inSuzhou.items.length >= 1 && inSuzhou.items.every(({ chain }) => chain.startsWith(SZ01)));
  assert.deepEqual(
    (await house.access.service.verifyAudit(auditor('/JH/SZ/'))).altered,
    [],
    'the damage of others is not told',
  );
});

test('the trail is searched by action, actor and outcome', async () => {
  const ctx = somebody();
  await house.access.audit(null, ctx, {
    ...record({ why: '试' }, 'special.act', bank.units.NJ),
    outcome: 'refused',
  });
  const list = (input: object) => house.access.service.listAudit(auditor(), { limit: 50, ...input });
  assert.deepEqual(
    (await list({ action: 'special.' })).items.map(({ detail, orgUnitId }) => [detail, orgUnitId]),
    [[{ why: '试' }, bank.units.NJ]],
  );
  assert.equal((await list({ actor: ctx.actor.id })).items.length, 1);
  assert.ok((await list({ actor: '柜员甲', outcome: 'refused' })).items.length === 1);
  assert.deepEqual((await list({ actor: `' or true --` })).items, []);
  await assert.rejects(list({ cursor: 'nonsense' }), { code: 'platform.bad_input' });
  await assert.rejects(house.access.service.listAudit(somebody(), { limit: 5 }), {
    code: 'platform.forbidden',
  });
  await assert.rejects(house.access.service.verifyAudit(somebody()), { code: 'platform.forbidden' });
});
