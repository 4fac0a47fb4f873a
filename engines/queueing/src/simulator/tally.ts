import type { LineIndex } from './compiled-strategy.ts';

/** Bins of the wait histogram: sixteen to a doubling, from a second up; the first holds shorter waits. */
const binsPerDoubling = 16;
const bins = 17 * binsPerDoubling + 1;

/** What is counted per line while a run lasts; its size does not depend on how long that is. */
export class Tally {
  readonly arrived: Float64Array;
  readonly served: Float64Array;
  readonly abandoned: Float64Array;
  readonly noShows: Float64Array;
  readonly waitMs: Float64Array;
  readonly abandonedWaitMs: Float64Array;
  readonly longestMs: Float64Array;
  readonly overGuarantee: Float64Array;
  readonly serviceMs: Float64Array;
  /** ∫ people waiting dt, people × ms: since the beginning of counting. */
  readonly waitingArea: Float64Array;
  readonly histogram: Int32Array;
  readonly #guaranteeMs: Float64Array;
  readonly #waiting: Int32Array;
  readonly #changedAt: Float64Array;

  constructor(index: LineIndex, from: number) {
    const lines = index.classes.length;
    const perLine = (): Float64Array => new Float64Array(lines);
    this.arrived = perLine();
    this.served = perLine();
    this.abandoned = perLine();
    this.noShows = perLine();
    this.waitMs = perLine();
    this.abandonedWaitMs = perLine();
    this.longestMs = perLine();
    this.overGuarantee = perLine();
    this.serviceMs = perLine();
    this.waitingArea = perLine();
    this.histogram = new Int32Array(lines * bins);
    this.#guaranteeMs = Float64Array.from(
      index.classes,
      (one) => (one.guaranteedWaitMinutes ?? Infinity) * 60_000,
    );
    this.#waiting = new Int32Array(lines);
    this.#changedAt = perLine().fill(from);
  }

  /** Somebody begins (+1) or ceases (−1) to wait in a line. */
  change(line: number, by: number, now: number): void {
    const waiting = this.#waiting[line]!;
    this.waitingArea[line] = this.waitingArea[line]! + waiting * (now - this.#changedAt[line]!);
    this.#waiting[line] = waiting + by;
    this.#changedAt[line] = now;
  }

  countServed(line: number, waitMs: number, serviceMs: number): void {
    this.served[line] = this.served[line]! + 1;
    this.serviceMs[line] = this.serviceMs[line]! + serviceMs;
    this.#countWait(line, waitMs);
  }

  countNoShow(line: number, waitMs: number): void {
    this.noShows[line] = this.noShows[line]! + 1;
    this.#countWait(line, waitMs);
  }

  countAbandoned(line: number, waitMs: number): void {
    this.abandoned[line] = this.abandoned[line]! + 1;
    this.abandonedWaitMs[line] = this.abandonedWaitMs[line]! + waitMs;
  }

  /** Brings the areas up to an instant. */
  close(now: number): void {
    for (let line = 0; line < this.#waiting.length; line += 1) this.change(line, 0, now);
  }

  /** Forgets everything but who waits: the end of the warm-up. */
  restart(now: number): void {
    this.close(now);
    for (const counts of [
      this.arrived,
      this.served,
      this.abandoned,
      this.noShows,
      this.waitMs,
      this.abandonedWaitMs,
      this.longestMs,
      this.overGuarantee,
      this.serviceMs,
      this.waitingArea,
      this.histogram,
    ])
      counts.fill(0);
  }

  #countWait(line: number, waitMs: number): void {
    this.waitMs[line] = this.waitMs[line]! + waitMs;
    if (waitMs > this.longestMs[line]!) this.longestMs[line] = waitMs;
    if (waitMs >= this.#guaranteeMs[line]!) this.overGuarantee[line] = this.overGuarantee[line]! + 1;
    const bin = line * bins + binOf(waitMs);
    this.histogram[bin] = this.histogram[bin]! + 1;
  }
}

function binOf(waitMs: number): number {
  if (waitMs < 1_000) return 0;
  return Math.min(bins - 1, 1 + Math.floor(Math.log2(waitMs / 1_000) * binsPerDoubling));
}

/** A quantile of the waits of some lines, minutes, to 4.4 % (a bin), interpolated within it; `null` when nobody was called. */
export function waitQuantile(histogram: Int32Array, lines: readonly number[], share: number): number | null {
  let all = 0;
  for (const line of lines) for (let bin = 0; bin < bins; bin += 1) all += histogram[line * bins + bin]!;
  if (all === 0) return null;
  let below = 0;
  for (let bin = 0; bin < bins; bin += 1) {
    let here = 0;
    for (const line of lines) here += histogram[line * bins + bin]!;
    if (here > 0 && below + here >= share * all) {
      const lower = bin === 0 ? 0 : 2 ** ((bin - 1) / binsPerDoubling);
      const upper = 2 ** (bin / binsPerDoubling);
      return (lower + ((upper - lower) * (share * all - below)) / here) / 60;
    }
    below += here;
  }
  return null;
}
