import type { Source } from './arrivals.ts';

/** Everybody present, in reused slots: as many as were ever present at once. Durations and instants in ms, positions in µs. */
export class Tickets {
  source = new Int32Array(64);
  key = new Float64Array(64);
  line = new Int32Array(64);
  step = new Int32Array(64);
  /** Window that serves them; −1: waiting. */
  window = new Int32Array(64);
  position = new Float64Array(64);
  joinedAt = new Float64Array(64);
  serviceMs = new Float64Array(64);
  patienceMs = new Float64Array(64);
  noShowMs = new Float64Array(64);
  inUse = 0;
  #free = new Int32Array(64);
  #freeCount = 0;
  #slots = 0;

  open(sourceNumber: number, source: Source, now: number): number {
    const slot = this.#take();
    this.source[slot] = sourceNumber;
    this.key[slot] = source.key;
    this.line[slot] = source.line;
    this.step[slot] = 0;
    this.joinedAt[slot] = now;
    this.serviceMs[slot] = source.serviceMs;
    this.patienceMs[slot] = source.patienceMs;
    this.noShowMs[slot] = source.noShowMs;
    return slot;
  }

  close(slot: number): void {
    this.#free[this.#freeCount] = slot;
    this.#freeCount += 1;
    this.inUse -= 1;
  }

  #take(): number {
    this.inUse += 1;
    if (this.#freeCount > 0) {
      this.#freeCount -= 1;
      return this.#free[this.#freeCount]!;
    }
    if (this.#slots === this.line.length) this.#grow();
    this.#slots += 1;
    return this.#slots - 1;
  }

  #grow(): void {
    this.source = grown(this.source);
    this.key = grown(this.key);
    this.line = grown(this.line);
    this.step = grown(this.step);
    this.window = grown(this.window);
    this.position = grown(this.position);
    this.joinedAt = grown(this.joinedAt);
    this.serviceMs = grown(this.serviceMs);
    this.patienceMs = grown(this.patienceMs);
    this.noShowMs = grown(this.noShowMs);
    this.#free = grown(this.#free);
  }
}

function grown<Numbers extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(
  numbers: Numbers,
): Numbers {
  const twice = (
    numbers instanceof Float64Array
      ? new Float64Array(numbers.length * 2)
      : new Int32Array(numbers.length * 2)
  ) as Numbers;
  twice.set(numbers);
  return twice;
}
