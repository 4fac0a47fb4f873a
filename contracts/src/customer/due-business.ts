import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Instant, Words } from '../core/fields.ts';
import { Identifier } from './model.ts';
import { CustomerTodo, DueKind } from './todos.ts';

/** CU-08: what a customer has due, from the bank's lists and its smart counters, told when they are here, with what to say. */

export const dueBusinessErrors = errors({
  'customer.list_outdated': {
    status: 409,
    zh: '已有更新日期的名单',
    en: 'A list of a later day is in force',
  },
  'customer.list_parts_differ': {
    status: 409,
    zh: '同一名单各分片声明的分片总数不一致',
    en: 'Parts of one list do not agree on how many they are',
  },
  'customer.due_not_found': {
    status: 404,
    zh: '没有这项待办，可能已过期或被新名单替换',
    en: 'Nothing of this is due: it has expired, or a newer list has replaced it',
  },
  'customer.due_settled': { status: 409, zh: '这项待办已经处理', en: 'This has been dealt with already' },
});

export const DueOutcome = z.enum(['handled', 'ignored']);
export type DueOutcome = z.output<typeof DueOutcome>;
/** What came of it. */
export const DueResult = z.enum([
  'done',
  'willReturn',
  'booked',
  'declined',
  'alreadyDone',
  'notNow',
  'wrong',
]);
export type DueResult = z.output<typeof DueResult>;

const Subject = Words(60).pipe(z.string().min(1));
const Reference = z
  .string()
  .regex(/^[\w.:-]{1,64}$/)
  .describe('What the sender calls this matter, the same on every list');
const Entry = z.object({
  reference: Reference,
  identifier: Identifier,
  subject: z.object({ zh: Subject, en: Subject }),
  dueOn: BusinessDate,
  /** Last day on which it is worth saying. */
  until: BusinessDate,
});
export type DueEntry = z.output<typeof Entry>;

export const dueBusinessEndpoints = {
  listTodos: endpoint({
    id: 'customer.listTodos',
    method: 'GET',
    path: '/branches/:branchId/customers/:customerId/todos',
    summary: 'What is open with a customer who is here, and what to say',
    input: z.object({ branchId: Id, customerId: Id }),
    output: z.object({ todos: z.array(CustomerTodo) }),
    access: 'customer.view',
  }),
  settleDue: endpoint({
    id: 'customer.settleDue',
    method: 'POST',
    path: '/branches/:branchId/customers/:customerId/todos/settle',
    summary: 'Handled or left alone, and what came of it',
    input: z.object({
      branchId: Id,
      customerId: Id,
      key: z.string().min(1).max(200),
      outcome: DueOutcome,
      result: DueResult,
    }),
    output: z.object({ todos: z.array(CustomerTodo) }),
    errors: ['customer.due_not_found', 'customer.due_settled'],
    access: 'customer.view',
  }),
  /**
   * A bank's own list of the day, in parts of at most 200; signed like every sender's message. It comes into force when all
   * parts are in, instead of the list before; a part sent again is taken once, one corrected replaces its former self.
   */
  receiveDueList: endpoint({
    id: 'customer.receiveDueList',
    method: 'POST',
    path: '/webhooks/due-list',
    summary: 'Signed: one part of the day’s list of maturities or expiring documents',
    input: z.object({
      kind: DueKind.exclude(['unfinishedApplication']),
      listDay: BusinessDate,
      part: z.number().int().min(1).max(10_000),
      parts: z.number().int().min(1).max(10_000),
      entries: z.array(Entry).max(200),
    }),
    output: z.object({
      /** Entries whose customer is known, and those left out because nobody has the number. */
      taken: z.number().int(),
      unknown: z.number().int(),
      /** Whether this list is the one in force now. */
      inForce: z.boolean(),
    }),
    errors: [
      'customer.bad_signature',
      'customer.stale_message',
      'customer.list_outdated',
      'customer.list_parts_differ',
    ],
    access: { kind: 'signed' },
    idempotent: false,
  }),
  /** A smart counter tells of an application that was broken off there, or finished after all. */
  receiveApplication: endpoint({
    id: 'customer.receiveApplication',
    method: 'POST',
    path: '/branches/:branchId/webhooks/application',
    summary: 'Signed message of a smart counter: an application was left unfinished, or is finished now',
    input: z.object({
      branchId: Id,
      messageId: z.string().min(8).max(64),
      state: z.enum(['unfinished', 'finished']),
      ...Entry.omit({ dueOn: true }).shape,
      leftAt: Instant,
    }),
    output: z.object({ matched: z.boolean() }),
    errors: ['customer.bad_signature', 'customer.stale_message'],
    access: { kind: 'signed' },
    idempotent: false,
  }),
};
