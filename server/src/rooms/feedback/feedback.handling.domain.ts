import type { CaseStep, CaseTier } from '@huiting/contracts/feedback';
import { dueAt, dueFrom, minute, nextEscalation, presenceAt, unasked } from './feedback.cases.domain.ts';
import type { BadRatingCase, CaseLimits, Levels } from './feedback.cases.domain.ts';
import type { Decided } from './feedback.domain.ts';

/** EV-03: what may happen to a bad rating: what its handler does, what the customer says, what time does. */

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
