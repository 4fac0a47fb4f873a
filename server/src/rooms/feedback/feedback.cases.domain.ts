import type {
  BadRatingCase as CaseDto,
  CaseState,
  CaseStep,
  CaseTier,
  CustomerCare,
} from '@huiting/contracts/feedback';
import type { z } from 'zod';
import type { Decided, RatingRequest } from './feedback.domain.ts';

/** EV-03: what may happen to a bad rating. Instants are ms of business time. */

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
const minute = 60_000;
const unasked: BadRatingCase['confirmation'] = {
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
function dueFrom(now: number, { claimMinutes, escalateMinutes, closeMinutes }: CaseLimits) {
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
function dueAt(badCase: BadRatingCase): number | null {
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

/** The level whose people alone may take the case: after a dispute the one above whoever's remedy did not help. */
function reservedFor(badCase: BadRatingCase): CaseTier | null {
  return badCase.chain.findLast(({ reason }) => reason === 'disputed')?.tier ?? null;
}

type CaseDecision = Decided<
  BadRatingCase,
  'feedback.case_wrong_state' | 'feedback.case_not_yours' | 'feedback.case_above_you'
>;
interface Handler {
  readonly id: string;
  readonly name: string;
  /** The highest level the person acts for. */
  readonly tier: CaseTier;
}

const rank: Readonly<Record<CaseTier, number>> = { lobby: 0, branch: 1, region: 2 };

export function claimCase(
  badCase: BadRatingCase,
  handler: Handler,
  limits: CaseLimits,
  now: number,
): CaseDecision {
  if (badCase.state !== 'open') return { refusal: 'feedback.case_wrong_state' };
  const reserved = reservedFor(badCase);
  if (reserved !== null && rank[handler.tier] < rank[reserved]) return { refusal: 'feedback.case_above_you' };
  return step(badCase, now, {
    state: 'claimed',
    talkDueAt: now + limits.talkMinutes * minute,
    claimedBy: { staffId: handler.id, name: handler.name, at: now },
  });
}

/** What the customer said; may be written again until the remedy is recorded. */
export function recordTalk(
  badCase: BadRatingCase,
  handler: Handler,
  talk: string,
  stillInBranch: boolean,
  now: number,
): CaseDecision {
  if (badCase.state !== 'claimed' && badCase.state !== 'talked')
    return { refusal: 'feedback.case_wrong_state' };
  if (badCase.claimedBy?.staffId !== handler.id) return { refusal: 'feedback.case_not_yours' };
  return step(badCase, now, { state: 'talked', talk, stillInBranch, presenceTold: true });
}

/** Cause and remedy: from now on the customer's word is awaited. */
export function closeCase(
  badCase: BadRatingCase,
  handler: Handler,
  cause: string,
  remedy: string,
  limits: CaseLimits,
  now: number,
): CaseDecision {
  if (badCase.state !== 'talked') return { refusal: 'feedback.case_wrong_state' };
  if (badCase.claimedBy?.staffId !== handler.id) return { refusal: 'feedback.case_not_yours' };
  const confirmation = {
    ...unasked,
    askedAt: now,
    dueAt: now + limits.confirmMinutes * minute,
  };
  return step(badCase, now, { state: 'confirming', cause, remedy, confirmation });
}

export interface CustomerWord {
  readonly accepted: boolean;
  readonly channel: 'link' | 'phone';
  /** The customer's words, or the handler's note of the call. */
  readonly note: string | null;
}

/**
 * The customer's word on the remedy. Yes closes the case. No opens it again one level up, with new limits; what was said and
 * done stays readable until the new handler writes theirs, and the disputed remedy stays in the chain.
 */
export function answerRemedy(
  badCase: BadRatingCase,
  { accepted, channel, note }: CustomerWord,
  levels: Levels,
  limits: CaseLimits,
  now: number,
): CaseDecision {
  if (badCase.state !== 'confirming') return { refusal: 'feedback.case_wrong_state' };
  if (!accepted) return { refusal: null, value: reopen(badCase, note, levels, limits, now) };
  const confirmation = { ...badCase.confirmation, outcome: 'confirmed' as const, channel, note, at: now };
  return { refusal: null, value: { ...badCase, state: 'closed', confirmation, closedAt: now } };
}

/** What the handler heard on the phone: they, or somebody above, may record it. */
export function confirmByPhone(
  badCase: BadRatingCase,
  handler: Handler,
  word: { accepted: boolean; note: string },
  levels: Levels,
  limits: CaseLimits,
  now: number,
): CaseDecision {
  if (badCase.state !== 'confirming') return { refusal: 'feedback.case_wrong_state' };
  if (badCase.claimedBy?.staffId !== handler.id && handler.tier === 'lobby')
    return { refusal: 'feedback.case_not_yours' };
  return answerRemedy(badCase, { ...word, channel: 'phone' }, levels, limits, now);
}

/** Opened again one level up: the customer is still not content. */
export function reopen(
  badCase: BadRatingCase,
  note: string | null,
  levels: Levels,
  limits: CaseLimits,
  now: number,
): BadRatingCase {
  const tier: CaseTier = badCase.tier === 'lobby' ? 'branch' : 'region';
  return {
    ...badCase,
    state: 'open',
    claimedBy: null,
    ...dueFrom(now, limits),
    overdue: false,
    tier,
    chain: [
      ...badCase.chain,
      { tier, reason: 'disputed', at: now, told: [...levels[tier]], note, disputed: badCase.remedy },
    ],
    confirmation: unasked,
    closedAt: null,
  };
}

/** Deadline: a limit passed. Late to be claimed is told the same level once more; null when it is not late. */
export function markLate(badCase: BadRatingCase, levels: Levels, now: number): BadRatingCase | null {
  const due = dueAt(badCase);
  if (due === null || badCase.overdue || now < due) return null;
  const late: BadRatingCase = { ...badCase, overdue: true };
  return badCase.state === 'open' ? toldAgain(late, badCase.tier, 'unclaimed', levels, now) : late;
}

/** Deadline: the next level is told; null when it need not be. */
export function escalate(badCase: BadRatingCase, levels: Levels, now: number): BadRatingCase | null {
  const next = nextEscalation(badCase);
  if (next === null || now < next.at) return null;
  return toldAgain({ ...badCase, tier: next.tier }, next.tier, next.reason, levels, now);
}

function toldAgain(
  badCase: BadRatingCase,
  tier: CaseTier,
  reason: CaseStep['reason'],
  levels: Levels,
  now: number,
): BadRatingCase {
  const told = [...levels[tier]];
  return {
    ...badCase,
    chain: [...badCase.chain, { tier, reason, at: now, told, note: null, disputed: null }],
  };
}

/** Deadline: the customer has not answered; null when they have. */
export function lapse(badCase: BadRatingCase, now: number): BadRatingCase | null {
  const { confirmation } = badCase;
  if (badCase.state !== 'confirming' || confirmation.dueAt === null || now < confirmation.dueAt) return null;
  return {
    ...badCase,
    state: 'closed',
    confirmation: { ...confirmation, outcome: 'unconfirmed', at: now },
    closedAt: now,
  };
}

/** What the customer sees on the page of their ticket. */
export function careOf(badCase: BadRatingCase): CustomerCare {
  const { state, confirmation, remedy, chain } = badCase;
  if (state === 'confirming') return { state: 'confirming', remedy, dueAt: confirmation.dueAt };
  if (state === 'closed') return { state: confirmation.outcome ?? 'unconfirmed', remedy, dueAt: null };
  const isReopened = chain.some(({ reason }) => reason === 'disputed');
  return { state: isReopened ? 'reopened' : 'handling', remedy: null, dueAt: null };
}

function step(badCase: BadRatingCase, now: number, change: Partial<BadRatingCase>): CaseDecision {
  const next: BadRatingCase = {
    ...badCase,
    ...change,
    stillInBranch: change.stillInBranch ?? presenceAt(badCase, now),
  };
  const due = dueAt(next);
  // A solved case keeps whether it was late in the end; the others are late only in the step they now wait for.
  return { refusal: null, value: { ...next, overdue: due === null ? now >= next.closeDueAt : now >= due } };
}
