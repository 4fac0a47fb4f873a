import type { BranchRecord, RecordDraft } from '@huiting/contracts/organization';

export const recordFields = [
  'name',
  'parentId',
  'format',
  'city',
  'address',
  'latitude',
  'longitude',
  'licenceNo',
  'phone',
  'areaSquareMetres',
  'weekdayHours',
  'weekendHours',
  'holidayHours',
  'noonBreak',
  'corporateWeekdayHours',
  'corporateWeekendHours',
  'corporateHolidayHours',
] as const satisfies readonly (keyof RecordDraft)[];
export type RecordField = (typeof recordFields)[number];

export function draftOf(branch: BranchRecord, parentId: string): RecordDraft {
  const values = recordFields.map((field) => [field, field === 'parentId' ? parentId : branch[field]]);
  return Object.fromEntries(values) as RecordDraft;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

export const changedIn = (base: RecordDraft, draft: RecordDraft): readonly RecordField[] =>
  recordFields.filter((field) => !same(base[field], draft[field]));

/** Fields that both changed, each in another way: only these need a decision. */
export function contested(base: RecordDraft, mine: RecordDraft, theirs: RecordDraft): readonly RecordField[] {
  const theirChanges = changedIn(base, theirs);
  return changedIn(base, mine).filter(
    (field) => theirChanges.includes(field) && !same(mine[field], theirs[field]),
  );
}

/** The newest version with my changes on it; where both changed a field, what was chosen. */
export function merge(
  base: RecordDraft,
  mine: RecordDraft,
  theirs: RecordDraft,
  keptTheirs: ReadonlySet<RecordField>,
): RecordDraft {
  const own = changedIn(base, mine).filter((field) => !keptTheirs.has(field));
  return { ...theirs, ...Object.fromEntries(own.map((field) => [field, mine[field]])) };
}
