import { samplerOf } from './distribution.ts';
import { lineOf } from './compiled-strategy.ts';
import type { LineIndex } from './compiled-strategy.ts';
import type { ArrivalList, ArrivalStream } from './model.ts';
import { Random, scramble } from './random.ts';

/** The customer who comes next, drawn whole before anything happens to them: so paired runs meet the same people. */
export interface Source {
  /** Instant of the next arrival, ms; +∞ when nobody comes any more. */
  readonly at: number;
  /** Line they join. */
  readonly line: number;
  readonly serviceMs: number;
  /** +∞: they stay. */
  readonly patienceMs: number;
  /** −1: they come when called; else what the window loses. */
  readonly noShowMs: number;
  /** Names the customer to `following`. */
  readonly key: number;
  /** Draws the next customer. */
  advance(): void;
  /** The service after step number `step` (from 0) of a customer: its line, or −1 when they are done. Sets `followingMs`. */
  following(key: number, step: number): number;
  readonly followingMs: number;
}

const msPerHour = 3_600_000;

class StreamSource implements Source {
  at: number;
  line: number;
  serviceMs = 0;
  patienceMs = Infinity;
  noShowMs = -1;
  key = 0;
  followingMs = 0;
  readonly #until: number;
  readonly #perMs: Float64Array;
  readonly #intervalMs: number;
  readonly #from: number;
  readonly #steps: readonly { line: number; draw: (random: Random) => number; share: number }[];
  readonly #drawPatience: ((random: Random) => number) | null;
  readonly #noShow: { share: number; ms: number } | null;
  readonly #coming: Random;
  readonly #serving: Random;
  readonly #waiting: Random;
  readonly #showing: Random;
  readonly #naming: Random;

  constructor(
    stream: ArrivalStream,
    index: LineIndex,
    span: { from: number; until: number },
    words: readonly number[],
  ) {
    this.#from = span.from;
    this.#until = span.until;
    this.at = span.from;
    this.#perMs = Float64Array.from(stream.perHour, (rate) => rate / msPerHour);
    this.#intervalMs = stream.intervalMinutes * 60_000;
    this.#steps = stream.services.map(({ serviceCode, duration, share = 1 }) => ({
      line: lineOf(index, serviceCode, stream.classCode),
      draw: samplerOf(duration),
      share,
    }));
    this.line = this.#steps[0]!.line;
    this.#drawPatience = stream.patience === null ? null : samplerOf(stream.patience);
    this.#noShow =
      stream.noShow === undefined || stream.noShow.share === 0
        ? null
        : { share: stream.noShow.share, ms: stream.noShow.minutes * 60_000 };
    [this.#coming, this.#serving, this.#waiting, this.#showing, this.#naming] = [1, 2, 3, 4, 5].map(
      (purpose) => new Random(...words, purpose),
    ) as [Random, Random, Random, Random, Random];
    this.advance();
  }

  advance(): void {
    this.at = this.#nextInstant();
    this.serviceMs = this.#steps[0]!.draw(this.#serving);
    if (this.#drawPatience !== null) this.patienceMs = this.#drawPatience(this.#waiting);
    if (this.#noShow !== null)
      this.noShowMs = this.#showing.share() < this.#noShow.share ? this.#noShow.ms : -1;
    if (this.#steps.length > 1) this.key = this.#naming.bits();
  }

  following(key: number, step: number): number {
    const next = this.#steps[step + 1];
    if (next === undefined) return -1;
    if (next.share < 1 && shareOf(key, step) >= next.share) return -1;
    this.followingMs = next.draw(new Random(key, step));
    return next.line;
  }

  /** Inversion of the integrated rate: one exponential is used up at the rate of each interval it crosses. Exact. */
  #nextInstant(): number {
    let left = this.#coming.exponential();
    let at = this.at;
    const last = this.#perMs.length - 1;
    for (;;) {
      const interval = Math.min(Math.floor((at - this.#from) / this.#intervalMs), last);
      const rate = this.#perMs[interval]!;
      const end = interval === last ? Infinity : this.#from + (interval + 1) * this.#intervalMs;
      const needed = rate > 0 ? left / rate : Infinity;
      if (at + needed < end) return at + needed < this.#until ? at + needed : Infinity;
      if (end >= this.#until) return Infinity;
      left -= rate * (end - at);
      at = end;
    }
  }
}

class ListSource implements Source {
  at = Infinity;
  line = 0;
  serviceMs = 0;
  patienceMs = Infinity;
  noShowMs = -1;
  key = -1;
  followingMs = 0;
  readonly #visits: ArrivalList['visits'];
  readonly #index: LineIndex;

  constructor({ visits }: ArrivalList, index: LineIndex) {
    this.#visits = visits;
    this.#index = index;
    this.advance();
  }

  advance(): void {
    this.key += 1;
    const visit = this.#visits[this.key];
    if (visit === undefined) {
      this.at = Infinity;
      return;
    }
    const [first] = visit.services;
    if (first === undefined) throw new RangeError('a visit needs a service');
    this.at = visit.at;
    this.line = lineOf(this.#index, first.serviceCode, visit.classCode);
    this.serviceMs = first.minutes * 60_000;
    this.patienceMs = visit.patienceMinutes === null ? Infinity : visit.patienceMinutes * 60_000;
    this.noShowMs = visit.noShowMinutes == null ? -1 : visit.noShowMinutes * 60_000;
  }

  following(key: number, step: number): number {
    const visit = this.#visits[key]!;
    const next = visit.services[step + 1];
    if (next === undefined) return -1;
    this.followingMs = next.minutes * 60_000;
    return lineOf(this.#index, next.serviceCode, visit.classCode);
  }
}

/** A share in [0, 1) of a customer's own for one step of their visit. */
function shareOf(key: number, step: number): number {
  return (scramble(key ^ Math.imul(step + 1, 0x9e3779b9)) >>> 0) / 4_294_967_296;
}

/** One source per entry of the model, each with chance of its own: (seed, place of the stream, purpose). */
export function sourcesOf(
  arrivals: readonly (ArrivalStream | ArrivalList)[],
  index: LineIndex,
  span: { from: number; until: number },
  seed: number,
): Source[] {
  return arrivals.map((entry, place) =>
    entry.kind === 'list'
      ? new ListSource(entry, index)
      : new StreamSource(entry, index, span, [scramble(seed), place]),
  );
}
