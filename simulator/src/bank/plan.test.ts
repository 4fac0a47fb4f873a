import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Id } from '@huiting/contracts/core/fields';
import { BranchRecord, ServiceWindow } from '@huiting/contracts/organization';
import { isCardNumber, isIdNumber, unassigned } from './identifiers.ts';
import { planBank } from './plan.ts';

const plan = planBank('test', '2026-11-20');

test('the same seed gives the same bank, another seed another one', () => {
  assert.deepEqual(planBank('test', '2026-11-20'), plan);
  const other = planBank('other', '2026-11-20', { customers: 50 });
  assert.notEqual(other.branches[0]!.id, plan.branches[0]!.id);
  assert.notDeepEqual(
    other.customers.slice(20, 50).map((one) => one.name),
    plan.customers.slice(20, 50).map((one) => one.name),
  );
});

test('the bank has the promised size', () => {
  assert.equal(plan.branches.length, 24);
  assert.equal(plan.orgUnits.length, 1 + 3 + 24);
  assert.equal(plan.customers.length, 20_000);
  assert.ok(plan.staff.length >= 280 && plan.staff.length <= 320, `${plan.staff.length} staff`);
  const visits = plan.branches.reduce((sum, branch) => sum + branch.visitsPerDay, 0) / plan.branches.length;
  assert.ok(visits >= 120 && visits <= 150, `${visits} visits a day`);
});

test('ids, numbers, phones, cards and user names belong to one each', () => {
  const ids = [
    ...plan.orgUnits,
    ...plan.branches,
    ...plan.branches.flatMap((branch) => [...branch.windows, ...branch.zones]),
    ...plan.staff,
    ...plan.users,
    ...plan.terminals,
    ...plan.customers,
  ].map((thing) => thing.id);
  const unique = (values: readonly string[]): void => assert.equal(new Set(values).size, values.length);
  unique(ids);
  for (const id of ids.slice(0, 500)) Id.parse(id);
  unique(plan.staff.map((one) => one.number));
  unique(plan.users.map((one) => one.username));
  unique(plan.customers.map((one) => one.phone));
  unique(plan.customers.flatMap((one) => one.cards));
  unique(plan.customers.flatMap((one) => one.idNumber ?? []));
});

test('personal numbers are right in form and can belong to nobody', () => {
  for (const customer of plan.customers) {
    assert.match(customer.phone, /^1[3-9]\d{9}$/);
    assert.ok(customer.phone.startsWith(unassigned.mobilePrefix));
    for (const card of customer.cards)
      assert.ok(isCardNumber(card) && card.startsWith(unassigned.cardPrefix), card);
    if (customer.idNumber === null) continue;
    assert.ok(
      isIdNumber(customer.idNumber) && customer.idNumber.startsWith(unassigned.idRegion),
      customer.idNumber,
    );
    assert.equal(customer.idNumber.slice(6, 14), customer.birthDate!.replaceAll('-', ''));
    assert.equal(Number(customer.idNumber[16]) % 2 === 1, customer.gender === 'male');
  }
});

test('every outlet fits the contract and can do every service at two windows or more', () => {
  for (const branch of plan.branches) {
    BranchRecord.pick({
      code: true,
      name: true,
      path: true,
      format: true,
      stage: true,
      weekdayHours: true,
      weekendHours: true,
    }).parse(branch);
    assert.ok(branch.windows.length >= 4 && branch.windows.length <= 9);
    for (const window of branch.windows) ServiceWindow.parse(window);
    for (const { code } of plan.serviceTypes) {
      const able = branch.windows.filter((window) => window.serviceCodes.includes(code));
      assert.ok(able.length >= 2, `${branch.name} ${code}`);
    }
    const shares = Object.values(branch.serviceMix).reduce((sum, share) => sum + share, 0);
    assert.ok(Math.abs(shares - 1) < 1e-9);
  }
});

test('staff stand in the tree, every counter has somebody, three administrators exclude each other', () => {
  const units = new Set(plan.orgUnits.map((unit) => unit.id));
  for (const one of plan.staff) assert.ok(units.has(one.orgUnitId));
  for (const branch of plan.branches) {
    const seated = plan.staff.filter((one) => one.homeBranchId === branch.id).map((one) => one.usualWindowId);
    for (const window of branch.windows)
      assert.ok(seated.includes(window.id), `${branch.name} ${window.label}`);
  }
  const administrators = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
  for (const user of plan.users)
    assert.ok(user.roles.filter((role) => administrators.includes(role)).length <= 1);
});

test('the pictures are told: 城东支行, its people, one printed account a role', () => {
  const story = plan.branches.find((branch) => branch.name === '城东支行')!;
  assert.deepEqual(
    story.windows.map((window) => window.label),
    ['1', '2', '3', '4', '5', '6', '理财室 1'],
  );
  const teller = plan.staff.find((one) => one.number === '020317')!;
  assert.equal(teller.name, '陈洁');
  assert.equal(teller.usualWindowId, story.windows[2]!.id);
  const printed = plan.users.filter((user) => user.printed);
  assert.deepEqual(printed.map((user) => `${user.username} ${user.name}`).sort(), [
    'auditor 秦朗',
    'headoffice 吴静',
    'lobby 林小雨',
    'manager 高岚',
    'region 沈知衡',
    'secadmin 罗衡',
    'supervisor 孙立',
    'sysadmin 程屿',
    'teller 陈洁',
    'wealth 许薇',
  ]);
});
