import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Raised whenever an older reader could not make sense of a newer backup. */
export const backupFormat = 1;

const TableEntry = z.object({
  /** `queue.ticket_202611`: leaves of partitioned tables stand for themselves. */
  name: z.string().regex(/^[a-z_]+\.[a-z0-9_]+$/),
  /** In the order they were written; computed columns are left out, they make themselves. */
  columns: z.array(z.string().regex(/^[a-z0-9_]+$/)),
  rows: z.number().int(),
  /** Of the uncompressed rows, in the order of the primary key. */
  sha256: z.string().length(64),
});
export type TableEntry = z.output<typeof TableEntry>;

const Manifest = z.object({
  format: z.literal(backupFormat),
  /** Wall time, ms. */
  takenAt: z.number(),
  /** Newest migration of the database it was taken of. */
  migration: z.number().int(),
  serverVersion: z.string(),
  tables: z.array(TableEntry),
});
export type Manifest = z.output<typeof Manifest>;

const manifestOf = (folder: string): string => join(folder, 'manifest.json');
export const fileOf = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`);

/** @throws when there is no manifest, or it is of another format. */
export function readManifest(folder: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(manifestOf(folder), 'utf8')));
}

export { manifestOf };
