import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Instant } from '../core/fields.ts';
import { topic } from '../core/topic.ts';

export const assistErrors = errors({
  'hall.call_not_found': { status: 404, zh: '没有这条协助呼叫', en: 'There is no such call for help' },
  'hall.call_wrong_state': {
    status: 409,
    zh: '这条协助呼叫的进度已变化',
    en: 'The call for help has moved on',
  },
  'hall.call_not_yours': {
    status: 409,
    zh: '这条协助呼叫由他人处理',
    en: 'Somebody else has taken this call for help',
  },
  'hall.not_at_window': {
    status: 409,
    zh: '请先在本窗口签到再呼叫协助',
    en: 'Sign in at this window before calling for help',
  },
  'hall.called_often': {
    status: 429,
    zh: '这里刚刚已多次呼叫，请直接告诉柜员或到咨询台',
    en: 'Help was called from here several times just now: please tell the teller or go to the desk',
  },
});

export const AssistReason = z.enum([
  'guide',
  'elder',
  'authorise',
  'explain',
  'dispute',
  'device',
  'supplies',
  'other',
]);
export type AssistReason = z.output<typeof AssistReason>;
export const AssistOutcome = z.enum(['solved', 'handedOver', 'notNeeded']);
export type AssistOutcome = z.output<typeof AssistOutcome>;

/** Somebody at a window, a kiosk or a device asks the hall for help. No free text: it is read by lobby screens too. */
export const AssistCall = z.object({
  id: Id,
  branchId: Id,
  source: z.enum(['window', 'kiosk', 'device']),
  /** The teller's, or the one at which the terminal stands: then a customer called from its evaluator. */
  windowId: Id.nullable(),
  /** Label of the window (`3`), or name of the terminal or device. */
  place: z.string(),
  reason: AssistReason,
  ticketNumber: z.string().nullable(),
  /** The teller; null when a customer pressed the button. */
  callerName: z.string().nullable(),
  calledAt: Instant,
  acceptDueAt: Instant,
  /** Asked first, as the nearest on duty; `over` once they declined or did not answer: then everybody is asked. Null = everybody from the start. */
  offer: z.object({ staffId: Id, name: z.string(), until: Instant, over: z.boolean() }).nullable(),
  /** Nobody accepted in time: the branch manager has been told. */
  escalated: z.boolean(),
  state: z.enum(['open', 'accepted', 'done', 'cancelled']),
  acceptedBy: z.object({ staffId: Id, name: z.string(), at: Instant }).nullable(),
  /** When the helper was there. */
  arrivedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  outcome: AssistOutcome.nullable(),
});
export type AssistCall = z.output<typeof AssistCall>;

const reasonWords: Record<AssistReason, { zh: string; en: string }> = {
  guide: { zh: '引导自助办理', en: 'guide to self-service' },
  elder: { zh: '陪同特殊客群', en: 'accompany a customer' },
  authorise: { zh: '现场授权复核', en: 'authorise on the spot' },
  explain: { zh: '业务咨询讲解', en: 'explain a service' },
  dispute: { zh: '客户情绪安抚', en: 'calm a customer' },
  device: { zh: '设备故障', en: 'device fault' },
  supplies: { zh: '单据耗材', en: 'forms and supplies' },
  other: { zh: '其他协助', en: 'other help' },
};

const CallPayload = z.object({ call: AssistCall });
type CallPayload = z.output<typeof CallPayload>;
function placeOf({ call }: CallPayload): { zh: string; en: string } {
  if (call.windowId === null) return { zh: call.place, en: call.place };
  const window = {
    zh: /^\d+$/.test(call.place) ? `${call.place} 号窗` : call.place,
    en: `window ${call.place}`,
  };
  return call.source === 'window' ? window : { zh: `${window.zh}客户`, en: `customer at ${window.en}` };
}
const aboutCall = (p: CallPayload) => ({ kind: 'assistCall', id: p.call.id });
const told = (p: CallPayload) => ({
  zh: `呼叫大堂 · ${placeOf(p).zh} · ${reasonWords[p.call.reason].zh}`,
  en: `Help wanted · ${placeOf(p).en} · ${reasonWords[p.call.reason].en}`,
});

/** The alert of everybody: the first one, unless somebody was asked alone before. */
const keyForAll = (p: CallPayload) =>
  `${p.call.offer === null ? 'assistCall' : 'assistCallAll'}:${p.call.id}`;

export const assistEvents = {
  assistCalled: event({
    type: 'assist.called',
    room: 'hall',
    payload: CallPayload,
    notify: {
      kind: 'hall.assistCall',
      severity: 'warning',
      dedupeKey: (p) => `assistCall:${p.call.id}`,
      audience: { permission: 'hall.assist', staffId: (p) => p.call.offer?.staffId ?? null },
      title: told,
      body: (p) => ({
        zh: [p.call.callerName, p.call.ticketNumber, '请 1 分钟内响应'].filter(Boolean).join(' · '),
        en: [p.call.callerName, p.call.ticketNumber, 'answer within a minute'].filter(Boolean).join(' · '),
      }),
      subject: aboutCall,
      escalateAfterMinutes: 1,
    },
  }),
  /** The nearest has declined or not answered: everybody is asked. */
  assistOpened: event({
    type: 'assist.opened',
    room: 'hall',
    payload: CallPayload,
    notify: {
      kind: 'hall.assistCall',
      severity: 'warning',
      dedupeKey: keyForAll,
      audience: { permission: 'hall.assist' },
      title: told,
      body: (p) => ({
        zh: `${p.call.offer?.name ?? ''} 未能前往，请就近的同事响应`,
        en: `${p.call.offer?.name ?? ''} cannot come; whoever is near, please answer`,
      }),
      subject: aboutCall,
      escalateAfterMinutes: null,
    },
  }),
  /** Nobody accepted in time: the alert of everybody grows urgent. */
  assistEscalated: event({
    type: 'assist.escalated',
    room: 'hall',
    payload: CallPayload,
    notify: {
      kind: 'hall.assistCall',
      severity: 'urgent',
      dedupeKey: keyForAll,
      audience: { permission: 'hall.assist' },
      title: told,
      body: () => ({ zh: '无人响应，已上报网点负责人', en: 'Nobody answered: the branch manager is told' }),
      subject: aboutCall,
      escalateAfterMinutes: null,
    },
  }),
  assistAccepted: event({
    type: 'assist.accepted',
    room: 'hall',
    payload: CallPayload,
    settles: (p) =>
      p.call.acceptedBy === null
        ? null
        : { alerts: { subject: aboutCall(p) }, outcome: { claimedBy: p.call.acceptedBy } },
  }),
  assistArrived: event({ type: 'assist.arrived', room: 'hall', payload: CallPayload }),
  assistEnded: event({
    type: 'assist.ended',
    room: 'hall',
    payload: CallPayload,
    settles: (p) => ({
      alerts: { subject: aboutCall(p) },
      outcome: { resolution: p.call.state === 'cancelled' ? '呼叫已取消' : '已到场协助' },
    }),
  }),
};

export const assistTopics = {
  assistCalls: topic({
    name: 'hall.assistCalls',
    key: 'branch',
    access: 'hall.callAssist',
    delta: CallPayload,
    gauge: z.object({}),
  }),
};

const onCall = { branchId: Id, callId: Id };
const movedOn = ['hall.call_not_found', 'hall.call_wrong_state'] as const;
export const assistEndpoints = {
  callAssist: endpoint({
    id: 'hall.callAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls',
    summary:
      'Call the hall to a window or to this terminal; while a call of the place is open, the same is answered',
    input: z.object({ branchId: Id, windowId: Id.nullable(), reason: AssistReason }),
    output: CallPayload,
    errors: ['hall.not_at_window', 'hall.called_often'],
    access: 'hall.callAssist',
  }),
  listAssistCalls: endpoint({
    id: 'hall.listAssistCalls',
    method: 'GET',
    path: '/branches/:branchId/assist-calls',
    summary: "Today's calls for help, newest first",
    input: z.object({ branchId: Id }),
    output: z.object({ number: z.number().int(), calls: z.array(AssistCall) }),
    access: 'hall.callAssist',
  }),
  acceptAssist: endpoint({
    id: 'hall.acceptAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls/:callId/accept',
    summary: 'I am on my way',
    input: z.object(onCall),
    output: CallPayload,
    errors: movedOn,
    access: 'hall.assist',
  }),
  passAssist: endpoint({
    id: 'hall.passAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls/:callId/pass',
    summary: 'I was asked first and cannot go: everybody is asked',
    input: z.object(onCall),
    output: CallPayload,
    errors: [...movedOn, 'hall.call_not_yours'],
    access: 'hall.assist',
  }),
  arriveAssist: endpoint({
    id: 'hall.arriveAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls/:callId/arrive',
    summary: 'I am there',
    input: z.object(onCall),
    output: CallPayload,
    errors: [...movedOn, 'hall.call_not_yours'],
    access: 'hall.assist',
  }),
  finishAssist: endpoint({
    id: 'hall.finishAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls/:callId/finish',
    summary: 'What came of it',
    input: z.object({ ...onCall, outcome: AssistOutcome }),
    output: CallPayload,
    errors: [...movedOn, 'hall.call_not_yours'],
    access: 'hall.assist',
  }),
  cancelAssist: endpoint({
    id: 'hall.cancelAssist',
    method: 'POST',
    path: '/branches/:branchId/assist-calls/:callId/cancel',
    summary: 'Help is no longer wanted; by whoever called',
    input: z.object(onCall),
    output: CallPayload,
    errors: [...movedOn, 'hall.call_not_yours'],
    access: 'hall.callAssist',
  }),
};

/**
 * Seconds until a call for help that nobody has accepted is told to the branch manager; how long the nearest alone is asked; and how
 * often customers may call from one terminal: a child at the button must not keep the hall running.
 */
export const assistDefaults = {
  acceptSeconds: 60,
  offerSeconds: 20,
  callsFromTerminal: { times: 4, minutes: 10 },
} as const;
