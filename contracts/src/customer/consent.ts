import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Instant, Words } from '../core/fields.ts';

/** PV-02: consent by purpose, to a text of a version, through a channel, at an instant; taken back as easily. */

export const consentErrors = errors({
  'customer.consent_text_changed': {
    status: 409,
    zh: '授权文本已更新，请向客户出示新文本',
    en: 'The text has changed; show the customer the new one',
  },
  'customer.consent_text_newer': {
    status: 409,
    zh: '授权文本已有更新版本，请刷新后重试',
    en: 'Somebody else has published a version; reload and try again',
  },
  'customer.consent_text_past': {
    status: 409,
    zh: '授权文本的生效日期不能早于今天，也不能早于上一版本',
    en: 'A text cannot take effect before today, nor before the version it follows',
  },
});

/** Each is asked for alone: no purpose rides on another (PIPL art. 14, 29). */
export const ConsentPurpose = z.enum(['face', 'plate', 'marketing']);
export type ConsentPurpose = z.output<typeof ConsentPurpose>;
export const ConsentChannel = z.enum(['teller', 'pad', 'console', 'h5', 'partner']);
export type ConsentChannel = z.output<typeof ConsentChannel>;

const InBoth = (max: number) =>
  z.object({ zh: Words(max).pipe(z.string().min(1)), en: Words(max).pipe(z.string().min(1)) });
export const ConsentText = z.object({
  purpose: ConsentPurpose,
  /** 0 is the text the program ships. */
  version: z.number().int(),
  effectiveFrom: BusinessDate.nullable(),
  title: z.object({ zh: z.string(), en: z.string() }),
  body: z.object({ zh: z.string(), en: z.string() }),
  /** Consents to older texts end when this one takes effect. */
  asksAgain: z.boolean(),
  publishedBy: z.string().nullable(),
  publishedAt: Instant.nullable(),
});
export type ConsentText = z.output<typeof ConsentText>;

/** `outdated`: agreed to, but to a text that does not suffice any more: it allows nothing. */
export const ConsentState = z.enum(['given', 'outdated', 'withdrawn', 'none']);
export const Consent = z.object({
  purpose: ConsentPurpose,
  state: ConsentState,
  textVersion: z.number().int().nullable(),
  channel: ConsentChannel.nullable(),
  /** When it was given, or taken back. */
  at: Instant.nullable(),
  /** What is to be shown before it is asked for. */
  text: ConsentText,
});
export type Consent = z.output<typeof Consent>;

export const consentEndpoints = {
  listConsents: endpoint({
    id: 'customer.listConsents',
    method: 'GET',
    path: '/branches/:branchId/customers/:customerId/consents',
    summary: 'What a customer has agreed to, purpose by purpose, with the text in force',
    input: z.object({ branchId: Id, customerId: Id }),
    output: z.object({ consents: z.array(Consent) }),
    errors: ['customer.not_found'],
    access: 'customer.view',
  }),
  listConsentTexts: endpoint({
    id: 'customer.listConsentTexts',
    method: 'GET',
    path: '/consent-texts',
    summary: 'Every version of every text of consent, the newest first',
    input: z.object({}),
    output: z.object({ texts: z.array(ConsentText) }),
    access: 'privacy.manage',
  }),
  publishConsentText: endpoint({
    id: 'customer.publishConsentText',
    method: 'POST',
    path: '/consent-texts/:purpose',
    summary: 'The next version of a text, from a day on; older consents may end with it',
    input: z.object({
      purpose: ConsentPurpose,
      /** Version this one was made from. */
      basedOn: z.number().int().min(0),
      effectiveFrom: BusinessDate,
      title: InBoth(40),
      body: InBoth(2000),
      asksAgain: z.boolean(),
      note: Words(200).pipe(z.string().min(1)),
    }),
    output: z.object({ text: ConsentText }),
    errors: ['customer.consent_text_newer', 'customer.consent_text_past'],
    access: 'privacy.manage',
  }),
};
