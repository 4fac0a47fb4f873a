import type { ExpectedWait } from '@huiting/contracts/queue';

/** Deadline by which an absent ticket is looked at again. */
export const absentDeadline = 'queue.absentWatch';

/** What is told and asked of a number taken from afar. Kept in its deadline. */
export interface AbsentWatch {
  /** Minutes it keeps its place once its turn has come. */
  readonly holdMinutes: number;
  /** Its holder is told to set out when no more than these are in front. */
  readonly nearAhead: number;
  readonly toldNear: boolean;
}

export type AbsentVerdict =
  | { readonly verdict: 'expired' }
  | {
      readonly verdict: 'goesOn';
      readonly lookAgainAt: number;
      /** Until when its holder may arrive; null = its turn has not come. */
      readonly arriveBy: number | null;
      readonly near: boolean;
    };

const minuteMs = 60_000;
const soonestMs = 20_000;
const latestMs = 5 * minuteMs;

/**
 * Looks at an absent ticket. Its turn has come when nobody who is here is in front of it at an open window; from then its
 * place is kept for the branch's minutes, whoever comes meanwhile. It is looked at more often the nearer it comes.
 */
export function watchAbsent(
  seen: { readonly arriveBy: number | null; readonly ahead: number; readonly expected: ExpectedWait },
  watch: AbsentWatch,
  now: number,
): AbsentVerdict {
  if (seen.arriveBy !== null && now >= seen.arriveBy) return { verdict: 'expired' };
  const isOpen = 'lowSeconds' in seen.expected;
  const arriveBy = seen.arriveBy ?? (isOpen && seen.ahead === 0 ? now + watch.holdMinutes * minuteMs : null);
  const near = watch.toldNear || (isOpen && seen.ahead <= watch.nearAhead);
  const waitMs = 'lowSeconds' in seen.expected ? seen.expected.lowSeconds * 250 : minuteMs;
  const lookAgainAt = arriveBy ?? now + Math.min(latestMs, Math.max(soonestMs, waitMs));
  return { verdict: 'goesOn', lookAgainAt, arriveBy, near };
}
