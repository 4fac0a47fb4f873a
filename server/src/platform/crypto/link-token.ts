import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * What the token of a customer's page holds: branch, business date and row, so that it needs no index to be found, and a
 * 128-bit secret, so that it cannot be guessed. Only the secret's hash is kept with the row.
 */
export interface LinkToken {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly secret: Buffer;
}

const dayMs = 86_400_000;
const secretBytes = 16;

export function newSecret(): Buffer {
  return randomBytes(secretBytes);
}

/** 67 characters that need no escaping in a path. */
export function writeLink({ branchId, businessDate, id, secret }: LinkToken): string {
  const day = Buffer.alloc(2);
  day.writeUInt16BE(Date.parse(businessDate) / dayMs);
  return Buffer.concat([uuidBytes(branchId), day, uuidBytes(id), secret]).toString('base64url');
}

/** Null when the text is not a token of ours. */
export function readLink(token: string): LinkToken | null {
  if (!/^[A-Za-z0-9_-]{67}$/.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  return {
    branchId: uuidText(bytes.subarray(0, 16)),
    businessDate: new Date(bytes.readUInt16BE(16) * dayMs).toISOString().slice(0, 10),
    id: uuidText(bytes.subarray(18, 34)),
    secret: bytes.subarray(34),
  };
}

export function hashSecret(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}

export function opensLink({ secret }: LinkToken, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
