import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Named, PageInput, Words, page } from '../core/fields.ts';

/** Bytes of a piece; the last one is shorter. Slow lines carry it well within the 30 s a request may take. */
export const importPieceBytes = 2 * 1024 * 1024;
export const importMostBytes = 200 * 1024 * 1024;

export const ImportState = z.enum([
  'uploading',
  'checking',
  'checked',
  'importing',
  'done',
  'refused',
  'cancelled',
]);
export type ImportState = z.output<typeof ImportState>;

export const ImportColumn = z.object({
  name: z.string(),
  title: Named,
  required: z.boolean(),
  /** What may stand in it. */
  note: Named,
});
export type ImportColumn = z.output<typeof ImportColumn>;
export const ImportKind = z.object({ kind: z.string(), title: Named, columns: z.array(ImportColumn) });
export type ImportKind = z.output<typeof ImportKind>;

export const Import = z.object({
  id: Id,
  kind: z.string(),
  fileName: z.string(),
  bytes: z.number().int(),
  state: ImportState,
  startedAt: Instant,
  startedBy: z.string(),
  endedAt: Instant.nullable(),
  /** How the text was read; null until it has been. */
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'xlsx']).nullable(),
  rows: z.object({
    read: z.number().int(),
    good: z.number().int(),
    bad: z.number().int(),
    /** Of the good ones, how many have been dealt with. */
    done: z.number().int(),
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
  }),
  /** Why the file as a whole was refused; where, when it is known. */
  refusal: z
    .object({
      code: z.string(),
      message: z.string(),
      line: z.number().int().nullable(),
      columns: z.array(z.string()),
    })
    .nullable(),
});
export type Import = z.output<typeof Import>;

export const RowProblem = z.object({
  /** Name of the column; empty = the row as a whole. */
  column: z.string(),
  code: z.string(),
  message: z.string(),
  /** What stands there, at most 60 characters. */
  value: z.string(),
});
export const BadRow = z.object({ line: z.number().int(), problems: z.array(RowProblem) });
export type BadRow = z.output<typeof BadRow>;

/**
 * Besides these, in the same session: `PUT /api/imports/:importId/pieces/:number` (from 0, `application/octet-stream`),
 * `GET /api/imports/:importId/problems.csv`, `GET /api/import-templates/:kind.csv` and `GET /api/exports/:kind.csv`.
 */
export const importEndpoints = {
  listImportKinds: endpoint({
    id: 'system.listImportKinds',
    method: 'GET',
    path: '/import-kinds',
    summary: 'What can be imported and exported, with its columns',
    input: z.object({}),
    output: z.object({ kinds: z.array(ImportKind) }),
    access: 'import.run',
  }),
  listImports: endpoint({
    id: 'system.listImports',
    method: 'GET',
    path: '/imports',
    summary: "The caller's own imports of the last 30 days, newest first",
    input: z.object({}),
    output: z.object({ imports: z.array(Import) }),
    access: 'import.run',
  }),
  getImport: endpoint({
    id: 'system.getImport',
    method: 'GET',
    path: '/imports/:importId',
    summary: 'How far an import is',
    input: z.object({ importId: Id }),
    output: Import,
    errors: ['import.not_found'],
    access: 'import.run',
  }),
  listBadRows: endpoint({
    id: 'system.listBadRows',
    method: 'GET',
    path: '/imports/:importId/bad-rows',
    summary: 'Rows that cannot be imported, each with its problems, in the order of the file',
    input: z.object({ importId: Id, ...PageInput }),
    output: page(BadRow),
    errors: ['import.not_found'],
    access: 'import.run',
  }),
  beginImport: endpoint({
    id: 'system.beginImport',
    method: 'POST',
    path: '/imports',
    summary: 'Announce a file; its pieces follow',
    input: z.object({
      kind: z.string().max(40),
      fileName: Words(120).pipe(z.string().min(1)),
      bytes: z.number().int().min(1),
    }),
    output: z.object({ import: Import, pieceBytes: z.number().int() }),
    errors: ['import.kind_unknown', 'import.file_too_large'],
    access: 'import.run',
  }),
  checkImport: endpoint({
    id: 'system.checkImport',
    method: 'POST',
    path: '/imports/:importId/check',
    summary: 'All pieces have arrived: judge every row; nothing is written yet',
    input: z.object({ importId: Id }),
    output: Import,
    errors: ['import.not_found', 'import.wrong_state', 'import.incomplete'],
    access: 'import.run',
  }),
  startImport: endpoint({
    id: 'system.startImport',
    method: 'POST',
    path: '/imports/:importId/start',
    summary: 'Import the good rows; bad ones are left out',
    input: z.object({ importId: Id }),
    output: Import,
    errors: ['import.not_found', 'import.wrong_state'],
    access: 'import.run',
  }),
  cancelImport: endpoint({
    id: 'system.cancelImport',
    method: 'POST',
    path: '/imports/:importId/cancel',
    summary: 'Stop; rows that were written stay, as the figures tell',
    input: z.object({ importId: Id }),
    output: Import,
    errors: ['import.not_found', 'import.wrong_state'],
    access: 'import.run',
  }),
};
