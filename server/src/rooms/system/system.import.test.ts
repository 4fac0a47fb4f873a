import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importPieceBytes } from '@huiting/contracts/system';
import type { Actor } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createSystem } from './index.ts';
import { gbkOf, noMachinery, workbookOf } from './system.fixtures.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
let platform: TestPlatform;
let organization: ReturnType<typeof createOrganization>;
let system: ReturnType<typeof createSystem>;
let wall = friday;
const people = new Map<string, Actor>();

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  organization = createOrganization(platform);
  system = build();
  await platform.join(organization);
});
after(() => platform.stop());

const build = () =>
  createSystem(platform, {
    directory: organization.service.directory,
    importers: organization.importers ?? [],
    actorOfUser: (id) => Promise.resolve(people.get(id) ?? null),
    wall: () => wall,
    machinery: noMachinery,
  });

function person(path: string, permissions = ['organization.edit', 'organization.manage'] as const): Actor {
  const actor = testActor({ permissions: ['import.run', ...permissions], path, name: '吴静' });
  people.set(actor.id, actor);
  return actor;
}
const headOffice = person('/JH/');
const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'system.test' });
const looking = (actor: Actor) => testCtx(platform, actor);

async function upload(actor: Actor, file: Buffer | string, kind = 'branches'): Promise<string> {
  const bytes = Buffer.from(file);
  const { service } = system;
  const begun = await service.beginImport(command(actor), {
    kind,
    fileName: 'file.csv',
    bytes: bytes.length,
  });
  const { id } = begun.import;
  for (let number = 0; number * importPieceBytes < bytes.length; number++)
    await service.putPiece(
      looking(actor),
      id,
      number,
      bytes.subarray(number * importPieceBytes, (number + 1) * importPieceBytes),
    );
  await service.checkImport(command(actor), { importId: id });
  await service.runImports();
  return id;
}
async function bring(actor: Actor, file: Buffer | string, kind = 'branches') {
  const importId = await upload(actor, file, kind);
  await system.service.startImport(command(actor), { importId });
  await system.service.runImports();
  return system.service.getImport(looking(actor), { importId });
}
const problemsOf = async (actor: Actor, importId: string) =>
  (await system.service.listBadRows(looking(actor), { importId, limit: 200 })).items.flatMap(
    ({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`),
  );
const traces = async () => {
  const { rows } = await platform.pool.query(
    `select (select count(*)::int from platform.event) as events, (select count(*)::int from organization.branch_revision) as revisions,
       (select sum(version)::int from organization.branch) as versions, (select count(*)::int from organization.branch) as branches`,
  );
  return rows[0] as Record<string, number>;
};

const header = '网点编号,网点名称,上级机构编号,业态,城市,地址,纬度,经度,电话,工作日对私营业时间,阶段';
const row = (
  code: string,
  change: Partial<
    Record<'name' | 'parent' | 'format' | 'latitude' | 'phone' | 'hours' | 'stage', string>
  > = {},
) =>
  [
    code,
    change.name ?? `第${code}支行`,
    change.parent ?? 'NJ',
    change.format ?? '综合',
    '南京',
    '中山路 1 号',
    change.latitude ?? '32.1',
    '118.8',
    change.phone ?? '025-1',
    change.hours ?? '9:00-17:00',
    change.stage ?? '',
  ].join(',');

test('a file makes new branches and changes known ones, each told and kept in its history; the same again leaves no trace', async () => {
  const file = [
    header,
    row('X1', { stage: '营业' }),
    row('NJ01', { name: '鼓楼支行' }),
    row('X2', { format: 'Light' }),
  ].join('\n');
  const first = await bring(headOffice, file);
  assert.deepEqual(first.rows, { read: 3, good: 3, bad: 0, done: 3, created: 2, updated: 1, unchanged: 0 });
  assert.equal(first.state, 'done');
  const made = (await organization.service.directory.all()).find(({ code }) => code === 'X1')!;
  assert.deepEqual(
    [made.name, made.path, made.stage, made.weekdayHours, made.corporateWeekdayHours, made.version],
    ['第X1支行', '/JH/NJ/X1/', 'operating', { open: '09:00', close: '17:00' }, null, 1],
  );
  const told = platform.events.filter(({ branchId }) => branchId === made.id);
  assert.deepEqual(
    told.map(({ type, number }) => [type, number]),
    [['branch.established', 1]],
  );
  // What the file has no column for stays as it was.
  const known = await organization.service.directory.get(bank.branches.NJ01);
  assert.deepEqual(
    [known.weekendHours?.open, known.licenceNo, known.address],
    ['09:30', 'B00NJ01', '中山路 1 号'],
  );
  const { rows: revisions } = await platform.pool.query(
    'select version, actor_name, changes from organization.branch_revision where branch_id = $1',
    [bank.branches.NJ01],
  );
  assert.equal(revisions.length, 1);
  assert.equal(revisions[0].version, 2);
  assert.ok(revisions[0].changes.some((change: { field: string }) => change.field === 'address'));

  const before = await traces();
  const again = await bring(headOffice, file);
  assert.deepEqual(again.rows, { read: 3, good: 3, bad: 0, done: 3, created: 0, updated: 0, unchanged: 3 });
  assert.deepEqual(await traces(), before);
});

test('what is given out is what can be brought in again, unchanged, formulas and all', async () => {
  const file = [
    header,
    row('F1', { name: '"=cmd|支行"', phone: '+86 25 1' }),
    row('F2', { name: '@支行' }),
  ].join('\n');
  assert.equal((await bring(headOffice, file)).rows.created, 2);
  const out = system.transfers.find(({ path }) => path.startsWith('/exports/'))!;
  assert.ok(out.direction === 'out');
  const given = await out.send(looking(headOffice), { kind: 'branches' });
  let text = '';
  for await (const chunk of given.chunks) text += chunk;
  assert.match(text, /^\ufeff网点编号,/);
  assert.match(text, /F1,'=cmd\|支行,NJ/);
  assert.match(text, /,'\+86 25 1,/);
  assert.ok(platform.audited.some(({ action }) => action === 'system.export'));
  const before = await traces();
  const { rows } = await bring(headOffice, text);
  assert.equal(rows.bad, 0);
  assert.equal(rows.unchanged, rows.read);
  assert.deepEqual(await traces(), before);
});

test('contacts come in and go out in one cell; a new branch may begin as the standard of its format', async () => {
  const columns = `${header},联系人,窗口与分区`;
  const file = [
    columns,
    `${row('X7', { format: '轻型' })},负责人/高岚/025-84500001；Security/Wang Qiang/+86 25 1,标准`,
    `${row('NJ02')},值班/李宁/025-1,标准`,
    `${row('X8')},主管/某人/025-1,`,
    `${row('X9')},值班/某人/电话,全套`,
  ].join('\n');
  const first = await bring(headOffice, file);
  assert.deepEqual([first.rows.created, first.rows.updated, first.rows.bad], [1, 1, 2]);
  assert.deepEqual(await problemsOf(headOffice, first.id), [
    '4 contacts import.not_a_choice',
    '5 layout import.not_a_choice',
    '5 contacts organization.import_contact',
  ]);
  const { directory } = organization.service;
  const made = (await directory.all()).find(({ code }) => code === 'X7')!;
  assert.deepEqual(
    made.windows.map(({ kind }) => kind),
    ['general', 'general', 'cash', 'corporate', 'flex'],
  );
  assert.equal(made.zones.length, 6);
  const told = platform.events.find(
    ({ branchId, type }) => branchId === made.id && type === 'branch.established',
  );
  assert.equal((told!.payload as { windows: unknown[] }).windows.length, 5);
  const viewer = testCtx(platform, testActor({ permissions: ['staff.view'], path: '/JH/' }));
  const contactsOf = async (branchId: string) =>
    (await organization.service.listContacts(viewer, { branchId })).contacts;
  assert.deepEqual(await contactsOf(made.id), [
    { role: 'manager', name: '高岚', phone: '025-84500001' },
    { role: 'security', name: 'Wang Qiang', phone: '+86 25 1' },
  ]);
  // A file says nothing of the windows a branch has already.
  assert.equal((await directory.get(bank.branches.NJ02)).windows.length, 1);
  const { rows: revisions } = await platform.pool.query(
    'select changes from organization.branch_revision where branch_id = $1 order by id desc limit 1',
    [bank.branches.NJ02],
  );
  assert.deepEqual(
    revisions[0].changes.find(({ field }: { field: string }) => field === 'contacts'),
    { field: 'contacts', before: '0', after: '1' },
  );
  assert.ok(!JSON.stringify(revisions).includes('李宁'), 'the history names nobody');
  const before = await traces();
  const again = await bring(headOffice, file);
  assert.deepEqual([again.rows.unchanged, again.rows.created, again.rows.updated], [2, 0, 0]);
  assert.deepEqual(await traces(), before);
  // Where the file has no such column they stay.
  await bring(headOffice, [header, row('NJ02', { phone: '025-2' })].join('\n'));
  assert.deepEqual(await contactsOf(bank.branches.NJ02), [{ role: 'duty', name: '李宁', phone: '025-1' }]);
});

test('every bad row is told with its line, column and reason, in both languages; nothing of it is written', async () => {
  const file = [
    header,
    row('B1', { latitude: '92' }),
    row('B2', { parent: 'ZZ' }),
    row('B3', { parent: 'NJ01', format: '豪华' }),
    row('B4', { hours: '25:00-26:00' }),
    row('B5'),
    row('B5', { name: '又一个' }),
    row('JH'),
    row('NJ02', { stage: '撤销' }),
    row('B-6', { latitude: '0x10' }),
    row('B7', { name: 'x'.repeat(41), phone: 'abc' }),
    `${row('B8')},多余`,
    row('B9', { latitude: '' }),
  ].join('\r\n');
  const importId = await upload(headOffice, file);
  assert.deepEqual(await problemsOf(headOffice, importId), [
    '2 latitude import.out_of_range',
    '3 parent organization.unit_not_found',
    '4 format import.not_a_choice',
    '4 parent organization.parent_invalid',
    '5 weekdayHours import.not_hours',
    '7 code import.twice_in_file',
    '8 code organization.code_taken',
    '9 stage organization.import_stage_fixed',
    '10 latitude import.not_a_number',
    '10 code import.bad_characters',
    '11 name import.too_long',
    '11 phone import.bad_characters',
    '12  import.too_many_cells',
    '13 latitude import.required',
  ]);
  const english = { ...looking(headOffice), locale: 'en' as const };
  const { items } = await system.service.listBadRows(english, { importId, limit: 1 });
  assert.deepEqual(items[0]!.problems, [
    { column: 'latitude', code: 'import.out_of_range', message: 'Out of range', value: '92' },
  ]);
  const out = system.transfers.find(({ path }) => path.endsWith('/bad-rows.csv'))!;
  assert.ok(out.direction === 'out');
  let text = '';
  for await (const chunk of (await out.send(looking(headOffice), { importId })).chunks) text += chunk;
  assert.match(
    text,
    /^\ufeff网点编号.*,行号,问题\r\nB1,.*,2,"?纬度: 超出允许的范围 \(import\.out_of_range\)/,
  );
  await system.service.startImport(command(headOffice), { importId });
  await system.service.runImports();
  const { rows } = await system.service.getImport(looking(headOffice), { importId });
  assert.deepEqual([rows.created, rows.bad, rows.done], [1, 11, 1]);
});

test('GBK and workbooks come in alike', async () => {
  assert.equal((await bring(headOffice, gbkOf([header, row('G1')].join('\n')))).rows.created, 1);
  const sheet = workbookOf([
    header.split(','),
    row('W1', { latitude: '' })
      .split(',')
      .map((cell, at) => (at === 6 ? 32.5 : cell)),
  ]);
  assert.equal((await bring(headOffice, sheet)).rows.created, 1);
  const formula = workbookOf([header.split(','), row('W2', { name: '=A1&"支行"' }).split(',')]);
  const importId = await upload(headOffice, formula);
  assert.deepEqual(await problemsOf(headOffice, importId), ['2 name import.formula']);
});

test('a file that cannot be read is refused as a whole, and says why and where', async () => {
  const refusalOf = async (file: Buffer | string) => {
    const { state, refusal } = await system.service.getImport(looking(headOffice), {
      importId: await upload(headOffice, file),
    });
    assert.equal(state, 'refused');
    return [refusal!.code, refusal!.line, refusal!.columns];
  };
  assert.deepEqual(await refusalOf(header), ['import.empty', null, []]);
  assert.deepEqual(await refusalOf('编号,名称\n1,2'), [
    'import.header_invalid',
    1,
    ['编号', '名称', '网点编号', '网点名称', '上级机构编号', '业态', '城市', '地址', '纬度', '经度'],
  ]);
  assert.deepEqual(await refusalOf(`${header}\n"A1`), ['import.quote_open', 2, []]);
  const { rows } = await platform.pool.query('select count(*)::int as pieces from system.import_piece');
  assert.deepEqual(rows, [{ pieces: 0 }]);
});

test('a region changes its own branches, makes none, moves none, and reaches no other region', async () => {
  const region = person('/JH/NJ/', ['organization.edit'] as never);
  const file = [
    header,
    row('NJ01', { name: '鼓楼支行二' }),
    row('SZ01', { parent: 'SZ' }),
    row('R1'),
    row('NJ02', { parent: 'SZ' }),
  ].join('\n');
  const importId = await upload(region, file);
  assert.deepEqual(await problemsOf(region, importId), [
    '3 code import.no_right',
    '4 parent import.no_right',
    '5 parent import.no_right',
  ]);
  const stranger = person('/JH/');
  await assert.rejects(system.service.getImport(looking(stranger), { importId }), {
    code: 'import.not_found',
  });
  await assert.rejects(system.service.startImport(command(stranger), { importId }), {
    code: 'import.not_found',
  });
});

test('moving a branch by head office changes its place in the tree', async () => {
  const { rows } = await bring(headOffice, [header, row('NJ02', { parent: 'SZ' })].join('\n'));
  assert.equal(rows.updated, 1);
  assert.equal((await organization.service.directory.get(bank.branches.NJ02)).path, '/JH/SZ/NJ02/');
});

test('whoever loses the right between judging and writing writes nothing', async () => {
  const leaver = person('/JH/');
  const importId = await upload(leaver, [header, row('L1')].join('\n'));
  await system.service.startImport(command(leaver), { importId });
  people.delete(leaver.id);
  await system.service.runImports();
  const { rows } = await platform.pool.query(
    'select state, refusal from system.import where import_id = $1',
    [importId],
  );
  assert.deepEqual([rows[0].state, rows[0].refusal.code], ['refused', 'import.right_ended']);
  assert.equal(
    (await organization.service.directory.all()).some(({ code }) => code === 'L1'),
    false,
  );
});

test('what changed since the file was judged is judged again; the row is told, the others are written', async () => {
  const importId = await upload(headOffice, [header, row('C1'), row('C2')].join('\n'));
  await bring(
    headOffice,
    ['机构编号,机构名称,级别,上级机构编号', 'C1,占用分行,分行,JH'].join('\n'),
    'org-units',
  );
  await system.service.startImport(command(headOffice), { importId });
  await system.service.runImports();
  const { rows } = await system.service.getImport(looking(headOffice), { importId });
  assert.deepEqual([rows.created, rows.bad, rows.good], [1, 1, 1]);
  assert.deepEqual(await problemsOf(headOffice, importId), ['2 code organization.code_taken']);
});

test('units may stand before their parents; circles, unknown parents and levels upside down are told', async () => {
  const lines = (...units: string[]) => ['机构编号,机构名称,级别,上级机构编号', ...units].join('\n');
  const file = lines(
    'U2,下级支行,二级分行,U1',
    'U1,新分行,分行,JH',
    'K1,圈一,分行,K2',
    'K2,圈二,分行,K1',
    'K3,自己,分行,K3',
    'K4,孤儿,分行,NOWHERE',
    'K5,倒置,分行,U2',
  );
  const importId = await upload(headOffice, file, 'org-units');
  assert.deepEqual(await problemsOf(headOffice, importId), [
    '4 parent organization.import_cycle',
    '5 parent organization.import_cycle',
    '6 parent organization.import_cycle',
    '7 parent organization.unit_not_found',
    '8 level organization.import_level',
  ]);
  await system.service.startImport(command(headOffice), { importId });
  await system.service.runImports();
  const { rows } = await platform.pool.query(
    `select path from organization.org_unit where code in ('U1', 'U2') order by 1`,
  );
  assert.deepEqual(rows, [{ path: '/JH/U1/' }, { path: '/JH/U1/U2/' }]);
  const again = await bring(
    headOffice,
    lines('U1,新分行改名,分行,JH', 'U2,下级支行,二级分行,U1'),
    'org-units',
  );
  assert.deepEqual([again.rows.updated, again.rows.unchanged], [1, 1]);
});

test('pieces must fit what was announced; what is incomplete is not judged; too large is refused', async () => {
  const begin = (bytes: number) =>
    system.service.beginImport(command(headOffice), { kind: 'branches', fileName: 'f', bytes });
  await assert.rejects(begin(200 * 1024 * 1024 + 1), { code: 'import.file_too_large' });
  await assert.rejects(
    system.service.beginImport(command(headOffice), { kind: 'vault', fileName: 'f', bytes: 1 }),
    {
      code: 'import.kind_unknown',
    },
  );
  const { import: begun } = await begin(importPieceBytes + 3);
  const put = (number: number, size: number) =>
    system.service.putPiece(looking(headOffice), begun.id, number, Buffer.alloc(size, 97));
  await assert.rejects(put(0, 5), { code: 'import.piece_wrong' });
  await assert.rejects(put(2, 3), { code: 'import.piece_wrong' });
  await assert.rejects(put(-1, 3), { code: 'import.piece_wrong' });
  await put(1, 3);
  await put(1, 3);
  const importId = begun.id;
  await assert.rejects(system.service.checkImport(command(headOffice), { importId }), {
    code: 'import.incomplete',
  });
  await assert.rejects(system.service.startImport(command(headOffice), { importId }), {
    code: 'import.wrong_state',
  });
  const cancelled = await system.service.cancelImport(command(headOffice), { importId });
  assert.equal(cancelled.state, 'cancelled');
  await assert.rejects(put(0, importPieceBytes), { code: 'import.wrong_state' });
});

test('cancelled while it is written, it stops between two slices; what was written stays and is told', async () => {
  const codes = Array.from({ length: 1_200 }, (_, at) => `D${at}`);
  const importId = await upload(headOffice, [header, ...codes.map((code) => row(code))].join('\n'));
  await system.service.startImport(command(headOffice), { importId });
  const cancelling: Promise<unknown>[] = [];
  const seen = platform.events.length;
  const watch = setInterval(() => {
    if (platform.events.length > seen)
      cancelling[0] ??= system.service.cancelImport(command(headOffice), { importId });
  }, 1);
  await system.service.runImports();
  clearInterval(watch);
  await Promise.all(cancelling);
  const { state, rows } = await system.service.getImport(looking(headOffice), { importId });
  const { rows: found } = await platform.pool.query(
    `select count(*)::int as count from organization.branch where code = any ($1)`,
    [codes],
  );
  assert.equal(found[0].count, rows.created);
  // Cancelled after the last slice, before its end was noted, everything is written and it is cancelled all the same.
  assert.ok(
    state === 'cancelled' || (state === 'done' && rows.created === 1_200),
    `${state} ${rows.created}`,
  );
  assert.equal(rows.created % 500 === 0 || rows.created === 1_200, true);
});

test('a process that dies in the middle is followed by another, which goes on behind the last row that was written', async () => {
  const codes = Array.from({ length: 700 }, (_, at) => `E${at}`);
  const importId = await upload(headOffice, [header, ...codes.map((code) => row(code))].join('\n'));
  await system.service.startImport(command(headOffice), { importId });
  // The dying one: its third statement of the second slice never comes back.
  let slices = 0;
  const { transactSlice } = platform.db;
  const dying = {
    ...platform,
    db: {
      ...platform.db,
      transactSlice: (...args: Parameters<typeof transactSlice>) => {
        if (++slices === 2) return Promise.reject(new Error('gone'));
        return transactSlice(...args);
      },
    },
  } as TestPlatform;
  const first = createSystem(dying, {
    directory: organization.service.directory,
    importers: organization.importers ?? [],
    actorOfUser: (id) => Promise.resolve(people.get(id) ?? null),
    wall: () => wall,
    machinery: noMachinery,
  });
  await assert.rejects(first.service.runImports());
  await system.service.runImports();
  const half = await system.service.getImport(looking(headOffice), { importId });
  assert.deepEqual([half.state, half.rows.created], ['importing', 500], 'its lease still runs');
  wall += 60_000;
  await system.service.runImports();
  const whole = await system.service.getImport(looking(headOffice), { importId });
  assert.deepEqual([whole.state, whole.rows.created, whole.rows.unchanged], ['done', 700, 0]);
  const { rows } = await platform.pool.query(
    `select count(*)::int as events from platform.event where type = 'branch.established' and payload ->> 'code' = any ($1)`,
    [codes],
  );
  assert.deepEqual(rows, [{ events: 700 }]);
});

test('one that brings its process down again and again is given up, and says so', async () => {
  const importId = await upload(headOffice, [header, row('Z1')].join('\n'));
  await system.service.startImport(command(headOffice), { importId });
  await platform.pool.query('update system.import set leases = 4 where import_id = $1', [importId]);
  await system.service.runImports();
  const { state, refusal } = await system.service.getImport(looking(headOffice), { importId });
  assert.deepEqual([state, refusal?.code], ['refused', 'import.interrupted']);
});

test('an id that is nobody’s is not found', async () => {
  await assert.rejects(system.service.getImport(looking(headOffice), { importId: newId() }), {
    code: 'import.not_found',
  });
});
