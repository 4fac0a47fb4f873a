import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Instant, Words } from '../core/fields.ts';
import { RatingRequest, ratingReasonWords } from './ratings.ts';

/** EV-03: a bad rating from its opening to the customer's last word. */

export const caseErrors = errors({
  'feedback.case_not_found': { status: 404, zh: '没有这条差评', en: 'There is no such bad rating' },
  'feedback.case_wrong_state': { status: 409, zh: '差评处理进度已变化', en: 'The handling has moved on' },
  'feedback.case_not_yours': { status: 409, zh: '这条差评由他人处理', en: 'Somebody else is handling this' },
  'feedback.case_above_you': {
    status: 409,
    zh: '客户不认可上次处理，须由上一级认领',
    en: 'The customer did not accept the remedy: the next level up must take this',
  },
});

/**
 * As shipped; the minutes are parameters of a bank and its units (SY-02). Business time. Sources: claim, escalation and close in
 * domain.md §2; talking within the two hours a customer usually stays reachable; confirmation as long as the rating's link.
 */
export const caseLimits = {
  badLevel: 2,
  claimMinutes: 5,
  /** From the claim. */
  talkMinutes: 120,
  /** Unclaimed for so long: the branch manager is told. */
  escalateMinutes: 30,
  /** Unsolved for so long: the region is told. */
  closeMinutes: 480,
  /** The customer has so long to say whether the remedy helped. */
  confirmMinutes: 1440,
} as const;

export const CaseState = z.enum(['open', 'claimed', 'talked', 'confirming', 'closed']);
/** Whose matter it is: the lobby's, the branch manager's, the region's. */
export const CaseTier = z.enum(['lobby', 'branch', 'region']);
export type CaseTier = z.output<typeof CaseTier>;
export const CaseStep = z.object({
  tier: CaseTier,
  /** `unclaimed`: a limit to claim passed. `unsolved`: the limit to close passed. `disputed`: the customer did not accept the remedy. */
  reason: z.enum(['opened', 'unclaimed', 'unsolved', 'disputed']),
  at: Instant,
  /** Who was told: holders of the tier's post at that moment. */
  told: z.array(z.object({ staffId: Id, name: z.string() })),
  /** The customer's words on a dispute. */
  note: z.string().nullable(),
  /** The remedy the customer did not accept. */
  disputed: z.string().nullable(),
});
export type CaseStep = z.output<typeof CaseStep>;
/** How it ended: the customer's yes, or no answer in time. Null while it has not, and for cases of before confirmation was asked. */
export const CaseOutcome = z.enum(['confirmed', 'unconfirmed']);

/** A bad rating being handled: claim → talk → cause and remedy → the customer confirms → closed. */
export const BadRatingCase = z.object({
  id: Id,
  branchId: Id,
  request: RatingRequest,
  customer: z.object({ id: Id, maskedName: z.string() }).nullable(),
  /** What opened it: the rating itself, or a bad answer in a follow-up call. */
  origin: z.enum(['rating', 'followUp']),
  state: CaseState,
  openedAt: Instant,
  claimDueAt: Instant,
  /** When whoever claimed it should have talked with the customer; null before that. */
  talkDueAt: Instant.nullable().default(null),
  closeDueAt: Instant,
  /** When the next level will be told; null = not while it stands as it does. */
  escalatesAt: Instant.nullable(),
  overdue: z.boolean(),
  /** Still in the branch, as far as known: told by staff, or until another service ended long ago. */
  stillInBranch: z.boolean(),
  claimedBy: z.object({ staffId: Id, name: z.string(), at: Instant }).nullable(),
  talk: z.string().nullable(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  tier: CaseTier,
  /** Every step up, oldest first, the opening included. */
  chain: z.array(CaseStep),
  confirmation: z.object({
    askedAt: Instant.nullable(),
    dueAt: Instant.nullable(),
    outcome: CaseOutcome.nullable(),
    channel: z.enum(['link', 'phone']).nullable(),
    /** Of the handler who asked by phone. */
    note: z.string().nullable(),
    at: Instant.nullable(),
  }),
  closedAt: Instant.nullable(),
});
export type BadRatingCase = z.output<typeof BadRatingCase>;

/** What the customer may know of the handling: no names of staff, no cause. */
export const CustomerCare = z.object({
  state: z.enum(['handling', 'confirming', 'confirmed', 'unconfirmed', 'reopened']),
  remedy: z.string().nullable(),
  dueAt: Instant.nullable(),
});
export type CustomerCare = z.output<typeof CustomerCare>;

const tierWords: Record<CaseTier, { zh: string; en: string }> = {
  lobby: { zh: '大堂经理', en: 'the lobby manager' },
  branch: { zh: '网点负责人', en: 'the branch manager' },
  region: { zh: '分行', en: 'the region' },
};
const whyWords: Record<CaseStep['reason'], { zh: string; en: string }> = {
  opened: { zh: '新差评', en: 'new' },
  unclaimed: { zh: '超时未认领', en: 'nobody has claimed it' },
  unsolved: { zh: '超时未办结', en: 'not solved in time' },
  disputed: { zh: '客户不认可处理结果', en: 'the customer does not accept the remedy' },
};
const windowOf = (c: BadRatingCase) => ({
  zh: `${c.request.windowLabel} 号窗 ${c.request.ticketNumber}`,
  en: `window ${c.request.windowLabel}, ${c.request.ticketNumber}`,
});

export const caseEvents = {
  caseOpened: event({
    type: 'badRating.opened',
    room: 'feedback',
    payload: z.object({ case: BadRatingCase }),
    notify: {
      kind: 'feedback.badRating',
      severity: 'urgent',
      dedupeKey: (p) => `badRating:${p.case.id}`,
      audience: { permission: 'feedback.handle' },
      title: (p) => ({
        zh: `差评 · ${windowOf(p.case).zh}`,
        en: `Bad rating · ${windowOf(p.case).en}`,
      }),
      body: (p) => ({
        zh: [
          ...p.case.request.reasons.map((r) => ratingReasonWords[r].zh),
          p.case.stillInBranch ? '客户仍在厅' : '客户已离开',
        ].join(' · '),
        en: [
          ...p.case.request.reasons.map((r) => ratingReasonWords[r].en),
          p.case.stillInBranch ? 'still in the hall' : 'has left',
        ].join(' · '),
      }),
      subject: (p) => ({ kind: 'badRating', id: p.case.id }),
      escalateAfterMinutes: caseLimits.escalateMinutes,
    },
  }),
  /** A step of the chain: the same alert is told again in the words of its new level, or a new one when it had ended. */
  caseEscalated: event({
    type: 'badRating.escalated',
    room: 'feedback',
    payload: z.object({ case: BadRatingCase, step: CaseStep }),
    notify: {
      kind: 'feedback.badRating',
      severity: 'urgent',
      dedupeKey: (p) => `badRating:${p.case.id}`,
      audience: { permission: 'feedback.handle' },
      title: (p) => ({
        zh: `差评请${tierWords[p.step.tier].zh}处理 · ${windowOf(p.case).zh}`,
        en: `Bad rating for ${tierWords[p.step.tier].en} · ${windowOf(p.case).en}`,
      }),
      body: (p) => ({
        zh: [whyWords[p.step.reason].zh, ...p.case.request.reasons.map((r) => ratingReasonWords[r].zh)].join(
          ' · ',
        ),
        en: [whyWords[p.step.reason].en, ...p.case.request.reasons.map((r) => ratingReasonWords[r].en)].join(
          ' · ',
        ),
      }),
      subject: (p) => ({ kind: 'badRating', id: p.case.id }),
      escalateAfterMinutes: null,
    },
  }),
  caseChanged: event({
    type: 'badRating.changed',
    room: 'feedback',
    payload: z.object({ case: BadRatingCase }),
    settles: (p) =>
      p.case.claimedBy === null
        ? null
        : {
            alerts: { subject: { kind: 'badRating', id: p.case.id } },
            outcome:
              // With the remedy given nobody is awaited any more but the customer.
              p.case.state === 'closed' || p.case.state === 'confirming'
                ? { resolution: p.case.remedy ?? '' }
                : { claimedBy: p.case.claimedBy },
          },
  }),
};

const CaseAnswer = z.object({ case: BadRatingCase });
const onCase = { branchId: Id, caseId: Id };
const Told = Words(300).pipe(z.string().min(1));
const handling = [
  'feedback.case_not_found',
  'feedback.case_wrong_state',
  'feedback.case_not_yours',
  'feedback.case_above_you',
] as const;

export const caseEndpoints = {
  listCases: endpoint({
    id: 'feedback.listCases',
    method: 'GET',
    path: '/branches/:branchId/bad-ratings',
    summary: 'Bad ratings being handled, and those closed today',
    input: z.object({ branchId: Id }),
    output: z.object({ number: z.number().int(), cases: z.array(BadRatingCase) }),
    access: 'feedback.view',
  }),
  claimCase: endpoint({
    id: 'feedback.claimCase',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/claim',
    summary: 'I take care of this customer',
    input: z.object(onCase),
    output: CaseAnswer,
    errors: handling,
    access: 'feedback.handle',
  }),
  recordTalk: endpoint({
    id: 'feedback.recordTalk',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/talk',
    summary: 'What the customer said',
    input: z.object({ ...onCase, talk: Told, stillInBranch: z.boolean() }),
    output: CaseAnswer,
    errors: handling,
    access: 'feedback.handle',
  }),
  closeCase: endpoint({
    id: 'feedback.closeCase',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/close',
    summary: 'Cause and remedy; the customer is asked whether it helped',
    input: z.object({ ...onCase, cause: Told, remedy: Told }),
    output: CaseAnswer,
    errors: handling,
    access: 'feedback.handle',
  }),
  confirmCase: endpoint({
    id: 'feedback.confirmCase',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/confirmation',
    summary: 'What the customer said of the remedy by phone; a no opens the case again one level up',
    input: z.object({ ...onCase, accepted: z.boolean(), note: Told }),
    output: CaseAnswer,
    errors: handling,
    access: 'feedback.handle',
  }),
  answerRemedy: endpoint({
    id: 'feedback.answerRemedy',
    method: 'POST',
    path: '/t/:token/rating/remedy',
    summary: 'The customer says whether the remedy helped',
    input: z.object({
      token: z.string().min(20).max(80),
      accepted: z.boolean(),
      words: Words(200).nullable().default(null),
    }),
    output: z.object({ care: CustomerCare }),
    errors: ['queue.link_invalid', 'feedback.case_not_found', 'feedback.case_wrong_state'],
    access: { kind: 'link' },
  }),
};
