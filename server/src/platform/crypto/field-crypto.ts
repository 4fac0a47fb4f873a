import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { readFieldKeys } from './key-file.ts';

/** Encrypts single fields of personal data at rest, and makes them findable by exact value. */
export interface FieldCrypto {
  /** `<key version>.<base64url of iv, tag and ciphertext>`; the same text gives another value each time. */
  seal(text: string): string;
  /** @throws when the value was altered, or its key is not in the key file. */
  open(value: string): string;
  /** The same as bytes, a third smaller: 4 of the key version, then iv, tag and ciphertext. */
  sealBytes(text: string): Buffer;
  openBytes(sealed: Buffer): string;
  /** The same for the same kind and text, under a key of its own: for look-up and uniqueness. The caller normalises the text. */
  blindIndex(kind: string, normalised: string): string;
}

const ivBytes = 12;
const tagBytes = 16;
const versionBytes = 4;

export function createFieldCrypto(keyFile: string): FieldCrypto {
  const keys = readFieldKeys(keyFile);

  function keyOf(version: number): Buffer {
    const key = keys.encryption.get(version);
    if (key === undefined) throw new Error(`the key file has no key of version ${version}`);
    return key;
  }

  function encrypt(text: string): Buffer[] {
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', keyOf(keys.current), iv);
    // The version is authenticated too: a value cannot be passed off as sealed under another key.
    cipher.setAAD(Buffer.from(`v${keys.current}`));
    const body = [cipher.update(text, 'utf8'), cipher.final()];
    return [iv, cipher.getAuthTag(), ...body];
  }

  function decrypt(version: number, bytes: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(version), bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(`v${version}`));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString(
      'utf8',
    );
  }

  return {
    seal: (text) => `${keys.current}.${Buffer.concat(encrypt(text)).toString('base64url')}`,
    sealBytes: (text) => {
      const version = Buffer.alloc(versionBytes);
      version.writeUInt32BE(keys.current);
      return Buffer.concat([version, ...encrypt(text)]);
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
