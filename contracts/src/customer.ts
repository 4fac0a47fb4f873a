import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { BusinessDate, Id, Instant, Reason } from './core/fields.ts';
import { topic } from './core/topic.ts';
import { clearForMs } from './core/classification.ts';
import { consentErrors, ConsentPurpose } from './customer/consent.ts';
import { CustomerCard, Identifier, RecognitionSource } from './customer/model.ts';

export const customerErrors = errors({
  ...consentErrors,
  'customer.not_found': { status: 404, zh: '没有找到这位客户', en: 'Customer not found' },
  'customer.bad_identifier': {
    status: 400,
    zh: '证件号、手机号或卡号格式不正确',
    en: 'The ID, phone or card number is malformed',
  },
  'customer.unmask_too_often': {
    status: 429,
    zh: '十分钟内查看的明文过多，请稍后再试',
    en: 'Too many fields shown in clear within ten minutes; try again later',
  },
  'customer.no_consent': {
    status: 403,
    zh: '客户未授权使用这种识别方式',
    en: 'The customer has not consented to being recognised this way',
  },
  'customer.plate_taken': {
    status: 409,
    zh: '这个车牌已登记在其他客户名下',
    en: 'This plate is registered for somebody else',
  },
  'customer.consent_elsewhere': {
    status: 409,
    zh: '人脸授权请在人脸服务处办理，这里可以撤回',
    en: 'Consent to face recognition is given at the face service; here it can be withdrawn',
  },
  'customer.bad_signature': { status: 401, zh: '签名不正确', en: 'The signature is wrong' },
  'customer.stale_message': {
    status: 409,
    zh: '消息过期或重复',
    en: 'The message is too old or was already received',
  },
});

export * from './customer/consent.ts';
// Apart from what every surface asks (`customer/relationships`, `customer/due-business`): light surfaces do not carry it.
export { dueBusinessEvents } from './customer/due-events.ts';
export * from './customer/model.ts';
export { relationshipEvents } from './customer/relationship-events.ts';
export * from './customer/todos.ts';

export const SignedService = z.enum([
  'mobileBanking',
  'smsNotice',
  'directDebit',
  'quickPay',
  'wealthAccount',
  'creditCard',
]);
export const CustomerView = CustomerCard.extend({
  maskedIdNumber: z.string().nullable(),
  maskedPhone: z.string().nullable(),
  maskedCards: z.array(z.string()),
  gender: z.enum(['female', 'male']).nullable(),
  age: z.number().int().nullable(),
  /** Band of month-average assets, `5–20 万`. */
  assetsBand: z.string(),
  signedServices: z.array(SignedService),
  missingServices: z.array(
    z.object({ service: SignedService, hint: z.object({ zh: z.string(), en: z.string() }) }),
  ),
  products: z.array(
    z.object({ name: z.string(), maturesOn: BusinessDate.nullable(), amountBand: z.string() }),
  ),
  ownerStaffId: Id.nullable(),
  homeBranchName: z.string(),
  visits90Days: z.number().int(),
  recentVisits: z.array(
    z.object({
      at: Instant,
      branchName: z.string(),
      serviceName: z.string(),
      waitSeconds: z.number().int().nullable(),
      level: z.number().int().nullable(),
    }),
  ),
  talkPoints: z.array(z.object({ zh: z.string(), en: z.string() })),
  faceConsent: z.boolean(),
  plateConsent: z.boolean(),
  maskedPlate: z.string().nullable(),
});
export type CustomerView = z.output<typeof CustomerView>;

export const Arrival = z.object({
  id: Id,
  branchId: Id,
  at: Instant,
  source: RecognitionSource,
  /** 0–1; 1 for documents and codes. */
  confidence: z.number().min(0).max(1),
  customer: CustomerCard,
  place: z.string(),
  ticketNumber: z.string().nullable(),
});
export type Arrival = z.output<typeof Arrival>;

export const customerEvents = {
  recognised: event({
    type: 'customer.recognised',
    room: 'customer',
    payload: z.object({ arrival: Arrival, ownerStaffId: Id.nullable() }),
    /** CU-02: a VIP or a managed customer is told to the lobby and to their own relationship manager. */
    notify: {
      kind: 'customer.arrival',
      severity: 'info',
      dedupeKey: (p) => `arrival:${p.arrival.customer.id}`,
      audience: { permission: 'alert.handle' },
      when: (p) => p.arrival.customer.tier !== 'ordinary' || p.ownerStaffId !== null,
      title: (p) => ({
        zh: `${p.arrival.customer.maskedName} ${p.arrival.customer.tier === 'ordinary' ? '客户' : '贵宾'}到店`,
        en: `${p.arrival.customer.maskedName} has arrived`,
      }),
      body: (p) => ({
        zh: `${p.arrival.place}${p.arrival.customer.ownerName ? ` · 客户经理 ${p.arrival.customer.ownerName}` : ''}${p.arrival.ticketNumber ? ` · 号票 ${p.arrival.ticketNumber}` : ''}`,
        en: `${p.arrival.place}${p.arrival.customer.ownerName ? ` · manager ${p.arrival.customer.ownerName}` : ''}`,
      }),
      subject: (p) => ({ kind: 'customer', id: p.arrival.customer.id }),
      escalateAfterMinutes: null,
    },
  }),
  /** Somebody who had already been recognised today took a ticket or was recognised again; the arrival stays one. */
  arrivalChanged: event({
    type: 'customer.arrivalChanged',
    room: 'customer',
    payload: z.object({ arrival: Arrival }),
  }),
};

export const customerTopics = {
  arrivals: topic({
    name: 'customer.arrivals',
    key: 'branch',
    access: 'customer.view',
    delta: z.object({ arrival: Arrival }),
    gauge: z.object({}),
  }),
};

export const customerEndpoints = {
  recognise: endpoint({
    id: 'customer.recognise',
    method: 'POST',
    path: '/branches/:branchId/recognitions',
    summary: 'Who is this? By ID number, phone or card; notes the arrival',
    input: z.object({ branchId: Id, identifier: Identifier }),
    output: z.object({ customer: CustomerCard.nullable() }),
    errors: ['customer.bad_identifier'],
    access: 'customer.recognise',
  }),
  listArrivals: endpoint({
    id: 'customer.listArrivals',
    method: 'GET',
    path: '/branches/:branchId/arrivals',
    summary: "Today's recognised customers, newest first",
    input: z.object({ branchId: Id }),
    output: z.object({ number: z.number().int(), arrivals: z.array(Arrival) }),
    access: 'customer.view',
  }),
  getView: endpoint({
    id: 'customer.getView',
    method: 'GET',
    path: '/branches/:branchId/customers/:customerId',
    summary: 'Everything staff may see of a customer in front of them; the read is audited',
    input: z.object({ branchId: Id, customerId: Id }),
    output: CustomerView,
    errors: ['customer.not_found'],
    access: 'customer.view',
  }),
  unmask: endpoint({
    id: 'customer.unmask',
    method: 'POST',
    path: '/branches/:branchId/customers/:customerId/unmask',
    summary: 'One field in clear, for a stated reason; audited',
    input: z.object({
      branchId: Id,
      customerId: Id,
      field: z.enum(['name', 'idNumber', 'phone', 'card']),
      reason: Reason,
    }),
    /** `forMs`: how long a screen shows it, wall milliseconds. */
    output: z.object({ value: z.string(), forMs: z.literal(clearForMs) }),
    errors: ['customer.not_found', 'customer.unmask_too_often'],
    access: 'customer.unmask',
    idempotent: false,
  }),
  setConsent: endpoint({
    id: 'customer.setConsent',
    method: 'PUT',
    path: '/branches/:branchId/customers/:customerId/consents/:purpose',
    summary: 'What the customer agrees to, or takes back; with a plate its registration goes',
    input: z.object({
      branchId: Id,
      customerId: Id,
      purpose: ConsentPurpose,
      given: z.boolean(),
      /** Version of the text that was shown; null when it is taken back. */
      textVersion: z.number().int().min(0).nullable(),
      /** The plate to be recognised by, when that is agreed to. */
      plate: z.string().max(12).nullable(),
    }),
    output: z.object({ given: z.boolean(), maskedPlate: z.string().nullable() }),
    errors: [
      'customer.not_found',
      'customer.bad_identifier',
      'customer.plate_taken',
      'customer.consent_elsewhere',
      'customer.consent_text_changed',
    ],
    access: 'customer.consent',
    idempotent: false,
  }),
  /** A camera at the gate read a plate (CU-05); signed like every sender's message, see `receiveFace`. */
  receivePlate: endpoint({
    id: 'customer.receivePlate',
    method: 'POST',
    path: '/branches/:branchId/webhooks/plate',
    summary: 'Signed message of a gate camera: a car has come whose owner may have agreed to be recognised',
    input: z.object({
      branchId: Id,
      messageId: z.string().min(8).max(64),
      plate: z.string().min(4).max(12),
      score: z.number().min(0).max(1),
      place: z.string().max(40),
      seenAt: Instant,
    }),
    output: z.object({ matched: z.boolean() }),
    errors: ['customer.bad_signature', 'customer.stale_message', 'customer.no_consent'],
    access: { kind: 'signed' },
    idempotent: false,
  }),
  /**
   * A face service tells that a consenting customer entered. The pattern for every other sender:
   * headers `X-Sender`, `X-Timestamp` (ms), `X-Signature` = hex HMAC-SHA256 of `timestamp.body`; `messageId` is told once.
   * The body names the branch too (`branchId`), so that the signature covers it.
   */
  receiveFace: endpoint({
    id: 'customer.receiveFace',
    method: 'POST',
    path: '/branches/:branchId/webhooks/face',
    summary: 'Signed message of a face service: a consenting customer was seen at the door',
    input: z.object({
      branchId: Id,
      messageId: z.string().min(8).max(64),
      faceId: z.string().min(4).max(64),
      score: z.number().min(0).max(1),
      place: z.string().max(40),
      seenAt: Instant,
    }),
    output: z.object({ matched: z.boolean() }),
    errors: ['customer.bad_signature', 'customer.stale_message', 'customer.no_consent'],
    access: { kind: 'signed' },
    idempotent: false,
  }),
};
