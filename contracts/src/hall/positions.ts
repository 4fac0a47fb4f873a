import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant } from '../core/fields.ts';
import { topic } from '../core/topic.ts';
import { Post } from '../posts.ts';

export const positionErrors = errors({
  'hall.no_lobby_manager': {
    status: 409,
    zh: '至少安排一位大堂经理',
    en: 'At least one lobby manager is needed',
  },
  'hall.staff_unknown': {
    status: 404,
    zh: '岗位表里有不属于本网点的人员',
    en: 'The board names somebody who is not of this branch',
  },
  'hall.not_on_board': {
    status: 409,
    zh: '您今天不在大堂岗位上',
    en: 'You have no position in the hall today',
  },
  'hall.not_on_duty': { status: 409, zh: '现在不在岗，不能交班', en: 'Not on duty now' },
  'hall.no_reserve_left': {
    status: 409,
    zh: '没有可以递补的人员了',
    en: 'There is nobody left to call up',
  },
  'hall.call_up_pending': {
    status: 409,
    zh: '正在等待递补人员响应',
    en: 'A reserve has been called already',
  },
  'hall.call_up_not_found': { status: 404, zh: '没有这次递补', en: 'There is no such call-up' },
  'hall.call_up_answered': { status: 409, zh: '这次递补已有结果', en: 'This call-up has its answer' },
});

export const PositionKind = z.enum(['lobbyManager', 'reserve', 'window']);
export type PositionKind = z.output<typeof PositionKind>;
export const LoadTier = z.enum(['light', 'normal', 'busy']);
export type LoadTier = z.output<typeof LoadTier>;

/** One person of the branch and where they are meant to be today; `rank` orders lobby managers and reserves, from 1. */
export const Position = z.object({
  staffId: Id,
  name: z.string(),
  number: z.string(),
  post: Post,
  kind: PositionKind.nullable(),
  rank: z.number().int().nullable(),
  /** Zone of the hall they stand in today; null = everywhere. */
  zoneId: Id.nullable(),
  /** The window they sit at now. */
  windowLabel: z.string().nullable(),
  onDuty: z.boolean(),
});
export type Position = z.output<typeof Position>;

/** How many are wanted at a load (busy index). */
export const TierPlan = z.object({
  tier: LoadTier,
  lobbyManagers: z.number().int().min(1).max(5),
  reserves: z.number().int().min(0).max(5),
  windows: z.number().int().min(0).max(60),
});
export type TierPlan = z.output<typeof TierPlan>;

/** Who answers for the hall from when to when. */
export const DutyPeriod = z.object({
  id: Id,
  staffId: Id,
  name: z.string(),
  kind: z.enum(['lobbyManager', 'reserve']),
  how: z.enum(['opening', 'took', 'calledUp']),
  from: Instant,
  until: Instant.nullable(),
});
export type DutyPeriod = z.output<typeof DutyPeriod>;

export const CallUp = z.object({
  id: Id,
  branchId: Id,
  staffId: Id,
  name: z.string(),
  cause: z.enum(['lobbyManagerBusy', 'unanswered', 'congested', 'manual']),
  calledAt: Instant,
  answerDueAt: Instant,
  state: z.enum(['called', 'accepted', 'declined', 'unanswered', 'cancelled']),
  answeredAt: Instant.nullable(),
});
export type CallUp = z.output<typeof CallUp>;

const causeWords: Record<CallUp['cause'], { zh: string; en: string }> = {
  lobbyManagerBusy: { zh: '大堂经理已满负荷', en: 'the lobby manager has no hand free' },
  unanswered: { zh: '协助呼叫无人响应', en: 'a call for help is unanswered' },
  congested: { zh: '排队拥堵', en: 'the hall is congested' },
  manual: { zh: '大堂请求增援', en: 'the hall asks for help' },
};

const CallUpPayload = z.object({ callUp: CallUp });
type CallUpPayload = z.output<typeof CallUpPayload>;
const aboutCallUp = (p: CallUpPayload) => ({ kind: 'callUp', id: p.callUp.id });

export const positionEvents = {
  positionsSet: event({
    type: 'positions.set',
    room: 'hall',
    payload: z.object({ date: BusinessDate, positions: z.array(Position) }),
  }),
  dutyChanged: event({
    type: 'duty.changed',
    room: 'hall',
    payload: z.object({ duty: DutyPeriod }),
  }),
  reserveCalled: event({
    type: 'reserve.called',
    room: 'hall',
    payload: CallUpPayload,
    notify: {
      kind: 'hall.callUp',
      severity: 'warning',
      dedupeKey: (p) => `callUp:${p.callUp.id}`,
      audience: { permission: 'hall.assist', staffId: (p) => p.callUp.staffId },
      title: (p) => ({ zh: `请到大堂递补 · ${p.callUp.name}`, en: `Wanted in the hall · ${p.callUp.name}` }),
      body: (p) => ({
        zh: `${causeWords[p.callUp.cause].zh}，请 2 分钟内响应`,
        en: `${causeWords[p.callUp.cause].en}; answer within 2 minutes`,
      }),
      subject: aboutCallUp,
      escalateAfterMinutes: null,
    },
  }),
  reserveAnswered: event({
    type: 'reserve.answered',
    room: 'hall',
    payload: CallUpPayload,
    settles: (p) => ({
      alerts: { subject: aboutCallUp(p) },
      outcome: { resolution: p.callUp.state === 'accepted' ? '已到大堂递补' : '未能递补' },
    }),
  }),
  /** Everybody in the order has been asked in vain. */
  reserveExhausted: event({
    type: 'reserve.exhausted',
    room: 'hall',
    payload: CallUpPayload,
    notify: {
      kind: 'hall.noReserve',
      severity: 'urgent',
      dedupeKey: () => 'noReserve',
      audience: { permission: 'hall.arrange' },
      title: () => ({ zh: '递补人员均未到岗', en: 'Nobody stands in at the hall' }),
      body: (p) => ({
        zh: `${causeWords[p.callUp.cause].zh}，请安排人员到大堂`,
        en: `${causeWords[p.callUp.cause].en}: send somebody to the hall`,
      }),
      subject: (p) => ({ kind: 'branch', id: p.callUp.branchId }),
      escalateAfterMinutes: 10,
    },
  }),
};

export const positionTopics = {
  positions: topic({
    name: 'hall.positions',
    key: 'branch',
    access: 'hall.view',
    delta: z.object({
      positions: z.array(Position).nullable(),
      duty: DutyPeriod.nullable(),
      callUp: CallUp.nullable(),
    }),
    gauge: z.object({}),
  }),
};

const onCallUp = { branchId: Id, callUpId: Id };
const DutyAnswer = z.object({ duty: DutyPeriod });
export const positionEndpoints = {
  getPositions: endpoint({
    id: 'hall.getPositions',
    method: 'GET',
    path: '/branches/:branchId/positions',
    summary:
      'The positions of today: who is meant to be where, who answers for the hall, and how many are wanted now',
    input: z.object({ branchId: Id }),
    output: z.object({
      number: z.number().int(),
      date: BusinessDate,
      positions: z.array(Position),
      plan: z.array(TierPlan),
      /** The tier of this moment, and what it has. */
      now: z.object({
        tier: LoadTier,
        busyIndex: z.number().int(),
        lobbyManagers: z.number().int(),
        reserves: z.number().int(),
        windows: z.number().int(),
        /** Whether the rule says that the lobby managers have no hand free, and what it counted. */
        pressed: z.boolean(),
        openWork: z.number().int(),
      }),
      duties: z.array(DutyPeriod),
      callUps: z.array(CallUp),
    }),
    access: 'hall.view',
  }),
  setPositions: endpoint({
    id: 'hall.setPositions',
    method: 'PUT',
    path: '/branches/:branchId/positions',
    summary: 'Arrange today: lobby managers and reserves in their order, who is meant for a window',
    input: z.object({
      branchId: Id,
      /** In order: the first lobby manager leads, the first reserve is called first. */
      positions: z
        .array(z.object({ staffId: Id, kind: PositionKind, zoneId: Id.nullable().default(null) }))
        .max(120),
    }),
    output: z.object({ positions: z.array(Position) }),
    errors: ['hall.no_lobby_manager', 'hall.staff_unknown'],
    access: 'hall.arrange',
  }),
  setStaffingPlan: endpoint({
    id: 'hall.setStaffingPlan',
    method: 'PUT',
    path: '/branches/:branchId/staffing-plan',
    summary: 'How many are wanted at each load; from now on',
    input: z.object({
      branchId: Id,
      plan: z
        .array(TierPlan)
        .length(3)
        .refine((plan) => new Set(plan.map(({ tier }) => tier)).size === plan.length),
    }),
    output: z.object({ plan: z.array(TierPlan) }),
    access: 'hall.arrange',
  }),
  takeDuty: endpoint({
    id: 'hall.takeDuty',
    method: 'POST',
    path: '/branches/:branchId/duties',
    summary: 'From now on I answer for the hall',
    input: z.object({ branchId: Id }),
    output: DutyAnswer,
    errors: ['hall.not_on_board'],
    access: 'hall.assist',
  }),
  endDuty: endpoint({
    id: 'hall.endDuty',
    method: 'POST',
    path: '/branches/:branchId/duties/end',
    summary: 'I leave the hall, or send a reserve back',
    input: z.object({ branchId: Id, staffId: Id.nullable() }),
    output: DutyAnswer,
    errors: ['hall.not_on_duty'],
    access: 'hall.assist',
  }),
  callReserve: endpoint({
    id: 'hall.callReserve',
    method: 'POST',
    path: '/branches/:branchId/call-ups',
    summary: 'Call the next reserve into the hall',
    input: z.object({ branchId: Id }),
    output: CallUpPayload,
    errors: ['hall.no_reserve_left', 'hall.call_up_pending'],
    access: 'hall.assist',
  }),
  answerCallUp: endpoint({
    id: 'hall.answerCallUp',
    method: 'POST',
    path: '/branches/:branchId/call-ups/:callUpId/answer',
    summary: 'I come, or I cannot: then the next in order is called',
    input: z.object({ ...onCallUp, comes: z.boolean() }),
    output: CallUpPayload,
    errors: ['hall.call_up_not_found', 'hall.call_up_answered', 'hall.not_on_board'],
    access: 'hall.assist',
  }),
};

/** Seconds a reserve has to answer; busy index from which a tier begins; open work per lobby manager from which they are pressed. */
export const positionDefaults = {
  answerSeconds: 120,
  normalFrom: 40,
  busyFrom: 75,
  workPerManager: 3,
} as const;
