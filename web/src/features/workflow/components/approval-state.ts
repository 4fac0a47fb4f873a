import type { ApprovalState } from '@huiting/contracts/workflow';
import type { TagKind } from '../../../ui/tag.tsx';

export const approvalStateKinds: Readonly<Record<ApprovalState, TagKind>> = {
  pending: 'info',
  approved: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
};
