import type { ErrorCode } from '@huiting/contracts';
import type { Permission } from '@huiting/contracts/access';
import type { Ctx } from '../context.ts';
import type { Slice } from '../database/slice.ts';

/**
 * The port by which a room lets its register be filled from a file, and given out again with the same columns.
 * The system room reads files, shows what is wrong and runs the job; an importer judges rows and writes them.
 */
export interface Importer {
  /** `branches`: part of addresses and file names. */
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** Somewhere held, or it is not offered; each row is judged at its own place. */
  readonly permission: Permission;
  readonly columns: readonly Column[];
  /** Begins a pass over one file: what rows are judged against is read once. */
  open(ctx: Ctx): Promise<Pass>;
  /** The register as rows in the order of the columns, within the actor's scope. */
  readAll(ctx: Ctx): AsyncIterable<readonly string[]>;
  /** Gives out what the list on the screen shows with its filters; absent = only the whole register. */
  readonly narrowing?: Narrowing;
}

export interface Narrowing {
  /** Whether it knows these filters and their words. */
  accepts(filter: Readonly<Record<string, string>>): boolean;
  /** First cells of the rows the list shows with them, within the actor's scope. */
  keysOf(ctx: Ctx, filter: Readonly<Record<string, string>>): Promise<ReadonlySet<string>>;
}

export interface Column {
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly required: boolean;
  /** What may stand in it, for the template. */
  readonly note: { readonly zh: string; readonly en: string };
  readonly example: string;
}

/** A column as most are: without a note, and free to be empty. */
export const column = (
  name: string,
  title: Column['title'],
  example: string,
  more: { readonly note?: Column['note']; readonly required?: boolean } = {},
): Column => ({
  name,
  title,
  example,
  note: more.note ?? { zh: '', en: '' },
  required: more.required ?? false,
});

/** Cells by column name: trimmed, without what spreadsheets would take for a formula's mark. */
export type Cells = Readonly<Record<string, string>>;

export interface FileRow {
  /** Line of the file, 1 = the header. */
  readonly line: number;
  readonly cells: Cells;
}

export interface Problem {
  /** Empty = the row as a whole. */
  readonly column: string;
  readonly code: ErrorCode;
}

export type Outcome = 'created' | 'updated' | 'unchanged';

export interface Pass {
  /** What is wrong with a row, all of it; empty = it can be written. */
  judge(row: FileRow): readonly Problem[];
  /** What only the whole file tells: asked once, after its last row. */
  judgeTogether?(): readonly { readonly line: number; readonly problem: Problem }[];
  /**
   * Writes good rows, all or none, and says what became of each, in order. Rows that meanwhile cannot be written come back
   * as their problems. The same rows again are `unchanged` and leave no trace.
   */
  write(ctx: Ctx, slice: Slice, rows: readonly FileRow[]): Promise<readonly (Outcome | readonly Problem[])[]>;
  /** After the last slice was committed, in this process. */
  finished?(): Promise<void>;
}
