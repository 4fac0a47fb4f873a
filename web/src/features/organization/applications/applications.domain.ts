import type { ApplicationState } from '@huiting/contracts/organization';
import type { TagKind } from '../../../ui/tag.tsx';

/** How each state looks. */
export const stateTags: Readonly<Record<ApplicationState, TagKind>> = {
  pending: 'info',
  approved: 'info',
  applied: 'ok',
  rejected: 'danger',
  returned: 'warn',
  withdrawn: 'idle',
  lapsed: 'danger',
};
