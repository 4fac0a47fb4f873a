import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { changedFields, maskEmail, maskPhone, reminderDue } from './staff.domain.ts';
import { overlaps, postProblems, refusalOf, tenureLimit, tenureState } from './staff.posts.domain.ts';
import type { Dictionary, PostRule } from './staff.posts.domain.ts';

const rule = (code: string, requires: PostRule['requires'] = []): PostRule => ({
  code,
  kind: 'duty',
  name: { zh: code, en: code },
  requires,
  isKey: true,
  maxTenureMonths: 24,
  isRetired: false,
});
const words = { zh: '三分管', en: 'apart' };
const dictionary: Dictionary = {
  posts: new Map(
    [rule('seal'), rule('cipher'), rule('form'), rule('vault', ['antiCounterfeit'])].map((post) => [
      post.code,
      post,
    ]),
  ),
  exclusions: [
    { post: 'cipher', other: 'seal', rule: words },
    { post: 'form', other: 'seal', rule: words },
    { post: 'cipher', other: 'form', rule: words },
  ],
};

test('who keeps one of seal, cipher and form keeps no other at the same time, whichever came first', () => {
  const held = [{ post: 'seal', since: '2026-01-01', until: null }];
  const ask = (post: string) =>
    refusalOf(
      postProblems(dictionary, { held, certificates: [] }, { post, from: '2026-11-20', until: null }),
    );
  assert.equal(ask('cipher')?.code, 'staff.posts_incompatible');
  assert.deepEqual(ask('form')?.problem.words, words);
  assert.equal(ask('vault')?.code, 'staff.certificate_missing');
  const before = [{ post: 'seal', since: '2026-01-01', until: '2026-11-20' }];
  const later = postProblems(
    dictionary,
    { held: before, certificates: [] },
    { post: 'cipher', from: '2026-11-20', until: null },
  );
  assert.deepEqual(later, []);
});

test('a certificate that ends within 90 days warns, one that has ended blocks, the longest of several counts', () => {
  const ask = (...ends: (string | null)[]) =>
    postProblems(
      dictionary,
      {
        held: [],
        certificates: ends.map((expiresOn) => ({ kind: 'antiCounterfeit' as const, expiresOn })),
      },
      { post: 'vault', from: '2026-11-20', until: null },
    ).map(({ rule: found, blocks }) => [found, blocks]);
  assert.deepEqual(ask('2026-11-19'), [['certificateExpired', true]]);
  assert.deepEqual(ask('2026-11-20'), [['certificateExpiring', false]]);
  assert.deepEqual(ask('2027-02-18'), [['certificateExpiring', false]]);
  assert.deepEqual(ask('2027-02-19'), []);
  assert.deepEqual(ask('2026-11-19', '2028-01-01'), []);
  assert.deepEqual(ask('2026-11-19', null), []);
});

const day = fc
  .integer({ min: 0, max: 400 })
  .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
const span = fc.tuple(fc.option(day), fc.option(day));

test('two holdings overlap exactly when some day belongs to both', () => {
  fc.assert(
    fc.property(span, day, fc.option(day), ([since, end], from, to) => {
      const held = { post: 'seal', since, until: end };
      const until = to !== null && to <= from ? null : to;
      const days = Array.from({ length: 900 }, (_, n) =>
        new Date(Date.UTC(2025, 6, 1 + n)).toISOString().slice(0, 10),
      );
      const inHeld = (d: string) => (since === null || d >= since) && (end === null || d < end);
      const inWanted = (d: string) => d >= from && (until === null || d < until);
      assert.equal(
        overlaps(held, { post: 'x', from, until }),
        days.some((d) => inHeld(d) && inWanted(d)),
      );
    }),
    { numRuns: 60 },
  );
});

test('a tenure of n months ends on the same day of the month, on the last of a shorter one, and never moves back', () => {
  assert.equal(tenureLimit('2024-02-29', 12), '2025-02-28');
  assert.equal(tenureLimit('2026-08-31', 6), '2027-02-28');
  assert.equal(tenureLimit('2024-11-20', 24), '2026-11-20');
  fc.assert(
    fc.property(day, day, fc.integer({ min: 1, max: 120 }), (a, b, months) => {
      const [first, second] = a <= b ? [a, b] : [b, a];
      assert.ok(tenureLimit(first, months) <= tenureLimit(second, months));
      assert.ok(tenureLimit(first, months) < tenureLimit(first, months + 1));
      assert.equal(tenureLimit(first, months).slice(0, 7), addMonths(first, months));
    }),
    { numRuns: 200 },
  );
  assert.equal(tenureState('2026-11-20', '2026-11-20'), 'over');
  assert.equal(tenureState('2027-02-18', '2026-11-20'), 'near');
  assert.equal(tenureState('2027-02-19', '2026-11-20'), 'within');
  assert.equal(tenureState(null, '2026-11-20'), 'unknown');
});

function addMonths(date: string, months: number): string {
  const all = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  return `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, '0')}`;
}

test('each reminder goes out once, and a certificate entered late gets only the nearest', () => {
  const due = (today: string, sent: number | null) => reminderDue('2026-12-31', today, sent);
  assert.deepEqual(
    [
      due('2026-10-01', null),
      due('2026-10-02', null),
      due('2026-10-03', 90),
      due('2026-12-01', 90),
      due('2026-12-24', null),
      due('2026-12-31', 7),
      due('2027-01-01', 7),
      due('2027-03-01', -1),
    ],
    [null, 90, null, 30, 7, null, -1, null],
  );
});

test('contacts are masked, and the history tells what came and what went', () => {
  assert.equal(maskPhone('13812345678'), '138****5678');
  assert.equal(maskPhone('1234567'), '*******');
  assert.equal(maskEmail('zhou@bank.example'), 'z***@bank.example');
  assert.deepEqual(changedFields({ a: '1', b: null, c: 'x' }, { a: '2', b: null, d: 'y' }), [
    { field: 'a', before: '1', after: '2' },
    { field: 'c', before: 'x', after: null },
    { field: 'd', before: null, after: 'y' },
  ]);
});
