import { defaultStrategy } from '@huiting/queueing/strategy';
import type { StrategyDocument } from '@huiting/contracts/queue';
import { expect, test } from 'vitest';
import { crossingsOf, minutesToReach, spanMinutes } from './strategy.credit.domain.ts';
import { diffOf } from './strategy.diff.domain.ts';
import { cellOf, withCondition } from './strategy.domain.ts';

const standard = defaultStrategy() as StrategyDocument;
const line = (
  code: string,
  startingCredit: number,
  creditPerMinute: number,
  guaranteedWaitMinutes: number | null,
) => ({
  code,
  name: code,
  nameEn: code,
  startingCredit,
  creditPerMinute,
  guaranteedWaitMinutes,
});

test('lines cross where the slower start has caught up, and only inside the picture', () => {
  const slow = line('slow', 10, 1, null);
  const fast = line('fast', 0, 2, null);
  expect(crossingsOf([slow, fast], 30)).toEqual([
    { minutes: 10, credit: 20, overtaking: 'fast', overtaken: 'slow' },
  ]);
  expect(crossingsOf([slow, fast], 9)).toEqual([]);
  // Past a guarantee credit no longer decides.
  expect(crossingsOf([{ ...slow, guaranteedWaitMinutes: 8 }, fast], 30)).toEqual([]);
  expect(crossingsOf([slow, line('parallel', 3, 1, null)], 30)).toEqual([]);
});

test('a vip who has just come stands level with an ordinary customer of 15 minutes', () => {
  const [vip, , , , ordinary] = standard.classes;
  expect(minutesToReach(vip!, 15)).toBe(0);
  expect(minutesToReach(ordinary!, 15)).toBe(15);
  expect(minutesToReach(line('still', 1, 0, 5), 2)).toBeNull();
  expect(spanMinutes(standard.classes)).toBe(40);
});

test('a version is told apart by rules added, removed, changed and moved', () => {
  const [first, second, ...rest] = standard.rules;
  const moved = { ...standard, rules: [second!, first!, ...rest] };
  expect(diffOf(standard, moved)).toEqual([{ part: 'rule', kind: 'moved', id: first!.id, fields: [] }]);
  const changed = {
    ...standard,
    rules: standard.rules.slice(1),
    classes: standard.classes.map((one) => (one.code === 'vip' ? { ...one, startingCredit: 5 } : one)),
  };
  expect(diffOf(standard, changed)).toEqual([
    { part: 'rule', kind: 'removed', id: 'vipCustomer', fields: [] },
    { part: 'class', kind: 'changed', id: 'vip', fields: ['startingCredit'] },
  ]);
  expect(diffOf(standard, standard)).toEqual([]);
});

test('a condition that says nothing is no condition', () => {
  const rule = { id: 'a', when: { serviceCodes: ['x'] }, classCode: 'c' };
  expect(withCondition(rule, 'serviceCodes', []).when).toEqual({});
  expect(withCondition(rule, 'elderOrDisabled', true).when).toEqual({
    serviceCodes: ['x'],
    elderOrDisabled: true,
  });
});

test('a cell says in which tier a profile calls a service, and when it helps out', () => {
  const general = standard.profiles.find(({ code }) => code === 'general')!;
  const vip = standard.profiles.find(({ code }) => code === 'vip')!;
  expect(cellOf(general, 'wealth').tiers).toEqual([{ place: 2, only: null }]);
  expect(cellOf(general, 'corporate')).toMatchObject({ tiers: [], helps: [{ rank: 'after' }] });
  expect(cellOf(vip, 'cash').tiers).toEqual([{ place: 1, only: ['vip'] }]);
});
