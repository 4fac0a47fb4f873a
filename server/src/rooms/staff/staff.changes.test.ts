import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { StaffChange, StaffRecord, StaffRevision } from '@huiting/contracts/staff';
import { createWorkflow } from '../workflow/index.ts';
import { peopledBank } from './staff.fixtures.ts';

type House = Awaited<ReturnType<typeof peopledBank>>;
let house: House;

before(async () => {
  house = await peopledBank((platform, staff, directory) => createWorkflow(platform, { directory, staff }));
  for (const who of ['teller', 'second', 'other'] as const) {
    await house.certify(who, 'counterLicence', null);
    await house.certify(who, 'antiCounterfeit', '2027-06-30');
  }
});
after(() => house.platform.stop());

const refused = (code: string) => ({ code });
const record = (staffId: string) => house.call<StaffRecord>('head', 'getStaff', { staffId });
const today = '2026-11-20';

async function transfer(
  who: 'manager' | 'region' | 'head',
  staffId: string,
  to: { orgUnitId: string; post: string },
  more: { effectiveOn?: string; version?: number } = {},
): Promise<StaffChange> {
  const { change } = await house.call<{ change: StaffChange }>(who, 'applyForStaffChange', {
    staffId,
    version: more.version ?? (await record(staffId)).version,
    move: { kind: 'transfer', ...to },
    effectiveOn: more.effectiveOn ?? today,
    reason: '工作需要',
  });
  await house.platform.settle();
  return change;
}
const listed = async (id: string) =>
  (await house.call<{ items: StaffChange[] }>('head', 'listStaffChanges', { limit: 100 })).items.find(
    (one) => one.id === id,
  )!;

test('two editors of one record: the second is told of the first, and nothing is overwritten', async () => {
  const staffId = house.ids.teller;
  const { version } = await record(staffId);
  const edit = (name: string) =>
    house.call('manager', 'saveStaff', {
      staffId,
      version,
      record: {
        name,
        education: 'bachelor',
        enteredOn: '2019-07-01',
        contacts: { phone: '13812345678', email: 'zhou@bank.example' },
      },
      reason: '入职资料',
    });
  assert.deepEqual(await edit('周岚'), { version: version + 1 });
  await assert.rejects(edit('周兰'), (error: { code: string; data: { by: string; version: number } }) => {
    assert.deepEqual([error.code, error.data.by], ['staff.version_conflict', 'manager']);
    return true;
  });
  const kept = await record(staffId);
  assert.deepEqual(
    [kept.name, kept.maskedPhone, kept.maskedEmail],
    ['周岚', '138****5678', 'z***@bank.example'],
  );
  const { items } = await house.call<{ items: StaffRevision[] }>('manager', 'listStaffRevisions', {
    staffId,
  });
  assert.deepEqual(items[0]!.changes.find(({ field }) => field === 'phone')?.after, '138****5678');
  assert.doesNotMatch(JSON.stringify(items), /13812345678/);
  assert.deepEqual(await house.call('manager', 'revealContacts', { staffId, reason: '紧急联系' }), {
    phone: '13812345678',
    email: 'zhou@bank.example',
  });
  assert.ok(house.platform.audited.some(({ action }) => action === 'staff.revealContacts'));
});

test('a manager reaches the own branch alone', async () => {
  const staffId = house.ids.far;
  await assert.rejects(house.call('manager', 'getStaff', { staffId }), refused('platform.forbidden'));
  await assert.rejects(
    transfer('manager', house.ids.second, { orgUnitId: house.bank.units.SZ01, post: 'teller' }),
    refused('platform.forbidden'),
  );
});

test('seal, cipher and forms stay apart; vault and books; the rule is named', async () => {
  const assign = (post: string, more: object = {}) =>
    house.call<{ holdingId: string; warnings: unknown[] }>('manager', 'assignDuty', {
      staffId: house.ids.second,
      post,
      from: today,
      reason: '岗位安排',
      ...more,
    });
  const seal = await assign('sealKeeper');
  for (const post of ['cipherKeeper', 'formKeeper'])
    await assert.rejects(assign(post), (error: { code: string; data: { words: { zh: string } } }) => {
      assert.equal(error.code, 'staff.posts_incompatible');
      assert.match(error.data.words.zh, /三分管/);
      return true;
    });
  await assert.rejects(assign('sealKeeper'), refused('staff.post_held'));
  await assert.rejects(assign('bookkeeper'), refused('staff.certificate_missing'));
  await assert.rejects(assign('teller'), refused('staff.post_not_usable'));
  await assert.rejects(assign('noSuchPost'), refused('staff.post_not_found'));
  await assert.rejects(assign('formKeeper', { from: '2026-11-19' }), refused('staff.day_not_ahead'));
  assert.equal((await assign('vaultKeeper')).warnings.length, 0);
  await assert.rejects(assign('authoriser'), refused('staff.posts_incompatible'));
  // Given back tomorrow, the forms may be kept from then on.
  await house.call('manager', 'endDuty', {
    staffId: house.ids.second,
    holdingId: seal.holdingId,
    on: '2026-11-21',
    reason: '交接',
  });
  await assert.rejects(assign('formKeeper'), refused('staff.posts_incompatible'));
  await assign('formKeeper', { from: '2026-11-21' });
});

test('a certificate of the post that has ended keeps people from it; one that ends soon is a warning', async () => {
  const staffId = house.ids.lobby;
  const toTeller = () => transfer('manager', staffId, { orgUnitId: house.bank.units.NJ01, post: 'teller' });
  await assert.rejects(toTeller(), refused('staff.certificate_missing'));
  const save = async (expiresOn: string) =>
    house.call('manager', 'saveCertificates', {
      staffId,
      version: (await record(staffId)).version,
      certificates: [
        { kind: 'counterLicence', number: 'A1', issuedOn: '2020-01-01', expiresOn: null },
        { kind: 'antiCounterfeit', number: 'B1', issuedOn: '2020-01-01', expiresOn },
      ],
      reason: '补录',
    });
  await save('2026-11-19');
  await assert.rejects(toTeller(), refused('staff.certificate_expired'));
  await assert.rejects(save('2019-01-01'), refused('staff.certificate_dates'));
  await save('2026-12-15');
  const { problems } = await house.call<{ problems: { rule: string; blocks: boolean }[] }>(
    'manager',
    'checkPost',
    { staffId, post: 'teller', from: today },
  );
  assert.deepEqual(
    problems.map(({ rule, blocks }) => [rule, blocks]),
    [['certificateExpiring', false]],
  );
});

test('the holder and the manager are reminded once at each mark', async () => {
  const home = house.bank.branches.NJ01;
  const reminders = () =>
    house.platform.events
      .filter(({ type }) => type === 'certificate.expiring')
      .map(({ payload }) => (payload as { daysLeft: number }).daysLeft);
  await house.passTo('2026-11-21', '09:00', home);
  assert.deepEqual(reminders(), [24]);
  await house.passTo('2026-11-22', '09:00', home);
  assert.deepEqual(reminders(), [24]);
  const told = house.platform.events.filter(({ type }) => type === 'message.sent');
  assert.deepEqual(
    new Set(told.map(({ payload }) => (payload as { staffId: string }).staffId)),
    new Set([house.ids.lobby, house.ids.manager]),
  );
});

test('a transfer waits for its approval and its day; the register, the history and access then have it', async () => {
  const staffId = house.ids.other;
  const change = await transfer(
    'region',
    staffId,
    { orgUnitId: house.bank.units.NJ01, post: 'teller' },
    { effectiveOn: '2026-11-25' },
  );
  await assert.rejects(
    transfer('region', staffId, { orgUnitId: house.bank.units.NJ01, post: 'reserve' }),
    refused('staff.day_not_ahead'),
  );
  await assert.rejects(
    transfer(
      'region',
      staffId,
      { orgUnitId: house.bank.units.NJ01, post: 'reserve' },
      { effectiveOn: '2026-11-25' },
    ),
    refused('staff.change_running'),
  );
  // The region asked, so head office decides.
  await assert.rejects(house.decide('region', change.id), refused('workflow.approval_own'));
  await house.decide('head', change.id);
  assert.deepEqual(
    [(await listed(change.id)).state, (await record(staffId)).orgUnitName],
    ['approved', '玄武支行'],
  );
  await house.passTo('2026-11-25', '00:00', house.bank.branches.NJ02, house.bank.branches.NJ01);
  const moved = await record(staffId);
  assert.deepEqual([moved.orgUnitName, moved.homeBranchId], ['鼓楼支行', house.bank.branches.NJ01]);
  assert.deepEqual(
    moved.holdings.map(({ orgUnitName, since, until }) => [orgUnitName, since, until]),
    [
      ['鼓楼支行', '2026-11-25', null],
      ['玄武支行', null, '2026-11-25'],
    ],
  );
  assert.equal((await listed(change.id)).state, 'applied');
  assert.ok(house.platform.events.some(({ type }) => type === 'staff.changed'));
});

test('a record that changed while it was judged is not moved: the application lapses, and is told', async () => {
  const staffId = house.ids.teller;
  const soon = { effectiveOn: '2026-11-25' };
  const change = await transfer(
    'manager',
    staffId,
    { orgUnitId: house.bank.units.NJ01, post: 'reserve' },
    soon,
  );
  await house.call('manager', 'saveStaff', {
    staffId,
    version: (await record(staffId)).version,
    record: { name: '周岚', education: 'master', enteredOn: '2019-07-01' },
    reason: '学历更新',
  });
  await house.decide('region', change.id);
  assert.deepEqual([(await listed(change.id)).state, (await record(staffId)).post], ['lapsed', 'teller']);
  assert.match(
    JSON.stringify(house.platform.events.filter(({ type }) => type === 'alert.changed').at(-1)?.payload),
    /人员变动未能生效/,
  );
});

test('nobody decides about themselves; what is rejected changes nothing', async () => {
  const change = await transfer(
    'head',
    house.ids.region,
    { orgUnitId: house.bank.units.JH, post: 'headOffice' },
    { effectiveOn: '2026-11-26' },
  );
  await assert.rejects(house.decide('region', change.id), refused('workflow.approval_own'));
  await house.decide('head2', change.id, 'reject');
  assert.deepEqual(
    [(await listed(change.id)).state, (await record(house.ids.region)).orgUnitName],
    ['rejected', '南京分行'],
  );
});

test('a person is hired through approval, once; unfit or under a taken number they are not', async () => {
  const hire = (more: object = {}) =>
    house.call<{ change: StaffChange }>('manager', 'applyForHire', {
      orgUnitId: house.bank.units.NJ01,
      hire: {
        number: '91000',
        name: '新人',
        post: 'teller',
        certificates: [
          { kind: 'counterLicence', number: 'C1', issuedOn: null, expiresOn: null },
          { kind: 'antiCounterfeit', number: 'C2', issuedOn: null, expiresOn: '2028-01-01' },
        ],
        contacts: { phone: '13900001111', email: null },
        ...more,
      },
      effectiveOn: '2026-11-25',
      reason: '招聘',
    });
  await assert.rejects(hire({ number: '90000' }), refused('staff.number_taken'));
  await assert.rejects(hire({ certificates: [] }), refused('staff.certificate_missing'));
  const { change } = await hire();
  await house.decide('region', change.id);
  assert.equal((await listed(change.id)).state, 'applied');
  const person = await record(change.staffId);
  assert.deepEqual(
    [person.number, person.post, person.enteredOn, person.maskedPhone, person.certificateList.length],
    ['91000', 'teller', '2026-11-25', '139****1111', 2],
  );
  const told = house.platform.events.find(({ type }) => type === 'staff.hired');
  assert.deepEqual((told!.payload as { staffId: string }).staffId, change.staffId);
  assert.doesNotMatch(JSON.stringify(house.platform.events), /13900001111/);
  await assert.rejects(hire(), refused('staff.number_taken'));
});

test('whoever leaves holds nothing any more and is nobody’s to edit', async () => {
  const staffId = house.ids.second;
  const { change } = await house.call<{ change: StaffChange }>('manager', 'applyForStaffChange', {
    staffId,
    version: (await record(staffId)).version,
    move: { kind: 'leave' },
    effectiveOn: '2026-11-25',
    reason: '辞职',
  });
  await house.decide('region', change.id);
  const gone = await record(staffId);
  assert.equal(gone.leftOn, '2026-11-25');
  assert.ok(gone.holdings.every(({ until }) => until !== null));
  await assert.rejects(
    house.call('manager', 'assignDuty', { staffId, post: 'sealKeeper', from: '2026-11-25', reason: '再来' }),
    refused('staff.has_left'),
  );
  const { items } = await house.call<{ items: { id: string }[] }>('manager', 'listStaff', { limit: 100 });
  assert.ok(!items.some(({ id }) => id === staffId));
});

test('the dictionary is head office’s, versioned, and a new duty is under its rules at once', async () => {
  const post = {
    name: { zh: '尾箱保管', en: 'Till keeper' },
    duties: { zh: '保管尾箱', en: 'Keeps the till' },
    requires: [],
    isKey: true,
    maxTenureMonths: 12,
    isRetired: false,
  };
  const save = (version: number, more: object = {}) =>
    house.call('head', 'savePost', {
      code: 'tillKeeper',
      version,
      post,
      excludes: [{ other: 'bookkeeper', rule: { zh: '账实分管', en: 'apart' } }],
      reason: '新增',
      ...more,
    });
  assert.deepEqual(await save(0), { version: 1 });
  await assert.rejects(save(0), refused('staff.post_changed'));
  await assert.rejects(
    save(1, { excludes: [{ other: 'tillKeeper', rule: { zh: '自', en: 'self' } }] }),
    refused('staff.post_not_found'),
  );
  assert.deepEqual(await save(1), { version: 2 });
  const { exclusions } = await house.call<{ exclusions: { post: string; other: string }[] }>(
    'head',
    'listPosts',
    {},
  );
  assert.deepEqual(
    exclusions.filter(({ other }) => other === 'tillKeeper').map((one) => one.post),
    ['bookkeeper'],
  );
});
