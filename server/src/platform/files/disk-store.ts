import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newId } from '../ids.ts';
import { isObjectKey } from './object-store.ts';
import type { ObjectKey, ObjectStore } from './object-store.ts';

/** A draft that nobody has kept after this long belongs to a process that is gone. */
const draftsLiveMs = 24 * 3_600_000;

/** Objects as files of `folder`, for their owner's eyes only. */
export function createDiskStore(folder: string): ObjectStore {
  const growing = join(folder, 'growing');
  const pathOf = (key: ObjectKey): string => {
    if (!isObjectKey(key)) throw new Error('not a key of a stored object');
    return join(folder, 'kept', key);
  };

  return {
    write: async (source) => {
      await mkdir(growing, { recursive: true, mode: 0o700 });
      const draft = join(growing, newId());
      let bytes = 0;
      const counted = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      const discard = (): Promise<void> => rm(draft, { force: true });
      try {
        // `flush`: what was told to be stored is on the disk, also after a power cut.
        await pipeline(source, counted, createWriteStream(draft, { mode: 0o600, flush: true }));
      } catch (error) {
        await discard();
        throw error;
      }
      return {
        bytes,
        discard,
        keepAs: async (key) => {
          const path = pathOf(key);
          await mkdir(dirname(path), { recursive: true, mode: 0o700 });
          await rename(draft, path);
          await syncFolder(dirname(path));
        },
      };
    },

    read: async (key) => {
      const path = pathOf(key);
      // Opened before it is promised: an answer that has begun cannot say "not found" any more.
      const handle = await open(path, 'r').catch(ignoreMissing);
      return handle === null ? null : createReadStream(path, { fd: handle });
    },

    remove: (key) => rm(pathOf(key), { force: true }),

    list: async function* () {
      for (const name of await namesIn(growing)) {
        const path = join(growing, name);
        const found = await stat(path).catch(ignoreMissing);
        if (found !== null && found.mtimeMs < Date.now() - draftsLiveMs) await rm(path, { force: true });
      }
      for (const place of await namesIn(join(folder, 'kept'))) {
        for (const name of await namesIn(join(folder, 'kept', place))) {
          const key = `${place}/${name}`;
          if (!isObjectKey(key)) continue;
          const found = await stat(pathOf(key)).catch(ignoreMissing);
          if (found !== null) yield { key, writtenAt: found.mtimeMs };
        }
      }
    },
  };
}

function ignoreMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(ignoreMissing)) ?? [];
}

/** A name is in its folder for good only when the folder itself was written; Windows has no such thing. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
