import { z } from 'zod';
import {
  administrationEndpoints,
  administrationErrors,
  administrationEvents,
} from './access/administration.ts';
import { auditEndpoints, auditEvents } from './access/audit.ts';
import { ownSessionEndpoints } from './access/own-sessions.ts';
import { padEndpoints, padErrors } from './access/pads.ts';
import { preferenceEndpoints, preferenceErrors } from './access/preferences.ts';
import { roleBookEndpoints } from './access/role-book.ts';
import { RoleCode } from './access/roles.ts';
import { sessionEndpoints, Surface, TerminalKind } from './access/session.ts';
import { signInEndpoints, signInErrors, signInEvents } from './access/sign-in.ts';
import { watchEndpoints, watchErrors, watchEvents } from './access/watch.ts';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { Done, Id, Instant, PageInput, Words, page } from './core/fields.ts';

export const accessErrors = errors({
  ...administrationErrors,
  ...padErrors,
  ...preferenceErrors,
  ...signInErrors,
  ...watchErrors,
  'access.wrong_credentials': { status: 401, zh: '用户名或口令不正确', en: 'User name or password is wrong' },
  'access.locked': {
    status: 423,
    zh: '连续输错次数过多，账号已锁定，请稍后再试',
    en: 'Too many failures; the account is locked for a while',
  },
  'access.frozen': { status: 403, zh: '账号已停用', en: 'The account is frozen' },
  'access.suspended': {
    status: 403,
    zh: '您正在强制休假，期间停用系统权限，请勿使用他人账号',
    en: 'You are on mandatory leave; access is suspended until it ends',
  },
  'access.code_invalid': {
    status: 400,
    zh: '登记码不正确或已过期',
    en: 'The enrolment code is wrong or has expired',
  },
  'access.terminal_not_found': { status: 404, zh: '没有这个终端', en: 'There is no such terminal' },
  'access.user_not_found': { status: 404, zh: '没有这个用户', en: 'There is no such user' },
  'access.surface_not_allowed': {
    status: 403,
    zh: '您的岗位不能使用这个界面',
    en: 'Your post cannot use this surface',
  },
});

/**
 * Every permission of the house. Roles bundle them; a grant ties a role to an org path.
 * `surface.*` lets a user sign in on that surface.
 */
export const permissions = [
  'surface.console',
  'surface.pad',
  'surface.teller',
  'surface.wall',
  'organization.view',
  'organization.edit',
  'organization.manage',
  'organization.apply',
  'access.manage',
  'access.audit',
  'access.watch',
  'terminal.enrol',
  'staff.view',
  'staff.self',
  'staff.edit',
  'staff.apply',
  'staff.manage',
  'alert.view',
  'alert.handle',
  'approval.view',
  'approval.manage',
  /** Classes of a customer's fields that show (server/src/platform/field-scope.ts). */
  'field.identity',
  'field.contact',
  'field.wealth',
  'customer.view',
  'customer.unmask',
  'customer.recognise',
  'display.manage',
  'customer.consent',
  'privacy.manage',
  'privacy.handle',
  'customer.relate',
  'customer.oversee',
  'queue.view',
  'queue.display',
  'queue.issue',
  'queue.serve',
  'queue.move',
  'queue.manage',
  'queue.configure',
  'appointment.view',
  'appointment.manage',
  'appointment.checkIn',
  'appointment.prepare',
  'appointment.configure',
  'feedback.view',
  'feedback.rate',
  'feedback.handle',
  'feedback.lead',
  'feedback.analyse',
  'feedback.configure',
  'feedback.followUp',
  'hall.view',
  'hall.overview',
  'hall.callAssist',
  'hall.assist',
  'hall.arrange',
  'hall.worklog',
  'hall.review',
  'clock.control',
  'system.view',
  'import.run',
  'parameter.view',
  'parameter.manage',
  'system.operate',
] as const;
export type Permission = (typeof permissions)[number];

export { RoleCode };
export { Duty, Me, Surface, TerminalKind } from './access/session.ts';

export const Terminal = z.object({
  id: Id,
  branchId: Id,
  kind: TerminalKind,
  name: z.string(),
  windowId: Id.nullable(),
  enrolledAt: Instant.nullable(),
  lastSeenAt: Instant.nullable(),
  revoked: z.boolean(),
});
export type Terminal = z.output<typeof Terminal>;

export { AuditEntry, AuditVerification } from './access/audit.ts';

/** Head-office rows use their org unit's id as branch id. */
export const accessEvents = {
  ...administrationEvents,
  ...signInEvents,
  ...auditEvents,
  ...watchEvents,
  signedIn: event({
    type: 'session.opened',
    room: 'access',
    payload: z.object({ userId: Id, surface: Surface }),
  }),
  grantsChanged: event({ type: 'user.grantsChanged', room: 'access', payload: z.object({ userId: Id }) }),
  terminalEnrolled: event({
    type: 'terminal.enrolled',
    room: 'access',
    payload: z.object({ terminalId: Id, kind: TerminalKind }),
  }),
};

export const accessEndpoints = {
  ...sessionEndpoints,
  ...administrationEndpoints,
  ...ownSessionEndpoints,
  ...padEndpoints,
  ...preferenceEndpoints,
  ...signInEndpoints,
  ...auditEndpoints,
  ...watchEndpoints,
  ...roleBookEndpoints,
  listTerminals: endpoint({
    id: 'access.listTerminals',
    method: 'GET',
    path: '/branches/:branchId/terminals',
    summary: 'Enrolled terminals of a branch',
    input: z.object({ branchId: Id }),
    output: z.object({ terminals: z.array(Terminal) }),
    access: 'terminal.enrol',
  }),
  createTerminal: endpoint({
    id: 'access.createTerminal',
    method: 'POST',
    path: '/branches/:branchId/terminals',
    summary: 'Register a terminal and get its one-time enrolment code (10 minutes)',
    input: z.object({
      branchId: Id,
      kind: TerminalKind,
      name: Words(40).pipe(z.string().min(1)),
      windowId: Id.nullable().default(null),
    }),
    output: z.object({ terminal: Terminal, code: z.string() }),
    access: 'terminal.enrol',
  }),
  revokeTerminal: endpoint({
    id: 'access.revokeTerminal',
    method: 'POST',
    path: '/branches/:branchId/terminals/:terminalId/revoke',
    summary: "End a terminal's credential at once",
    input: z.object({ branchId: Id, terminalId: Id }),
    output: z.object({ terminal: Terminal }),
    errors: ['access.terminal_not_found'],
    access: 'terminal.enrol',
  }),
  revokeSessions: endpoint({
    id: 'access.revokeSessions',
    method: 'POST',
    path: '/users/:userId/revoke-sessions',
    summary: 'End every session of a user; open streams end within a second',
    input: z.object({ userId: Id }),
    output: z.object({ ended: z.number().int() }),
    errors: ['access.user_not_found'],
    access: 'access.manage',
  }),
  removeRole: endpoint({
    id: 'access.removeRole',
    method: 'POST',
    path: '/users/:userId/remove-role',
    summary: 'Take a role from a user',
    input: z.object({ userId: Id, role: RoleCode }),
    output: Done,
    errors: ['access.user_not_found', 'access.last_security_admin', 'access.emergency_account'],
    access: 'access.manage',
  }),
  listUsers: endpoint({
    id: 'access.listUsers',
    method: 'GET',
    path: '/users',
    summary: "Users within the caller's scope",
    input: z.object({ search: z.string().max(60).optional(), ...PageInput }),
    output: page(
      z.object({
        id: Id,
        username: z.string(),
        name: z.string(),
        roles: z.array(RoleCode),
        orgUnitName: z.string(),
        frozen: z.boolean(),
      }),
    ),
    access: 'access.manage',
  }),
};
