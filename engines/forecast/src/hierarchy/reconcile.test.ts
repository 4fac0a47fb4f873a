import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reconcile, type ForecastNode } from './reconcile.ts';

const node = (id: string, parentId: string | null, value: number, variance: number): ForecastNode => ({
  id,
  parentId,
  value,
  variance,
});

test('parts and whole give way in proportion to their variance', () => {
  const result = reconcile([
    node('branch', null, 100, 10),
    node('cash', 'branch', 60, 20),
    node('loans', 'branch', 30, 10),
  ]);
  // 10 are missing between 90 and 100; of variance 40 the whole has 10, cash 20, loans 10.
  assert.deepEqual(
    [...result],
    [
      ['branch', 97.5],
      ['cash', 65],
      ['loans', 32.5],
    ],
  );
});

test('what adds up already stays', () => {
  const nodes = [node('a', null, 9, 3), node('b', 'a', 4, 1), node('c', 'a', 5, 7)];
  for (const { id, value } of nodes) assert.ok(Math.abs(reconcile(nodes).get(id)! - value) < 1e-9);
});

/** A tree of three generations, values and variances at random. */
const anyTree = fc
  .array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 50 })), {
      minLength: 1,
      maxLength: 4,
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .chain((branches) =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 50 })), {
        minLength: branches.length + 1,
        maxLength: branches.length + 1,
      })
      .map((upper): ForecastNode[] => [
        node('region', null, ...upper[0]!),
        ...branches.flatMap((services, b) => [
          node(`b${b}`, 'region', ...upper[b + 1]!),
          ...services.map(([value, variance], s) => node(`b${b}s${s}`, `b${b}`, value, variance)),
        ]),
      ]),
  );

test('sums are exact and nothing is negative', () => {
  fc.assert(
    fc.property(anyTree, (nodes) => {
      const result = reconcile(nodes);
      assert.equal(result.size, nodes.length);
      for (const { id } of nodes) {
        assert.ok(result.get(id)! >= 0);
        const children = nodes.filter(({ parentId }) => parentId === id);
        if (children.length === 0) continue;
        const sum = children.reduce((all, child) => all + result.get(child.id)!, 0);
        assert.ok(
          Math.abs(sum - result.get(id)!) < 1e-9 * Math.max(1, sum),
          `${sum} against ${result.get(id)}`,
        );
      }
    }),
  );
});

test('no coherent neighbour is nearer: it is the least-squares answer where nothing touches 0', () => {
  fc.assert(
    fc.property(anyTree, fc.integer({ min: 0, max: 50 }), (nodes, chosen) => {
      const result = reconcile(nodes);
      if ([...result.values()].some((value) => value < 0.5)) return;
      const leaves = nodes.filter(({ id }) => !nodes.some(({ parentId }) => parentId === id));
      const distance = (values: ReadonlyMap<string, number>) =>
        nodes.reduce((sum, { id, value, variance }) => sum + (values.get(id)! - value) ** 2 / variance, 0);
      for (const step of [0.1, -0.1]) {
        // Moving one leaf moves everything above it.
        const moved = new Map(result);
        let at: ForecastNode | undefined = leaves[chosen % leaves.length]!;
        while (at) {
          moved.set(at.id, moved.get(at.id)! + step);
          const above: string | null = at.parentId;
          at = nodes.find(({ id }) => id === above);
        }
        assert.ok(distance(moved) >= distance(result) - 1e-9);
      }
    }),
    { numRuns: 500 },
  );
});

test('a node held without variance stays; a tree that is none is refused', () => {
  const held = reconcile([node('a', null, 50, 0), node('b', 'a', 10, 4), node('c', 'a', 20, 4)]);
  assert.deepEqual([...held.values()], [50, 20, 30]);
  const exact = reconcile([node('a', null, 40, 0), node('b', 'a', 10, 0), node('c', 'a', 20, 0)]);
  assert.equal(exact.get('b')! + exact.get('c')!, exact.get('a')!);
  const refused = (nodes: ForecastNode[], code: string) =>
    assert.throws(() => reconcile(nodes), { code: `forecast.${code}` });
  refused([node('a', 'nobody', 1, 1)], 'wrong_shape');
  refused([node('a', null, 1, 1), node('a', null, 1, 1)], 'wrong_shape');
  refused([node('a', 'b', 1, 1), node('b', 'a', 1, 1)], 'wrong_shape');
  refused([node('a', null, -1, 1)], 'not_a_number');
  refused([node('a', null, 1, Number.NaN)], 'not_a_number');
});
