import { createHash, randomInt } from 'node:crypto';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { readLink } from '../../platform/crypto/link-token.ts';
import type { LinkToken } from '../../platform/crypto/link-token.ts';

/** Letters and digits nobody mistakes for one another: 32 of them, without 0, O, 1 and I. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const markLength = 2;
const codeLength = 8;

/** What a booking is found by at the kiosk. */
export type Scanned = { readonly code: string } | { readonly link: LinkToken };

/** Two characters that tell one branch's codes from another's, so that a guest at the wrong branch is told so. */
export function branchMark(branchId: string): string {
  const digest = createHash('sha256').update(branchId).digest();
  return [...digest.subarray(0, markLength)].map((byte) => alphabet[byte & 31]).join('');
}

/** Eight readable characters: the branch's mark, then 30 random bits. */
export function newCode(branchId: string): string {
  const random = Array.from({ length: codeLength - markLength }, () => alphabet[randomInt(alphabet.length)]);
  return branchMark(branchId) + random.join('');
}

/** What was typed or scanned: a code in any case, with blanks or dashes, or the link of the page. Null = neither. */
export function readScan(text: string): Scanned | null {
  const plain = text.normalize('NFKC').trim();
  const token = /(?:^|\/h5\/[bt]\/)([A-Za-z0-9_-]{67})(?:[/?#]|$)/.exec(plain)?.[1];
  if (token !== undefined) {
    const link = readLink(token);
    return link === null ? null : { link };
  }
  const code = plain.toUpperCase().replace(/[\s-]/g, '');
  return code.length === codeLength && [...code].every((character) => alphabet.includes(character))
    ? { code }
    : null;
}

/** What a number taken from afar is checked in by: like a booking's code, made from its id under the key file's key. */
export function remoteCode(crypto: FieldCrypto, branchId: string, remoteId: string): string {
  const bytes = Buffer.from(crypto.keyedHash('codeOfRemoteTicket', remoteId), 'base64url');
  const signs = [...bytes.subarray(0, codeLength - markLength)].map((byte) => alphabet[byte & 31]);
  return branchMark(branchId) + signs.join('');
}

/**
 * Secret of the page of a booking's ticket. Made from the booking under the key file's key instead of drawn, so that a
 * repeated check-in and the booking's own page lead to the same ticket page although only a hash of it is kept.
 */
export function ticketSecret(crypto: FieldCrypto, bookingId: string): Buffer {
  return Buffer.from(crypto.keyedHash('ticketOfBooking', bookingId), 'base64url').subarray(0, 16);
}

/**
 * Secret of a booking's own page. Made from the booking too, so that a reminder can lead there although only its hash is
 * kept; bookings made before this was so have another one, and messages about them carry no link.
 */
export function bookingSecret(crypto: FieldCrypto, bookingId: string): Buffer {
  return Buffer.from(crypto.keyedHash('pageOfBooking', bookingId), 'base64url').subarray(0, 16);
}
