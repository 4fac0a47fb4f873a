import type { Permission, RoleCode, Surface, TerminalKind } from '@huiting/contracts/access';
import type { Post } from '@huiting/contracts/posts';
import type { z } from 'zod';
import type { Parameters } from '../../platform/parameters.ts';

export type Role = z.output<typeof RoleCode>;

const look = [
  'organization.view',
  'staff.view',
  'alert.view',
  'queue.view',
  'feedback.view',
  'hall.view',
] as const;

/** What each role may do where it is granted. Nothing else is allowed to anybody. */
const templates: Readonly<Record<Role, readonly Permission[]>> = {
  teller: [
    'surface.teller',
    'staff.self',
    'organization.view',
    'alert.view',
    'field.identity',
    'field.contact',
    'field.wealth',
    'customer.view',
    'customer.consent',
    'customer.recognise',
    'queue.view',
    'queue.serve',
    'queue.move',
    'feedback.view',
    'hall.callAssist',
  ],
  lobbyManager: [
    'surface.pad',
    ...look,
    'staff.self',
    'hall.callAssist',
    'hall.assist',
    'hall.arrange',
    'hall.worklog',
    'alert.handle',
    'field.contact',
    'field.wealth',
    'customer.view',
    'customer.consent',
    'customer.recognise',
    'queue.issue',
    'queue.manage',
    'queue.move',
    'appointment.view',
    'appointment.manage',
    'appointment.checkIn',
    'feedback.handle',
    'feedback.followUp',
  ],
  relationshipManager: [
    'surface.pad',
    ...look,
    'staff.self',
    'hall.callAssist',
    'hall.assist',
    'alert.handle',
    'field.identity',
    'field.contact',
    'field.wealth',
    'customer.view',
    'customer.consent',
    'customer.relate',
    'customer.recognise',
    'customer.unmask',
    'appointment.view',
    'appointment.manage',
    'appointment.checkIn',
    'feedback.followUp',
    'appointment.prepare',
  ],
  // Stands in at a window when one is missing.
  operationsSupervisor: [
    'surface.pad',
    'surface.teller',
    ...look,
    'staff.self',
    'hall.callAssist',
    'hall.assist',
    'hall.arrange',
    'alert.handle',
    'approval.view',
    'field.identity',
    'field.contact',
    'field.wealth',
    'customer.view',
    'customer.consent',
    'customer.recognise',
    'customer.unmask',
    'queue.issue',
    'queue.serve',
    'queue.manage',
    'queue.move',
    'appointment.view',
    'appointment.checkIn',
    'feedback.handle',
    'feedback.followUp',
  ],
  branchManager: [
    'surface.console',
    'surface.pad',
    ...look,
    'staff.self',
    'hall.callAssist',
    'hall.assist',
    'hall.arrange',
    'hall.review',
    'hall.overview',
    'staff.edit',
    'staff.apply',
    'organization.edit',
    'display.manage',
    'terminal.enrol',
    'alert.handle',
    'approval.view',
    'organization.apply',
    'field.identity',
    'field.contact',
    'field.wealth',
    'customer.view',
    'customer.consent',
    'customer.relate',
    'customer.oversee',
    'customer.recognise',
    'customer.unmask',
    'queue.issue',
    'queue.manage',
    'queue.configure',
    'queue.move',
    'appointment.view',
    'appointment.manage',
    'appointment.checkIn',
    'feedback.handle',
    'feedback.lead',
    'feedback.analyse',
    'feedback.configure',
    'feedback.followUp',
    'appointment.prepare',
    'appointment.configure',
  ],
  regionalManager: [
    'surface.console',
    'surface.wall',
    ...look,
    'staff.self',
    'staff.edit',
    'staff.apply',
    'hall.overview',
    'organization.edit',
    'display.manage',
    'alert.handle',
    'approval.view',
    'organization.apply',
    'appointment.view',
    'feedback.handle',
    'feedback.lead',
    'feedback.analyse',
    'feedback.configure',
    'parameter.view',
    'import.run',
  ],
  headOfficeOperations: [
    'surface.console',
    'surface.wall',
    ...look,
    'staff.self',
    'staff.edit',
    'staff.apply',
    'hall.overview',
    'organization.edit',
    'display.manage',
    'staff.manage',
    'organization.manage',
    // Head office answers for personal data.
    'privacy.manage',
    'privacy.handle',
    'alert.handle',
    'approval.view',
    'organization.apply',
    'queue.manage',
    'queue.configure',
    'appointment.view',
    'clock.control',
    'feedback.analyse',
    'feedback.configure',
    'parameter.view',
    'parameter.manage',
    'import.run',
    'appointment.configure',
  ],
  // Three administrators who exclude each other: who runs the system gives no rights and cannot read or hide traces; none sees customers.
  systemAdmin: [
    'surface.console',
    'organization.view',
    'terminal.enrol',
    'approval.view',
    'approval.manage',
    'system.view',
    'system.operate',
    'parameter.view',
    'parameter.manage',
    'clock.control',
  ],
  securityAdmin: [
    'surface.console',
    'organization.view',
    'staff.view',
    'access.manage',
    'import.run',
    'parameter.view',
    'parameter.manage',
    'access.watch',
  ],
  auditAdmin: ['surface.console', 'organization.view', 'access.audit', 'access.watch'],
  kiosk: [
    'organization.view',
    'queue.display',
    'queue.issue',
    'customer.recognise',
    'appointment.checkIn',
    'hall.callAssist',
  ],
  hallDisplay: ['organization.view', 'queue.display'],
  windowDisplay: ['organization.view', 'queue.display'],
  evaluator: ['organization.view', 'queue.display', 'hall.callAssist', 'feedback.rate'],
  // Runs the demo: the simulator and the person at its screen, who step into everybody's shoes with everybody's own rights.
  demoDirector: ['surface.console', ...look, 'hall.overview', 'system.view', 'clock.control'],
};

/** Roles that come with a post where the bank has laid down nothing else. */
export function rolesOfPost(post: Post): readonly Role[] {
  switch (post) {
    case 'teller':
    case 'lobbyManager':
    case 'relationshipManager':
    case 'operationsSupervisor':
    case 'branchManager':
      return [post];
    case 'reserve':
      return ['teller', 'lobbyManager'];
    case 'wealthManager':
      return ['relationshipManager'];
    case 'headOffice':
      return [];
  }
}

const admins: readonly Role[] = ['systemAdmin', 'securityAdmin', 'auditAdmin'];

/** Permissions of a role; the demo's director has none in a bank that is not a demo. */
export function permissionsOf(role: Role, options: { demo: boolean }): readonly Permission[] {
  return role === 'demoDirector' && !options.demo ? [] : templates[role];
}

/** The administrator a user already is when this role may not be added; null = it may. */
export function excludedBy(held: readonly Role[], added: Role): Role | null {
  return admins.includes(added)
    ? (held.find((role) => role !== added && admins.includes(role)) ?? null)
    : null;
}

/** Whether people may be given the role: terminals have theirs by being one, the director comes with the demo. */
export const isForPeople = (role: Role): boolean =>
  !['kiosk', 'hallDisplay', 'windowDisplay', 'evaluator', 'demoDirector'].includes(role);

/** Roles that sign in with a second factor (SE-01). */
export const needsSecondFactor = (roles: readonly Role[]): boolean =>
  roles.some((role) => admins.includes(role));

/** A terminal's one role is its kind. */
export const roleOfTerminal = (kind: z.output<typeof TerminalKind>): Role => kind;

/** Sessions of one person on one surface: as this server was started, else as the bank has set it (SY-02); null = any number. */
export const sessionLimit = (
  started: number | null | 'parameter',
  parameters: Parameters,
  now: number,
): number | null => (started === 'parameter' ? parameters.ofBank('access.sessionsPerSurface', now) : started);

/** As the bank has set them (SY-02). */
export const idleRule = (parameters: Parameters, now: number) => ({
  atDesk: parameters.ofBank('access.idleMinutesAtDesk', now),
  onPad: parameters.ofBank('access.idleMinutesOnPad', now),
});

/** Minutes of wall time without a request after which a user is signed out; null = never (terminals). Source: domain.md §9. */
export function idleMinutes(
  surface: z.output<typeof Surface>,
  set: { readonly atDesk: number; readonly onPad: number },
): number | null {
  switch (surface) {
    case 'pad':
      return set.onPad;
    case 'console':
    case 'teller':
    case 'wall':
      return set.atDesk;
    case 'kiosk':
    case 'hallDisplay':
    case 'windowDisplay':
    case 'evaluator':
    case 'h5':
      return null;
  }
}

/** Where a person signs in with a name and a password, and the permission that lets them. */
export function surfacePermission(surface: z.output<typeof Surface> | null): Permission | null {
  switch (surface) {
    case 'console':
    case 'pad':
    case 'teller':
    case 'wall':
      return `surface.${surface}`;
    default:
      return null;
  }
}
