import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { isObjectKey, objectKey } from '../../files/object-store.ts';
import type { ObjectStore } from '../../files/object-store.ts';
import { objectOf } from './manifest.ts';
import type { ObjectEntry } from './manifest.ts';

/**
 * The objects of the snapshot's attachments, as they lie: sealed.
 * @throws when one is missing: cleaned up while the backup was taken, which another run does not meet, or lost.
 */
export async function backupObjects(
  client: Client,
  objects: ObjectStore,
  folder: string,
): Promise<ObjectEntry[]> {
  const { rows: made } = await client.query(
    `select 1 where to_regclass('platform.file_content') is not null`,
  );
  // A house of before there were attachments.
  if (made.length === 0) return [];
  const { rows } = await client.query<{ branchId: string; objectId: string }>(
    `select branch_id as "branchId", object_id as "objectId" from platform.file_content order by branch_id, object_id`,
  );
  const kept: ObjectEntry[] = [];
  for (const { branchId, objectId } of rows) {
    const key = objectKey(branchId, objectId);
    const source = await objects.read(key);
    if (source === null) throw new Error(`the attachment ${key} is not in the store; run the backup again`);
    const path = objectOf(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    kept.push({ key, ...(await digestObject(source, createWriteStream(path))) });
  }
  return kept;
}

interface DamagedObject {
  readonly table: string;
  readonly problem: 'missing' | 'content';
}

/** Compares every object of a backup with what was written down of it. */
export async function checkObjects(
  entries: readonly ObjectEntry[],
  folder: string,
): Promise<DamagedObject[]> {
  const differences: DamagedObject[] = [];
  for (const { key, sha256 } of entries) {
    const found = await digestObject(createReadStream(objectOf(folder, key))).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );
    if (found === null) differences.push({ table: key, problem: 'missing' });
    else if (found.sha256 !== sha256) differences.push({ table: key, problem: 'content' });
  }
  return differences;
}

export async function restoreObjects(
  entries: readonly ObjectEntry[],
  folder: string,
  objects: ObjectStore,
): Promise<void> {
  for (const { key } of entries) {
    if (!isObjectKey(key)) throw new Error('not a key of a stored object');
    const draft = await objects.write(createReadStream(objectOf(folder, key)));
    await draft.keepAs(key);
  }
}

async function digestObject(
  source: Readable,
  into: NodeJS.WritableStream | null = null,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, into === null ? undefined : chunk);
    },
  });
  if (into === null) {
    counted.resume();
    await pipeline(source, counted);
  } else await pipeline(source, counted, into);
  return { bytes, sha256: hash.digest('hex') };
}
