import type {
  BranchContact,
  DayHours,
  FieldChange,
  LayoutDraft,
  NoonBreak,
  RecordDraft,
  ServiceWindow,
  Zone,
} from '@huiting/contracts/organization';

export const wordsOfHours = (hours: DayHours): string | null =>
  hours === null ? null : `${hours.open}–${hours.close}`;
export const wordsOfNoon = (noon: NoonBreak): string | null =>
  noon === null ? null : `${noon.from}–${noon.until}`;

type Plain = Readonly<Record<keyof RecordDraft, string | null>>;

/** The record as words a person compares. The parent is named, not numbered. */
export function recordInWords(record: RecordDraft, parentName: string): Plain {
  return {
    name: record.name,
    parentId: parentName,
    format: record.format,
    city: record.city,
    address: record.address,
    latitude: String(record.latitude),
    longitude: String(record.longitude),
    licenceNo: record.licenceNo,
    phone: record.phone,
    areaSquareMetres: String(record.areaSquareMetres),
    weekdayHours: wordsOfHours(record.weekdayHours),
    weekendHours: wordsOfHours(record.weekendHours),
    holidayHours: wordsOfHours(record.holidayHours),
    noonBreak: wordsOfNoon(record.noonBreak),
    corporateWeekdayHours: wordsOfHours(record.corporateWeekdayHours),
    corporateWeekendHours: wordsOfHours(record.corporateWeekendHours),
    corporateHolidayHours: wordsOfHours(record.corporateHolidayHours),
  };
}

export function changedFields(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
): FieldChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}

/**
 * Changes one after another (oldest first) as one: what each field was before the first and is after the last. A field that came back
 * to what it was is left out; of contacts only the number is known, so that they stay.
 */
export function netChanges(changes: readonly FieldChange[]): FieldChange[] {
  const net = new Map<string, FieldChange>();
  for (const { field, before, after } of changes)
    net.set(field, { field, before: (net.get(field) ?? { before }).before, after });
  return [...net.values()].filter(({ field, before, after }) => before !== after || field === 'contacts');
}

/** The history tells how many there are to call, never names or numbers. */
export const changeOfContacts = (
  before: readonly BranchContact[],
  after: readonly BranchContact[],
): FieldChange => ({ field: 'contacts', before: String(before.length), after: String(after.length) });

/** Windows and zones as words, one field each: `window.3`, `zone.高柜区`. */
export function layoutInWords(layout: {
  readonly zones: readonly Zone[];
  readonly windows: readonly ServiceWindow[];
}): Record<string, string> {
  const zoneName = new Map(layout.zones.map((zone) => [zone.id, zone.name]));
  return Object.fromEntries([
    ...layout.windows.map((window) => [
      `window.${window.number}`,
      [
        window.label,
        window.kind,
        window.profileCode,
        ...(window.elastic ? ['elastic'] : []),
        zoneName.get(window.zoneId ?? '') ?? '—',
        window.serviceCodes.join('+'),
      ].join(' · '),
    ]),
    ...layout.zones.map((zone) => [
      `zone.${zone.name}`,
      [zone.kind, zone.serviceCodes.join('+') || '—'].join(' · '),
    ]),
  ]) as Record<string, string>;
}

export type LayoutProblem =
  | { readonly problem: 'numberTwice' | 'labelTwice'; readonly window: string }
  | { readonly problem: 'zoneUnknown'; readonly window: string }
  | { readonly problem: 'idTwice'; readonly id: string }
  | { readonly problem: 'zoneNameTwice'; readonly zone: string };

/** What a branch's windows and zones must not do to one another. */
export function layoutProblems({ zones, windows }: LayoutDraft): LayoutProblem[] {
  const twice = <T>(items: readonly T[], key: (item: T) => unknown): T[] =>
    items.filter((item, index) => items.findIndex((other) => key(other) === key(item)) !== index);
  const zoneIds = new Set(zones.map(({ id }) => id));
  return [
    ...twice([...zones, ...windows], ({ id }) => id).map(({ id }) => ({ problem: 'idTwice' as const, id })),
    ...twice(zones, ({ name }) => name).map(({ name }) => ({
      problem: 'zoneNameTwice' as const,
      zone: name,
    })),
    ...twice(windows, ({ number }) => number).map(({ label }) => ({
      problem: 'numberTwice' as const,
      window: label,
    })),
    ...twice(windows, ({ label }) => label).map(({ label }) => ({
      problem: 'labelTwice' as const,
      window: label,
    })),
    ...windows
      .filter(({ zoneId }) => zoneId !== null && !zoneIds.has(zoneId))
      .map(({ label }) => ({ problem: 'zoneUnknown' as const, window: label })),
  ];
}
