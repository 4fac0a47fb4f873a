import { randomInt } from 'node:crypto';

/** How long the account for emergencies works from its first use: long enough to let the others in again, no working day. */
export const emergencyOpenMs = 4 * 3_600_000;
export const emergencyUsername = 'emergency';

/** Without 0/O, 1/I/l: it is written on paper. */
const signs = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** One hand's half: about 69 bits, so that one half alone opens nothing that could be guessed. */
export function newHalf(): string {
  const text = Array.from({ length: 12 }, () => signs[randomInt(signs.length)]).join('');
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/** The password both halves make, typed one after the other; spaces are the writer's. */
export const joinHalves = (first: string, second: string): string => `${first}+${second}`;

/** What the account is now: the database keeps `open` until somebody seals it again, long after its time. */
export function emergencyState(
  row: { readonly state: 'sealing' | 'sealed' | 'open'; readonly openUntil: number | null } | null,
  wallNow: number,
): 'none' | 'sealing' | 'sealed' | 'open' | 'spent' {
  if (row === null) return 'none';
  return row.state === 'open' && wallNow >= (row.openUntil ?? 0) ? 'spent' : row.state;
}
