import { z } from 'zod';
import { BusinessDate } from '../core/fields.ts';

export const DueKind = z.enum(['maturity', 'idExpiry', 'unfinishedApplication']);
export type DueKind = z.output<typeof DueKind>;
const Said = z.object({ zh: z.string(), en: z.string() });

/** Something open with a customer who is here. `callback` comes of a relationship manager's plan, the others of lists. */
export const CustomerTodo = z.object({
  /** Names it towards `settleDue`. */
  key: z.string(),
  kind: z.enum([...DueKind.options, 'callback']),
  /** What it is about, in a word: a product, a document, an application. */
  subject: Said,
  dueOn: BusinessDate,
  /** Last day on which it is shown. */
  until: BusinessDate,
  /** What to say. */
  say: Said,
  /** False: it is the relationship manager's to log. */
  canSettle: z.boolean(),
});
export type CustomerTodo = z.output<typeof CustomerTodo>;
