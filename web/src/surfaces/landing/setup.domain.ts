/** What is wrong with the form, field by field, before it is sent; the server judges again. */

export const chairs = ['system', 'security', 'audit', 'operations'] as const;
export type Chair = (typeof chairs)[number];
export const personFields = ['name', 'staffNumber', 'username', 'password', 'again'] as const;
export type PersonField = (typeof personFields)[number];
export type PersonDraft = Readonly<Record<PersonField, string>>;

export interface SetupDraft {
  readonly setupCode: string;
  readonly bankName: string;
  readonly headOfficeName: string;
  readonly code: string;
  readonly people: Readonly<Record<Chair, PersonDraft>>;
}

export type SetupFault = 'missing' | 'badCode' | 'badNumber' | 'badUsername' | 'weak' | 'notSame' | 'taken';
/** Keys: a field's name, or `<chair>.<field>`. */
export type SetupFaults = Readonly<Record<string, SetupFault>>;

function isStrong(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return password.length >= 8 && kinds >= 3;
}

export function setupFaults(draft: SetupDraft): SetupFaults {
  const faults: Record<string, SetupFault> = {};
  for (const field of ['setupCode', 'bankName', 'headOfficeName', 'code'] as const)
    if (draft[field].trim() === '') faults[field] = 'missing';
  if (!('code' in faults) && !/^[A-Za-z0-9]{1,20}$/.test(draft.code.trim())) faults['code'] = 'badCode';
  for (const chair of chairs) {
    const person = draft.people[chair];
    for (const field of personFields) {
      const fault = personFault(draft, chair, field, person[field]);
      if (fault !== null) faults[`${chair}.${field}`] = fault;
    }
  }
  return faults;
}

function personFault(draft: SetupDraft, chair: Chair, field: PersonField, value: string): SetupFault | null {
  if (value.trim() === '') return 'missing';
  switch (field) {
    case 'name':
      return null;
    case 'staffNumber':
      if (!/^[A-Za-z0-9-]{1,20}$/.test(value.trim())) return 'badNumber';
      return isAnothers(draft, chair, field) ? 'taken' : null;
    case 'username':
      if (!/^[a-z][a-z0-9._-]{2,29}$/.test(value.trim())) return 'badUsername';
      return isAnothers(draft, chair, field) ? 'taken' : null;
    case 'password':
      return isStrong(value) ? null : 'weak';
    case 'again':
      return value === draft.people[chair].password ? null : 'notSame';
  }
}

/** The later one of two is told. */
function isAnothers(draft: SetupDraft, chair: Chair, field: 'staffNumber' | 'username'): boolean {
  const mine = draft.people[chair][field].trim().toLowerCase();
  return chairs
    .slice(0, chairs.indexOf(chair))
    .some((other) => draft.people[other][field].trim().toLowerCase() === mine);
}
