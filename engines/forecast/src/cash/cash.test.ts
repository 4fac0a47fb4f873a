import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountsFromErrors, netNeed } from './amount-distribution.ts';
import { cashNeeds } from './cash-needs.ts';
import { cashOutlook } from './cash-outlook.ts';
import { planOrders, type OrderPlanInput } from './order-plan.ts';
import { addAmounts, splitOrder, type Denomination } from './split-order.ts';

const amounts = (...values: number[]) => Float64Array.from(values);
const close = (actual: number, expected: number, within = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} against ${expected}`);

const anyNeed = fc
  .array(fc.integer({ min: -300, max: 500 }), { minLength: 1, maxLength: 6 })
  .map((list) => Float64Array.from(list).sort());
const anyNeeds = fc.array(anyNeed, { minLength: 1, maxLength: 8 });

test('net need is withdrawals minus deposits, independent or together', () => {
  assert.deepEqual([...netNeed(amounts(10, 20), amounts(5, 15), 'independent')], [-5, 5, 5, 15]);
  assert.deepEqual([...netNeed(amounts(10, 20), amounts(5, 15), 'together')], [5, 5]);
  assert.deepEqual([...amountsFromErrors(100, [])], [100]);
  const spread = amountsFromErrors(100, [-1.5, 0, 0.5], 3);
  assert.ok(spread[0] === 0 && spread[1] === 100 && spread[2]! > 100);
});

test('gross and net need of a branch come from its forecasts and their errors', () => {
  const forecast = (id: string, values: number[], errors: number[]) => ({
    id,
    days: values.map((value, step) => ({ day: 100 + step, value })),
    errors: { sorted: Float64Array.from(errors), windows: 2 },
  });
  const withdrawals = forecast('out', [100, 200], [-0.2, 0.2]);
  const deposits = forecast('in', [50, 50], []);
  const [first, second] = cashNeeds({ withdrawals, deposits, pairing: 'independent', level: 0.8 });
  assert.deepEqual([first!.day, first!.withdrawals, first!.deposits], [100, 100, 50]);
  close(first!.net, 50, 1e-9);
  assert.ok(first!.low > 30 && first!.low < 50 && first!.high > 50 && first!.high < 70);
  close(second!.net, 150, 1e-9);
  assert.throws(() => cashNeeds({ withdrawals, deposits: forecast('in', [1], []), pairing: 'together' }), {
    code: 'forecast.wrong_shape',
  });
});

test('a certain need empties a machine on a certain day', () => {
  const days = cashOutlook({
    stock: 100,
    capacity: 200,
    needs: [amounts(60), amounts(60), amounts(10)],
    levels: 201,
  });
  assert.deepEqual(
    days.map(({ emptyChance }) => emptyChance),
    [0, 1, 1],
  );
  assert.deepEqual(
    days.map(({ firstEmptyChance }) => firstEmptyChance),
    [0, 1, 0],
  );
  assert.deepEqual(
    days.map(({ shortage }) => shortage),
    [0, 20, 10],
  );
  assert.deepEqual(
    days.map(({ stock }) => stock),
    [40, 0, 0],
  );
});

test('deposits fill a machine; a delivery keeps it going', () => {
  const [full] = cashOutlook({ stock: 90, capacity: 100, needs: [amounts(-30)] });
  assert.equal(full!.fullChance, 1);
  close(full!.overflow, 20);
  const supplied = cashOutlook({ stock: 10, capacity: 100, needs: [amounts(60)], deliveries: [80] });
  close(supplied[0]!.stock, 30);
  close(supplied[0]!.emptyChance, 0);
});

test('chances are chances: within 0 and 1, "by" never falls, stock within limits', () => {
  fc.assert(
    fc.property(anyNeeds, fc.integer({ min: 0, max: 1_000 }), (needs, stock) => {
      let emptyBy = 0;
      let fullBy = 0;
      for (const day of cashOutlook({ stock, capacity: 1_000, needs, levels: 51 })) {
        for (const chance of [
          day.emptyChance,
          day.firstEmptyChance,
          day.emptyByChance,
          day.fullChance,
          day.fullByChance,
        ]) {
          assert.ok(chance >= 0 && chance <= 1);
        }
        assert.ok(day.emptyByChance >= emptyBy - 1e-12 && day.fullByChance >= fullBy - 1e-12);
        assert.ok(day.emptyByChance >= day.emptyChance - 1e-9);
        assert.ok(day.stock >= -1e-9 && day.stock <= 1_000 + 1e-9 && day.shortage >= 0 && day.overflow >= 0);
        emptyBy = day.emptyByChance;
        fullBy = day.fullByChance;
      }
    }),
  );
});

const plan = (change: Partial<OrderPlanInput> = {}) =>
  planOrders({
    stock: 0,
    capacity: 100,
    needs: [amounts(10, 20, 30, 40)],
    costs: { order: 0, holding: 1, shortage: 3 },
    levels: 101,
    ...change,
  });

test('one day without order cost is the newsvendor: up to the quantile p ÷ (p + h)', () => {
  // 3 ÷ (3 + 1) = 0.75 of needs 10, 20, 30, 40: stock 30.
  assert.equal(plan().firstOrder, 30);
  assert.equal(plan({ stock: 35 }).firstOrder, 0);
});

test('an order cost makes few large deliveries, a dear night many small ones', () => {
  const needs = Array.from({ length: 10 }, () => amounts(10));
  const few = plan({ needs, costs: { order: 100, holding: 0.1, shortage: 50 } });
  assert.equal(few.firstOrder, 100);
  assert.equal(few.days.filter(({ orderChance }) => orderChance > 0).length, 1);
  const many = plan({ needs, costs: { order: 1, holding: 1, shortage: 50 } });
  assert.equal(many.firstOrder, 10);
  assert.equal(many.days.filter(({ orderChance }) => orderChance > 0).length, 10);
});

test('days without a carrier are stocked for before, and limits are kept', () => {
  const needs = [10, 10, 10, 10].map((need) => amounts(need));
  const weekend = plan({
    needs,
    deliverable: [true, false, false, true],
    costs: { order: 1, holding: 0.01, shortage: 50 },
  });
  assert.ok(weekend.firstOrder >= 30);
  assert.equal(weekend.days[1]!.reorderBelow, null);
  assert.equal(weekend.days[1]!.orderChance, 0);
  const limited = plan({ needs, largestOrder: 15, costs: { order: 1, holding: 0.01, shortage: 50 } });
  assert.ok(limited.firstOrder <= 15);
});

test('no other sequence of deliveries is cheaper, for certain needs and every small case', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -2, max: 4 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 0, max: 5 }),
      fc.record({
        order: fc.integer({ min: 0, max: 9 }),
        holding: fc.integer({ min: 0, max: 3 }),
        shortage: fc.integer({ min: 0, max: 9 }),
      }),
      (needs, stock, costs) => {
        const capacity = 5;
        const cheapest = (day: number, before: number): number => {
          if (day === needs.length) return 0;
          let least = Number.POSITIVE_INFINITY;
          for (let up = before; up <= capacity; up += 1) {
            const left = up - needs[day]!;
            const after = Math.max(0, Math.min(capacity, left));
            const cost =
              (up > before ? costs.order : 0) +
              costs.shortage * (Math.max(0, -left) + Math.max(0, left - capacity)) +
              costs.holding * after +
              cheapest(day + 1, after);
            least = Math.min(least, cost);
          }
          return least;
        };
        const found = planOrders({
          stock,
          capacity,
          needs: needs.map((need) => amounts(need)),
          costs,
          levels: capacity + 1,
        });
        close(found.expectedCost, cheapest(0, stock), 1e-6);
        assert.ok(found.expectedCost <= found.costWithoutOrders + 1e-9);
      },
    ),
    { numRuns: 300 },
  );
});

test('the rule is of (s, S) form for uncertain withdrawals: below s up to one S', () => {
  const needs = Array.from({ length: 6 }, () => amounts(5, 10, 15, 30));
  const { days } = plan({ needs, capacity: 100, costs: { order: 20, holding: 0.2, shortage: 10 } });
  const { reorderBelow, orderUpTo } = days[0]!;
  assert.ok(reorderBelow !== null && orderUpTo !== null && reorderBelow < orderUpTo);
  for (let stock = 0; stock <= 100; stock += 1) {
    const { firstOrder } = plan({
      stock,
      needs,
      capacity: 100,
      costs: { order: 20, holding: 0.2, shortage: 10 },
    });
    assert.equal(firstOrder, stock < reorderBelow ? orderUpTo - stock : 0, `stock ${stock}`);
  }
});

test('money is neither made nor lost on the plan’s way', () => {
  fc.assert(
    fc.property(anyNeeds, fc.integer({ min: 0, max: 1_000 }), (needs, stock) => {
      const { days } = planOrders({
        stock,
        capacity: 1_000,
        needs,
        costs: { order: 5, holding: 0.01, shortage: 1 },
        levels: 51,
      });
      let before = stock;
      days.forEach((day, number) => {
        const need = needs[number]!.reduce((sum, one) => sum + one, 0) / needs[number]!.length;
        close(
          day.expectedStock,
          before + day.expectedOrder - need + day.expectedShortage - day.expectedOverflow,
          1e-6,
        );
        before = day.expectedStock;
      });
    }),
  );
});

const notes: Denomination[] = [
  { value: 100, pieces: 200, capacity: 2_000, bundle: 100, share: 0.8 },
  { value: 50, pieces: 0, capacity: 1_000, bundle: 100, share: 0.15 },
  { value: 10, pieces: 500, capacity: 1_000, bundle: 100, share: 0.05 },
];

test('bundles go where they spare most, and never beyond what fits', () => {
  const split = splitOrder({ order: 80_000, denominations: notes, need: amounts(60_000, 90_000, 120_000) });
  assert.deepEqual(
    split.map(({ bundles }) => bundles),
    [7, 3, 0],
  );
  for (const { expectedShortage, shortageWithoutOrder } of split)
    assert.ok(expectedShortage <= shortageWithoutOrder);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500_000 }), anyNeed, (order, need) => {
      const orders = splitOrder({ order, denominations: notes, need: need.map((one) => one * 500) });
      orders.forEach(({ pieces }, place) => {
        assert.ok(notes[place]!.pieces + pieces <= notes[place]!.capacity);
        assert.equal(pieces % 100, 0);
      });
      // At most half of the largest bundle over what was asked for.
      assert.ok(orders.reduce((sum, { worth }) => sum + worth, 0) <= order + 5_000);
    }),
  );
});

test('sums of uncertain days keep their mean', () => {
  fc.assert(
    fc.property(anyNeeds, (needs) => {
      const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length;
      const all = addAmounts(needs, 13);
      close(
        mean(all),
        needs.reduce((sum, need) => sum + mean(need), 0),
        1e-6,
      );
      assert.ok(all.every((one, place) => place === 0 || one >= all[place - 1]! - 1e-9));
    }),
  );
});

test('bad input is refused', () => {
  const refused = (run: () => unknown, code: string) => assert.throws(run, { code: `forecast.${code}` });
  refused(() => cashOutlook({ stock: 1, capacity: 0, needs: [] }), 'impossible_limits');
  refused(() => cashOutlook({ stock: -1, capacity: 9, needs: [] }), 'not_a_number');
  refused(() => cashOutlook({ stock: 1, capacity: 9, needs: [amounts(Number.NaN)] }), 'not_a_number');
  refused(() => plan({ stock: 101 }), 'impossible_limits');
  refused(() => plan({ deliverable: [] }), 'wrong_shape');
  refused(() => plan({ costs: { order: -1, holding: 0, shortage: 0 } }), 'not_a_number');
  refused(() => plan({ needs: [amounts()] }), 'not_a_number');
  refused(() => netNeed(amounts(), amounts(1), 'independent'), 'wrong_shape');
  refused(() => splitOrder({ order: 1, denominations: [], need: amounts(1) }), 'wrong_shape');
  refused(() => splitOrder({ order: 1, denominations: notes.slice(0, 1), need: amounts(1) }), 'out_of_range');
  assert.equal(plan({ needs: [] }).firstOrder, 0);
});
