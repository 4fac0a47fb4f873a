import type { LinearProgram } from './linear-program.ts';

const tolerance = 1e-7;
const pivotTolerance = 1e-7;
const refactorEvery = 2000;
const candidates = 48;

export function createLinearProgram(rows: number, rightSide: Float64Array): LinearProgram {
  let capacity = 1024;
  let filled = 0;
  let total = 0;
  let start = new Int32Array(capacity + 1);
  let cost = new Float64Array(capacity);
  let upper = new Float64Array(capacity);
  /** Row of the basis, −1 at zero, −2 at the upper bound. */
  let place = new Int32Array(capacity);
  let blocked = new Uint8Array(capacity);
  let rowIndex = new Int32Array(capacity * 16);
  let rowValue = new Float64Array(capacity * 16);
  /** Column-major: element (i, k) at k * rows + i. */
  const inverse = new Float64Array(rows * rows);
  const basis = new Int32Array(rows);
  const basic = new Float64Array(rows);
  const duals = new Float64Array(rows);
  const direction = new Float64Array(rows);
  const pivotRow = new Float64Array(rows);
  const active = new Int32Array(rows);
  const list = new Int32Array(candidates);
  const listCost = new Float64Array(candidates);
  let sinceRefactor = 0;
  let pivotsMade = 0;
  let scanFrom = 0;
  let mustRefactor = false;

  function grow(): void {
    capacity *= 2;
    const copy = <T extends Int32Array | Float64Array | Uint8Array>(bigger: T, old: T): T => {
      bigger.set(old);
      return bigger;
    };
    start = copy(new Int32Array(capacity + 1), start);
    cost = copy(new Float64Array(capacity), cost);
    upper = copy(new Float64Array(capacity), upper);
    place = copy(new Int32Array(capacity), place);
    blocked = copy(new Uint8Array(capacity), blocked);
  }

  function reducedCost(column: number): number {
    let sum = cost[column]!;
    for (let at = start[column]!; at < start[column + 1]!; at++) sum -= duals[rowIndex[at]!]! * rowValue[at]!;
    return sum;
  }

  /** direction = inverse × column. */
  function solveDirection(column: number): void {
    direction.fill(0);
    for (let at = start[column]!; at < start[column + 1]!; at++) {
      const offset = rowIndex[at]! * rows;
      const value = rowValue[at]!;
      for (let i = 0; i < rows; i++) direction[i]! += inverse[offset + i]! * value;
    }
  }

  /** Makes `direction` the unit vector of row `at` in the inverse. */
  function eliminate(at: number): void {
    let count = 0;
    for (let i = 0; i < rows; i++) if (i !== at && direction[i] !== 0) active[count++] = i;
    const pivot = 1 / direction[at]!;
    for (let k = 0; k < rows; k++) {
      const offset = k * rows;
      const element = inverse[offset + at]!;
      if (element === 0) continue;
      const scaled = element * pivot;
      inverse[offset + at] = scaled;
      for (let j = 0; j < count; j++) {
        const i = active[j]!;
        inverse[offset + i]! -= direction[i]! * scaled;
      }
    }
  }

  function recomputeBasic(): void {
    basic.fill(0);
    for (let k = 0; k < rows; k++) pivotRow[k] = rightSide[k]!;
    for (let column = 0; column < total; column++)
      if (place[column] === -2)
        for (let at = start[column]!; at < start[column + 1]!; at++)
          pivotRow[rowIndex[at]!]! -= rowValue[at]! * upper[column]!;
    for (let k = 0; k < rows; k++) {
      const side = pivotRow[k]!;
      if (side === 0) continue;
      for (let i = 0; i < rows; i++) basic[i]! += inverse[k * rows + i]! * side;
    }
  }

  function recomputeDuals(): void {
    for (let k = 0; k < rows; k++) {
      let sum = 0;
      for (let i = 0; i < rows; i++) {
        const c = cost[basis[i]!]!;
        if (c !== 0) sum += c * inverse[k * rows + i]!;
      }
      duals[k] = sum;
    }
  }

  function factor(columns: Int32Array): void {
    inverse.fill(0);
    for (let i = 0; i < rows; i++) inverse[i * rows + i] = 1;
    const taken = new Uint8Array(rows);
    // Short columns first: they keep the inverse sparse.
    const order = Array.from(columns).sort((a, b) => start[a + 1]! - start[a]! - (start[b + 1]! - start[b]!));
    for (const column of order) {
      solveDirection(column);
      let at = -1;
      let largest = 1e-9;
      for (let i = 0; i < rows; i++)
        if (taken[i] === 0 && Math.abs(direction[i]!) > largest) {
          largest = Math.abs(direction[i]!);
          at = i;
        }
      if (at < 0) throw new Error('singular basis');
      eliminate(at);
      taken[at] = 1;
      basis[at] = column;
      place[column] = at;
    }
    recomputeBasic();
    recomputeDuals();
    sinceRefactor = 0;
    mustRefactor = false;
  }

  /** How much the objective falls per unit the column moves; 0 when it may not move. */
  function attraction(column: number): number {
    const where = place[column]!;
    if (where >= 0 || blocked[column] === 1) return 0;
    const rate = reducedCost(column);
    return where === -1 ? Math.max(0, -rate) : Math.max(0, rate);
  }

  function collect(): number {
    let found = 0;
    let weakest = 0;
    for (let scanned = 0; scanned < total; scanned++) {
      if (++scanFrom >= total) scanFrom = 0;
      const pull = attraction(scanFrom);
      if (pull <= tolerance) continue;
      if (found < candidates) {
        list[found] = scanFrom;
        listCost[found] = pull;
        if (pull < listCost[weakest]!) weakest = found;
        found++;
      } else if (pull > listCost[weakest]!) {
        list[weakest] = scanFrom;
        listCost[weakest] = pull;
        for (let at = 0; at < found; at++) if (listCost[at]! < listCost[weakest]!) weakest = at;
      }
    }
    return found;
  }

  /** Moves an attractive column as far as it can go. */
  function pivotIn(column: number): void {
    const rate = reducedCost(column);
    const fromUpper = place[column] === -2;
    const sign = fromUpper ? -1 : 1;
    solveDirection(column);
    let step = upper[column]!;
    let at = -1;
    let toUpper = false;
    let strongest = 0;
    for (let i = 0; i < rows; i++) {
      const slope = direction[i]! * sign;
      if (Math.abs(slope) < pivotTolerance) {
        direction[i] = 0;
        continue;
      }
      let room = Infinity;
      let hitsUpper = false;
      if (slope > 0) room = Math.max(0, basic[i]!) / slope;
      else if (upper[basis[i]!]! < Infinity) {
        room = Math.max(0, upper[basis[i]!]! - basic[i]!) / -slope;
        hitsUpper = true;
      }
      if (room < step - 1e-9 || (room <= step + 1e-9 && Math.abs(slope) > strongest)) {
        step = Math.min(step, room);
        at = i;
        toUpper = hitsUpper;
        strongest = Math.abs(slope);
      }
    }
    if (step === Infinity) throw new Error('unbounded program');
    for (let i = 0; i < rows; i++) if (direction[i] !== 0) basic[i]! -= direction[i]! * sign * step;
    pivotsMade++;
    if (at < 0) {
      place[column] = fromUpper ? -1 : -2;
      return;
    }
    const leaving = basis[at]!;
    place[leaving] = toUpper ? -2 : -1;
    const weight = rate / direction[at]!;
    for (let k = 0; k < rows; k++) duals[k]! += weight * inverse[k * rows + at]!;
    eliminate(at);
    basis[at] = column;
    place[column] = at;
    basic[at] = fromUpper ? upper[column]! - step : step;
    if (++sinceRefactor >= refactorEvery) mustRefactor = true;
  }

  return {
    addColumn(columnCost, columnUpper, columnRows, columnValues, size) {
      if (total + 1 >= capacity) grow();
      if (filled + size > rowIndex.length) {
        const bigger = Math.max(rowIndex.length * 2, filled + size);
        const indices = new Int32Array(bigger);
        const values = new Float64Array(bigger);
        indices.set(rowIndex);
        values.set(rowValue);
        rowIndex = indices;
        rowValue = values;
      }
      for (let at = 0; at < size; at++) {
        rowIndex[filled + at] = columnRows[at]!;
        rowValue[filled + at] = columnValues[at]!;
      }
      filled += size;
      cost[total] = columnCost;
      upper[total] = columnUpper;
      place[total] = -1;
      blocked[total] = 0;
      start[total + 1] = filled;
      return total++;
    },
    setBasis: factor,
    putAtUpper(column) {
      place[column] = -2;
    },
    optimize(limit) {
      let left = limit;
      for (;;) {
        if (mustRefactor) factor(basis.slice());
        const found = collect();
        if (found === 0) return true;
        for (;;) {
          let best = -1;
          let strongest = tolerance;
          for (let at = 0; at < found; at++) {
            const pull = attraction(list[at]!);
            if (pull > strongest) {
              strongest = pull;
              best = at;
            }
          }
          if (best < 0) break;
          pivotIn(list[best]!);
          if (--left <= 0) return false;
          if (mustRefactor) break;
        }
      }
    },
    setCost(column, newCost) {
      const change = newCost - cost[column]!;
      cost[column] = newCost;
      const at = place[column]!;
      if (at >= 0) for (let k = 0; k < rows; k++) duals[k]! += change * inverse[k * rows + at]!;
    },
    costOf: (column) => cost[column]!,
    block(column, isBlocked) {
      blocked[column] = isBlocked ? 1 : 0;
    },
    objective() {
      let sum = 0;
      for (let i = 0; i < rows; i++) sum += cost[basis[i]!]! * basic[i]!;
      for (let column = 0; column < total; column++)
        if (place[column] === -2) sum += cost[column]! * upper[column]!;
      return sum;
    },
    value(column) {
      const at = place[column]!;
      return at >= 0 ? basic[at]! : at === -2 ? upper[column]! : 0;
    },
    duals,
    reducedCost,
    size: () => total,
    isBasic: (column) => place[column]! >= 0,
    pivots: () => pivotsMade,
  };
}
