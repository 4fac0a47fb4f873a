import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Instant, Named } from '../core/fields.ts';
import { topic } from '../core/topic.ts';

export const serviceErrors = errors({
  'hall.flow_not_found': { status: 404, zh: '没有这条接待记录', en: 'There is no such record of service' },
  'hall.flow_ended': { status: 409, zh: '这次接待已经结束', en: 'This service has ended' },
  'hall.flow_not_yours': { status: 409, zh: '这次接待由他人进行', en: 'Somebody else serves this customer' },
  'hall.ticket_unknown': { status: 404, zh: '今天没有这张号票', en: 'There is no such ticket today' },
  'hall.already_received': {
    status: 409,
    zh: '这位客户正在接待中',
    en: 'This customer is being received already',
  },
  'hall.diversion_not_found': { status: 404, zh: '没有这条分流记录', en: 'There is no such diversion' },
  'hall.diversion_settled': { status: 409, zh: '这条分流已有结果', en: 'This diversion has its result' },
  'hall.diversion_incomplete': {
    status: 400,
    zh: '引导分流要写去向，未能分流要写原因',
    en: 'A diversion needs its channel; one that failed needs its reason',
  },
});

/** The six steps of receiving a customer in the hall; a step may be left out, never done twice. */
export const FlowStep = z.enum(['greet', 'ask', 'divert', 'guide', 'follow', 'farewell']);
export type FlowStep = z.output<typeof FlowStep>;

export const ServiceFlow = z.object({
  id: Id,
  branchId: Id,
  staffId: Id,
  staffName: z.string(),
  /** Null = somebody who has no ticket. */
  ticketId: Id.nullable(),
  ticketNumber: z.string().nullable(),
  maskedName: z.string().nullable(),
  serviceTypeId: Id.nullable(),
  serviceName: Named.nullable(),
  startedAt: Instant,
  ticks: z.array(z.object({ step: FlowStep, at: Instant })),
  endedAt: Instant.nullable(),
});
export type ServiceFlow = z.output<typeof ServiceFlow>;

export const DiversionChannel = z.enum([
  'smartCounter',
  'selfService',
  'mobileBank',
  'onlineBank',
  'remoteTeller',
  'nonCashCounter',
  'appointment',
]);
export type DiversionChannel = z.output<typeof DiversionChannel>;
/**
 * - `guided`: on the way to the channel, result not known yet
 * - `completed`: done there; `returned`: came back to the counter
 * - `declined`: the customer would not; `notMovable`: the business cannot leave the counter
 */
export const DiversionResult = z.enum(['guided', 'completed', 'returned', 'declined', 'notMovable']);
export type DiversionResult = z.output<typeof DiversionResult>;
export const DiversionReason = z.enum([
  'cashAmount',
  'paperDocument',
  'corporateSeal',
  'byRule',
  'deviceDown',
  'customerWish',
  'unfamiliar',
  'noPhone',
  'cardUnreadable',
  'limitExceeded',
  'servedAtCounter',
  'other',
]);
export type DiversionReason = z.output<typeof DiversionReason>;

/** Reasons each result may have; a result without any needs none. */
export const reasonsOf: Record<DiversionResult, readonly DiversionReason[]> = {
  guided: [],
  completed: [],
  returned: ['deviceDown', 'cardUnreadable', 'limitExceeded', 'customerWish', 'servedAtCounter', 'other'],
  declined: ['customerWish', 'unfamiliar', 'noPhone', 'other'],
  notMovable: ['cashAmount', 'paperDocument', 'corporateSeal', 'byRule', 'deviceDown', 'other'],
};

export const Diversion = z.object({
  id: Id,
  branchId: Id,
  at: Instant,
  /** Who offered the other way. */
  source: z.enum(['lobby', 'kiosk']),
  flowId: Id.nullable(),
  ticketId: Id.nullable(),
  ticketNumber: z.string().nullable(),
  serviceTypeId: Id.nullable(),
  serviceName: Named.nullable(),
  channel: DiversionChannel.nullable(),
  result: DiversionResult,
  reason: DiversionReason.nullable(),
  staffName: z.string().nullable(),
  settledAt: Instant.nullable(),
});
export type Diversion = z.output<typeof Diversion>;

/** A day of service in the hall. Success = completed ÷ (completed + returned), null before the first. */
export const ServiceSummary = z.object({
  received: z.number().int(),
  walkIns: z.number().int(),
  guided: z.number().int(),
  completed: z.number().int(),
  returned: z.number().int(),
  declined: z.number().int(),
  notMovable: z.number().int(),
  successRate: z.number().min(0).max(1).nullable(),
});
export type ServiceSummary = z.output<typeof ServiceSummary>;

const FlowPayload = z.object({ flow: ServiceFlow });
const DiversionPayload = z.object({ diversion: Diversion });
export const serviceEvents = {
  flowChanged: event({ type: 'serviceFlow.changed', room: 'hall', payload: FlowPayload }),
  diversionRecorded: event({ type: 'diversion.recorded', room: 'hall', payload: DiversionPayload }),
  diversionSettled: event({ type: 'diversion.settled', room: 'hall', payload: DiversionPayload }),
};

export const serviceTopics = {
  service: topic({
    name: 'hall.service',
    key: 'branch',
    access: 'hall.view',
    delta: z.object({ flow: ServiceFlow.nullable(), diversion: Diversion.nullable() }),
    gauge: z.object({}),
  }),
};

export const serviceEndpoints = {
  listService: endpoint({
    id: 'hall.listService',
    method: 'GET',
    path: '/branches/:branchId/hall-service',
    summary: "Who is being received, today's diversions, and the day in figures",
    input: z.object({ branchId: Id }),
    output: z.object({
      number: z.number().int(),
      /** Open ones, then those ended today, newest first. */
      flows: z.array(ServiceFlow),
      diversions: z.array(Diversion),
      summary: ServiceSummary,
    }),
    access: 'hall.view',
  }),
  startFlow: endpoint({
    id: 'hall.startFlow',
    method: 'POST',
    path: '/branches/:branchId/service-flows',
    summary: 'I greet a customer: by ticket, or somebody without one',
    input: z.object({ branchId: Id, ticketId: Id.nullable(), serviceTypeId: Id.nullable() }),
    output: FlowPayload,
    errors: ['hall.ticket_unknown', 'hall.already_received'],
    access: 'hall.assist',
  }),
  tickFlow: endpoint({
    id: 'hall.tickFlow',
    method: 'POST',
    path: '/branches/:branchId/service-flows/:flowId/tick',
    summary: 'One step of the service is done; farewell ends it',
    input: z.object({ branchId: Id, flowId: Id, step: FlowStep }),
    output: FlowPayload,
    errors: ['hall.flow_not_found', 'hall.flow_ended', 'hall.flow_not_yours'],
    access: 'hall.assist',
  }),
  recordDiversion: endpoint({
    id: 'hall.recordDiversion',
    method: 'POST',
    path: '/branches/:branchId/diversions',
    summary: 'Where a business was moved to, or why it could not be moved',
    input: z.object({
      branchId: Id,
      /** Ticks its step `divert`, and lends its ticket and service. */
      flowId: Id.nullable(),
      ticketId: Id.nullable(),
      serviceTypeId: Id.nullable(),
      channel: DiversionChannel.nullable(),
      result: DiversionResult,
      reason: DiversionReason.nullable(),
    }),
    output: DiversionPayload,
    errors: [
      'hall.flow_not_found',
      'hall.flow_ended',
      'hall.flow_not_yours',
      'hall.ticket_unknown',
      'hall.diversion_incomplete',
    ],
    access: 'hall.assist',
  }),
  settleDiversion: endpoint({
    id: 'hall.settleDiversion',
    method: 'POST',
    path: '/branches/:branchId/diversions/:diversionId/settle',
    summary: 'Done at the other channel, or come back',
    input: z.object({
      branchId: Id,
      diversionId: Id,
      result: z.enum(['completed', 'returned']),
      reason: DiversionReason.nullable(),
    }),
    output: DiversionPayload,
    errors: ['hall.diversion_not_found', 'hall.diversion_settled', 'hall.diversion_incomplete'],
    access: 'hall.assist',
  }),
};
