import type { Hire, StaffChange, StaffMove } from '@huiting/contracts/staff';
import type { SealedContacts } from './staff.domain.ts';

/** What is to become, as it rests: contacts of a new person are sealed. */
export type KeptMove =
  | StaffMove
  | ({ readonly kind: 'hire'; readonly orgUnitId: string; readonly contacts: SealedContacts } & Omit<
      Hire,
      'contacts'
    >);

export interface ChangeRecord extends StaffChange {
  readonly orgPath: string;
  readonly baseVersion: number;
  readonly move: KeptMove;
  readonly applicantId: string;
}
