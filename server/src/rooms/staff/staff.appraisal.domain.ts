import type { Appraisal, Grade, Post } from '@huiting/contracts/staff';

export interface AppraisalRecord extends Appraisal {
  readonly orgUnitId: string;
  readonly orgPath: string;
}

/** Somebody to be graded. */
export interface Appraised {
  readonly staffId: string;
  readonly present: Grade | null;
  readonly enteredOn: string | null;
}

/** Main posts that are graded; those who run a branch or sit in an office are judged otherwise. */
export const gradedPosts: readonly Post[] = [
  'teller',
  'lobbyManager',
  'reserve',
  'relationshipManager',
  'wealthManager',
];
