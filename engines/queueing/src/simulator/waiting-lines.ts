/**
 * Who waits, in lines of one (service, class): linked lists through ticket slots, with the head of each line at hand.
 * Within a line: position, then serial number (the order of issue stands for the ticket id). Joining at the end and
 * leaving from anywhere are O(1); memory is that of the most people who ever waited at once.
 */
export class WaitingLines {
  /** First slot of each line, −1 when nobody waits. */
  readonly head: Int32Array;
  /** Position of the first in each line, µs. Meaningless while nobody waits. */
  readonly headPosition: Float64Array;
  readonly headSerial: Float64Array;
  readonly count: Int32Array;
  readonly #tail: Int32Array;
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  #position = new Float64Array(64);
  #serial = new Float64Array(64);
  #total = 0;

  constructor(lines: number) {
    this.head = new Int32Array(lines).fill(-1);
    this.#tail = new Int32Array(lines).fill(-1);
    this.headPosition = new Float64Array(lines);
    this.headSerial = new Float64Array(lines);
    this.count = new Int32Array(lines);
  }

  /** People waiting in all lines. */
  get total(): number {
    return this.#total;
  }

  join(line: number, slot: number, position: number, serial: number): void {
    if (slot >= this.#next.length) this.#grow(slot);
    this.#position[slot] = position;
    this.#serial[slot] = serial;
    let before = this.#tail[line]!;
    while (before !== -1 && this.#isLater(before, position, serial)) before = this.#previous[before]!;
    const after = before === -1 ? this.head[line]! : this.#next[before]!;
    this.#previous[slot] = before;
    this.#next[slot] = after;
    if (before === -1) this.#setHead(line, slot);
    else this.#next[before] = slot;
    if (after === -1) this.#tail[line] = slot;
    else this.#previous[after] = slot;
    this.count[line] = this.count[line]! + 1;
    this.#total += 1;
  }

  leave(line: number, slot: number): void {
    const before = this.#previous[slot]!;
    const after = this.#next[slot]!;
    if (before === -1) this.#setHead(line, after);
    else this.#next[before] = after;
    if (after === -1) this.#tail[line] = before;
    else this.#previous[after] = before;
    this.count[line] = this.count[line]! - 1;
    this.#total -= 1;
  }

  #isLater(slot: number, position: number, serial: number): boolean {
    const other = this.#position[slot]!;
    return other > position || (other === position && this.#serial[slot]! > serial);
  }

  #setHead(line: number, slot: number): void {
    this.head[line] = slot;
    if (slot === -1) return;
    this.headPosition[line] = this.#position[slot]!;
    this.headSerial[line] = this.#serial[slot]!;
  }

  #grow(slot: number): void {
    const length = Math.max(slot + 1, this.#next.length * 2);
    const next = new Int32Array(length);
    next.set(this.#next);
    this.#next = next;
    const previous = new Int32Array(length);
    previous.set(this.#previous);
    this.#previous = previous;
    const position = new Float64Array(length);
    position.set(this.#position);
    this.#position = position;
    const serial = new Float64Array(length);
    serial.set(this.#serial);
    this.#serial = serial;
  }
}
