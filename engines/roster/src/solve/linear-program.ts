/**
 * Linear program min c·x, A·x = b, 0 ≤ x ≤ upper, by the primal simplex method with a dense explicit inverse, made
 * for column generation: a few hundred rows, sparse columns that keep coming, each solve warm from the last basis.
 * (The text interface of a general LP code costs more per round than all of this, and starts cold.)
 */
export interface LinearProgram {
  /** Returns the column's number. */
  addColumn(cost: number, upper: number, rows: Int32Array, values: Float64Array, size: number): number;
  /** Starts from these columns, one a row, which must be a feasible basis together with those put at their upper bound. */
  setBasis(columns: Int32Array): void;
  putAtUpper(column: number): void;
  /** Pivots until optimal or `pivots` are made; returns whether it is optimal. */
  optimize(pivots: number): boolean;
  setCost(column: number, cost: number): void;
  costOf(column: number): number;
  /** A blocked column may leave the basis, never enter. */
  block(column: number, isBlocked: boolean): void;
  objective(): number;
  value(column: number): number;
  readonly duals: Float64Array;
  reducedCost(column: number): number;
  readonly size: () => number;
  isBasic(column: number): boolean;
  /** Pivots made so far, over all solves. */
  readonly pivots: () => number;
}
