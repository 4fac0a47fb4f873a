import type { SurveyAnswers, SurveyQuestion } from '@huiting/contracts/feedback';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { setLocale } from '../../../lib/i18n.ts';
import { SurveyField } from './survey-field.tsx';

afterEach(() => setLocale('zh-CN'));

const question = (change: Partial<SurveyQuestion>): SurveyQuestion => ({
  id: 'q1',
  kind: 'multiple',
  title: { zh: '哪些地方让您满意？', en: 'What pleased you?' },
  required: true,
  options: [
    { id: 'o1', label: { zh: '等候时间', en: 'The wait' } },
    { id: 'o2', label: { zh: '员工态度', en: 'The staff' } },
  ],
  scale: null,
  ...change,
});

function Asked({ asked, error = null }: { readonly asked: SurveyQuestion; readonly error?: string | null }) {
  const [answer, setAnswer] = useState<SurveyAnswers[string] | undefined>();
  return (
    <>
      <SurveyField number={1} question={asked} answer={answer} error={error} onAnswer={setAnswer} />
      <output>{JSON.stringify(answer)}</output>
    </>
  );
}

const given = () => JSON.parse(screen.getByRole('status').textContent) as unknown;

it('any of several: each tick adds, the next takes back', () => {
  render(<Asked asked={question({})} />);
  fireEvent.click(screen.getByRole('checkbox', { name: '等候时间' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '员工态度' }));
  expect(given()).toEqual(['o1', 'o2']);
  fireEvent.click(screen.getByRole('checkbox', { name: '等候时间' }));
  expect(given()).toEqual(['o2']);
});

it('one of several: the last counts', () => {
  render(<Asked asked={question({ kind: 'single' })} />);
  fireEvent.click(screen.getByRole('radio', { name: '等候时间' }));
  fireEvent.click(screen.getByRole('radio', { name: '员工态度' }));
  expect(given()).toBe('o2');
});

it('a scale says what its ends mean, also to those who cannot see them', () => {
  const scale = { points: 10, low: { zh: '不会', en: 'no' }, high: { zh: '会', en: 'yes' } };
  render(<Asked asked={question({ kind: 'scale', options: [], scale })} />);
  expect(screen.getAllByRole('radio')).toHaveLength(10);
  fireEvent.click(screen.getByRole('radio', { name: '10 会' }));
  expect(given()).toBe(10);
});

it('what is missing is said at the question, in the language of the page', async () => {
  await setLocale('en');
  render(<Asked asked={question({})} error="This one needs an answer" />);
  expect(screen.getByRole('group', { name: /What pleased you\?/ })).toBeDefined();
  expect(screen.getByRole('alert').textContent).toBe('This one needs an answer');
});
