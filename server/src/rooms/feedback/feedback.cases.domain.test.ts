import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { deadlinesOf, openCase } from './feedback.cases.domain.ts';
import {
  answerRemedy,
  claimCase,
  closeCase,
  confirmByPhone,
  escalate,
  lapse,
  markLate,
  recordTalk,
} from './feedback.handling.domain.ts';
import type { BadRatingCase, CaseLimits, Levels } from './feedback.cases.domain.ts';
import type { RatingRequest } from './feedback.domain.ts';

const request: RatingRequest = {
  branchId: 'b',
  businessDate: '2026-11-20',
  id: 'r',
  ticketId: 't',
  ticketNumber: 'A001',
  serviceNames: [],
  windowId: 'w',
  staff: { id: 's', name: '张伟', number: '01' },
  customer: null,
  elder: false,
  waitSeconds: 60,
  serviceSeconds: 300,
  askedAt: 0,
  expiresAt: 30_000,
  state: 'rated',
  level: 1,
  reasons: [],
  comment: null,
  ratedAt: 0,
  channel: 'evaluator',
};
const person = (name: string) => ({ staffId: name, name });
const levels: Levels = { lobby: [person('林')], branch: [person('高')], region: [person('沈')] };
const people = [
  { id: '林', name: '林', tier: 'lobby' },
  { id: '周', name: '周', tier: 'lobby' },
  { id: '高', name: '高', tier: 'branch' },
  { id: '沈', name: '沈', tier: 'region' },
] as const;
const rank = { lobby: 0, branch: 1, region: 2 };

/** As shipped, and one where the steps are asked for in an odd order: up before the claim, talk after the end. */
const shipped = {
  claimMinutes: 5,
  escalateMinutes: 30,
  talkMinutes: 120,
  closeMinutes: 480,
  confirmMinutes: 1440,
};
const odd = { claimMinutes: 60, escalateMinutes: 5, talkMinutes: 1440, closeMinutes: 30, confirmMinutes: 60 };

/** Acts and the passing of time, in any order. */
const act = fc.record({
  kind: fc.constantFrom('claim', 'talk', 'close', 'yes', 'no', 'phoneYes', 'phoneNo', 'wait'),
  who: fc.integer({ min: 0, max: 3 }),
  minutes: fc.integer({ min: 0, max: 1500 }),
});

function tryAct(
  one: BadRatingCase,
  { kind, who }: { kind: string; who: number },
  limits: CaseLimits,
  now: number,
) {
  const by = people[who]!;
  switch (kind) {
    case 'claim':
      return claimCase(one, by, limits, now);
    case 'talk':
      return recordTalk(one, by, '客户说', false, now);
    case 'close':
      return closeCase(one, by, '原因', '措施', limits, now);
    case 'yes':
    case 'no':
      return answerRemedy(
        one,
        { accepted: kind === 'yes', channel: 'link', note: null },
        levels,
        limits,
        now,
      );
    default:
      return confirmByPhone(one, by, { accepted: kind === 'phoneYes', note: '电话' }, levels, limits, now);
  }
}

/** Fires what is due, as the timers would: in due order, kinds in alphabetical order. */
function passTime(start: BadRatingCase, until: number): BadRatingCase {
  let one = start;
  for (let fired = 0; ; fired++) {
    assert.ok(fired < 20, 'deadlines come to rest');
    const due = Object.entries(deadlinesOf(one))
      .filter((entry): entry is [string, number] => entry[1] !== null && entry[1] <= until)
      .sort((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))[0];
    if (due === undefined) return one;
    const [kind, at] = due;
    const next =
      kind === 'feedback.caseOverdue'
        ? markLate(one, levels, at)
        : kind === 'feedback.caseEscalate'
          ? escalate(one, levels, at)
          : lapse(one, at);
    // A deadline that is told must change something, or it would be set again for ever.
    assert.notEqual(next, null, `${kind} did nothing`);
    one = next!;
  }
}

test('whatever people and time do: the chain only grows and never goes down, and every case left alone comes to its end or to the region', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 25 }), fc.constantFrom(shipped, odd), (acts, limits) => {
      let now = 0;
      let one = openCase(request, levels.lobby, limits, 0);
      for (const next of acts) {
        now += next.minutes * 60_000;
        const before = one;
        one = passTime(one, now);
        if (next.kind !== 'wait') {
          const decided = tryAct(one, next, limits, now);
          if (decided.refusal === null) one = decided.value;
        }
        assert.deepEqual(one.chain.slice(0, before.chain.length), before.chain);
        assert.ok(rank[one.tier] >= rank[before.tier]);
        assert.equal(one.state === 'open', one.claimedBy === null);
        assert.equal(one.state === 'closed', one.closedAt !== null);
        assert.equal(one.state === 'closed', one.confirmation.outcome !== null);
        assert.ok(before.state !== 'closed' || one === before, 'what is closed stays closed');
        const ats = one.chain.map(({ at }) => at);
        assert.deepEqual(
          ats,
          ats.toSorted((a, b) => a - b),
        );
      }
      const left = passTime(one, now + 3 * 86_400_000);
      assert.ok(left.state === 'closed' || left.tier === 'region');
      assert.deepEqual(
        Object.values(deadlinesOf(left)).filter((due) => due !== null),
        [],
      );
    }),
    { numRuns: 500 },
  );
});

test('claimed and not talked about in its time a case is late; the talk makes it wait for the close', () => {
  const minutes = (n: number) => n * 60_000;
  const opened = openCase(request, levels.lobby, { ...shipped, talkMinutes: 20 }, 0);
  const claimed = claimCase(opened, people[0], { ...shipped, talkMinutes: 20 }, minutes(3));
  assert.ok(claimed.refusal === null);
  assert.equal(deadlinesOf(claimed.value)['feedback.caseOverdue'], minutes(23));
  assert.equal(markLate(claimed.value, levels, minutes(22)), null);
  const late = markLate(claimed.value, levels, minutes(23));
  assert.deepEqual([late?.overdue, late?.chain.length], [true, 1], 'late, and nobody further is told');
  const talked = recordTalk(late!, people[0], '客户说', true, minutes(25));
  assert.ok(talked.refusal === null);
  assert.deepEqual(
    [talked.value.overdue, deadlinesOf(talked.value)['feedback.caseOverdue']],
    [false, minutes(480)],
  );
});
