import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { customerEndpoints } from '@huiting/contracts/customer';
import { keyEndpoints } from '@huiting/contracts/platform/keys';
import { queueEndpoints } from '@huiting/contracts/queue';
import { openSession } from './harness/bank.ts';
import { buildHouse, zoneAtNoon } from './harness/house.ts';
import type { House, RunningServer } from './harness/house.ts';
import { waitUntil } from './harness/wait.ts';

/** The key of personal data is changed while customers come, over two processes. */
let house: House;
let one: RunningServer;
let other: RunningServer;

before(async () => {
  house = await buildHouse({ timeZone: zoneAtNoon() });
  one = await house.spawn();
  other = await house.spawn();
  // The administrator of the harness is one of a branch; keys are the whole bank's.
  await house.pool.query(
    `update access.role_grant set org_unit_id = $1 where user_id = $2 and role = 'securityAdmin'`,
    [house.bank.headOfficeId, house.bank.a.people.securityAdmin.id],
  );
});
after(() => house.close());

const versionsOf = async (): Promise<string[]> =>
  (
    await house.rows<{ version: string }>(
      `select distinct split_part(v, '.', 1) as version from (
         select name_sealed as v from customer.customer union all select phone_sealed from customer.customer
         union all select number_sealed from customer.card) s where v is not null order by 1`,
    )
  ).map(({ version }) => version);

test('in the middle of traffic the key changes: nobody notices, old values stay readable, then all rest under the new one', async () => {
  const { a } = house.bank;
  const admin = await openSession(house.pool, a.people.securityAdmin);
  assert.deepEqual(await versionsOf(), ['1'], 'the bank was loaded under the key file’s own');

  let asked = 0;
  let stop = false;
  const faults: string[] = [];
  const traffic = [one.client, other.client].map(async (client) => {
    while (!stop) {
      const shown = await client.call(customerEndpoints.recognise, a.people.lobbyManager, {
        branchId: a.id,
        identifier: { kind: 'phone', value: a.customer.phone },
      });
      const issued = await client.call(queueEndpoints.issueTicket, a.people.kiosk, {
        branchId: a.id,
        serviceTypeId: a.services.personal.id,
      });
      for (const answer of [shown, issued])
        if (answer.status !== 200) faults.push(`${answer.status} ${answer.text}`);
      asked += 2;
      await sleep(5);
    }
  });

  for (const algorithm of ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const) {
    const made = await one.client.must(keyEndpoints.rotateKey, admin, { algorithm });
    const { version } = made.keys[0]!;
    await waitUntil(async () => {
      const { keys } = await other.client.must(keyEndpoints.listKeys, admin, {});
      return keys.some((key) => key.version === version && key.current);
    }, 15_000);
    const begun = await other.client.must(keyEndpoints.resealValues, admin, {});
    // How far it is by the time of the answer is nobody's promise; that it walks toward the new key is.
    assert.equal(begun.run!.version, version);
    await waitUntil(async () => {
      const { old, run } = await one.client.must(keyEndpoints.listKeys, admin, {});
      return old === 0 && run?.state === 'done';
    }, 15_000);
    assert.deepEqual(await versionsOf(), [String(version)]);
  }
  stop = true;
  await Promise.all(traffic);
  assert.deepEqual(faults, []);
  assert.ok(asked > 100, `${asked} requests`);
  const { keys } = await one.client.must(keyEndpoints.listKeys, admin, {});
  assert.deepEqual(
    keys.map(({ version, algorithm, current }) => [version, algorithm, current]),
    [
      [1003, 'sm4-ctr-hmac-sm3', true],
      [1002, 'aes-256-gcm', false],
      [1001, 'aes-256-gcm', false],
    ],
  );
  const { rows } = await house.pool.query('select wrapped from platform.data_key');
  assert.ok(
    rows.every(({ wrapped }) => (wrapped as string).length > 60),
    'what rests is wrapped',
  );
  const told = await house.rows<{ n: number }>(
    `select count(*)::int as n from access.audit_entry where action in ('keys.rotate', 'keys.reseal')`,
  );
  assert.equal(told[0]!.n, 4);
});

test('another program with the same key file reads everything again', async () => {
  const next = await house.spawn();
  const shown = await next.client.call(customerEndpoints.recognise, house.bank.a.people.lobbyManager, {
    branchId: house.bank.a.id,
    identifier: { kind: 'phone', value: house.bank.a.customer.phone },
  });
  assert.equal(shown.status, 200, shown.text);
});
