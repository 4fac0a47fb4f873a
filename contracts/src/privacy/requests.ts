import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Done, Id, Instant, PageInput, Reason, Words, page } from '../core/fields.ts';
import { Consent, ConsentPurpose } from '../customer.ts';

export const requestErrors = errors({
  'privacy.not_found': { status: 404, zh: '没有找到这项请求', en: 'There is no such request' },
  'privacy.link_ended': {
    status: 404,
    zh: '页面已过期，请重新验证手机号',
    en: 'The page has expired; prove your phone again',
  },
  'privacy.no_file': {
    status: 404,
    zh: '本行没有与这个手机号对应的客户资料',
    en: 'The bank has no file under this phone number',
  },
  'privacy.request_running': {
    status: 409,
    zh: '同类请求正在办理中',
    en: 'A request of this kind is under way',
  },
  'privacy.request_state': {
    status: 409,
    zh: '请求的状态已变化，请刷新',
    en: 'The request has moved on; reload',
  },
  'privacy.words_missing': { status: 400, zh: '请写明要更正的内容', en: 'Say what is to be corrected' },
  'privacy.own_request': {
    status: 409,
    zh: '更正须由受理人以外的人员核准',
    en: 'A correction is agreed to by somebody other than who wrote it down',
  },
  'privacy.number_taken': {
    status: 409,
    zh: '这个号码已登记在其他客户名下，无法更正',
    en: 'This number is registered for somebody else',
  },
  'privacy.on_hold': {
    status: 409,
    zh: '存在法律保全，不能删除',
    en: 'A legal hold forbids erasure',
  },
});

/** 查阅、更正、删除、转移（PIPL 第 44–47 条）. */
export const RequestKind = z.enum(['access', 'correct', 'delete', 'export']);
export type RequestKind = z.output<typeof RequestKind>;
export const RequestState = z.enum(['filed', 'working', 'done', 'refused', 'withdrawn']);
export type RequestState = z.output<typeof RequestState>;
/** Why the law lets the bank refuse. */
export const LegalReason = z.enum(['retention', 'ongoing', 'hold', 'thirdParty', 'identity']);
export type LegalReason = z.output<typeof LegalReason>;
/** What of a file can be put right here; everything else is told in words. */
export const CorrectionField = z.enum(['name', 'phone', 'idNumber', 'birthDate']);
export type CorrectionField = z.output<typeof CorrectionField>;
export const Correction = z.object({ field: CorrectionField, value: Words(60).pipe(z.string().min(1)) });
export type Correction = z.output<typeof Correction>;

/** Business days within which a request is answered. */
export const requestDays = 15;

export const PrivacyRequest = z.object({
  id: Id,
  /** Where it is kept: the customer's home branch, or head office. */
  branchId: Id,
  kind: RequestKind,
  state: RequestState,
  maskedName: z.string(),
  branchName: z.string(),
  channel: z.enum(['branch', 'h5']),
  identity: z.enum(['phoneCode', 'inPerson']),
  filedAt: Instant,
  dueOn: BusinessDate,
  late: z.boolean(),
  handledBy: z.string().nullable(),
  endedAt: Instant.nullable(),
  refusal: LegalReason.nullable(),
  answer: z.string().nullable(),
  hasPackage: z.boolean(),
  /** Of a correction of a field: what it is to be, masked. */
  correction: z.object({ field: CorrectionField, masked: z.string() }).nullable(),
  /** Of an erasure: rooms asked, and their answers. */
  parts: z.array(
    z.object({ room: z.string(), answeredAt: Instant.nullable(), rows: z.number().int().nullable() }),
  ),
});
export type PrivacyRequest = z.output<typeof PrivacyRequest>;

export const requestEvents = {
  /** Every room forgets its part of a customer and answers. */
  erasureAsked: event({
    type: 'privacyErasure.asked',
    room: 'privacy',
    payload: z.object({ requestId: Id, customerId: Id, rooms: z.array(z.string()) }),
  }),
  partForgotten: event({
    type: 'privacyErasure.answered',
    room: 'privacy',
    payload: z.object({ requestId: Id, room: z.string(), rows: z.number().int() }),
  }),
  /** Told to whoever handles requests: a deadline of the law runs. */
  requestFiled: event({
    type: 'privacyRequest.filed',
    room: 'privacy',
    payload: z.object({ requestId: Id, kind: RequestKind, dueOn: BusinessDate }),
    notify: {
      kind: 'privacy.request',
      severity: 'warning',
      dedupeKey: ({ requestId }) => `privacyRequest:${requestId}`,
      audience: { permission: 'privacy.handle' },
      title: () => ({ zh: '客户个人信息请求', en: 'A customer asks about their data' }),
      body: ({ dueOn }) => ({ zh: `请于 ${dueOn} 前答复`, en: `To be answered by ${dueOn}` }),
      subject: ({ requestId }) => ({ kind: 'privacyRequest', id: requestId }),
      escalateAfterMinutes: 24 * 60,
    },
  }),
  requestEnded: event({
    type: 'privacyRequest.ended',
    room: 'privacy',
    payload: z.object({ requestId: Id, kind: RequestKind, state: RequestState }),
    settles: ({ requestId }) => ({
      alerts: { subject: { kind: 'privacyRequest', id: requestId } },
      outcome: { resolution: '请求已办结' },
    }),
  }),
};

const one = { branchId: Id, requestId: Id };
const at = '/branches/:branchId/privacy-requests/:requestId';
const mine = '/p/:token';
const Token = z.string().max(100);
const asked = { kind: RequestKind, words: Words(500), correction: Correction.nullable().default(null) };
const request = z.object({ request: PrivacyRequest });
const moved = ['privacy.not_found', 'privacy.request_state'] as const;

export const requestEndpoints = {
  listRequests: endpoint({
    id: 'privacy.listRequests',
    method: 'GET',
    path: '/privacy-requests',
    summary: 'What customers have asked for of their own data, the most urgent first',
    input: z.object({ state: RequestState.optional(), ...PageInput }),
    output: page(PrivacyRequest),
    access: 'privacy.handle',
  }),
  fileRequest: endpoint({
    id: 'privacy.fileRequest',
    method: 'POST',
    path: '/branches/:branchId/privacy-requests',
    summary: 'Write down what a customer at the counter asks for, their identity having been checked',
    input: z.object({ branchId: Id, customerId: Id, ...asked }),
    output: request,
    errors: [
      'customer.not_found',
      'customer.bad_identifier',
      'privacy.request_running',
      'privacy.words_missing',
    ],
    access: 'customer.consent',
  }),
  listOfCustomer: endpoint({
    id: 'privacy.listOfCustomer',
    method: 'GET',
    path: '/branches/:branchId/customers/:customerId/privacy-requests',
    summary: 'What a customer at the counter has asked for of their own data',
    input: z.object({ branchId: Id, customerId: Id }),
    output: z.object({ requests: z.array(PrivacyRequest) }),
    errors: ['customer.not_found'],
    access: 'customer.consent',
  }),
  readRequest: endpoint({
    id: 'privacy.readRequest',
    method: 'GET',
    path: at,
    summary:
      'The words of a request, and what a correction is to be, in clear for whoever checks it; the read is audited',
    input: z.object(one),
    output: z.object({ words: z.string(), correction: Correction.nullable() }),
    errors: ['privacy.not_found'],
    access: 'privacy.handle',
  }),
  takeRequest: endpoint({
    id: 'privacy.takeRequest',
    method: 'POST',
    path: `${at}/take`,
    summary: 'Begin to handle a request',
    input: z.object(one),
    output: request,
    errors: moved,
    access: 'privacy.handle',
  }),
  finishRequest: endpoint({
    id: 'privacy.finishRequest',
    method: 'POST',
    path: `${at}/finish`,
    summary: 'Do what was asked: make the package, correct the file, or have every room forget',
    input: z.object({ ...one, answer: Reason }),
    output: request,
    errors: [...moved, 'privacy.on_hold', 'privacy.own_request', 'privacy.number_taken'],
    access: 'privacy.handle',
  }),
  refuseRequest: endpoint({
    id: 'privacy.refuseRequest',
    method: 'POST',
    path: `${at}/refuse`,
    summary: 'Refuse for a reason the law gives, told to the customer',
    input: z.object({ ...one, reason: LegalReason, answer: Reason }),
    output: request,
    errors: moved,
    access: 'privacy.handle',
  }),
  askAgain: endpoint({
    id: 'privacy.askAgain',
    method: 'POST',
    path: `${at}/ask-again`,
    summary: 'Ask the rooms that have not answered an erasure once more',
    input: z.object(one),
    output: request,
    errors: moved,
    access: 'privacy.handle',
  }),

  openMine: endpoint({
    id: 'privacy.openMine',
    method: 'POST',
    path: '/public/privacy',
    summary: 'Open the page of one’s own data for half an hour; the phone is proved by a one-time code',
    input: z.object({ phone: z.string().min(5).max(20), phoneCode: z.string().min(4).max(10) }),
    output: z.object({ path: z.string() }),
    errors: ['appointment.bad_phone', 'appointment.phone_not_proved', 'privacy.no_file'],
    access: { kind: 'public' },
    idempotent: false,
  }),
  getMine: endpoint({
    id: 'privacy.getMine',
    method: 'GET',
    path: mine,
    summary: 'What I have agreed to and asked for',
    input: z.object({ token: Token }),
    output: z.object({
      maskedName: z.string(),
      consents: z.array(Consent),
      requests: z.array(PrivacyRequest),
    }),
    errors: ['privacy.link_ended'],
    access: { kind: 'link' },
  }),
  setMyConsent: endpoint({
    id: 'privacy.setMyConsent',
    method: 'PUT',
    path: `${mine}/consents/:purpose`,
    summary: 'Agree, or take it back: from then on it is not used',
    input: z.object({
      token: Token,
      purpose: ConsentPurpose,
      given: z.boolean(),
      textVersion: z.number().int().min(0).nullable(),
      plate: z.string().max(12).nullable(),
    }),
    output: Done,
    errors: [
      'privacy.link_ended',
      'customer.bad_identifier',
      'customer.plate_taken',
      'customer.consent_elsewhere',
      'customer.consent_text_changed',
    ],
    access: { kind: 'link' },
    idempotent: false,
  }),
  fileMine: endpoint({
    id: 'privacy.fileMine',
    method: 'POST',
    path: `${mine}/requests`,
    summary: 'Ask to see, correct, delete or take along my data',
    input: z.object({ token: Token, ...asked }),
    output: request,
    errors: [
      'privacy.link_ended',
      'privacy.request_running',
      'privacy.words_missing',
      'customer.bad_identifier',
    ],
    access: { kind: 'link' },
    idempotent: false,
  }),
  withdrawMine: endpoint({
    id: 'privacy.withdrawMine',
    method: 'POST',
    path: `${mine}/requests/:requestId/withdraw`,
    summary: 'Take a request back before it is done',
    input: z.object({ token: Token, requestId: Id }),
    output: request,
    errors: ['privacy.link_ended', ...moved],
    access: { kind: 'link' },
    idempotent: false,
  }),
  getMyPackage: endpoint({
    id: 'privacy.getMyPackage',
    method: 'GET',
    path: `${mine}/requests/:requestId/package`,
    summary: 'What the bank knows of me, for programs (JSON) and to read',
    input: z.object({ token: Token, requestId: Id }),
    output: z.object({ json: z.string(), readable: z.string() }),
    errors: ['privacy.link_ended', 'privacy.not_found'],
    access: { kind: 'link' },
  }),
};
