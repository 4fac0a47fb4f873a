import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Permission } from '@huiting/contracts/access';
import { importPieceBytes } from '@huiting/contracts/system';
import type { Actor } from '../../platform/context.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createAccess } from '../access/index.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createSystem } from '../system/index.ts';
import { noMachinery, workbookOf } from '../system/system.fixtures.ts';
import { createStaff } from './index.ts';

const friday = Date.parse('2026-11-20T02:00:00Z');
const bank = smallBank();
const actors = new Map<string, Actor>();
let platform: TestPlatform;
let system: ReturnType<typeof createSystem>;
let staff: ReturnType<typeof createStaff>;
let access: ReturnType<typeof createAccess>;

before(async () => {
  platform = await createTestPlatform({ at: friday });
  await loadBank(platform.db, bank.plan);
  const organization = createOrganization(platform);
  const { directory } = organization.service;
  access = createAccess(platform, { directory, crypto: platform.crypto, wall: () => friday });
  staff = createStaff(platform, { directory, crypto: platform.crypto });
  system = createSystem(platform, {
    directory,
    importers: [...(staff.importers ?? []), access.userImporter(staff.service.peopleOfLogins)],
    actorOfUser: (id) => Promise.resolve(actors.get(id) ?? null),
    wall: () => friday,
    machinery: noMachinery,
  });
  await platform.join(organization, access, staff);
});
after(() => platform.stop());

function person(path: string, permissions: readonly Permission[]): Actor {
  const actor = testActor({ permissions: ['import.run', ...permissions], path, name: '吴静' });
  actors.set(actor.id, actor);
  return actor;
}
const headOffice = person('/JH/', ['staff.view', 'staff.edit', 'staff.manage']);
const region = person('/JH/NJ/', ['staff.view', 'staff.edit']);
const security = person('/JH/', ['staff.view', 'access.manage']);
const regionSecurity = person('/JH/NJ/', ['access.manage']);
const command = (actor: Actor) => testCtx(platform, actor, { endpoint: 'system.test' });
const looking = (actor: Actor) => testCtx(platform, actor);

async function upload(actor: Actor, kind: string, file: Buffer | string): Promise<string> {
  const bytes = Buffer.from(file);
  assert.ok(bytes.length < importPieceBytes);
  const { service } = system;
  const begun = await service.beginImport(command(actor), { kind, fileName: 'a.csv', bytes: bytes.length });
  await service.putPiece(looking(actor), begun.import.id, 0, bytes);
  await service.checkImport(command(actor), { importId: begun.import.id });
  await service.runImports();
  return begun.import.id;
}
async function bring(actor: Actor, kind: string, file: Buffer | string) {
  const importId = await upload(actor, kind, file);
  await system.service.startImport(command(actor), { importId });
  await system.service.runImports();
  await platform.settle();
  const { state, rows } = await system.service.getImport(looking(actor), { importId });
  assert.equal(state, 'done');
  return [rows.created, rows.updated, rows.unchanged, rows.bad];
}
const problemsOf = async (actor: Actor, importId: string) =>
  (await system.service.listBadRows(looking(actor), { importId, limit: 200 })).items.flatMap(
    ({ line, problems }) => problems.map(({ column, code }) => `${line} ${column} ${code}`),
  );
async function exported(actor: Actor, kind: string): Promise<string> {
  const out = system.transfers.find(({ path }) => path.startsWith('/exports/'))!;
  assert.ok(out.direction === 'out');
  let text = '';
  for await (const chunk of (await out.send(looking(actor), { kind })).chunks) text += chunk;
  return text;
}
const traces = async () => {
  const { rows } = await platform.pool.query(
    `select (select count(*)::int from platform.event) as events, (select count(*)::int from staff.staff_revision) as revisions,
       (select sum(version)::int from staff.staff_member) as versions, (select count(*)::int from staff.staff_certificate) as certificates,
       (select count(*)::int from staff.post_holding) as holdings, (select count(*)::int from access.user_account) as logins,
       (select count(*)::int from access.role_grant) as grants`,
  );
  return {
    ...(rows[0] as Record<string, number>),
    audited: platform.audited.filter(({ action }) => !action.startsWith('system.')).length,
  };
};
const find = async (number: string) => {
  const { items } = await staff.service.listStaff(looking(headOffice), { search: number, limit: 5 });
  return staff.service.getStaff(looking(headOffice), { staffId: items[0]!.id });
};

const header = '工号,姓名,机构编号,岗位,任职日,兼岗,等级,资格证书,学历,入行日,手机,邮箱';
const licences = '柜面上岗资格|GM1|2027-12-31|2024-01-01;反假货币培训合格证|FJ1|2027-06-30';
const row = (number: string, change: Record<string, string> = {}) =>
  [
    number,
    change['name'] ?? '林若溪',
    change['unit'] ?? 'NJ01',
    change['post'] ?? '柜员',
    change['since'] ?? '2024/3/1',
    change['duties'] ?? '',
    change['grade'] ?? '',
    change['certificates'] ?? licences,
    change['education'] ?? '本科',
    change['enteredOn'] ?? '20210701',
    change['phone'] ?? '13812345678',
    change['email'] ?? 'lin@bank.example',
  ].join(',');

test('a file enters people with posts, certificates and duties, each told and kept; the same again leaves no trace', async () => {
  const file = [
    header,
    row('A1', { duties: '业务印章保管', grade: 'G3' }),
    row('A2', { name: '贺清', unit: 'JH', post: 'Office staff', certificates: '' }),
  ].join('\n');
  const before = platform.events.length;
  assert.deepEqual(await bring(headOffice, 'staff', file), [2, 0, 0, 0]);
  const { file: made, certificates, holdings } = await find('A1');
  assert.deepEqual(
    [made.name, made.post, made.homeBranchId, made.grade, made.education, made.enteredOn, made.maskedPhone],
    ['林若溪', 'teller', bank.branches.NJ01, 'G3', 'bachelor', '2021-07-01', '138****5678'],
  );
  assert.deepEqual(
    holdings.map(({ post, kind, since }) => [post, kind, since]),
    [
      ['sealKeeper', 'duty', '2026-11-20'],
      ['teller', 'main', '2024-03-01'],
    ],
  );
  assert.deepEqual(
    certificates.map(({ kind, number, expiresOn, issuedOn }) => [kind, number, expiresOn, issuedOn]),
    [
      ['antiCounterfeit', 'FJ1', '2027-06-30', null],
      ['counterLicence', 'GM1', '2027-12-31', '2024-01-01'],
    ],
  );
  const told = platform.events.slice(before).filter(({ type }) => type === 'staff.hired');
  assert.deepEqual(told.map(({ branchId }) => branchId).sort(), [bank.branches.NJ01, bank.units.JH].sort());
  assert.ok(!JSON.stringify(platform.events).includes('13812345678'));
  assert.deepEqual(
    platform.audited.filter(({ action }) => action === 'staff.import').map(({ object }) => object),
    [`staff:${made.id}`, `staff:${(await find('A2')).file.id}`],
  );
  const { rows: looks } = await platform.pool.query(
    "select due_at from platform.timer where branch_id = $1 and kind = 'staff.daily'",
    [bank.branches.NJ01],
  );
  assert.equal(looks.length, 1);
  const { rows: sealed } = await platform.pool.query(
    'select phone_sealed from staff.staff_member where id = $1',
    [made.id],
  );
  assert.equal(platform.crypto.open(sealed[0].phone_sealed as string), '13812345678');

  const kept = await traces();
  assert.deepEqual(await bring(headOffice, 'staff', file), [0, 0, 2, 0]);
  assert.deepEqual(await traces(), kept);
});

test('what is given out, contacts masked, comes in again and changes nothing', async () => {
  await bring(
    headOffice,
    'staff',
    [header, row('E1', { certificates: `${licences};理财规划师|=A\\;1` })].join('\n'),
  );
  const text = await exported(headOffice, 'staff');
  assert.match(text, /138\*\*\*\*5678,l\*\*\*@bank\.example/);
  assert.ok(!text.includes('13812345678'));
  const kept = await traces();
  const [created, updated, unchanged, bad] = await bring(headOffice, 'staff', text);
  assert.deepEqual([created, updated, bad], [0, 0, 0]);
  assert.ok(unchanged! > 0);
  assert.deepEqual(await traces(), kept);
});

test('a file corrects records and adds, keeps a history of versions, and takes nothing away', async () => {
  await bring(headOffice, 'staff', [header, row('C1', { duties: '密押保管' })].join('\n'));
  const { file: before } = await find('C1');
  const change = row('C1', {
    name: '林若希',
    since: '',
    certificates: '柜面上岗资格|GM1|2029-12-31|2024-01-01;会计专业资格|KJ1',
    phone: '13900000000',
    email: '',
    education: '',
  });
  // Whoever edits single records there may bring them from a file too.
  assert.deepEqual(await bring(region, 'staff', [header, change].join('\n')), [0, 1, 0, 0]);
  const { file, certificates, holdings } = await find('C1');
  assert.deepEqual(
    [file.name, file.education, file.maskedPhone, file.maskedEmail, file.version],
    ['林若希', 'bachelor', '139****0000', 'l***@bank.example', before.version + 1],
  );
  assert.deepEqual(
    certificates.map(({ kind, number, expiresOn }) => [kind, number, expiresOn]),
    [
      ['accounting', 'KJ1', null],
      ['antiCounterfeit', 'FJ1', '2027-06-30'],
      ['counterLicence', 'GM1', '2029-12-31'],
    ],
  );
  assert.ok(holdings.some(({ post, until }) => post === 'cipherKeeper' && until === null));
  const { items } = await staff.service.listStaffRevisions(looking(headOffice), {
    staffId: file.id,
    limit: 1,
  });
  assert.deepEqual(
    [items[0]!.what, items[0]!.actorName, items[0]!.changes.map(({ field }) => field)],
    ['import', '吴静', ['name', 'phone', 'certificate.counterLicence GM1', 'certificate.accounting KJ1']],
  );
  assert.ok(
    platform.events.some(
      ({ type, payload }) => type === 'staff.changed' && (payload as { name: string }).name === '林若希',
    ),
  );
});

test('every bad row is told with its column and reason, and nothing of it is written', async () => {
  await bring(headOffice, 'staff', [header, row('K1', { duties: '业务印章保管' })].join('\n'));
  const kept = await traces();
  const file = [
    header,
    row('B1', { unit: 'ZZ' }),
    row('B-2'),
    row('K1'),
    row('K1'),
    row('B5', { certificates: '驾驶证|1' }),
    row('B6', { enteredOn: '2026-02-30' }),
    row('B7', { certificates: `${licences};会计专业资格|1|2024-01-01|2025-01-01` }),
    row('B8', { duties: '业务印章保管;密押保管' }),
    row('B9', { certificates: '' }),
    row('K1', { duties: '密押保管', unit: 'NJ02', post: '大堂经理', since: '2020-01-01', grade: 'G1' }),
    row('B11', { duties: '柜员', phone: '138****0000' }),
    row('B12', { post: '行长', duties: '看门' }),
    row('B13', { enteredOn: '2030-01-01', since: '2030-01-01', phone: '一二三' }),
    row('B14', { duties: '柜面授权', certificates: `${licences};授权资格|1` }),
  ].join('\n');
  const importId = await upload(headOffice, 'staff', file);
  assert.deepEqual(await problemsOf(headOffice, importId), [
    '2 unit staff.unit_not_found',
    '3 number import.bad_characters',
    '5 number import.twice_in_file',
    '6 certificates staff.import_certificate_unknown',
    '6 post staff.certificate_missing',
    '7 enteredOn import.not_a_date',
    '8 certificates staff.certificate_dates',
    '9 duties staff.posts_incompatible',
    '10 post staff.certificate_missing',
    '11 number import.twice_in_file',
    '11 unit staff.import_post_fixed',
    '11 post staff.import_post_fixed',
    '11 since staff.import_post_fixed',
    '11 grade staff.import_grade_fixed',
    '11 duties staff.posts_incompatible',
    '12 duties staff.post_not_usable',
    '12 phone staff.import_masked',
    '13 duties staff.post_not_found',
    '13 post import.not_a_choice',
    '14 phone import.bad_characters',
    '14 since import.out_of_range',
    '14 enteredOn import.out_of_range',
    '15 duties staff.posts_incompatible',
  ]);
  assert.deepEqual(await traces(), kept);
});

test('nobody reaches beyond their scope: others’ people stay theirs, and new ones outside head office come by an application', async () => {
  await bring(headOffice, 'staff', [header, row('S1', { unit: 'SZ01' })].join('\n'));
  const file = [header, row('S1', { unit: 'SZ01', name: '换名' }), row('S2'), row('S3', { unit: 'SZ01' })];
  assert.deepEqual(await problemsOf(region, await upload(region, 'staff', file.join('\n'))), [
    '2 number import.no_right',
    '3 unit staff.import_hire_needed',
    '4 unit import.no_right',
  ]);
  const text = await exported(region, 'staff');
  assert.ok(!text.includes('SZ01'));
  await assert.rejects(upload(region, 'users', 'x'), { code: 'import.kind_unknown' });
  await assert.rejects(upload(security, 'staff', 'x'), { code: 'import.kind_unknown' });
});

test('a workbook with dates as numbers comes in too', async () => {
  const cells = row('W1', { since: '', enteredOn: '' })
    .split(',')
    .map((cell, at) => (at === 9 ? 44_378 : cell));
  assert.deepEqual(await bring(headOffice, 'staff', workbookOf([header.split(','), cells])), [1, 0, 0, 0]);
  assert.equal((await find('W1')).file.enteredOn, '2021-07-01');
});

const userHeader = '用户名,姓名,机构编号,工号,角色,状态';

test('logins come from a file without any password, become somebody’s, and hold ordinary roles; the same again leaves no trace', async () => {
  await bring(headOffice, 'staff', [header, row('U1', { name: '周岚' })].join('\n'));
  const file = [userHeader, 'zhoulan,周岚,NJ01,U1,柜员;Lobby manager,正常', 'clerk,办事员,NJ,,,'].join('\n');
  assert.deepEqual(await bring(security, 'users', file), [2, 0, 0, 0]);
  const { file: linked } = await find('U1');
  assert.equal(linked.username, 'zhoulan');
  const { rows } = await platform.pool.query(
    `select password_hash, staff_number, post, array(select role from access.role_grant g where g.user_id = a.id order by 1) as roles
     from access.user_account a where username = 'zhoulan'`,
  );
  assert.deepEqual(rows[0], {
    password_hash: null,
    staff_number: 'U1',
    post: 'teller',
    roles: ['lobbyManager', 'teller'],
  });
  const acts = platform.audited.map(({ action, object }) => `${action} ${object}`);
  assert.ok(
    acts.includes(`user.create user:${linked.userId}`) && acts.includes(`staff.linkLogin staff:${linked.id}`),
  );
  const kept = await traces();
  assert.deepEqual(await bring(security, 'users', file), [0, 0, 2, 0]);
  assert.deepEqual(
    await bring(security, 'users', await exported(security, 'users')).then(([a, b, , d]) => [a, b, d]),
    [0, 0, 0],
  );
  assert.deepEqual(await traces(), kept);
  // The first password is given out one by one, as ever.
  const given = await access.service.resetPassword(looking(security), {
    userId: linked.userId!,
    reason: '首次',
  });
  assert.ok(given.initialPassword.length > 10);
});

test('no file gives a privileged role, freezes, moves or renames a linked login, or reaches beyond the scope', async () => {
  await bring(
    headOffice,
    'staff',
    [header, row('P1', { name: '罗瑾' }), row('P2', { name: '程野', unit: 'SZ01' })].join('\n'),
  );
  await bring(security, 'users', [userHeader, 'luojin,罗瑾,NJ01,P1,,'].join('\n'));
  const kept = await traces();
  const file = [
    userHeader,
    'boss,甲,JH,,安全管理员,',
    'kiosky,乙,NJ01,,取号机,',
    'luojin,罗瑜,NJ02,P1,,停用',
    'Upper,丙,NJ01,,,',
    'other,罗瑾,NJ01,P1,,',
    'chengye,程也,SZ01,P2,,',
    'nobody,丁,NJ01,NONE,,',
    'nowhere,戊,XX,,,',
    'twice,己,NJ01,P2,,',
  ].join('\n');
  assert.deepEqual(await problemsOf(security, await upload(security, 'users', file)), [
    '2 roles access.import_privileged',
    '3 roles import.not_a_choice',
    '4 unit access.import_unit_fixed',
    '4 name access.import_name_of_register',
    '4 state access.import_state_fixed',
    '5 username import.bad_characters',
    '6 staffNumber import.twice_in_file',
    '6 staffNumber staff.login_taken',
    '7 name access.import_name_of_register',
    '8 staffNumber staff.not_found',
    '9 unit organization.unit_not_found',
    '10 staffNumber import.twice_in_file',
    '10 name access.import_name_of_register',
    '10 unit access.import_unit_fixed',
  ]);
  const outside = [userHeader, 'chengye,程野,SZ01,P2,,', 'near,庚,NJ01,,,'].join('\n');
  assert.deepEqual(await problemsOf(regionSecurity, await upload(regionSecurity, 'users', outside)), [
    '2 unit import.no_right',
    '2 staffNumber import.no_right',
  ]);
  assert.deepEqual(await traces(), kept);
});

test('nobody gives themselves a role by a file', async () => {
  await bring(security, 'users', [userHeader, 'selfmade,自己,JH,,,'].join('\n'));
  const { rows } = await platform.pool.query(
    "select id from access.user_account where username = 'selfmade'",
  );
  const self = { ...security, id: rows[0].id as string };
  actors.set(self.id, self);
  const importId = await upload(self, 'users', [userHeader, 'selfmade,自己,JH,,柜员,'].join('\n'));
  assert.deepEqual(await problemsOf(self, importId), ['2 username access.own_account']);
});
