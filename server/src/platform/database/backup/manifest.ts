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

const ObjectEntry = z.object({
  /** Key in the object store. */
  key: z.string().regex(/^[0-9a-f-]{36}\/[0-9a-f-]{36}$/),
  /** Of the sealed bytes. */
  bytes: z.number().int(),
  sha256: z.string().length(64),
});
export type ObjectEntry = z.output<typeof ObjectEntry>;

const Manifest = z.object({
  format: z.literal(backupFormat),
  /** Wall time, ms. */
  takenAt: z.number(),
  /** Newest migration of the database it was taken of. */
  migration: z.number().int(),
  serverVersion: z.string(),
  tables: z.array(TableEntry),
  /** Sealed attachments; backups of before there were any have none. */
  objects: z.array(ObjectEntry).default([]),
});
export type Manifest = z.output<typeof Manifest>;

const manifestOf = (folder: string): string => join(folder, 'manifest.json');
export const objectOf = (folder: string, key: string): string => join(folder, 'objects', key);
export const fileOf = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`);

/** @throws when there is no manifest, or it is of another format. */
export function readManifest(folder: string): Manifest {
  return Manifest.parse(JSON.parse(readFileSync(manifestOf(folder), 'utf8')));
}

export { manifestOf };
