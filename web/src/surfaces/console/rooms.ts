import type { Permission } from '@huiting/contracts/access';
import type { IconName } from '../../ui/icons/icon.tsx';

/** A page of the console: one entry of the menu, shown to those who hold its permission. */
export const consoleRooms = [
  { name: 'home', path: '/home', group: 'branches', icon: 'home', permission: 'surface.console' },
  { name: 'branches', path: '/branches', group: 'branches', icon: 'bank', permission: 'hall.overview' },
  { name: 'branchMap', path: '/branch-map', group: 'branches', icon: 'pin', permission: 'hall.overview' },
  {
    name: 'applications',
    path: '/branch-applications',
    group: 'branches',
    icon: 'doc',
    permission: 'organization.apply',
  },
  { name: 'formats', path: '/formats', group: 'branches', icon: 'store', permission: 'staff.view' },
  { name: 'staff', path: '/staff', group: 'branches', icon: 'users', permission: 'staff.view' },
  { name: 'posts', path: '/posts', group: 'branches', icon: 'idCard', permission: 'staff.view' },
  { name: 'teams', path: '/teams', group: 'branches', icon: 'flag', permission: 'staff.view' },
  { name: 'grades', path: '/grades', group: 'branches', icon: 'star', permission: 'staff.edit' },
  { name: 'rotation', path: '/rotation', group: 'branches', icon: 'swap', permission: 'staff.view' },
  { name: 'leave', path: '/mandatory-leave', group: 'branches', icon: 'pause', permission: 'staff.manage' },
  { name: 'handovers', path: '/handovers', group: 'branches', icon: 'checkSquare', permission: 'staff.self' },
  { name: 'customers', path: '/customers', group: 'branches', icon: 'heart', permission: 'customer.oversee' },
  { name: 'alerts', path: '/alerts', group: 'hall', icon: 'bell', permission: 'alert.view' },
  { name: 'worklogs', path: '/worklogs', group: 'hall', icon: 'doc', permission: 'hall.overview' },
  { name: 'queueSetup', path: '/queue-setup', group: 'hall', icon: 'ticket', permission: 'queue.configure' },
  {
    name: 'queueStrategy',
    path: '/queue-strategy',
    group: 'hall',
    icon: 'sort',
    permission: 'queue.configure',
  },
  {
    name: 'bookingRules',
    path: '/booking-rules',
    group: 'hall',
    icon: 'calendar',
    permission: 'appointment.configure',
  },
  {
    name: 'queueMachine',
    path: '/queue-machine',
    group: 'hall',
    icon: 'link',
    permission: 'queue.configure',
  },
  { name: 'fairness', path: '/fairness', group: 'hall', icon: 'target', permission: 'hall.overview' },
  {
    name: 'badRatings',
    path: '/bad-ratings',
    group: 'feedback',
    icon: 'flag',
    permission: 'feedback.lead',
  },
  {
    name: 'satisfaction',
    path: '/satisfaction',
    group: 'feedback',
    icon: 'faceSmile',
    permission: 'feedback.analyse',
  },
  { name: 'surveys', path: '/surveys', group: 'feedback', icon: 'chat', permission: 'feedback.analyse' },
  {
    name: 'followUpRule',
    path: '/follow-up-rule',
    group: 'feedback',
    icon: 'smartphone',
    permission: 'feedback.configure',
  },
  { name: 'notices', path: '/notices', group: 'hall', icon: 'megaphone', permission: 'display.manage' },
  { name: 'terminals', path: '/terminals', group: 'hall', icon: 'monitor', permission: 'terminal.enrol' },
  { name: 'users', path: '/users', group: 'security', icon: 'key', permission: 'access.manage' },
  { name: 'roles', path: '/roles', group: 'security', icon: 'idCard', permission: 'access.manage' },
  { name: 'security', path: '/security', group: 'security', icon: 'warnSolid', permission: 'access.watch' },
  { name: 'audit', path: '/audit', group: 'security', icon: 'shield', permission: 'access.audit' },
  {
    name: 'dataRequests',
    path: '/data-requests',
    group: 'security',
    icon: 'idCard',
    permission: 'privacy.handle',
  },
  {
    name: 'consentTexts',
    path: '/consent-texts',
    group: 'security',
    icon: 'doc',
    permission: 'privacy.manage',
  },
  { name: 'retention', path: '/retention', group: 'security', icon: 'trash', permission: 'privacy.manage' },
  { name: 'alertRules', path: '/alert-rules', group: 'system', icon: 'bell', permission: 'approval.manage' },
  {
    name: 'approvalSteps',
    path: '/approval-steps',
    group: 'system',
    icon: 'checkSquare',
    permission: 'approval.manage',
  },
  { name: 'imports', path: '/imports', group: 'branches', icon: 'inbox', permission: 'import.run' },
  { name: 'exports', path: '/exports', group: 'system', icon: 'download', permission: 'surface.console' },
  { name: 'parameters', path: '/parameters', group: 'system', icon: 'gear', permission: 'parameter.view' },
  { name: 'jobs', path: '/jobs', group: 'system', icon: 'refresh', permission: 'system.view' },
  { name: 'health', path: '/health', group: 'system', icon: 'chart', permission: 'system.view' },
  { name: 'clock', path: '/clock', group: 'system', icon: 'clock', permission: 'clock.control' },
] as const satisfies readonly {
  name: string;
  path: string;
  group: string;
  icon: IconName;
  permission: Permission;
}[];
export type ConsoleRoom = (typeof consoleRooms)[number];

export function roomsFor(permissions: readonly string[]): readonly ConsoleRoom[] {
  return consoleRooms.filter((room) => permissions.includes(room.permission));
}
