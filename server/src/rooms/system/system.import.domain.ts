import type { ErrorCode } from '@huiting/contracts';
import type { Import, ImportState } from '@huiting/contracts/system';
import type { Column, FileRow, Problem } from '../../platform/imports/importer.ts';

export type { ImportState };

/** A row as it lies in the file. */
export interface RawRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Columns whose cell is a formula, by position. */
  readonly formulas?: readonly number[];
}

/** The file as a whole cannot be read. */
export class FileRefused extends Error {
  readonly code: ErrorCode;
  readonly line: number | null;
  readonly columns: readonly string[];
  constructor(code: ErrorCode, at: { line?: number; columns?: readonly string[] } = {}) {
    super(code);
    this.code = code;
    this.line = at.line ?? null;
    this.columns = at.columns ?? [];
  }
}

export interface Refusal {
  readonly code: ErrorCode;
  readonly line: number | null;
  readonly columns: readonly string[];
}

export interface ImportRecord extends Omit<Import, 'refusal'> {
  readonly startedById: string;
  readonly header: readonly string[];
  readonly lineDone: number;
  readonly leases: number;
  readonly refusal: Refusal | null;
}

/** What may be done in each state. Whoever waits for a machine's step waits for the runner. */
export const mayCancel = (state: ImportState): boolean =>
  ['uploading', 'checking', 'checked', 'importing'].includes(state);

export const mostRows = 500_000;
export const mostColumns = 200;

/** Where each column of the importer stands in the file; every one of the file must be known, so that no typo loses a column. */
export function matchHeader(
  header: readonly string[],
  columns: readonly Column[],
): ReadonlyMap<string, number> {
  const names = new Map(
    columns.flatMap(({ name, title }) =>
      [name, title.zh, title.en].map((word) => [plain(word), name] as const),
    ),
  );
  const places = new Map<string, number>();
  const wrong: string[] = [];
  // Spreadsheets like to leave empty columns behind the last one.
  const last = header.findLastIndex((cell) => cell.trim() !== '');
  for (const [place, cell] of header.slice(0, last + 1).entries()) {
    const name = names.get(plain(cell));
    if (name === undefined || places.has(name)) wrong.push(cell.trim().slice(0, 40));
    else places.set(name, place);
  }
  const missing = columns.filter(({ name, required }) => required && !places.has(name));
  if (wrong.length > 0 || missing.length > 0)
    throw new FileRefused('import.header_invalid', {
      line: 1,
      columns: [...wrong, ...missing.map(({ title }) => title.zh)].slice(0, 20),
    });
  return places;
}

/** `网点编号*` of a template is the column 网点编号. */
const plain = (word: string): string =>
  word
    .trim()
    .replace(/\s*\*$/, '')
    .toLowerCase();

/** A row by column name. */
export function toFileRow(row: RawRow, places: ReadonlyMap<string, number>): FileRow {
  const cells: Record<string, string> = {};
  for (const [name, place] of places) cells[name] = asText(row.cells[place] ?? '');
  return { line: row.line, cells };
}

/** What is wrong with a row before its importer looks at it. */
export function shapeProblems(row: RawRow, places: ReadonlyMap<string, number>, width: number): Problem[] {
  const problems: Problem[] = [];
  if (row.cells.length > width && row.cells.slice(width).some((cell) => cell.trim() !== ''))
    problems.push({ column: '', code: 'import.too_many_cells' });
  for (const [name, place] of places)
    if (row.formulas?.includes(place) === true) problems.push({ column: name, code: 'import.formula' });
  return problems;
}

/** A cell as text, whatever it begins with; the mark we (and spreadsheets) put before a formula's sign is taken off. */
export function asText(cell: string): string {
  const trimmed = cell.trim();
  return /^'[=+\-@\t\r]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}
