import type { PadGroup } from '@huiting/contracts/access/pads';
import type { Role } from './access.roles.domain.ts';

export interface PadInfo {
  readonly id: string;
  readonly branchId: string;
  readonly name: string;
  readonly group: PadGroup;
  readonly enrolledAt: number | null;
  readonly revoked: boolean;
  readonly version: number;
  /** Hash of its browser's key; null until it is registered. */
  readonly deviceKey: string | null;
}

export interface PadPerson {
  readonly userId: string;
  readonly branchId: string | null;
  readonly roles: readonly Role[];
}

/** Whether somebody is of a PAD's group. Named people always are; a group of nobody in particular is everybody. */
export function isForPerson(
  { branchId, group }: Pick<PadInfo, 'branchId' | 'group'>,
  person: PadPerson,
): boolean {
  if (group.userIds.includes(person.userId)) return true;
  if (group.roles.length === 0 && !group.ofBranch) return group.userIds.length === 0;
  const hasRole = group.roles.length === 0 || person.roles.some((role) => group.roles.includes(role));
  return hasRole && (!group.ofBranch || person.branchId === branchId);
}
