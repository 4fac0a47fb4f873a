import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exportEndpoints } from '@huiting/contracts/system';
import { isTakenLine } from '../src/platform/exports/csv.ts';
import type { Person } from './harness/bank.ts';
import { headersOf } from './harness/client.ts';
import { liveMorning } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { waitUntil } from './harness/wait.ts';

/** Lists of a branch where something has happened, as files, through the runner of a whole server. */
let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open();
  await liveMorning(running, house.bank.a);
});
after(() => house.close());

async function fileOf(person: Person, kind: string, filter: Record<string, string> = {}, language = 'zh-CN') {
  const { id } = await running.client.must(exportEndpoints.beginExport, person, { kind, filter, keys: null });
  await waitUntil(async () => {
    const { state, problem } = await running.client.must(exportEndpoints.getExport, person, { exportId: id });
    assert.equal(problem, null);
    return state === 'done';
  });
  const file = await running.client.raw({
    method: 'GET',
    path: `/api/export-jobs/${id}/file.csv`,
    headers: { ...headersOf(person), 'accept-language': language },
  });
  assert.equal(file.status, 200, file.text);
  const lines = file.text.trimEnd().split('\r\n');
  assert.ok(isTakenLine([lines.pop()!]), 'it ends with who took it and when');
  return { id, lines };
}
const period = { from: '2026-11-20', until: '2026-11-20' };

test('every list a manager of the region has leaves the house as a file, and holds nothing of another region', async () => {
  const { regionalManager } = house.bank.a.people;
  const { a, b } = house.bank;
  const files = {
    pulses: await fileOf(regionalManager, 'pulses'),
    ratings: await fileOf(regionalManager, 'ratings', period),
    fairness: await fileOf(regionalManager, 'fairness', { month: '2026-11' }),
    worklogs: await fileOf(regionalManager, 'worklogs'),
    branches: await fileOf(regionalManager, 'branches'),
  };
  assert.match(files.pulses.lines.join('\n'), new RegExp(a.name));
  assert.ok(files.ratings.lines.length > 2, files.ratings.lines.join('\n'));
  assert.match(files.ratings.lines[1]!, new RegExp(`${a.name},2026-11-20,\\d\\d:\\d\\d`));
  assert.match(files.worklogs.lines[0]!, /网点,日期,大堂经理,状态,取号/);
  for (const [kind, { lines }] of Object.entries(files))
    assert.ok(!lines.join('\n').includes(b.name), `${kind} tells of another region`);
});

test('a register is narrowed as its list is', async () => {
  const { regionalManager, branchManager, securityAdmin } = house.bank.a.people;
  const editor = await fileOf(branchManager, 'staff', { post: 'teller' });
  assert.ok(editor.lines.length > 1);
  assert.ok(editor.lines.length < (await fileOf(branchManager, 'staff')).lines.length);
  const users = await fileOf(securityAdmin, 'users', { q: regionalManager.username! });
  assert.equal(users.lines.length, 2);
  assert.ok(users.lines[1]!.startsWith(regionalManager.username!));
});

test('the trail leaves the house with what was looked for, and says that it did', async () => {
  const { auditAdmin } = house.bank.a.people;
  const { id, lines } = await fileOf(auditAdmin, 'audit', { action: 'feedback.' });
  assert.match(lines[0]!, /recordedAt,actor,actorId,action/);
  assert.ok(lines.slice(1).every((line) => line.includes(',feedback.')));
  const own = await fileOf(auditAdmin, 'audit', { object: `export:${id}` });
  assert.deepEqual(
    own.lines.slice(1).map((line) => line.split(',')[3]),
    ['system.fetchExport', 'system.export'],
  );
});

test('what one may not see is no kind of export, and the file of another is no file', async () => {
  const { teller, branchManager, regionalManager } = house.bank.a.people;
  const refused = await running.client.call(exportEndpoints.beginExport, branchManager, {
    kind: 'audit',
    filter: {},
    keys: null,
  });
  assert.deepEqual([refused.status, refused.body.code], [404, 'export.kind_unknown']);
  const { id } = await fileOf(regionalManager, 'pulses');
  const get = (person: Person) =>
    running.client.raw({
      method: 'GET',
      path: `/api/export-jobs/${id}/file.csv`,
      headers: headersOf(person),
    });
  assert.equal((await get(branchManager)).status, 404);
  assert.equal((await get(teller)).status, 403);
});
