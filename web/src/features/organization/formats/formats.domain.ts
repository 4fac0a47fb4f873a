import type { FormatStandard } from '@huiting/contracts/organization';

type Part = 'zones' | 'windows' | 'staffing' | 'devices';
type Row<P extends Part> = FormatStandard[P][number];

/** The standard with one row of a part changed. */
export function withRow<P extends Part>(
  standard: FormatStandard,
  part: P,
  at: number,
  change: Partial<Row<P>>,
): FormatStandard {
  const rows = standard[part] as readonly Row<P>[];
  return { ...standard, [part]: rows.map((row, index) => (index === at ? { ...row, ...change } : row)) };
}

export function withNewRow<P extends Part>(standard: FormatStandard, part: P, row: Row<P>): FormatStandard {
  return { ...standard, [part]: [...standard[part], row] };
}

export function withoutRow(standard: FormatStandard, part: Part, at: number): FormatStandard {
  return { ...standard, [part]: standard[part].filter((_, index) => index !== at) };
}

/** `personal, cash` as somebody types it; empty and doubled words are dropped. */
export function codesFrom(text: string): string[] {
  return [...new Set(text.split(/[,，、\s]+/).filter((code) => code !== ''))];
}

/** The first of a list that is not taken yet. */
export function firstFree<T>(options: readonly T[], taken: readonly T[]): T {
  return options.find((one) => !taken.includes(one)) ?? options[0]!;
}
