import type { ErrorCode } from '@huiting/contracts';
import { privilegedRoles } from '@huiting/contracts/access/administration';
import type { Actor } from '../../platform/context.ts';
import { choices, readCells } from '../../platform/imports/cells.ts';
import { column } from '../../platform/imports/importer.ts';
import type { Cells, Column, Problem } from '../../platform/imports/importer.ts';
import { permits } from '../../platform/permits.ts';
import { isForPeople } from './access.roles.domain.ts';
import type { Role } from './access.roles.domain.ts';

/** A login as it stands in the register that is imported and exported. */
export interface LoginEntry {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly staffId: string | null;
  readonly staffNumber: string | null;
  readonly frozen: boolean;
  readonly isEmergency: boolean;
  readonly orgUnitId: string;
  readonly branchId: string | null;
  readonly unitCode: string;
  readonly path: string;
  /** Held at its own unit. */
  readonly roles: readonly Role[];
}

/** Somebody of the staff register, as far as their login is concerned. */
export interface PersonOfLogin {
  readonly staffId: string;
  readonly name: string;
  readonly orgUnitId: string;
  readonly path: string;
  readonly userId: string | null;
  readonly hasLeft: boolean;
}

const roleWords: readonly (readonly [Role, string, string])[] = [
  ['teller', '柜员', 'Teller'],
  ['lobbyManager', '大堂经理', 'Lobby manager'],
  ['relationshipManager', '客户经理', 'Relationship manager'],
  ['operationsSupervisor', '运营主管', 'Operations supervisor'],
  ['branchManager', '网点负责人', 'Branch manager'],
  ['regionalManager', '分行管理岗', 'Regional manager'],
  ['headOfficeOperations', '总行运营管理岗', 'Head office operations'],
  ['systemAdmin', '系统管理员', 'System administrator'],
  ['securityAdmin', '安全管理员', 'Security administrator'],
  ['auditAdmin', '审计管理员', 'Audit administrator'],
];
const roles = choices<Role>(roleWords);
const ordinary = roleWords.filter(([role]) => !privilegedRoles.includes(role));
const states = choices<'active' | 'frozen'>([
  ['active', '正常', '启用'],
  ['frozen', '停用', '冻结'],
]);

export const userColumns: readonly Column[] = [
  column('username', { zh: '用户名', en: 'User name' }, 'lin.ruoxi', {
    required: true,
    note: {
      zh: '小写字母开头，3 至 30 位；已有的更新，没有的新建，首个口令由管理员逐人发放',
      en: 'From a small letter, 3 to 30; known ones are updated, others made; first passwords are given out one by one',
    },
  }),
  column('name', { zh: '姓名', en: 'Name' }, '林若溪', { required: true }),
  column('unit', { zh: '机构编号', en: 'Unit code' }, '320113', { required: true }),
  column('staffNumber', { zh: '工号', en: 'Staff number' }, '320118', {
    note: { zh: '对应员工档案；留空为不对应', en: 'Whose login it is; empty for nobody’s' },
  }),
  column('roles', { zh: '角色', en: 'Roles' }, '柜员', {
    note: {
      zh: `在本机构的角色，以分号相隔；文件只授予不收回。${ordinary.map(([, zh]) => zh).join('、')}`,
      en: `At its own unit, apart by semicolons; a file gives and never takes. ${ordinary.map(([, , en]) => en).join(', ')}`,
    },
  }),
  column('state', { zh: '状态', en: 'State' }, '正常', {
    note: { zh: '只导出，不由文件变更', en: 'Given out only' },
  }),
];

/** What a row says a login should be. */
export interface LoginDraft {
  readonly username: string;
  readonly name: string;
  readonly unitCode: string;
  readonly staffNumber: string;
  readonly roles: readonly Role[];
  readonly state: 'active' | 'frozen' | null;
  readonly problems: readonly Problem[];
}

export function readLoginRow(cells: Cells): LoginDraft {
  const read = readCells(cells);
  const named = (cells['roles'] ?? '')
    .split(/[;；、]/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .flatMap((word) => {
      const role = roles.get(word.toLowerCase());
      if (role === undefined) read.fail('roles', 'import.not_a_choice');
      return role === undefined ? [] : [role];
    });
  return {
    username: read.text('username', { min: 3, max: 30, pattern: /^([a-z][a-z0-9._-]*)?$/ }),
    name: read.text('name', { min: 1, max: 40 }),
    unitCode: read.text('unit', { min: 1, max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    staffNumber: read.text('staffNumber', { max: 20, pattern: /^[A-Za-z0-9]*$/ }),
    roles: [...new Set(named)],
    state: read.choice('state', states),
    problems: read.problems,
  };
}

export const addedRoles = (row: LoginDraft, entry: LoginEntry | null): Role[] =>
  row.roles.filter((role) => entry?.roles.includes(role) !== true);

export const changesAnything = (row: LoginDraft, entry: LoginEntry, person: PersonOfLogin | null): boolean =>
  row.name !== entry.name || addedRoles(row, entry).length > 0 || (person !== null && person.userId === null);

/** What a row is judged against. */
export interface LoginMatter {
  readonly entry: LoginEntry | null;
  /** The unit it names; null = there is none. */
  readonly unit: { readonly id: string; readonly path: string } | null;
  /** Whom the staff number names; null = nobody. */
  readonly person: PersonOfLogin | null;
}

/** What speaks against a row: the same rules as for one login made and given rights by hand. */
export function loginProblems(
  actor: Actor,
  row: LoginDraft,
  { entry, unit, person }: LoginMatter,
): Problem[] {
  const problems: Problem[] = [];
  const fail = (column: string, code: ErrorCode): void => void problems.push({ column, code });
  const manages = (path: string): boolean => permits(actor, 'access.manage', path);
  if (entry !== null) {
    if (!manages(entry.path)) return [{ column: 'username', code: 'import.no_right' }];
    if (entry.isEmergency) return [{ column: 'username', code: 'access.emergency_account' }];
    if (entry.id === actor.id && changesAnything(row, entry, person)) fail('username', 'access.own_account');
    if (row.unitCode !== '' && row.unitCode !== entry.unitCode) fail('unit', 'access.import_unit_fixed');
    if (entry.staffId !== null && row.name !== entry.name) fail('name', 'access.import_name_of_register');
    if (row.state !== null && (row.state === 'frozen') !== entry.frozen)
      fail('state', 'access.import_state_fixed');
  } else {
    if (row.unitCode !== '' && unit === null) fail('unit', 'organization.unit_not_found');
    else if (unit !== null && !manages(unit.path)) fail('unit', 'import.no_right');
    if (row.state === 'frozen') fail('state', 'access.import_state_fixed');
  }
  const added = addedRoles(row, entry);
  if (added.some((role) => !isForPeople(role))) fail('roles', 'access.role_not_grantable');
  if (added.some((role) => privilegedRoles.includes(role))) fail('roles', 'access.import_privileged');
  if (row.staffNumber !== '') problems.push(...personProblems(actor, row, { entry, unit, person }));
  return problems;
}

function personProblems(actor: Actor, row: LoginDraft, { entry, unit, person }: LoginMatter): Problem[] {
  const at = (column: string, code: ErrorCode): Problem[] => [{ column, code }];
  if (person === null) return at('staffNumber', 'staff.not_found');
  if (!permits(actor, 'access.manage', person.path)) return at('staffNumber', 'import.no_right');
  if (person.userId !== null && person.userId === entry?.id) return [];
  if (person.hasLeft) return at('staffNumber', 'staff.has_left');
  if (person.userId !== null || (entry !== null && entry.staffId !== null))
    return at('staffNumber', 'staff.login_taken');
  const place = entry?.orgUnitId ?? unit?.id;
  return [
    // A wrong number would put somebody's rights into another's hands: name and place must say the same.
    ...(person.name === row.name ? [] : at('name', 'access.import_name_of_register')),
    ...(place === undefined || place === person.orgUnitId ? [] : at('unit', 'access.import_unit_fixed')),
  ];
}

/** The login as a row in the order of the columns. */
export function loginCells(entry: LoginEntry): string[] {
  return [
    entry.username,
    entry.name,
    entry.unitCode,
    entry.staffNumber ?? '',
    entry.roles
      .filter(isForPeople)
      .map((role) => roleWords.find(([code]) => code === role)?.[1] ?? role)
      .join(';'),
    entry.frozen ? '停用' : '正常',
  ];
}
