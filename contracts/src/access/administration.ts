import { z } from 'zod';
import { approvalKind } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Done, Id, Instant, Reason, Words } from '../core/fields.ts';
import { RoleCode } from './roles.ts';

export const administrationErrors = errors({
  'access.second_factor_needed': { status: 401, zh: '请输入动态口令', en: 'Enter the one-time code' },
  'access.second_factor_wrong': {
    status: 400,
    zh: '动态口令不正确或已用过',
    en: 'The one-time code is wrong or has been used',
  },
  'access.second_factor_missing': {
    status: 409,
    zh: '还没有开始绑定动态口令',
    en: 'No second factor has been set up',
  },
  'access.password_wrong': { status: 400, zh: '当前口令不正确', en: 'The present password is wrong' },
  'access.password_weak': {
    status: 400,
    zh: '口令至少 8 位，含大写、小写、数字、符号中的三类',
    en: 'A password needs 8 characters of three kinds: capitals, small letters, digits, signs',
  },
  'access.password_used': {
    status: 409,
    zh: '不能使用最近用过的口令',
    en: 'This is one of the last passwords; choose another',
  },
  'access.username_taken': { status: 409, zh: '这个用户名已被使用', en: 'This user name is in use' },
  'access.own_account': {
    status: 403,
    zh: '不能对自己的账号进行此操作',
    en: 'Nobody does this to their own account',
  },
  'access.admins_exclude': {
    status: 409,
    zh: '系统、安全、审计管理员不能由同一人担任',
    en: 'System, security and audit administrators exclude each other',
  },
  'access.last_security_admin': {
    status: 409,
    zh: '这是最后一名安全管理员，请先任命另一名',
    en: 'This is the last security administrator; appoint another first',
  },
  'access.grant_running': {
    status: 409,
    zh: '同样的授权申请已在审批中',
    en: 'The same grant is being decided already',
  },
  'access.grant_held': {
    status: 409,
    zh: '该用户已有这个角色',
    en: 'The user holds this role there already',
  },
  'access.import_privileged': {
    status: 403,
    zh: '特权角色须逐人申请、由他人审批，不能由文件授予',
    en: 'A privileged role is asked for one by one and given by a second person, never by a file',
  },
  'access.import_unit_fixed': {
    status: 409,
    zh: '账号的机构随员工档案变更，文件不改',
    en: 'A login is where its person is; a file does not move it',
  },
  'access.import_name_of_register': {
    status: 409,
    zh: '姓名与员工档案不一致，以档案为准',
    en: 'The name is not the one in the staff register, which counts',
  },
  'access.import_state_fixed': {
    status: 409,
    zh: '停用和启用须逐人办理并说明理由，文件不改',
    en: 'Freezing takes a reason for each; a file does not do it',
  },
  'access.role_not_grantable': {
    status: 409,
    zh: '这个角色不能授予人员',
    en: 'This role is not given to people',
  },
});

/** Given only with a second person's consent: they reach over the whole bank, or over other people's rights and traces. */
export const privilegedRoles: readonly RoleCode[] = [
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'headOfficeOperations',
];

const roleNames: Partial<Record<RoleCode, { zh: string; en: string }>> = {
  systemAdmin: { zh: '系统管理员', en: 'System administrator' },
  securityAdmin: { zh: '安全管理员', en: 'Security administrator' },
  auditAdmin: { zh: '审计管理员', en: 'Audit administrator' },
  headOfficeOperations: { zh: '总行运营管理岗', en: 'Head-office operations' },
};

export const grantApproval = approvalKind({
  kind: 'access.grant',
  name: { zh: '特权角色授权', en: 'Privileged roles' },
  facts: [
    {
      key: 'role',
      name: { zh: '角色', en: 'Role' },
      type: 'text',
      choices: privilegedRoles.map((value) => ({ value, name: roleNames[value]! })),
    },
    { key: 'user', name: { zh: '用户', en: 'User' }, type: 'text' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: [
    {
      key: 'headOffice',
      name: { zh: '总行审批', en: 'Head office' },
      approver: { post: 'headOffice', level: 'headOffice' },
      when: [],
      agreeing: 1,
      limitMinutes: 24 * 60,
      whenLate: 'remind',
    },
  ],
});

export const administrationEvents = {
  grantAsked: event({
    type: 'userGrant.approvalRequested',
    room: 'access',
    payload: z.object({
      requestId: Id,
      userId: Id,
      userName: z.string(),
      /** Staff record of whoever would get the role: they do not decide it. */
      beneficiaryId: Id.nullable(),
      role: RoleCode,
      version: z.number().int(),
      orgUnitId: Id,
      reason: z.string(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: grantApproval,
      subject: ({ requestId, version }) => ({ kind: 'userGrant', id: requestId, version }),
      title: ({ userName, role }) => ({
        zh: `授予${userName}${roleNames[role]?.zh ?? role}`,
        en: `${roleNames[role]?.en ?? role} for ${userName}`,
      }),
      facts: ({ role, userName, reason }) => ({ role, user: userName, reason }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
      barred: ({ beneficiaryId }) => (beneficiaryId === null ? [] : [beneficiaryId]),
    },
  }),
  loginLocked: event({
    type: 'login.locked',
    room: 'access',
    payload: z.object({ userId: Id, name: z.string() }),
    notify: {
      kind: 'access.bruteForce',
      severity: 'urgent',
      dedupeKey: ({ userId }) => `loginLocked:${userId}`,
      audience: { permission: 'access.watch' },
      title: ({ name }) => ({ zh: `账号被锁定 · ${name}`, en: `Login locked · ${name}` }),
      body: () => ({
        zh: '连续输错口令，可能有人在猜测',
        en: 'Wrong passwords in a row: somebody may be guessing',
      }),
      subject: ({ userId }) => ({ kind: 'user', id: userId }),
      escalateAfterMinutes: null,
    },
  }),
};

const onUser = { userId: Id };
const Initial = z.object({
  /** Shown once; it opens nothing but its own change. */
  initialPassword: z.string(),
});

export const administrationEndpoints = {
  changePassword: endpoint({
    id: 'access.changePassword',
    method: 'POST',
    path: '/session/password',
    summary: 'Change my own password; every other session of mine ends',
    input: z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }),
    output: Done,
    errors: ['access.password_wrong', 'access.password_weak', 'access.password_used'],
    access: { kind: 'session' },
    idempotent: false,
  }),
  beginSecondFactor: endpoint({
    id: 'access.beginSecondFactor',
    method: 'POST',
    path: '/session/second-factor',
    summary: 'A new secret for one-time codes; it counts once a code of it has been shown',
    input: z.object({
      /** Not needed within ten minutes of a sign-in by the identity provider. */
      password: z.string().max(200).default(''),
    }),
    output: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['access.password_wrong'],
    access: { kind: 'session' },
    idempotent: false,
  }),
  confirmSecondFactor: endpoint({
    id: 'access.confirmSecondFactor',
    method: 'POST',
    path: '/session/second-factor/confirmation',
    summary: 'Show a code of the new secret: from now on it is asked for at every sign-in',
    input: z.object({ code: z.string().max(12) }),
    output: Done,
    errors: ['access.second_factor_missing', 'access.second_factor_wrong'],
    access: { kind: 'session' },
    idempotent: false,
  }),
  createUser: endpoint({
    id: 'access.createUser',
    method: 'POST',
    path: '/org-units/:orgUnitId/users',
    summary: 'A login without any role yet, with a first password that must be changed',
    input: z.object({
      orgUnitId: Id,
      username: z.string().regex(/^[a-z][a-z0-9._-]{2,29}$/),
      name: Words(40).pipe(z.string().min(1)),
    }),
    output: Initial.extend({ userId: Id }),
    errors: ['access.username_taken'],
    access: 'access.manage',
    idempotent: false,
  }),
  resetPassword: endpoint({
    id: 'access.resetPassword',
    method: 'POST',
    path: '/users/:userId/reset-password',
    summary: 'A first password again; every session of the user ends',
    input: z.object({ ...onUser, reason: Reason }),
    output: Initial,
    errors: ['access.user_not_found', 'access.own_account', 'access.emergency_account'],
    access: 'access.manage',
    idempotent: false,
  }),
  resetSecondFactor: endpoint({
    id: 'access.resetSecondFactor',
    method: 'POST',
    path: '/users/:userId/reset-second-factor',
    summary: 'Forget a lost second factor; every session of the user ends',
    input: z.object({ ...onUser, reason: Reason }),
    output: Done,
    errors: ['access.user_not_found', 'access.own_account', 'access.emergency_account'],
    access: 'access.manage',
  }),
  setFrozen: endpoint({
    id: 'access.setFrozen',
    method: 'POST',
    path: '/users/:userId/frozen',
    summary: 'Freeze a login, or let it in again; freezing ends its sessions within a second',
    input: z.object({ ...onUser, frozen: z.boolean(), reason: Reason }),
    output: Done,
    errors: ['access.user_not_found', 'access.own_account', 'access.last_security_admin'],
    access: 'access.manage',
  }),
  listGrants: endpoint({
    id: 'access.listGrants',
    method: 'GET',
    path: '/users/:userId/grants',
    summary: 'What a user may do where, as this user would find it, and what is being decided',
    input: z.object(onUser),
    output: z.object({
      grants: z.array(
        z.object({
          role: RoleCode,
          orgUnitId: Id,
          unitName: z.string(),
          grantedAt: Instant,
          /** It came with the person's post, and goes with it. */
          byPost: z.boolean(),
        }),
      ),
      requests: z.array(
        z.object({
          id: Id,
          role: RoleCode,
          unitName: z.string(),
          requestedByName: z.string(),
          requestedAt: Instant,
        }),
      ),
      /** Permission by permission, with the paths it holds at. */
      permissions: z.array(z.object({ permission: z.string(), paths: z.array(z.string()) })),
      hasSecondFactor: z.boolean(),
      passwordSetAt: Instant.nullable(),
    }),
    errors: ['access.user_not_found'],
    access: 'access.manage',
  }),
  grantRole: endpoint({
    id: 'access.grantRole',
    method: 'POST',
    path: '/users/:userId/grants',
    summary: 'Give a role at a place: an ordinary one at once, a privileged one once a second person agrees',
    input: z.object({ ...onUser, role: RoleCode, orgUnitId: Id, reason: Reason }),
    output: z.object({ outcome: z.enum(['granted', 'asked']) }),
    errors: [
      'access.user_not_found',
      'access.own_account',
      'access.admins_exclude',
      'access.grant_running',
      'access.grant_held',
      'access.role_not_grantable',
      'access.emergency_account',
    ],
    access: 'access.manage',
  }),
};
