import type { Handover } from '@huiting/contracts/customer/relationships';
import type { BranchDirectory } from '../organization/index.ts';
import type { KeptHandover } from './customer.relationship.domain.ts';

export function presentHandover(
  { fromBranchId, toBranchId, ...handover }: KeptHandover,
  directory: BranchDirectory,
): Handover {
  const id = toBranchId ?? fromBranchId;
  if (id === null) return { ...handover, otherBranch: null };
  const side = toBranchId === null ? 'from' : 'to';
  return { ...handover, otherBranch: { id, name: directory.known(id)?.name ?? '', side } };
}
