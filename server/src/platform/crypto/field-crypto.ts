import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFieldKeys } from './key-file.ts';

/** Encrypts single fields of personal data at rest, and makes them findable by exact value. */
export interface FieldCrypto {
  /** `<key version>.<base64url of iv, tag and ciphertext>`; the same text gives another value each time. */
  seal(text: string): string;
  /** @throws when the value was altered, or its key is not in the key file. */
  open(value: string): string;
  /** The same for the same kind and text, under a key of its own: for look-up and uniqueness. The caller normalises the text. */
  blindIndex(kind: string, normalised: string): string;
}

const ivBytes = 12;
const tagBytes = 16;

export function createFieldCrypto(keyFile: string): FieldCrypto {
  const keys = readFieldKeys(keyFile);

  function keyOf(version: number): Buffer {
    const key = keys.encryption.get(version);
    if (key === undefined) throw new Error(`the key file has no key of version ${version}`);
    return key;
  }

  return {
    seal: (text) => {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', keyOf(keys.current), iv);
      // The version is authenticated too: a value cannot be passed off as sealed under another key.
      cipher.setAAD(Buffer.from(`v${keys.current}`));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${keys.current}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open: (value) => {
      const match = /^(\d{1,6})\.([A-Za-z0-9_-]{38,})$/.exec(value);
      if (match === null) throw new Error('not a sealed value');
      const version = Number(match[1]);
      const bytes = Buffer.from(match[2]!, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', keyOf(version), bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(`v${version}`));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
        'utf8',
      );
    },
    blindIndex: (kind, normalised) =>
      createHmac('sha256', keys.blindIndex).update(`${kind}\u0000${normalised}`).digest('base64url'),
  };
}
