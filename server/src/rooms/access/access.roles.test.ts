import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RoleCode, permissions } from '@huiting/contracts/access';
import { createTestPlatform } from '../../platform/testing.ts';
import { loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { excludedBy, permissionsOf } from './access.roles.domain.ts';
import { hashPassword, loadAccess } from './index.ts';
import type { AccessPlan, Role } from './index.ts';

const demo = { demo: true };
const admins: Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];
const terminals: Role[] = ['kiosk', 'hallDisplay', 'windowDisplay', 'evaluator'];

test('every permission is somebody’s, and every role has some', () => {
  const given = new Set(RoleCode.options.flatMap((role) => permissionsOf(role, demo)));
  assert.deepEqual(
    permissions.filter((permission) => !given.has(permission)),
    [],
  );
  for (const role of RoleCode.options) assert.ok(permissionsOf(role, demo).length > 0, role);
});

test('the three administrators share no power and see no customer', () => {
  const powers = ['access.manage', 'access.audit', 'system.view'] as const;
  for (const role of admins) {
    const held = permissionsOf(role, demo);
    assert.equal(powers.filter((power) => held.includes(power)).length, 1, role);
    assert.deepEqual(
      held.filter((permission) => /^(customer|queue|feedback|appointment)\./.test(permission)),
      [],
      role,
    );
    for (const other of admins) assert.equal(excludedBy([other], role), other === role ? null : other);
  }
  assert.equal(excludedBy(['teller', 'branchManager'], 'systemAdmin'), null);
  assert.equal(excludedBy(['systemAdmin'], 'teller'), null);
});

test('terminals sign in nowhere and read no customer', () => {
  for (const role of terminals) {
    const held = permissionsOf(role, demo);
    assert.deepEqual(
      held.filter(
        (permission) =>
          /^(surface|staff|access|system|clock|hall|alert)\.|\.(manage|view|unmask|serve|handle)$/.test(
            permission,
          ) && !['organization.view', 'hall.callAssist'].includes(permission),
      ),
      [],
      role,
    );
  }
});

test('nobody becomes two administrators, neither through the loader nor past it', async () => {
  const bank = smallBank();
  const platform = await createTestPlatform({ at: 0 });
  try {
    await loadBank(platform.db, bank.plan);
    const id = '01900000-0000-7000-8000-0000000000aa';
    const user = (roles: Role[]): AccessPlan['users'][number] => ({
      id,
      username: 'both',
      name: '兼任',
      passwordHash: null,
      orgUnitId: bank.units.JH,
      branchId: null,
      staff: null,
      roles: roles.map((role) => ({ role, orgUnitId: bank.units.JH })),
    });
    await assert.rejects(
      loadAccess(platform.db, { users: [user(['systemAdmin', 'auditAdmin'])], terminals: [] }, Date.now()),
      /exclude each other/,
    );
    await loadAccess(platform.db, { users: [user(['systemAdmin', 'teller'])], terminals: [] }, Date.now());
    const grant = platform.pool.query(
      `insert into access.role_grant values ($1, 'auditAdmin', $2, clock_timestamp())`,
      [id, bank.units.JH],
    );
    await assert.rejects(grant, { code: '23505' });
  } finally {
    await platform.stop();
  }
});

test('a weak password is not even hashed', async () => {
  for (const weak of ['', 'Ab1!', 'aaaaaaaa', 'abcdefg1', 'ABCDEFG1', '12345678!'])
    await assert.rejects(hashPassword(weak), RangeError);
  assert.match(await hashPassword('Abcdefg1'), /^\$argon2id\$/);
});
