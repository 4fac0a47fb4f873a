import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseNext } from './choose-next.ts';
import { classOf, isEarlier, overdueMinutes } from './credit.ts';
import { findOrderViolation } from './find-order-violation.ts';
import { rank } from './rank.ts';
import { anyMayTake, anyStrategy, anyWaiting, headsOf, NOW } from './strategy.fixtures.ts';

const anyCall = fc.record({
  strategy: anyStrategy,
  waiting: anyWaiting,
  mayTake: anyMayTake,
  profileCode: fc.constantFrom('p', 'p', 'p', 'dropped'),
});

function always(
  sentence: string,
  holds: (call: typeof anyCall extends fc.Arbitrary<infer Call> ? Call : never) => void,
): void {
  test(sentence, () => fc.assert(fc.property(anyCall, holds), { numRuns: 1_000 }));
}

always(
  'the window may take what is chosen, and it is a line head',
  ({ strategy, waiting, mayTake, profileCode }) => {
    const heads = headsOf(waiting);
    const chosen = chooseNext(strategy, { profileCode, mayTake, heads, now: NOW });
    if (chosen === null) return;
    const head = heads.find(({ ticketId }) => ticketId === chosen.ticketId);
    assert.ok(head && mayTake.includes(head.serviceCode));
  },
);

always(
  'choosing among heads is choosing among everybody waiting',
  ({ strategy, waiting, mayTake, profileCode }) => {
    const called =
      chooseNext(strategy, { profileCode, mayTake, heads: headsOf(waiting), now: NOW })?.ticketId ?? null;
    assert.equal(findOrderViolation(strategy, { profileCode, mayTake, waiting, called, now: NOW }), null);
  },
);

always(
  'any other ticket, and silence, is found to be a violation',
  ({ strategy, waiting, mayTake, profileCode }) => {
    const right =
      chooseNext(strategy, { profileCode, mayTake, heads: headsOf(waiting), now: NOW })?.ticketId ?? null;
    for (const called of [null, ...waiting.map(({ ticketId }) => ticketId)]) {
      if (called === right) continue;
      const violation = findOrderViolation(strategy, { profileCode, mayTake, waiting, called, now: NOW });
      assert.equal(violation?.expected, right);
    }
  },
);

always('the order of the heads does not matter', ({ strategy, waiting, mayTake, profileCode }) => {
  const heads = headsOf(waiting);
  const chosen = chooseNext(strategy, { profileCode, mayTake, heads, now: NOW });
  assert.deepEqual(
    chooseNext(strategy, { profileCode, mayTake, heads: heads.toReversed(), now: NOW }),
    chosen,
  );
  const sorted = heads.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1));
  assert.deepEqual(chooseNext(strategy, { profileCode, mayTake, heads: sorted, now: NOW }), chosen);
});

always(
  'an overdue ticket the window may take outranks all that are not, the most overdue first',
  ({ strategy, waiting, mayTake, profileCode }) => {
    const over = (ticket: (typeof waiting)[number]): number =>
      overdueMinutes(classOf(strategy, ticket.classCode), ticket.position, NOW);
    const overdue = waiting.filter((ticket) => mayTake.includes(ticket.serviceCode) && over(ticket) >= 0);
    const chosen = chooseNext(strategy, { profileCode, mayTake, heads: headsOf(waiting), now: NOW });
    assert.equal(chosen?.reason.kind === 'guarantee', overdue.length > 0);
    if (overdue.length > 0) assert.equal(chosen?.reason.overMinutes, Math.max(...overdue.map(over)));
  },
);

always('ranking is choosing again and again', ({ strategy, waiting, mayTake, profileCode }) => {
  const left = [...waiting];
  for (const ranked of rank(strategy, { profileCode, mayTake, waiting, now: NOW })) {
    assert.deepEqual(chooseNext(strategy, { profileCode, mayTake, heads: headsOf(left), now: NOW }), ranked);
    left.splice(
      left.findIndex(({ ticketId }) => ticketId === ranked.ticketId),
      1,
    );
  }
  assert.equal(chooseNext(strategy, { profileCode, mayTake, heads: headsOf(left), now: NOW }), null);
});

always(
  'within a line nobody is called before somebody in front',
  ({ strategy, waiting, mayTake, profileCode }) => {
    const place = new Map(
      rank(strategy, { profileCode, mayTake, waiting, now: NOW }).map(({ ticketId }, index) => [
        ticketId,
        index,
      ]),
    );
    for (const a of waiting) {
      for (const b of waiting) {
        if (a.serviceCode !== b.serviceCode || a.classCode !== b.classCode || !isEarlier(a, b)) continue;
        assert.ok((place.get(a.ticketId) ?? Infinity) <= (place.get(b.ticketId) ?? Infinity));
      }
    }
  },
);
