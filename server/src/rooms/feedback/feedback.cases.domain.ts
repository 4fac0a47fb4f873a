import type {
  BadRatingCase as CaseDto,
  CaseState,
  CaseStep,
  CaseTier,
  CustomerCare,
} from '@huiting/contracts/feedback';
import type { z } from 'zod';
import type { RatingRequest } from './feedback.domain.ts';

/** EV-03: a bad rating being handled, and its time limits. Instants are ms of business time. */

type Person = CaseStep['told'][number];

/** A bad rating being handled; it has the request's id. */
export interface BadRatingCase {
  readonly request: RatingRequest;
  readonly origin: CaseDto['origin'];
  readonly state: z.output<typeof CaseState>;
  readonly openedAt: number;
  readonly claimDueAt: number;
  /** Unclaimed until then, the next level is told. */
  readonly escalateDueAt: number;
  /** When whoever claimed it should have talked with the customer; null before that. */
  readonly talkDueAt: number | null;
  readonly closeDueAt: number;
  /** The step it now waits for is late. */
  readonly overdue: boolean;
  readonly stillInBranch: boolean;
  /** Whether staff have said so; otherwise it fades with time. */
  readonly presenceTold: boolean;
  readonly claimedBy: { readonly staffId: string; readonly name: string; readonly at: number } | null;
  readonly talk: string | null;
  readonly cause: string | null;
  readonly remedy: string | null;
  readonly tier: CaseTier;
  readonly chain: readonly CaseStep[];
  readonly confirmation: CaseDto['confirmation'];
  readonly closedAt: number | null;
}

/** Minutes of business time for each step, as the branch has them at the moment a step begins. */
export interface CaseLimits {
  readonly claimMinutes: number;
  readonly talkMinutes: number;
  readonly closeMinutes: number;
  readonly escalateMinutes: number;
  readonly confirmMinutes: number;
}

/** Minutes after a service within which an unasked customer is taken to be in the hall still. */
const presenceMinutes = 15;
export const minute = 60_000;
export const unasked: BadRatingCase['confirmation'] = {
  askedAt: null,
  dueAt: null,
  outcome: null,
  channel: null,
  note: null,
  at: null,
};

/** Who is told at each level: holders of the level's post as the register has them now. */
export type Levels = Readonly<Record<CaseTier, readonly Person[]>>;

export function openCase(
  request: RatingRequest,
  told: readonly Person[],
  limits: CaseLimits,
  now: number,
  followedUp: { readonly note: string } | null = null,
): BadRatingCase {
  const origin = followedUp === null ? 'rating' : 'followUp';
  return {
    request,
    origin,
    state: 'open',
    openedAt: now,
    ...dueFrom(now, limits),
    overdue: false,
    stillInBranch: origin === 'rating' && isLikelyPresent(request, now),
    presenceTold: false,
    claimedBy: null,
    talk: null,
    cause: null,
    remedy: null,
    tier: 'lobby',
    chain: [
      {
        tier: 'lobby',
        reason: 'opened',
        at: now,
        told: [...told],
        note: followedUp?.note ?? null,
        disputed: null,
      },
    ],
    confirmation: unasked,
    closedAt: null,
  };
}

/** Limits of a case that waits to be claimed. They are kept: what a bank changes counts for what is opened afterwards. */
export function dueFrom(now: number, { claimMinutes, escalateMinutes, closeMinutes }: CaseLimits) {
  const closeDueAt = now + closeMinutes * minute;
  // Nobody further is told before those who are told first have had their time.
  const escalateDueAt = Math.min(closeDueAt, now + Math.max(claimMinutes, escalateMinutes) * minute);
  return { claimDueAt: now + claimMinutes * minute, escalateDueAt, talkDueAt: null, closeDueAt };
}

function isLikelyPresent(request: RatingRequest, now: number): boolean {
  return now < request.askedAt + presenceMinutes * minute;
}

/** Whether the customer is in the branch as far as is known now: as told by staff, else for a while after the service. */
export function presenceAt(badCase: BadRatingCase, now: number): boolean {
  return (
    badCase.stillInBranch &&
    (badCase.presenceTold || isSolved(badCase) || isLikelyPresent(badCase.request, now))
  );
}

/** Staff have done their part: the customer's word is awaited, or it is over. */
const isSolved = ({ state }: BadRatingCase): boolean => state === 'confirming' || state === 'closed';

/** When the step a case waits for is late; null once staff have done theirs. */
export function dueAt(badCase: BadRatingCase): number | null {
  if (isSolved(badCase)) return null;
  if (badCase.state === 'open') return badCase.claimDueAt;
  return badCase.state === 'claimed'
    ? Math.min(badCase.talkDueAt ?? badCase.closeDueAt, badCase.closeDueAt)
    : badCase.closeDueAt;
}

/** When the next level is told, and which; null when nobody further is. */
export function nextEscalation(
  badCase: BadRatingCase,
): { at: number; tier: CaseTier; reason: CaseStep['reason'] } | null {
  if (isSolved(badCase) || badCase.tier === 'region') return null;
  const unsolved = { at: badCase.closeDueAt, tier: 'region', reason: 'unsolved' } as const;
  if (badCase.state !== 'open' || badCase.tier === 'branch') return unsolved;
  return { at: badCase.escalateDueAt, tier: 'branch', reason: 'unclaimed' };
}

/** The instants at which time itself changes a case, by kind of deadline; null = none of the kind. */
export function deadlinesOf(badCase: BadRatingCase): Readonly<Record<CaseDeadline, number | null>> {
  return {
    'feedback.caseOverdue': badCase.overdue ? null : dueAt(badCase),
    'feedback.caseEscalate': nextEscalation(badCase)?.at ?? null,
    'feedback.confirmLapse': badCase.state === 'confirming' ? badCase.confirmation.dueAt : null,
  };
}
export type CaseDeadline = 'feedback.caseOverdue' | 'feedback.caseEscalate' | 'feedback.confirmLapse';

/** What the customer sees on the page of their ticket. */
export function careOf(badCase: BadRatingCase): CustomerCare {
  const { state, confirmation, remedy, chain } = badCase;
  if (state === 'confirming') return { state: 'confirming', remedy, dueAt: confirmation.dueAt };
  if (state === 'closed') return { state: confirmation.outcome ?? 'unconfirmed', remedy, dueAt: null };
  const isReopened = chain.some(({ reason }) => reason === 'disputed');
  return { state: isReopened ? 'reopened' : 'handling', remedy: null, dueAt: null };
}
