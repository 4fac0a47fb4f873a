import { createHmac } from 'node:crypto';
import { ciphers } from './ciphers.ts';
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
  /** The same for the same kind and text, under a key of its own: for look-up and uniqueness. The caller normalises the text. */
  blindIndex(kind: string, normalised: string): string;
  /** The keys it works with; data keys come and go while it runs. */
  readonly ring: KeyRing;
}

const versionBytes = 4;

/** With the key file alone; `keepDataKeys` adds the data keys of the database. */
export function createFieldCrypto(keyFile: string): FieldCrypto {
  const keys = readFieldKeys(keyFile);
  const ring = createKeyRing(keys);

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
    blindIndex: (kind, normalised) =>
      createHmac('sha256', keys.blindIndex).update(`${kind}\u0000${normalised}`).digest('base64url'),
  };
}
