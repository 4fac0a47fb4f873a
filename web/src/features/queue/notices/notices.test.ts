import type { NoticeDraft } from '@huiting/contracts/queue';
import { expect, test } from 'vitest';
import { missing, stateOf } from './notices.domain.ts';

test('a notice is shown from its first day to its last, both included', () => {
  const days = { validFrom: '2026-11-20', validUntil: '2026-11-25' };
  expect(['2026-11-19', '2026-11-20', '2026-11-25', '2026-11-26'].map((day) => stateOf(days, day))).toEqual([
    'ahead',
    'shown',
    'shown',
    'over',
  ]);
  expect(stateOf({ validFrom: '2026-11-20', validUntil: null }, '2099-01-01')).toBe('shown');
});

test('what is missing is named', () => {
  const draft: NoticeDraft = {
    orgUnitId: 'u',
    kind: 'rates',
    text: { zh: '', en: '' },
    rates: [{ name: { zh: '一年', en: '' }, value: '' }],
    validFrom: '2026-11-20',
    validUntil: '2026-11-19',
    sort: 0,
  };
  expect(missing(draft)).toEqual(['text', 'rates', 'days']);
  expect(missing({ ...draft, kind: 'notice', text: { zh: '停电', en: '' }, validUntil: null })).toEqual([]);
});
