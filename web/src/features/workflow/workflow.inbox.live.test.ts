import type { Todo } from '@huiting/contracts/workflow';
import { expect, test } from 'vitest';
import { applyInbox } from './workflow.inbox.live.ts';

const todo = (id: string, more: Partial<Todo> = {}): Todo => ({
  id,
  kind: 'approval',
  title: { zh: id, en: id },
  from: '',
  subject: { kind: 'approval', id, branchId: 'b' },
  since: 1000,
  dueAt: null,
  late: false,
  ...more,
});
const snapshot = (...todos: Todo[]) => ({ number: 1, counts: { todos: 0, late: 0, unread: 0 }, todos });
const ids = ({ todos }: { todos: readonly Todo[] }) => todos.map(({ id }) => id);

test('what is late comes first, then what is due, then the oldest', () => {
  const held = snapshot(todo('old', { since: 1 }), todo('new', { since: 2 }));
  const due = applyInbox(held, { todo: todo('due', { dueAt: 5000, since: 3 }), done: false });
  expect(ids(due)).toEqual(['due', 'old', 'new']);
  expect(ids(applyInbox(due, { todo: todo('new', { late: true, since: 2 }), done: false }))).toEqual([
    'new',
    'due',
    'old',
  ]);
});

test('a to-do told again replaces itself, one that is done goes', () => {
  const held = snapshot(todo('a'), todo('b'));
  expect(ids(applyInbox(held, { todo: todo('a', { from: 'x' }), done: false }))).toEqual(['b', 'a']);
  expect(ids(applyInbox(held, { todo: todo('a'), done: true }))).toEqual(['b']);
});

test('a message changes no to-do', () => {
  const held = snapshot(todo('a'));
  expect(applyInbox(held, { messageIds: ['m'], readAt: 1 })).toBe(held);
});
