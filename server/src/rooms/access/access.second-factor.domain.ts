import { Secret, TOTP } from 'otpauth';

/** Six digits every 30 seconds (RFC 6238), as every authenticator app reads them. */
const period = 30;

export function newSecret(username: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, uri: codesOf(secret.base32, username).toString() };
}

function codesOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: 'Huiting', label, period, digits: 6, secret: Secret.fromBase32(secret) });
}

/**
 * The 30-second step a code belongs to; null when it is of none near `wallNow` (ms), or of one that has been used.
 * One step to either side is taken: clocks differ.
 */
export function stepOf(secret: string, code: string, wallNow: number, lastStep: number): number | null {
  const delta = codesOf(secret).validate({
    token: code.replaceAll(/\s/g, ''),
    timestamp: wallNow,
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(wallNow / 1000 / period) + delta;
  return step > lastStep ? step : null;
}
