import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * The token of a ticket's page: branch, business date, ticket and a 128-bit secret, so that it needs no index to be found
 * and cannot be guessed. Only the secret's hash is kept.
 */
export interface TicketLink {
  readonly branchId: string;
  readonly businessDate: string;
  readonly ticketId: string;
  readonly secret: Buffer;
}

const dayMs = 86_400_000;

export function newLink(branchId: string, businessDate: string, ticketId: string): { token: string; hash: string } {
  const secret = randomBytes(16);
  const day = Buffer.alloc(2);
  day.writeUInt16BE(Date.parse(businessDate) / dayMs);
  const token = Buffer.concat([uuidBytes(branchId), day, uuidBytes(ticketId), secret]).toString('base64url');
  return { token, hash: hashSecret(secret) };
}

/** Null when the token is not one of ours. */
export function readLink(token: string): TicketLink | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 50) return null;
  return {
    branchId: uuidText(bytes.subarray(0, 16)),
    businessDate: new Date(bytes.readUInt16BE(16) * dayMs).toISOString().slice(0, 10),
    ticketId: uuidText(bytes.subarray(18, 34)),
    secret: bytes.subarray(34),
  };
}

export function linkMatches(link: TicketLink, hash: string): boolean {
  const given = Buffer.from(hashSecret(link.secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}

function hashSecret(secret: Buffer): string {
  return createHash('sha256').update(secret).digest('base64url');
}

function uuidBytes(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function uuidText(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
