import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';

/**
 * Secret of the page of a booking's ticket. Made from the booking under the key file's key instead of drawn, so that a
 * repeated check-in and the booking's own page lead to the same ticket page although only a hash of it is kept.
 */
export function ticketSecret(crypto: FieldCrypto, bookingId: string): Buffer {
  return Buffer.from(crypto.blindIndex('ticketOfBooking', bookingId), 'base64url').subarray(0, 16);
}
