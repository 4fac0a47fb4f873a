import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadHighs } from '../highs/load-highs.ts';
import { createRandom } from './random.ts';
import { createLinearProgram } from './simplex.ts';

/** A cover program like those of rostering: people choose one column each, rows want people, slacks cost. */
function randomCover(seed: number) {
  const random = createRandom(seed);
  const rows = 4 + random.below(12);
  const people = 2 + random.below(6);
  const want = Array.from({ length: rows }, () => 1 + random.below(3));
  const columns = Array.from({ length: people * 6 }, (_, j) => ({
    person: j % people,
    cost: random.below(20),
    rows: Array.from({ length: rows }, (_unused, row) => row).filter(() => random.next() < 0.4),
  }));
  return { rows, people, want, columns };
}

function solveOurs({ rows, people, want, columns }: ReturnType<typeof randomCover>): number {
  const lp = createLinearProgram(rows + people, Float64Array.from([...want, ...Array(people).fill(1)]));
  const basis = new Int32Array(rows + people);
  const one = Float64Array.of(1);
  for (let row = 0; row < rows; row++) {
    basis[row] = lp.addColumn(100, Infinity, Int32Array.of(row), one, 1);
    lp.addColumn(1, Infinity, Int32Array.of(row), Float64Array.of(-1), 1);
    // A cheaper slack for the first half person missing: a bound on a column.
    lp.addColumn(30, 0.5, Int32Array.of(row), one, 1);
  }
  for (let n = 0; n < people; n++) basis[rows + n] = lp.addColumn(5000, 1, Int32Array.of(rows + n), one, 1);
  lp.setBasis(basis);
  // Half of the columns come later, onto a warm basis.
  for (const [turn, half] of [columns.slice(0, people * 3), columns.slice(people * 3)].entries()) {
    for (const column of half) {
      const at = Int32Array.from([...column.rows, rows + column.person]);
      lp.addColumn(column.cost, Infinity, at, new Float64Array(at.length).fill(1), at.length);
    }
    assert.ok(lp.optimize(10_000), `turn ${turn}`);
  }
  return lp.objective();
}

function asText({ rows, people, want, columns }: ReturnType<typeof randomCover>): string {
  const sum = (terms: readonly string[]) => terms.join(' + ');
  const own = (n: number) => columns.flatMap(({ person }, j) => (person === n ? [`x${j}`] : []));
  const cover = (row: number) => columns.flatMap((column, j) => (column.rows.includes(row) ? [`x${j}`] : []));
  const range = (count: number) => Array.from({ length: count }, (_, at) => at);
  return [
    'Minimize',
    sum([
      ...columns.map(({ cost }, j) => `${cost} x${j}`),
      ...range(rows).flatMap((row) => [`100 u${row}`, `1 o${row}`, `30 h${row}`]),
      ...range(people).map((n) => `5000 a${n}`),
    ]),
    'Subject To',
    ...range(rows).map((row) => `${sum([...cover(row), `u${row}`, `h${row}`])} - o${row} = ${want[row]}`),
    ...range(people).map((n) => `${sum([...own(n), `a${n}`])} = 1`),
    'Bounds',
    ...range(rows).map((row) => `h${row} <= 0.5`),
    'End',
  ].join('\n');
}

test('the simplex agrees with HiGHS on random cover programs, columns coming in two lots', async () => {
  const highs = await loadHighs();
  for (let seed = 1; seed <= 60; seed++) {
    const program = randomCover(seed);
    const theirs = highs.solve(asText(program)).ObjectiveValue;
    const ours = solveOurs(program);
    assert.ok(Math.abs(ours - theirs) < 1e-5 * Math.max(1, theirs), `seed ${seed}: ${ours}, HiGHS ${theirs}`);
  }
});
