import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SurveyContent, SurveyQuestion } from '@huiting/contracts/feedback';
import { newId } from '../../platform/ids.ts';
import {
  answersProblem,
  contentProblem,
  givenAnswers,
  openState,
  publishProblem,
  surveyIdOf,
  surveyToken,
} from './feedback.surveys.domain.ts';

const words = (zh: string) => ({ zh, en: zh });
const option = (id: string) => ({ id, label: words(id) });
const question = (change: Partial<SurveyQuestion>): SurveyQuestion => ({
  id: 'q',
  kind: 'text',
  title: words('题'),
  required: false,
  options: [],
  scale: null,
  ...change,
});
const single = question({ id: 'a', kind: 'single', required: true, options: [option('x'), option('y')] });
const multiple = question({ id: 'b', kind: 'multiple', options: [option('x'), option('y')] });
const scale = question({
  id: 'c',
  kind: 'scale',
  required: true,
  scale: { points: 5, low: words('差'), high: words('好') },
});
const text = question({ id: 'd' });
const questions = [single, multiple, scale, text];
const content: SurveyContent = {
  title: words('问卷'),
  intro: words(''),
  questions,
  validFrom: '2026-11-01',
  validUntil: '2026-11-30',
  respondents: 'anyone',
};

test('a draft may be empty, what is published may not; kinds and their choices belong together', () => {
  assert.equal(contentProblem({ ...content, questions: [] }), null);
  assert.equal(publishProblem({ ...content, questions: [] }), 'noQuestions');
  assert.equal(publishProblem(content), null);
  const problem = (change: Partial<SurveyContent>) => contentProblem({ ...content, ...change });
  assert.equal(problem({ validUntil: '2026-10-31' }), 'days');
  assert.equal(problem({ questions: [text, text] }), 'questionTwice');
  assert.equal(problem({ questions: [{ ...single, options: [option('x')] }] }), 'options');
  assert.equal(problem({ questions: [{ ...text, options: [option('x'), option('y')] }] }), 'options');
  assert.equal(problem({ questions: [{ ...single, options: [option('x'), option('x')] }] }), 'optionTwice');
  assert.equal(problem({ questions: [{ ...scale, scale: null }] }), 'scale');
});

test('answers fit their questions, and what is required is there', () => {
  assert.equal(answersProblem(questions, { a: 'x', c: 5 }), null);
  assert.equal(answersProblem(questions, { a: 'x', b: ['y', 'x'], c: 1, d: '好' }), null);
  assert.equal(answersProblem(questions, { c: 5 }), 'a');
  assert.equal(answersProblem(questions, { a: 'z', c: 5 }), 'a');
  assert.equal(answersProblem(questions, { a: ['x'], c: 5 }), 'a');
  assert.equal(answersProblem(questions, { a: 'x', b: ['x', 'x'], c: 5 }), 'b');
  assert.equal(answersProblem(questions, { a: 'x', c: 6 }), 'c');
  assert.equal(answersProblem(questions, { a: 'x', c: 5, e: '?' }), 'e');
  assert.deepEqual(givenAnswers({ a: 'x', b: [], d: '' }), { a: 'x' });
});

test('open from its first day to the end of its last, unless it was closed', () => {
  const on = (day: string, state: 'published' | 'closed' = 'published') => openState({ state }, content, day);
  assert.deepEqual(
    [on('2026-10-31'), on('2026-11-01'), on('2026-11-30'), on('2026-12-01'), on('2026-11-15', 'closed')],
    ['early', 'open', 'open', 'over', 'over'],
  );
});

test('a link names its survey; anything else names none', () => {
  for (let i = 0; i < 50; i++) {
    const id = newId();
    assert.equal(surveyIdOf(surveyToken(id)), id);
  }
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), (token) => {
      const id = surveyIdOf(token);
      assert.ok(id === null || surveyToken(id).length === 22);
    }),
  );
});

/** Anything a stranger may send as an answer. */
const anything = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'constructor'),
  fc.oneof(fc.string(), fc.integer({ min: 1, max: 10 }), fc.array(fc.constantFrom('x', 'y', 'z'))),
);

test('whatever is accepted has every required answer and only choices that exist', () => {
  fc.assert(
    fc.property(anything, (answers) => {
      if (answersProblem(questions, answers as never) !== null) return;
      const given = givenAnswers(answers as never);
      assert.ok(given.a === 'x' || given.a === 'y');
      assert.ok(typeof given.c === 'number' && given.c <= 5);
      assert.ok(Object.keys(given).every((key) => 'abcd'.includes(key)));
    }),
    { numRuns: 500 },
  );
});
