import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { hallEndpoints } from '@huiting/contracts/hall';
import { operationEndpoints, parameterEndpoints } from '@huiting/contracts/system';
import type { ParameterName } from '@huiting/contracts/system';
import type { Person } from './harness/bank.ts';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { waitUntil } from './harness/wait.ts';

/** Parameters take effect where they are read, and what runs by itself is seen and moved: the whole server. */
let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  // The harness gives roles at branches; what guards the bank is set by the bank's own.
  await house.pool.query(`update access.role_grant set org_unit_id = $1 where role = 'securityAdmin'`, [
    house.bank.headOfficeId,
  ]);
  running = await house.open();
});
after(() => house.close());

const set = (person: Person, name: ParameterName, orgUnitId: string, value: number | null) =>
  running.client.must(parameterEndpoints.setParameter, person, {
    name,
    orgUnitId,
    value,
    basedOn: 0,
    effectiveOn: null,
    reason: '试点',
  });

test('a branch’s own values are felt there and not elsewhere: calls for help, bookable days, congestion', async () => {
  const { a, b } = house.bank;
  const admin = a.people.systemAdmin;
  await set(admin, 'hall.assistAcceptSeconds', a.orgUnitId, 40);
  await set(admin, 'appointment.daysAhead', a.orgUnitId, 3);
  await set(admin, 'hall.waitingPerWindow', a.orgUnitId, 2);
  for (const branch of [a, b]) await branchDay(running.client, branch).signIn();
  const acceptSeconds = async (branch: typeof a): Promise<number> => {
    const { call } = await running.client.must(hallEndpoints.callAssist, branch.people.teller, {
      ...branchDay(running.client, branch).at(0),
      reason: 'guide',
    });
    return (call.acceptDueAt - call.calledAt) / 1000;
  };
  assert.deepEqual([await acceptSeconds(a), await acceptSeconds(b)], [40, 60]);
  const days = async (branch: typeof a): Promise<number> =>
    (
      await running.client.must(
        appointmentEndpoints.listSlots,
        { cookie: null, surface: 'h5' },
        { branchId: branch.id, serviceTypeId: branch.services.personal.id, date: '2026-11-20' },
      )
    ).days.length;
  assert.deepEqual([await days(a), await days(b)], [4, 15]);
});

test('health tells of the database, the flow and the last requests; only to who may see the system', async () => {
  const { people } = house.bank.a;
  const health = await running.client.must(operationEndpoints.getHealth, people.systemAdmin, {});
  assert.ok(health.database.bytes > 1_000_000 && health.database.connections.all > 0);
  assert.ok(health.consumers.length > 3 && health.database.tables.length > 3);
  assert.ok(health.requests.count > 0 && health.requests.p99Ms! >= health.requests.p50Ms!);
  const refused = await running.client.call(operationEndpoints.getHealth, people.teller, {});
  assert.equal(refused.status, 403);
  const after = await running.client.must(operationEndpoints.getHealth, people.systemAdmin, {});
  assert.ok(after.requests.refusals.some(({ code, count }) => code === 'platform.forbidden' && count > 0));
});

test('a job is run by hand, seen in the list, and kept in the trail', async () => {
  const admin = house.bank.a.people.systemAdmin;
  const runs = async () =>
    (await running.client.must(operationEndpoints.listJobs, admin, {})).jobs.find(
      ({ name }) => name === 'platform.forgetAnswers',
    )!;
  const before = await runs();
  assert.ok(before.nextAt! > Date.now());
  await running.client.must(operationEndpoints.runJob, admin, { name: 'platform.forgetAnswers' });
  await waitUntil(async () => (await runs()).runs.some(({ state }) => state === 'done'));
  const unknown = await running.client.call(operationEndpoints.runJob, admin, { name: 'rm -rf' });
  assert.equal(unknown.body.code, 'system.job_unknown');
  const audited = await house.rows<{ count: number }>(
    `select count(*)::int as count from access.audit_entry where action = 'system.runJob'`,
  );
  assert.equal(audited[0]!.count, 1);
});

test('a parked event is tried again by hand, once', async () => {
  const { a } = house.bank;
  const admin = a.people.systemAdmin;
  const [event] = await house.rows<{ number: number; type: string }>(
    `select number, type from platform.event where branch_id = $1 and type = 'assist.called' order by number limit 1`,
    [a.id],
  );
  const consumer = 'workflow.followEvents';
  await house.pool.query(
    `insert into platform.parked_event (branch_id, consumer, number, type, error) values ($1, $2, $3, $4, 'it was night')`,
    [a.id, consumer, event!.number, event!.type],
  );
  const retry = () =>
    running.client.call(operationEndpoints.retryParked, admin, {
      branchId: a.id,
      consumer,
      number: event!.number,
    });
  const listed = await running.client.must(operationEndpoints.listJobs, admin, {});
  assert.equal(listed.parked[0]!.error, 'it was night');
  assert.equal((await retry()).status, 200);
  assert.deepEqual(await house.rows(`select 1 from platform.parked_event`), []);
  assert.equal((await retry()).body.code, 'system.parked_unknown');
});

test('a set number of wrong passwords locks a login', async () => {
  const { securityAdmin, branchManager } = house.bank.a.people;
  await set(securityAdmin, 'access.failuresUntilLock', house.bank.headOfficeId, 3);
  const codes: (string | undefined)[] = [];
  for (let tries = 0; tries < 4; tries++) {
    const { body } = await running.client.call(
      accessEndpoints.signIn,
      { cookie: null, surface: 'console' },
      { username: branchManager.username!, password: 'Wrong-Password-1' },
    );
    codes.push(body.code);
  }
  assert.deepEqual(codes, [...Array.from({ length: 3 }, () => 'access.wrong_credentials'), 'access.locked']);
});
