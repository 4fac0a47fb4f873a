import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** One way of sealing bytes under a key: authenticated, with `context` bound in, another result each time. */
export interface Cipher {
  readonly algorithm: Algorithm;
  seal(key: Buffer, context: string, text: Buffer): Buffer;
  /** @throws when anything of it was altered, or the context is another. */
  open(key: Buffer, context: string, sealed: Buffer): Buffer;
}
export type Algorithm = 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';

/** Every algorithm takes a key of 256 bits and derives what it needs. */
export const keyBytes = 32;

const gcm: Cipher = {
  algorithm: 'aes-256-gcm',
  seal: (key, context, text) => {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(context));
    const body = [cipher.update(text), cipher.final()];
    return Buffer.concat([iv, cipher.getAuthTag(), ...body]);
  },
  open: (key, context, sealed) => {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(sealed.subarray(12, 28));
    return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
  },
};

const sm3Bytes = 32;

/** GB/T 32907 (SM4) in counter mode, then HMAC with GB/T 32905 (SM3) over context, counter and ciphertext: encrypt, then authenticate. */
const sm4: Cipher = {
  algorithm: 'sm4-ctr-hmac-sm3',
  seal: (key, context, text) => {
    const keys = sm4Keys(key);
    const counter = randomBytes(16);
    const cipher = createCipheriv('sm4-ctr', keys.encryption, counter);
    const body = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([counter, sm3Tag(keys.authentication, context, counter, body), body]);
  },
  open: (key, context, sealed) => {
    const keys = sm4Keys(key);
    const [counter, tag, body] = [
      sealed.subarray(0, 16),
      sealed.subarray(16, 16 + sm3Bytes),
      sealed.subarray(16 + sm3Bytes),
    ];
    const right = sm3Tag(keys.authentication, context, counter, body);
    if (tag.length !== right.length || !timingSafeEqual(tag, right)) throw new Error('the value was altered');
    const decipher = createDecipheriv('sm4-ctr', keys.encryption, counter);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  },
};

function sm3Tag(key: Buffer, context: string, counter: Buffer, body: Buffer): Buffer {
  const bound = Buffer.from(context);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bound.length);
  return createHmac('sm3', key).update(length).update(bound).update(counter).update(body).digest();
}

const derived = new WeakMap<Buffer, { encryption: Buffer; authentication: Buffer }>();

/** Two keys of one: encryption and authentication never share a key. */
function sm4Keys(key: Buffer): { encryption: Buffer; authentication: Buffer } {
  const known = derived.get(key);
  if (known !== undefined) return known;
  const both = Buffer.from(hkdfSync('sm3', key, Buffer.alloc(0), 'huiting sm4-ctr hmac-sm3', 16 + sm3Bytes));
  const keys = { encryption: both.subarray(0, 16), authentication: both.subarray(16) };
  derived.set(key, keys);
  return keys;
}

export const ciphers: Readonly<Record<Algorithm, Cipher>> = {
  'aes-256-gcm': gcm,
  'sm4-ctr-hmac-sm3': sm4,
};
