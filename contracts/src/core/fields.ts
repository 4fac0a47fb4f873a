import { z } from 'zod';

/** UUIDv7 made by the application. */
export const Id = z.uuid();
/** An instant, ms since the epoch (business time unless the field says otherwise), from 1900 to 2199: beyond, calendars differ. */
export const Instant = z
  .number()
  .int()
  .min(Date.UTC(1900, 0, 1))
  .max(Date.UTC(2200, 0, 1) - 1);
/** A calendar day in the branch's time zone, `2026-11-20`; from 1900 to 2199. */
export const BusinessDate = z.iso.date().refine((date) => /^(19|20|21)/.test(date));
/** Wall time of day in the branch's time zone, `09:00`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const Locale = z.enum(['zh-CN', 'en']);
/** Free text typed by a person: trimmed, bounded, no control characters. */
export const Words = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // eslint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/);
export const Reason = Words(200).pipe(z.string().min(1));
export const Done = z.object({ ok: z.literal(true) });
/** A name in both languages. */
export const Named = z.object({ zh: z.string(), en: z.string() });
/** A GET list's page: `cursor` is what the last answer gave. */
export const PageInput = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
