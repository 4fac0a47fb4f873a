import { creditOf, overdueMinutes } from '../strategy/credit.ts';
import { waitedMinutes } from '../strategy/positions.ts';
import type { PriorityClass } from '../strategy/types.ts';
import type { WaitingLines } from './waiting-lines.ts';

export interface OfferCondition {
  /** The lines it looks at. */
  readonly lines: readonly number[];
  readonly waitMinutesOver: number | null;
  readonly waitingOver: number | null;
}

export interface Offer {
  /** `null`: always offered (a tier). */
  readonly condition: OfferCondition | null;
  readonly lines: readonly number[];
}

export interface CallerParts {
  /** By line number. */
  readonly classes: readonly PriorityClass[];
  /** Lines it may take whose class has a guaranteed wait. */
  readonly guaranteed: readonly number[];
  /** In the order in which they are looked at. */
  readonly offers: readonly Offer[];
}

/** A wait from which on something changes for a window that stands idle. */
interface Threshold {
  readonly line: number;
  readonly micros: number;
}

const microsPerMinute = 60_000_000;

/** A kind of window at a branch: same profile, same services. Chooses a line; equal to `chooseNext` on the lines' heads. */
export class Caller {
  /** Where the last choice came from: 0 guarantee, 1 … the offers in order. Idle windows are compared by it. */
  level = 0;
  readonly #classes: readonly PriorityClass[];
  readonly #guaranteed: Int32Array;
  readonly #offers: readonly { condition: OfferCondition | null; lines: Int32Array }[];
  readonly #thresholds: readonly Threshold[];
  /** Lines whose growing may give it somebody to call: those it is offered and those its help-out rules look at. */
  readonly #concerned: Uint8Array;

  constructor({ classes, guaranteed, offers }: CallerParts) {
    this.#classes = classes;
    this.#guaranteed = Int32Array.from(guaranteed);
    this.#offers = offers
      .filter(({ condition }) => condition === null || canHold(condition))
      .map(({ condition, lines }) => ({ condition, lines: Int32Array.from(lines) }));
    this.#thresholds = thresholdsOf({ classes, guaranteed, offers });
    this.#concerned = new Uint8Array(classes.length);
    for (const line of guaranteed) this.#concerned[line] = 1;
    for (const { condition, lines } of offers)
      for (const line of [...lines, ...(condition?.lines ?? [])]) this.#concerned[line] = 1;
  }

  /** The line whose head this window calls at `now` (ms); −1 when its profile offers nobody. */
  choose(lines: WaitingLines, now: number): number {
    if (lines.total === 0) return -1;
    const overdue = this.#mostOverdue(lines, now);
    if (overdue !== -1) {
      this.level = 0;
      return overdue;
    }
    const offers = this.#offers;
    for (let place = 0; place < offers.length; place += 1) {
      const offer = offers[place]!;
      if (offer.condition !== null && !holds(offer.condition, lines, now)) continue;
      const best = this.#highestCredit(offer.lines, lines, now);
      if (best === -1) continue;
      this.level = place + 1;
      return best;
    }
    return -1;
  }

  /**
   * The first instant after `now` (ms) at which waiting alone may turn "nobody" into somebody: a guarantee is reached or a
   * help-out rule's wait is exceeded. A microsecond late, so that a strict threshold has been exceeded. +∞: never.
   */
  nextChange(lines: WaitingLines, now: number): number {
    let next = Infinity;
    for (const { line, micros } of this.#thresholds) {
      if (lines.head[line] === -1) continue;
      const at = Math.ceil(lines.headPosition[line]! + micros + 1) / 1_000;
      if (at > now && at < next) next = at;
    }
    return next;
  }

  /** Whether somebody who joins this line can matter to a window that had nobody to call. */
  isConcernedBy(line: number): boolean {
    return this.#concerned[line] === 1;
  }

  #mostOverdue(lines: WaitingLines, now: number): number {
    const candidates = this.#guaranteed;
    let best = -1;
    let bestOver = 0;
    for (let index = 0; index < candidates.length; index += 1) {
      const line = candidates[index]!;
      if (lines.head[line] === -1) continue;
      const over = overdueMinutes(this.#classes[line]!, lines.headPosition[line]!, now);
      if (over < 0) continue;
      if (best === -1 || over > bestOver || (over === bestOver && isEarlierHead(lines, line, best))) {
        best = line;
        bestOver = over;
      }
    }
    return best;
  }

  #highestCredit(candidates: Int32Array, lines: WaitingLines, now: number): number {
    let best = -1;
    let bestCredit = 0;
    for (let index = 0; index < candidates.length; index += 1) {
      const line = candidates[index]!;
      if (lines.head[line] === -1) continue;
      const credit = creditOf(this.#classes[line]!, lines.headPosition[line]!, now);
      if (best === -1 || credit > bestCredit || (credit === bestCredit && isEarlierHead(lines, line, best))) {
        best = line;
        bestCredit = credit;
      }
    }
    return best;
  }
}

function canHold({ waitMinutesOver, waitingOver }: OfferCondition): boolean {
  return waitMinutesOver !== null || waitingOver !== null;
}

function holds(
  { lines: watched, waitMinutesOver, waitingOver }: OfferCondition,
  lines: WaitingLines,
  now: number,
): boolean {
  let longest = 0;
  let waiting = 0;
  for (let index = 0; index < watched.length; index += 1) {
    const line = watched[index]!;
    if (lines.head[line] === -1) continue;
    waiting += lines.count[line]!;
    longest = Math.max(longest, waitedMinutes(lines.headPosition[line]!, now));
  }
  return (
    waiting > 0 &&
    (waitMinutesOver === null || longest > waitMinutesOver) &&
    (waitingOver === null || waiting > waitingOver)
  );
}

function isEarlierHead(lines: WaitingLines, a: number, b: number): boolean {
  const atA = lines.headPosition[a]!;
  const atB = lines.headPosition[b]!;
  return atA !== atB ? atA < atB : lines.headSerial[a]! < lines.headSerial[b]!;
}

function thresholdsOf({ classes, guaranteed, offers }: CallerParts): Threshold[] {
  const found = guaranteed.map((line) => ({
    line,
    micros: (classes[line]!.guaranteedWaitMinutes ?? 0) * microsPerMinute,
  }));
  for (const { condition } of offers) {
    if (condition === null || condition.waitMinutesOver === null) continue;
    const micros = condition.waitMinutesOver * microsPerMinute;
    for (const line of condition.lines) found.push({ line, micros });
  }
  return found;
}
