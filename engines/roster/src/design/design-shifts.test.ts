import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { InvalidDesign, type DesignIssueCode } from './design-problem.ts';
import { designShifts } from './design-shifts.ts';
import type { DesignInput, ShiftDesign } from './types.ts';

/** 9:00 to 17:00 in half hours, full days with lunch and half days. */
function branchDay(over: Partial<DesignInput> = {}): DesignInput {
  return {
    slotMinutes: 30,
    firstMinute: 540,
    days: [{ id: 'mon', count: 1, demand: [4, 6, 8, 8, 7, 6, 5, 4, 4, 4, 5, 6, 6, 5, 4, 3] }],
    lengths: [
      { minutes: 480, paidMinutes: 420, cost: 16, rest: { minutes: 60, fromMinute: 150, toMinute: 270 } },
      { minutes: 240, paidMinutes: 240, cost: 10, rest: null },
    ],
    starts: [540, 570, 600, 660, 720, 780],
    underCost: 100,
    overCost: 0.1,
    maxKinds: null,
    ...over,
  };
}

/** The cost read again from the shifts themselves. */
function costOf(input: DesignInput, { shifts }: ShiftDesign): number {
  let cost = 0;
  for (const { id, count, demand } of input.days) {
    const own = shifts.filter(({ dayId }) => dayId === id);
    for (const shift of own) {
      const length = input.lengths.find(({ minutes }) => minutes === shift.endMinute - shift.startMinute)!;
      cost += count * shift.people * length.cost;
    }
    for (const [slot, wanted] of demand.entries()) {
      const from = input.firstMinute + slot * input.slotMinutes;
      const to = from + input.slotMinutes;
      const there = own
        .filter((s) => s.startMinute <= from && to <= s.endMinute)
        .filter(({ breakFrom, breakTo }) => breakFrom === null || breakTo! <= from || to <= breakFrom)
        .reduce((sum, { people }) => sum + people, 0);
      cost +=
        count * (there < wanted ? (wanted - there) * input.underCost : (there - wanted) * input.overCost);
    }
  }
  return cost;
}

test('a branch day is covered, at a cost that is proven least', async () => {
  const design = await designShifts(branchDay());
  assert.equal(design.gap, 0);
  assert.ok(Math.abs(design.cost - costOf(branchDay(), design)) < 1e-6);
  const { demand } = branchDay().days[0]!;
  assert.ok(design.present[0]!.people.every((people, slot) => people >= demand[slot]!));
  assert.ok(design.shifts.some(({ breakFrom }) => breakFrom !== null));
});

test('a week with few kinds of shift keeps to them, and pays for it', async () => {
  const week = ['mon', 'tue', 'wed'].map((id, d) => ({
    id,
    count: 4,
    demand: branchDay().days[0]!.demand.map((wanted) => Math.max(0, wanted - d)),
  }));
  const free = await designShifts(branchDay({ days: week }));
  const few = await designShifts(branchDay({ days: week, maxKinds: 1 }), { seconds: 20 });
  assert.ok(few.kinds === 1 && free.kinds > 1);
  assert.ok(few.cost > free.cost && few.cost >= few.lowerBound);
  assert.ok(Math.abs(few.cost - costOf(branchDay({ days: week }), few)) < 1e-6);
});

test('without time for the exact search there is a design and an honest bound', async () => {
  const quick = await designShifts(branchDay(), { seconds: 0 });
  const exact = await designShifts(branchDay());
  assert.ok(quick.lowerBound <= exact.cost + 1e-6 && exact.cost <= quick.cost + 1e-6);
  assert.ok(quick.lowerBound > 0);
});

test('nobody wanted: nobody comes, at no cost', async () => {
  const design = await designShifts(
    branchDay({ days: [{ id: 'holiday', count: 1, demand: Array(16).fill(0) }] }),
  );
  assert.deepEqual([design.shifts, design.cost, design.gap], [[], 0, 0]);
});

const anyTiny = fc.record({
  demand: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }),
  maxKinds: fc.constantFrom(null, 1, 2),
  underCost: fc.constantFrom(2, 5, 20),
  overCost: fc.constantFrom(0, 1),
});

test('on tiny days the design is as good as the best of all', async () => {
  await fc.assert(
    fc.asyncProperty(anyTiny, async ({ demand, ...rest }) => {
      const input: DesignInput = {
        slotMinutes: 60,
        firstMinute: 0,
        days: [{ id: 'd', count: 1, demand }],
        lengths: [
          { minutes: 120, paidMinutes: 120, cost: 4, rest: null },
          { minutes: 180, paidMinutes: 120, cost: 5, rest: { minutes: 60, fromMinute: 0, toMinute: 120 } },
        ],
        starts: [0, 60, 120],
        ...rest,
      };
      const design = await designShifts(input);
      assert.equal(design.gap, 0);
      assert.ok(Math.abs(design.cost - leastCost(input)) < 1e-6);
      assert.ok(Math.abs(design.cost - costOf(input, design)) < 1e-6);
    }),
    { numRuns: 40 },
  );
});

/** Tries every number of people, 0 to 2, on every shift of the tiny day. */
function leastCost(input: DesignInput): number {
  const shapes: { kind: string; cost: number; slots: number[] }[] = [];
  for (const start of [0, 1, 2]) shapes.push({ kind: `a${start}`, cost: 4, slots: [start, start + 1] });
  for (const start of [0, 1])
    for (const rest of [0, 1, 2])
      shapes.push({
        kind: `b${start}`,
        cost: 5,
        slots: [0, 1, 2].filter((hour) => hour !== rest).map((hour) => start + hour),
      });
  const [{ demand }] = input.days as [DesignInput['days'][number]];
  let least = Infinity;
  const descend = (at: number, there: readonly number[], cost: number, kinds: ReadonlySet<string>): void => {
    if (cost >= least || kinds.size > (input.maxKinds ?? Infinity)) return;
    const shape = shapes[at];
    if (shape === undefined) {
      const slots = demand.map((wanted, s) =>
        wanted > there[s]! ? (wanted - there[s]!) * input.underCost : (there[s]! - wanted) * input.overCost,
      );
      least = Math.min(least, cost + slots.reduce((a, b) => a + b, 0));
      return;
    }
    for (let people = 0; people <= 2; people += 1)
      descend(
        at + 1,
        there.map((count, s) => count + (shape.slots.includes(s) ? people : 0)),
        cost + people * shape.cost,
        people > 0 ? new Set([...kinds, shape.kind]) : kinds,
      );
  };
  descend(0, [0, 0, 0, 0], 0, new Set());
  return least;
}

test('bad input is named', async () => {
  const good = branchDay();
  const cases: [DesignIssueCode, Partial<DesignInput>][] = [
    ['noDays', { days: [] }],
    ['badNumber', { underCost: -1 }],
    ['badNumber', { slotMinutes: 0 }],
    ['badNumber', { maxKinds: 0 }],
    ['badNumber', { days: [{ id: 'x', count: 1, demand: [1.5] }] }],
    [
      'badNumber',
      { lengths: [{ ...good.lengths[0]!, rest: { minutes: 60, fromMinute: 450, toMinute: 480 } }] },
    ],
    ['notOnSlot', { starts: [545] }],
    ['noShiftFits', { starts: [990] }],
    ['noShiftFits', { lengths: [] }],
    ['unequalDays', { days: [...good.days, { id: 'tue', count: 1, demand: [1] }] }],
    ['duplicate', { days: [...good.days, ...good.days] }],
  ];
  for (const [code, over] of cases)
    await assert.rejects(
      designShifts(branchDay(over)),
      (error) => error instanceof InvalidDesign && error.issues.some((issue) => issue.code === code),
      code,
    );
});
