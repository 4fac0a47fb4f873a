import type { Permission } from '@huiting/contracts/access';

/** Under which heads the rights of a role are shown, in this order. */
export const permissionGroups = [
  'surface',
  'organization',
  'staff',
  'access',
  'workflow',
  'customer',
  'privacy',
  'queue',
  'appointment',
  'feedback',
  'hall',
  'system',
] as const;
type Group = (typeof permissionGroups)[number];
type Room = Permission extends infer P ? (P extends `${infer R}.${string}` ? R : never) : never;

/** A room whose rights have no head does not compile. */
const groups: Readonly<Record<Room, Group>> = {
  surface: 'surface',
  organization: 'organization',
  staff: 'staff',
  access: 'access',
  terminal: 'access',
  alert: 'workflow',
  approval: 'workflow',
  field: 'customer',
  customer: 'customer',
  privacy: 'privacy',
  queue: 'queue',
  display: 'queue',
  appointment: 'appointment',
  feedback: 'feedback',
  hall: 'hall',
  clock: 'system',
  system: 'system',
  import: 'system',
  parameter: 'system',
};

export const groupOf = (permission: Permission): Group => groups[permission.split('.')[0] as Room];
