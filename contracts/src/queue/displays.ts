import { z } from 'zod';
import { BusinessDate, Id, Instant, Locale, Named, Words } from '../core/fields.ts';

/** What a hall's screens show and say beside the queue: notices and rates with their days, and languages (DS-05, DS-07). */

export const VoiceLanguage = z.enum(['mandarin', 'cantonese', 'english']);
export type VoiceLanguage = z.output<typeof VoiceLanguage>;

export const NoticeKind = z.enum(['notice', 'rates']);
export type NoticeKind = z.output<typeof NoticeKind>;
const Rate = z.object({ name: Named, value: z.string() });

/** As screens show it. */
export const ShownNotice = z.object({
  id: Id,
  kind: NoticeKind,
  /** The words of a notice; the title of a table of rates. English may be empty: then the Chinese is shown. */
  text: Named,
  rates: z.array(Rate),
});
export type ShownNotice = z.output<typeof ShownNotice>;

export const Notice = ShownNotice.extend({
  orgUnitId: Id,
  orgUnitName: z.string(),
  validFrom: BusinessDate,
  /** Last day; null = until further notice. */
  validUntil: BusinessDate.nullable(),
  sort: z.number().int(),
  version: z.number().int(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type Notice = z.output<typeof Notice>;

const Typed = (max: number) => z.object({ zh: Words(max).pipe(z.string().min(1)), en: Words(max) });
export const NoticeDraft = z.object({
  orgUnitId: Id,
  kind: NoticeKind,
  text: Typed(120),
  rates: z.array(z.object({ name: Typed(30), value: Words(20).pipe(z.string().min(1)) })).max(24),
  validFrom: BusinessDate,
  validUntil: BusinessDate.nullable(),
  sort: z.number().int().min(0).max(999),
});
export type NoticeDraft = z.output<typeof NoticeDraft>;

/** Languages of one hall. */
export const DisplaySetting = z.object({
  /** A call is said in each, in this order; a ticket taken in English is called in English first. */
  spoken: z.array(VoiceLanguage).min(1).max(3),
  /** The hall display turns between them when nobody is being called. */
  shown: z.array(Locale).min(1).max(2),
});
export type DisplaySetting = z.output<typeof DisplaySetting>;
