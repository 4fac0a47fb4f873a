import { createHash, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Tokens and codes rest as sha-256: they are random, so a slow hash would only slow us. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** Without 0/O, 1/I/L: it is read off one screen and typed at another. 8 of 31 signs ≈ 40 bits, valid 10 minutes, once. */
const codeSigns = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export function newEnrolmentCode(): string {
  const signs = Array.from({ length: 8 }, () => codeSigns[randomInt(codeSigns.length)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4)}`;
}

/** Codes are taken however they are typed: small letters, spaces, without the dash. */
export function hashEnrolmentCode(typed: string): string {
  return hashToken(`code:${typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`);
}

/** At least 8 characters of at least 3 kinds (domain.md §9, 等保三级). */
export function isStrongPassword(password: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(password)).length;
  return password.length >= 8 && kinds >= 3;
}

/** A first password: read aloud or typed once, then changed. About 66 bits, with all kinds of signs. */
export function newInitialPassword(): string {
  const signs = Array.from({ length: 12 }, () => passwordSigns[randomInt(passwordSigns.length)]).join('');
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}-Aa7`;
}
const passwordSigns = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A password is good for 90 days of wall time (domain.md §9). */
export const passwordGoodForMs = 90 * 86_400_000;

/** argon2id, 19 MiB, two passes: the library's and OWASP's first choice. @throws when the password is too weak. */
export async function hashPassword(password: string): Promise<string> {
  if (!isStrongPassword(password)) throw new RangeError('a password needs 8 characters of 3 kinds');
  return hash(password);
}

let nobodysHash: Promise<string> | null = null;

/** Takes as long for a name that does not exist as for a wrong password. */
export async function isPasswordRight(password: string, stored: string | null): Promise<boolean> {
  nobodysHash ??= hash('nobody has this password');
  const right = await verify(stored ?? (await nobodysHash), password);
  return right && stored !== null;
}
