import { randomBytes, randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(8192);
let used = pool.length;

/** UUIDv7 (RFC 9562): 48 bits of wall-clock ms, then random. Made here because PostgreSQL < 18 cannot. */
export function newId(wallMs: number = Date.now()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.toString('hex', used, used + 10);
  used += 10;
  const time = wallMs.toString(16).padStart(12, '0');
  const variant = '89ab'[Number.parseInt(random[3]!, 16) & 3]!;
  return `${time.slice(0, 8)}-${time.slice(8, 12)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

/** An unguessable token for a link or a cookie: 192 bits. */
export function newToken(): string {
  return randomBytes(24).toString('base64url');
}
