import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { event } from '../core/event.ts';
import { Id, Instant, Named, PageInput, page } from '../core/fields.ts';
import { topic } from '../core/topic.ts';

/** What a to-do or message opens. `branchId` tells where the thing is kept. */
export const Subject = z.object({ kind: z.string(), id: z.string(), branchId: Id });

/** Something that waits for me. */
export const Todo = z.object({
  id: Id,
  kind: z.string(),
  title: Named,
  /** Who brought it, or where it comes from. */
  from: z.string(),
  subject: Subject,
  since: Instant,
  dueAt: Instant.nullable(),
  late: z.boolean(),
});
export type Todo = z.output<typeof Todo>;

/** Something I was told. */
export const Message = z.object({
  id: Id,
  kind: z.string(),
  title: Named,
  body: Named,
  subject: Subject,
  sentAt: Instant,
  readAt: Instant.nullable(),
});
export type Message = z.output<typeof Message>;

const InboxCounts = z.object({ todos: z.number().int(), late: z.number().int(), unread: z.number().int() });

export const inboxEvents = {
  todoChanged: event({
    type: 'todo.changed',
    room: 'workflow',
    payload: z.object({ staffId: Id, todo: Todo, done: z.boolean() }),
  }),
  messageSent: event({
    type: 'message.sent',
    room: 'workflow',
    payload: z.object({ staffId: Id, message: Message }),
  }),
  messagesRead: event({
    type: 'message.read',
    room: 'workflow',
    payload: z.object({ staffId: Id, messageIds: z.array(Id), readAt: Instant }),
  }),
};

export const inboxTopics = {
  /** What waits for one person and what they were told; key: their staff id. */
  inbox: topic({
    name: 'workflow.inbox',
    key: 'staff',
    access: { kind: 'session' },
    delta: z.union([
      z.object({ todo: Todo, done: z.boolean() }),
      z.object({ message: Message }),
      z.object({ messageIds: z.array(Id), readAt: Instant }),
    ]),
    gauge: InboxCounts,
  }),
};

export const inboxEndpoints = {
  listTodos: endpoint({
    id: 'workflow.listTodos',
    method: 'GET',
    path: '/my/todos',
    summary: 'What waits for the caller, the most urgent first',
    input: z.object({}),
    output: z.object({ number: z.number().int(), counts: InboxCounts, todos: z.array(Todo) }),
    access: { kind: 'session' },
  }),
  listMessages: endpoint({
    id: 'workflow.listMessages',
    method: 'GET',
    path: '/my/messages',
    summary: 'What the caller was told, newest first',
    input: z.object({ only: z.enum(['unread']).optional(), ...PageInput }),
    output: page(Message),
    access: { kind: 'session' },
  }),
  readMessages: endpoint({
    id: 'workflow.readMessages',
    method: 'POST',
    path: '/my/messages/read',
    summary: 'Marks messages as read: the ones named, or all',
    input: z.object({ messageIds: z.array(Id).max(200).nullable() }),
    output: z.object({ read: z.number().int() }),
    access: { kind: 'session' },
  }),
};
