import { workflowEvents } from '@huiting/contracts/workflow';
import type { ApprovalSummary, Message, Todo } from '@huiting/contracts/workflow';
import type { PayloadOf, Tell } from '@huiting/contracts/core/event';
import type { Ctx } from '../../../platform/context.ts';
import type { OutboxEvent } from '../../../platform/events/outbox.ts';
import { nextCursor, readCursor } from '../../../platform/cursor.ts';
import { outcomeMessage } from '../workflow.inbox.domain.ts';
import * as store from '../workflow.inbox.store.ts';
import type { Mailbox } from '../workflow.inbox.store.ts';
import type { ApprovalDeps } from './approval-deps.ts';

type Changed = PayloadOf<typeof workflowEvents.approvalChanged>;

/** What waits for a person, and what they were told. Kept at the unit they belong to, so that all of it lies together. */
export function createInbox({ platform, staff }: Pick<ApprovalDeps, 'platform' | 'staff'>) {
  const { db } = platform;

  const boxOf = async (staffId: string): Promise<Mailbox> => ({
    staffId,
    unitId: (await staff.get(staffId)).orgUnitId,
  });
  /** Null for a login without a staff record: nothing waits for it, and nobody tells it anything. */
  const myBox = (ctx: Ctx): Promise<Mailbox | null> =>
    ctx.actor.staff === null ? Promise.resolve(null) : boxOf(ctx.actor.staff.id);

  async function putTodo(ctx: Ctx, box: Mailbox, todo: Todo): Promise<void> {
    await db.transact(ctx, box.unitId, async (tx) => {
      if (await store.putTodo(tx, box.staffId, todo))
        tx.emit(workflowEvents.todoChanged, { staffId: box.staffId, todo, done: false });
    });
  }

  async function removeTodo(ctx: Ctx, box: Mailbox, todoId: string): Promise<void> {
    await db.transact(ctx, box.unitId, async (tx) => {
      const todo = await store.removeTodo(tx, box.staffId, todoId);
      if (todo !== null) tx.emit(workflowEvents.todoChanged, { staffId: box.staffId, todo, done: true });
    });
  }

  async function send(ctx: Ctx, box: Mailbox, message: Message): Promise<void> {
    await db.transact(ctx, box.unitId, async (tx) => {
      if (await store.insertMessage(tx, box.staffId, message))
        tx.emit(workflowEvents.messageSent, { staffId: box.staffId, message });
    });
  }

  return {
    /** Brings a change of an approval to the people it concerns; told twice it changes nothing more. */
    async deliverApproval(
      ctx: Ctx,
      { approval, change, approverIds, decision }: Changed,
      event: OutboxEvent,
    ) {
      for (const box of await store.holdersOf(db, approval.id))
        if (!approverIds.includes(box.staffId)) await removeTodo(ctx, box, approval.id);
      const todo = approval.step === null ? null : todoOf(approval, approval.step);
      if (todo !== null) for (const staffId of approverIds) await putTodo(ctx, await boxOf(staffId), todo);
      const told = outcomeMessage(approval, decision);
      if (change === 'ended' && told !== null)
        await send(ctx, await boxOf(approval.applicant.staffId), {
          id: event.id,
          kind: `approval.${approval.state}`,
          ...told,
          subject: subjectOf(approval),
          sentAt: event.at,
          readAt: null,
        });
    },

    /** Brings what an event tells to the people it names; told twice they have it once. */
    async deliverMessage(ctx: Ctx, tell: Tell<never>, event: OutboxEvent): Promise<void> {
      const payload = event.payload as never;
      const { kind } = tell;
      const told = { title: tell.title(payload), body: tell.body(payload) };
      const subject = { ...tell.subject(payload), branchId: event.branchId };
      for (const staffId of new Set(tell.to(payload)))
        await send(ctx, await boxOf(staffId), {
          id: event.id,
          kind,
          ...told,
          subject,
          sentAt: event.at,
          readAt: null,
        });
    },

    async listTodos(ctx: Ctx) {
      const box = await myBox(ctx);
      if (box === null) return { number: 0, counts: { todos: 0, late: 0, unread: 0 }, todos: [] };
      // Counted first: what comes in between is told again as a delta, which does no harm.
      const { number, ...counts } = await store.countInbox(db, box);
      return { number, counts, todos: await store.listTodos(db, box) };
    },

    async listMessages(
      ctx: Ctx,
      input: { only?: 'unread' | undefined; cursor?: string | undefined; limit: number },
    ) {
      const box = await myBox(ctx);
      if (box === null) return { items: [], nextCursor: null };
      const rows = await store.listMessages(db, box, {
        unread: input.only === 'unread',
        after: readCursor(input.cursor),
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return { items, nextCursor: nextCursor(rows, items, ({ sentAt, id }) => ({ at: sentAt, id })) };
    },

    async readMessages(ctx: Ctx, input: { messageIds: readonly string[] | null }): Promise<{ read: number }> {
      const box = await myBox(ctx);
      if (box === null) return { read: 0 };
      return db.transact(ctx, box.unitId, async (tx) => {
        const now = ctx.now();
        const read = await store.markRead(tx, box.staffId, input.messageIds, now);
        if (read.length > 0)
          tx.emit(workflowEvents.messagesRead, { staffId: box.staffId, messageIds: read, readAt: now });
        return { read: read.length };
      });
    },

    boxOf,
    send,
    countInbox: async (staffId: string) => {
      const { todos, late, unread } = await store.countInbox(db, await boxOf(staffId));
      return { todos, late, unread };
    },
  };
}

export type Inbox = ReturnType<typeof createInbox>;

const subjectOf = (approval: ApprovalSummary) => ({
  kind: 'approval',
  id: approval.id,
  branchId: approval.branchId,
});

function todoOf(approval: ApprovalSummary, step: NonNullable<ApprovalSummary['step']>): Todo {
  return {
    id: approval.id,
    kind: 'approval',
    title: approval.title,
    from: `${approval.applicant.name} · ${approval.unitName}`,
    subject: subjectOf(approval),
    since: step.since,
    dueAt: step.dueAt,
    late: step.late,
  };
}
