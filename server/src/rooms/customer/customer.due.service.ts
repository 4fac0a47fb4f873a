import { createHash } from 'node:crypto';
import { dueBusinessEvents } from '@huiting/contracts/customer';
import type { CustomerTodo } from '@huiting/contracts/customer';
import type { DueOutcome, DueResult, dueBusinessEndpoints } from '@huiting/contracts/customer/due-business';
import type { InputOf } from '@huiting/contracts/core/endpoint';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { takeMessage } from '../../platform/webhooks/senders.ts';
import type { WebhookPurpose } from '../../platform/webhooks/senders.ts';
import { branchInBody, verifySender } from '../../platform/webhooks/verify.ts';
import type { SignedExchange } from '../../platform/webhooks/verify.ts';
import { callbackOf, readKey, todoOf } from './customer.due.domain.ts';
import * as store from './customer.due.store.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import type { Relationships } from './customer.relationship.service.ts';
import type { CustomerUseCases, CustomerUses } from './customer.service.ts';

type ListMessage = InputOf<typeof dueBusinessEndpoints.receiveDueList>;
type ApplicationMessage = InputOf<typeof dueBusinessEndpoints.receiveApplication>;
interface Here {
  readonly branchId: string;
  readonly customerId: string;
}

/** CU-08: what is open with a customer, told when they are here; where it comes from, and what becomes of it. */
export function createDueBusiness(
  platform: Platform,
  { directory, crypto, staff, wall }: CustomerUses,
  files: CustomerUseCases['store'],
  { relationships }: Relationships,
) {
  const { db } = platform;

  /** For rooms that show it beside a customer; whoever asks has authorized. */
  async function todosOf(customerId: string, branchId: string, now: number): Promise<CustomerTodo[]> {
    const branch = await directory.get(branchId);
    const day = dateIn(branch.timeZone, now);
    const [open, relationship] = await Promise.all([
      store.listOpen(db, customerId, day),
      relationships.find(db, branchId, customerId),
    ]);
    const promised =
      relationship === null
        ? null
        : callbackOf(relationship.plan, (await staff.nameOf(db, relationship.ownerStaffId)) ?? '', day);
    return [...(promised === null ? [] : [promised]), ...open.map((matter) => todoOf(matter, day))];
  }

  async function senderOf(exchange: SignedExchange, purpose: WebhookPurpose, wallNow: number) {
    const sender = await verifySender({ db, crypto }, exchange, purpose, wallNow);
    if (sender === 'bad') return refuse('customer.bad_signature');
    if (sender === 'stale') return refuse('customer.stale_message');
    return sender;
  }

  return {
    todosOf,

    async listTodos(ctx: Ctx, { branchId, customerId }: Here): Promise<{ todos: CustomerTodo[] }> {
      const branch = await directory.get(branchId);
      authorize(ctx, 'customer.view', branch.path);
      return { todos: await todosOf(customerId, branchId, ctx.now()) };
    },

    /** The file is written before the branch's transaction, and the same again changes nothing: a lost answer is asked for anew. */
    async settleDue(
      ctx: Ctx,
      input: Here & { readonly key: string; readonly outcome: DueOutcome; readonly result: DueResult },
    ): Promise<{ todos: CustomerTodo[] }> {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.view', branch.path);
      const name = readKey(input.key) ?? refuse('customer.due_not_found');
      const { customerId, outcome, result } = input;
      if (!(await store.isKnown(db, customerId, name))) refuse('customer.due_not_found');
      const staffId = ctx.actor.staff?.id ?? null;
      const settlement = { outcome, result, at: ctx.now(), branchId: branch.id, staffId };
      if (!(await store.settle(db, customerId, name, settlement))) refuse('customer.due_settled');
      const todos = await todosOf(customerId, branch.id, ctx.now());
      return db.transact(ctx, branch.id, (tx) => {
        tx.emit(dueBusinessEvents.dueSettled, { customerId, kind: name.kind, outcome, result, staffId });
        return Promise.resolve({ todos });
      });
    },

    /**
     * One part of a bank's list. The numbers in it lead to customers here and are not kept. A part that is in already is
     * answered as the first time; another content under the same place replaces it. One list at a time per sender and kind.
     */
    async receiveDueList(_ctx: Ctx, message: ListMessage, exchange: SignedExchange) {
      const wallNow = wall();
      const { sender } = await senderOf(exchange, 'dueList', wallNow);
      const { kind, listDay, part, parts, entries } = message;
      const list = { sender, kind, listDay, part };
      if (part > parts) refuse('customer.list_parts_differ', { parts });
      const contentHash = createHash('sha256').update(JSON.stringify(entries)).digest('hex');
      const opened = await store.openList(db, list, parts);
      if (opened.parts !== parts) refuse('customer.list_parts_differ', { parts: opened.parts });
      if (opened.inForceDay !== null && opened.inForceDay > listDay)
        refuse('customer.list_outdated', { inForce: opened.inForceDay });
      const known = await store.readPart(db, list);
      if (known?.contentHash === contentHash) {
        const inForce = (await store.inForceDay(db, sender, kind)) === listDay;
        return { taken: known.taken, unknown: known.unknown, inForce };
      }
      const numbers = entries.map(({ identifier }) => ({
        kind: identifier.kind,
        normalised: normaliseIdentifier(identifier.kind, identifier.value) ?? '',
      }));
      const ids = await files.findIds(db, numbers);
      const matched = entries.flatMap((entry, index) => {
        const customerId = ids[index];
        return customerId == null ? [] : [{ ...entry, customerId }];
      });
      await store.replaceEntries(db, list, matched);
      const counts = { taken: matched.length, unknown: entries.length - matched.length };
      const inForce = await store.closePart(db, list, { ...counts, contentHash, at: wallNow });
      return { ...counts, inForce };
    },

    async receiveApplication(ctx: Ctx, message: ApplicationMessage, exchange: SignedExchange) {
      const wallNow = wall();
      const { sender, scopePath } = await senderOf(exchange, 'smartCounter', wallNow);
      if (branchInBody(exchange) !== message.branchId) refuse('customer.bad_signature');
      const branch = await directory.get(message.branchId);
      if (!branch.path.startsWith(scopePath)) refuse('platform.forbidden');
      const { kind, value } = message.identifier;
      const normalised = normaliseIdentifier(kind, value);
      const customerId = normalised === null ? null : await files.findId(db, kind, normalised);
      return db.transact(ctx, branch.id, async (tx) => {
        const { messageId, reference, subject, until } = message;
        if (!(await takeMessage(tx, { sender, messageId, receivedAt: wallNow })))
          refuse('customer.stale_message');
        if (customerId === null) return { matched: false };
        const name = { sender, kind: 'unfinishedApplication', reference } as const;
        if (message.state === 'finished') {
          const at = ctx.now();
          const finished = {
            outcome: 'finished',
            result: 'done',
            at,
            branchId: branch.id,
            staffId: null,
          } as const;
          await store.settle(db, customerId, name, finished);
        } else {
          const dueOn = dateIn(branch.timeZone, message.leftAt);
          // Told again it is one matter: the day it was begun on stays its place.
          const place = { ...name, listDay: '1970-01-01', part: 0 };
          await store.saveEntries(db, place, [{ reference, subject, dueOn, until, customerId }]);
          await store.reopen(db, customerId, name);
        }
        return { matched: true };
      });
    },
  };
}

export type DueBusiness = ReturnType<typeof createDueBusiness>;
