import { hkdfSync, randomBytes } from 'node:crypto';
import { ciphers, keyBytes } from './ciphers.ts';
import type { Algorithm } from './ciphers.ts';
import type { FieldKeys } from './key-file.ts';

export interface DataKey {
  readonly version: number;
  readonly key: Buffer;
  readonly algorithm: Algorithm;
  /** Wall instant, ms, from which values are sealed with it; it opens from the moment it is known. */
  readonly usableFrom: number;
}

/**
 * Wraps data keys. The key file's own by default; a key management service or a hardware module takes this port over, and the
 * key file then holds nothing but what it sealed in earlier days.
 */
export interface MasterKey {
  /** Which key this is: kept with every data key it wrapped. */
  readonly id: string;
  wrap(key: Buffer, version: number): Promise<string>;
  /** @throws when it was wrapped by another, or altered. */
  unwrap(wrapped: string, version: number, id: string): Promise<Buffer>;
}

/** Data keys begin here: below are versions of the key file itself. */
export const firstDataVersion = 1_001;

export interface KeyRing {
  readonly master: MasterKey;
  of(version: number): DataKey;
  /** The newest key that may be used for sealing now. */
  current(): DataKey;
  add(key: DataKey): void;
  /** Versions it can open. */
  versions(): number[];
}

export function newDataKey(): Buffer {
  return randomBytes(keyBytes);
}

/** `wall`: when a new key begins to seal. */
export function createKeyRing(file: FieldKeys, wall: () => number = Date.now): KeyRing {
  const known = new Map<number, DataKey>();
  for (const [version, key] of file.encryption)
    known.set(version, { version, key, algorithm: 'aes-256-gcm', usableFrom: 0 });
  let newest: readonly DataKey[] = [];

  return {
    master: fileMasterKey(file),
    of: (version) => {
      const key = known.get(version);
      if (key === undefined) throw new Error(`there is no key of version ${version}`);
      return key;
    },
    current: () => {
      const now = newest.length === 0 ? 0 : wall();
      return newest.find(({ usableFrom }) => usableFrom <= now) ?? known.get(file.current)!;
    },
    add: (key) => {
      known.set(key.version, key);
      newest = [...known.values()]
        .filter(({ version }) => version >= firstDataVersion)
        .sort((a, b) => b.version - a.version);
    },
    versions: () => [...known.keys()].sort((a, b) => a - b),
  };
}

/** The key file's present key, by way of a key of its own derived from it: what seals fields never wraps keys. */
function fileMasterKey(file: FieldKeys): MasterKey {
  const wrapping = (id: string): Buffer => {
    const key = file.encryption.get(Number(id.slice('file:'.length)));
    if (key === undefined)
      throw new Error(`the key file has no master key ${id}; restore it from its backup`);
    return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'huiting master key', keyBytes));
  };
  const id = `file:${file.current}`;
  const context = (version: number): string => `data key ${version}`;
  return {
    id,
    wrap: (key, version) =>
      Promise.resolve(ciphers['aes-256-gcm'].seal(wrapping(id), context(version), key).toString('base64url')),
    unwrap: (wrapped, version, by) =>
      Promise.resolve(
        ciphers['aes-256-gcm'].open(wrapping(by), context(version), Buffer.from(wrapped, 'base64url')),
      ),
  };
}
