import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { firstRunEndpoints } from '@huiting/contracts/first-run';
import type { NewBank } from '@huiting/contracts/first-run';
import pg from 'pg';
import { createApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { readConfig } from '../src/platform/config.ts';
import { createTestDatabase } from '../src/platform/database/test-database.ts';
import type { TestDatabase } from '../src/platform/database/test-database.ts';
import { createLog } from '../src/platform/log.ts';
import { createClient } from './harness/client.ts';
import type { Client } from './harness/client.ts';

/** From an empty database to a head office with three administrators: once, with the code, and never again. */
let database: TestDatabase;
let folder: string;
let app: App;
let client: Client;
let behind: pg.Client;

before(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'huiting-first-'));
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    WEB_DIST: join(folder, 'none'),
    PORT: '0',
    EMPTY: '1',
    CHECK_OUTPUT: '1',
  });
  app = await createApp({
    config,
    url: database.url,
    log: createLog({ level: 'silent' }),
    isDatabaseUp: () => true,
    clockStartsAt: Date.now(),
    history: { daysWanted: 0, daysDone: 0 },
  });
  client = createClient(await app.start());
  behind = new pg.Client({ connectionString: database.url });
  await behind.connect();
});
after(async () => {
  client.close();
  await app.stop();
  await behind.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const nobody = { cookie: null, surface: 'console' as const };
const person = (username: string, number: string) => ({
  name: `${username} 甲`,
  staffNumber: number,
  username,
  password: `Strong-${username}-1`,
});
const bank: NewBank = {
  bankName: '江淮银行',
  headOfficeName: '总行',
  code: 'JH',
  administrators: {
    system: person('sysadmin', 'A001'),
    security: person('secadmin', 'A002'),
    audit: person('auditor', 'A003'),
  },
  operations: person('head', 'A004'),
};
const setUp = (setupCode: string, change: Partial<NewBank> = {}) =>
  client.call(firstRunEndpoints.setUpBank, nobody, { ...bank, ...change, setupCode });
const count = async (table: string): Promise<number> =>
  (await behind.query<{ count: number }>(`select count(*)::int as count from ${table}`)).rows[0]!.count;
const isEmpty = async () => (await client.must(firstRunEndpoints.getFirstRun, nobody, {})).isEmpty;

test('an empty database says so, and lets nobody in without the code of its terminal', async () => {
  assert.equal(await isEmpty(), true);
  assert.equal((await setUp('AAAA-BBBB-CCCC')).body.code, 'platform.setup_code_wrong');
  const first = await app.offerSetupCode();
  const second = await app.offerSetupCode();
  assert.match(second!, /^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  assert.equal((await setUp(first!)).body.code, 'platform.setup_code_wrong', 'only the newest works');
  const { rows } = await behind.query('select * from platform.setup_code');
  assert.equal(rows.length, 1);
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(second!.replaceAll('-', '.?')));
});

test('weak passwords and one person in two chairs are refused, and nothing is there', async () => {
  const code = await app.offerSetupCode();
  const weak = { ...bank.administrators, audit: { ...bank.administrators.audit, password: 'short' } };
  assert.equal((await setUp(code!, { administrators: weak })).body.code, 'access.password_weak');
  const twice = {
    ...bank.administrators,
    audit: { ...bank.administrators.audit, username: bank.administrators.security.username },
  };
  assert.equal((await setUp(code!, { administrators: twice })).body.code, 'platform.administrators_same');
  const sameNumber = {
    ...bank.administrators,
    audit: { ...bank.administrators.audit, staffNumber: 'a002' },
  };
  assert.equal(
    (await setUp(code!, { administrators: sameNumber })).body.code,
    'platform.administrators_same',
  );
  for (const table of [
    'organization.org_unit',
    'access.user_account',
    'staff.staff_member',
    'queue.template',
  ])
    assert.equal(await count(table), 0, table);
});

test('of two who set up at once one finds a bank; then there are four people with one role each, and the code is gone', async () => {
  const code = (await app.offerSetupCode())!;
  // Read off a screen and typed by hand.
  const answers = await Promise.all([setUp(code.toLowerCase().replaceAll('-', ' ')), setUp(code)]);
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  );
  assert.equal(answers.find(({ status }) => status === 409)!.body.code, 'platform.bank_exists');
  assert.equal(await isEmpty(), false);
  assert.equal(await count('platform.setup_code'), 0);
  assert.equal(await count('organization.org_unit'), 1);
  assert.equal(await count('queue.template'), 1);
  const { rows } = await behind.query(
    'select username, array_agg(role) as roles from access.role_grant join access.user_account u on u.id = user_id group by 1 order by 1',
  );
  assert.deepEqual(rows, [
    { username: 'auditor', roles: ['auditAdmin'] },
    { username: 'head', roles: ['headOfficeOperations'] },
    { username: 'secadmin', roles: ['securityAdmin'] },
    { username: 'sysadmin', roles: ['systemAdmin'] },
  ]);
  assert.equal(await app.offerSetupCode(), null);
  assert.equal((await setUp(code)).body.code, 'platform.bank_exists');
  const { rows: stored } = await behind.query('select password_hash as hash from access.user_account');
  for (const { hash } of stored as { hash: string }[]) assert.match(hash, /^\$argon2id\$/);
  const trail = await behind.query(`select 1 from access.audit_entry where action = 'platform.setUpBank'`);
  assert.equal(trail.rows.length, 1);
});

test('each administrator signs in, and has a second factor to set up before anything else', async () => {
  for (const { username, password } of Object.values(bank.administrators)) {
    const me = await client.must(
      accessEndpoints.signIn,
      { cookie: null, surface: 'console' },
      { username, password },
    );
    assert.deepEqual(me.duties, ['enrolSecondFactor']);
    assert.deepEqual(me.permissions, []);
  }
});
