import { expect, test } from 'vitest';
import {
  asKind,
  draftProblem,
  moved,
  newContent,
  replaced,
  withOption,
  withQuestion,
} from './surveys.draft.domain.ts';

const named = { zh: '题', en: 'q' };
const two = withQuestion(withQuestion({ ...newContent('2026-11-20'), title: named }));

test('a new question has a key of its own, also after one was removed', () => {
  expect(two.questions.map(({ id }) => id)).toEqual(['q1', 'q2']);
  expect(withQuestion(replaced(two, 0, null)).questions.map(({ id }) => id)).toEqual(['q2', 'q3']);
  expect(withOption(two.questions[0]!).options.map(({ id }) => id)).toEqual(['o1', 'o2', 'o3']);
});

test('questions change places; nothing moves beyond the ends', () => {
  expect(moved(two, 1, 0).questions.map(({ id }) => id)).toEqual(['q2', 'q1']);
  expect(moved(two, 0, -1)).toBe(two);
  expect(moved(two, 1, 2)).toBe(two);
});

test('a kind brings what it needs and drops what it must not have', () => {
  const scale = asKind(two.questions[0]!, 'scale');
  expect([scale.options, scale.scale?.points]).toEqual([[], 5]);
  const single = asKind(scale, 'single');
  expect([single.options.length, single.scale]).toEqual([2, null]);
});

test('what is missing is told before it is sent', () => {
  expect(draftProblem(two, false)).toBe('words');
  const empty = { ...newContent('2026-11-20'), title: named };
  expect([draftProblem(empty, false), draftProblem(empty, true)]).toEqual([null, 'noQuestions']);
  expect(draftProblem({ ...empty, validUntil: '2026-11-19' }, false)).toBe('days');
});
