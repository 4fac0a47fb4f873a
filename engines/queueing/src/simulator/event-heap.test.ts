import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { EventHeap } from './event-heap.ts';

const anyStep = fc.record({
  thing: fc.nat({ max: 150 }),
  at: fc.oneof(fc.nat({ max: 8 }), fc.double({ min: 0, max: 1_000, noNaN: true })),
  what: fc.constantFrom('set', 'set', 'set', 'cancel', 'take'),
});

test('the next event is always the earliest pending one, ties by number, whatever is set, moved and cancelled', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 400 }), (steps) => {
      const heap = new EventHeap();
      const pending = new Map<number, number>();
      for (const { thing, at, what } of steps) {
        if (what === 'set') {
          heap.set(thing, at);
          pending.set(thing, at);
        } else {
          const gone = what === 'take' && heap.size > 0 ? heap.next : thing;
          heap.cancel(gone);
          pending.delete(gone);
        }
        assert.equal(heap.size, pending.size);
        const [first] = [...pending].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
        assert.equal(heap.nextAt, first?.[1] ?? Infinity);
        if (first !== undefined) assert.equal(heap.next, first[0]);
      }
    }),
    { numRuns: 300 },
  );
});
