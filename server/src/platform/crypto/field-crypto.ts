import { createHmac } from 'node:crypto';
import { ciphers } from './ciphers.ts';
import { createIndexRing } from './index-ring.ts';
import type { IndexRing } from './index-ring.ts';
import { createKeyRing } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import { readFieldKeys } from './key-file.ts';

/** Encrypts single fields of personal data at rest, and makes them findable by exact value. */
export interface FieldCrypto {
  /** `<key version>.<base64url of the cipher's bytes>`; the same text gives another value each time. */
  seal(text: string): string;
  /** @throws when the value was altered, or its key is not known. */
  open(value: string): string;
  /** The same as bytes, a third smaller: 4 of the key version, then the cipher's. */
  sealBytes(text: string): Buffer;
  openBytes(sealed: Buffer): string;
  /**
   * The same for the same kind and text: for look-up and uniqueness, of what rests sealed and can be indexed anew. The caller
   * normalises the text, looks under all of them and writes all of them, the first deciding: a second one is there while
   * everything moves to another key.
   */
  blindIndexes(kind: string, normalised: string): readonly BlindIndex[];
  /** Under one of the keys. */
  blindIndexUnder(version: number, kind: string, normalised: string): string;
  /** The same for ever, under the key file's own key: secrets made from an id, signatures, what lives for hours. */
  keyedHash(kind: string, text: string): string;
  /** The keys it works with; they come and go while it runs. */
  readonly ring: KeyRing;
  readonly indexes: IndexRing;
}

export interface BlindIndex {
  readonly keyVersion: number;
  readonly value: string;
}

const versionBytes = 4;

/** With the key file alone; `keepDataKeys` adds the data keys of the database. */
export function createFieldCrypto(keyFile: string): FieldCrypto {
  const keys = readFieldKeys(keyFile);
  const ring = createKeyRing(keys);
  const indexes = createIndexRing(keys.blindIndex);

  function hashUnder(key: Buffer, kind: string, text: string): string {
    return createHmac('sha256', key).update(`${kind}\u0000${text}`).digest('base64url');
  }
  const blindIndexUnder = (version: number, kind: string, normalised: string): string =>
    hashUnder(indexes.of(version), kind, normalised);

  function encrypt(text: string): { version: number; bytes: Buffer } {
    const { version, key, algorithm } = ring.current();
    // The version is authenticated too: a value cannot be passed off as sealed under another key.
    return { version, bytes: ciphers[algorithm].seal(key, `v${version}`, Buffer.from(text, 'utf8')) };
  }

  function decrypt(version: number, bytes: Buffer): string {
    const { key, algorithm } = ring.of(version);
    return ciphers[algorithm].open(key, `v${version}`, bytes).toString('utf8');
  }

  return {
    ring,
    seal: (text) => {
      const { version, bytes } = encrypt(text);
      return `${version}.${bytes.toString('base64url')}`;
    },
    sealBytes: (text) => {
      const { version, bytes } = encrypt(text);
      const head = Buffer.alloc(versionBytes);
      head.writeUInt32BE(version);
      return Buffer.concat([head, bytes]);
    },
    openBytes: (sealed) => decrypt(sealed.readUInt32BE(), sealed.subarray(versionBytes)),
    open: (value) => {
      const match = /^(\d{1,6})\.([A-Za-z0-9_-]{38,})$/.exec(value);
      if (match === null) throw new Error('not a sealed value');
      return decrypt(Number(match[1]), Buffer.from(match[2]!, 'base64url'));
    },
    indexes,
    blindIndexUnder,
    blindIndexes: (kind, normalised) =>
      indexes
        .inUse()
        .map((keyVersion) => ({ keyVersion, value: blindIndexUnder(keyVersion, kind, normalised) })),
    keyedHash: (kind, text) => hashUnder(keys.blindIndex, kind, text),
  };
}
