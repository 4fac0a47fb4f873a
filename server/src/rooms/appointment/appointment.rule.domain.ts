import type { BookingRules } from '@huiting/contracts/appointment';

const dayMs = 86_400_000;

/**
 * Until when somebody may not book online: so many no-shows lie within so many days of one another, and the last of them
 * is not long enough ago. `missed`: instants, newest first. Null = they may.
 */
export function barredUntil(
  missed: readonly number[],
  rules: Pick<BookingRules, 'noShows' | 'noShowDays' | 'barredDays'>,
  now: number,
): number | null {
  if (rules.noShows === 0) return null;
  for (let last = 0; last + rules.noShows <= missed.length; last++) {
    const newest = missed[last]!;
    const oldest = missed[last + rules.noShows - 1]!;
    const until = newest + rules.barredDays * dayMs;
    if (until > now && newest - oldest <= rules.noShowDays * dayMs) return until;
  }
  return null;
}
