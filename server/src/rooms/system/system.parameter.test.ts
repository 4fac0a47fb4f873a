import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ParameterName, parameterDefinitions } from '@huiting/contracts/system';
import type { Actor } from '../../platform/context.ts';
import { above, createParameters } from '../../platform/parameters.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createSystem } from './index.ts';
import { noMachinery } from './system.fixtures.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
let platform: TestPlatform;
let service: ReturnType<typeof createSystem>['service'];

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  const organization = createOrganization(platform);
  ({ service } = createSystem(platform, {
    directory: organization.service.directory,
    importers: [],
    actorOfUser: () => Promise.resolve(null),
    wall: () => friday,
    machinery: noMachinery,
  }));
});
after(() => platform.stop());

const systemAdmin = testActor({
  permissions: ['parameter.view', 'parameter.manage'],
  path: '/JH/',
  name: '系统管理员',
});
const securityAdmin = testActor({
  permissions: ['parameter.view', 'parameter.manage', 'access.manage'],
  path: '/JH/',
});
const name = 'hall.assistAcceptSeconds';
const set = (
  actor: Actor,
  change: { name?: ParameterName; at?: string; value: number | null; basedOn: number; on?: string },
) =>
  service.setParameter(testCtx(platform, actor, { endpoint: 'system.setParameter' }), {
    name: change.name ?? name,
    orgUnitId: change.at ?? bank.units.JH,
    value: change.value,
    basedOn: change.basedOn,
    effectiveOn: change.on ?? null,
    reason: '试点',
  });
const counts = (path: string, now = platform.clock.now()) => platform.parameters.number(name, path, now);

test('shipped values lie within their ranges', () => {
  for (const each of ParameterName.options) {
    const { min, max, usual } = parameterDefinitions[each];
    assert.ok(min <= usual && usual <= max, each);
  }
  assert.deepEqual(['/JH/NJ/NJ01/', '/JH/', '/'].map(above), ['/JH/NJ/', '', '']);
});

test('a value of the bank counts everywhere, a unit’s own below it, and what is taken back is that of above again', async () => {
  assert.equal(counts('/JH/NJ/NJ01/'), 60);
  const first = await set(systemAdmin, { value: 90, basedOn: 0 });
  assert.deepEqual([first.value, first.version, first.own, first.decidedAt?.name], [90, 1, 90, '总行']);
  await set(systemAdmin, { at: bank.units.NJ, value: 45, basedOn: 0 });
  assert.deepEqual([counts('/JH/NJ/NJ01/'), counts('/JH/SZ/SZ01/')], [45, 90]);
  const { parameters } = await service.listParameters(testCtx(platform, systemAdmin), {
    orgUnitId: bank.units.NJ01,
  });
  const shown = parameters.find((one) => one.name === name)!;
  assert.deepEqual([shown.value, shown.own, shown.version, shown.decidedAt?.name], [45, null, 0, '南京分行']);
  const back = await set(systemAdmin, { at: bank.units.NJ, value: null, basedOn: 1 });
  assert.deepEqual([back.value, back.own, back.version], [90, null, 2]);
  assert.equal(counts('/JH/NJ/NJ01/'), 90);
  const { versions } = await service.listParameterVersions(testCtx(platform, systemAdmin), {
    name,
    orgUnitId: bank.units.NJ,
  });
  assert.deepEqual(
    versions.map(({ version, value, changedBy, reason }) => [version, value, changedBy, reason]),
    [
      [2, null, '系统管理员', '试点'],
      [1, 45, '系统管理员', '试点'],
    ],
  );
  assert.deepEqual(platform.audited.at(-1), {
    action: 'system.setParameter',
    object: `parameter:${name}`,
    orgUnitId: bank.units.NJ,
    outcome: 'done',
    detail: { before: 45, after: null, from: friday, reason: '试点' },
  });
  const told = platform.events.filter(({ type }) => type === 'parameter.changed');
  assert.deepEqual(
    told.map(({ branchId }) => branchId),
    [bank.units.JH, bank.units.NJ, bank.units.NJ],
  );
});

test('a value from a day on counts from the first minute of it, here and in a process that reads it later', async () => {
  const planned = await set(systemAdmin, { at: bank.units.SZ, value: 30, basedOn: 0, on: '2026-12-01' });
  assert.deepEqual([planned.value, planned.own, planned.planned?.value], [90, null, 30]);
  const dawn = Date.parse('2026-11-30T16:00:00Z');
  assert.deepEqual([counts('/JH/SZ/SZ01/', dawn - 1), counts('/JH/SZ/SZ01/', dawn)], [90, 30]);
  platform.parameters.replace([]);
  assert.equal(counts('/JH/SZ/SZ01/', dawn), 60);
  await service.refresh();
  assert.equal(counts('/JH/SZ/SZ01/', dawn), 30);
  // A newer decision replaces the one that was planned.
  await set(systemAdmin, { at: bank.units.SZ, value: 120, basedOn: 1 });
  assert.equal(counts('/JH/SZ/SZ01/', dawn), 120);
});

test('two who decide at once: the second is told, nothing is overwritten; ranges, days and places are kept', async () => {
  await assert.rejects(set(systemAdmin, { value: 70, basedOn: 0 }), { code: 'parameter.changed' });
  const both = await Promise.allSettled([70, 80].map((value) => set(systemAdmin, { value, basedOn: 1 })));
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await assert.rejects(set(systemAdmin, { value: 5, basedOn: 2 }), { code: 'parameter.out_of_range' });
  await assert.rejects(set(systemAdmin, { value: 70, basedOn: 2, on: '2026-11-19' }), {
    code: 'parameter.past',
  });
  await assert.rejects(set(systemAdmin, { at: bank.branches.NJ01, value: 70, basedOn: 0 }), {
    code: 'organization.unit_not_found',
  });
  const region = testActor({ permissions: ['parameter.view', 'parameter.manage'], path: '/JH/SZ/' });
  await assert.rejects(set(region, { at: bank.units.NJ, value: 70, basedOn: 2 }), {
    code: 'platform.forbidden',
  });
});

test('what guards the bank is the security administrators’, for the bank alone; the rest is not theirs', async () => {
  const lock = 'access.failuresUntilLock';
  await assert.rejects(set(systemAdmin, { name: lock, value: 4, basedOn: 0 }), {
    code: 'platform.forbidden',
  });
  await assert.rejects(set(securityAdmin, { value: 70, basedOn: 2 }), { code: 'platform.forbidden' });
  await assert.rejects(set(securityAdmin, { name: lock, at: bank.units.NJ, value: 4, basedOn: 0 }), {
    code: 'parameter.bank_only',
  });
  assert.equal(platform.parameters.ofBank(lock, platform.clock.now()), 5);
  await set(securityAdmin, { name: lock, value: 4, basedOn: 0 });
  assert.equal(platform.parameters.ofBank(lock, platform.clock.now()), 4);
});

test('the nearest unit decides, whatever the order of the values', () => {
  const parameters = createParameters();
  const value = (path: string, version: number, amount: number | null, from = 0) => ({
    name: name as ParameterName,
    path,
    version,
    value: amount,
    effectiveFrom: from,
  });
  parameters.replace([
    value('/A/', 1, 20),
    value('/A/B/C/', 1, 40),
    value('/A/B/', 1, 30, 100),
    value('/A/', 2, 25, 50),
  ]);
  const at = (path: string, now: number) => parameters.number(name, path, now);
  assert.deepEqual(
    [at('/A/', 10), at('/A/', 50), at('/A/B/', 60), at('/A/B/', 100), at('/A/B/C/D/', 100), at('/X/', 100)],
    [20, 25, 25, 30, 40, 60],
  );
});
