/**
 * What happens next: each *thing* (source, window, ticket; a small whole number) has at most one pending event,
 * so an event is cancelled or moved without leaving a dead one behind, and the heap never outgrows the things.
 * A 4-ary heap in typed arrays: O(log n) per change. Instants in ms; ties go to the smaller number, so a run is
 * the same on every machine.
 */
export class EventHeap {
  #at = new Float64Array(64);
  #thing = new Int32Array(64);
  /** Place of a thing in the heap, −1 without a pending event. */
  #place = new Int32Array(64).fill(-1);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Instant of the next event; +∞ when there is none. */
  get nextAt(): number {
    return this.#size === 0 ? Infinity : this.#at[0]!;
  }

  get next(): number {
    return this.#thing[0]!;
  }

  /** Sets or moves the event of a thing. */
  set(thing: number, at: number): void {
    if (thing >= this.#place.length) this.#growThings(thing);
    let place = this.#place[thing]!;
    if (place === -1) {
      if (this.#size === this.#at.length) this.#growHeap();
      place = this.#size;
      this.#size += 1;
      this.#raise(place, at, thing);
      return;
    }
    if (at < this.#at[place]!) this.#raise(place, at, thing);
    else this.#sink(place, at, thing);
  }

  /** Takes the event of a thing away; nothing happens when it has none. */
  cancel(thing: number): void {
    const place = thing < this.#place.length ? this.#place[thing]! : -1;
    if (place === -1) return;
    this.#place[thing] = -1;
    this.#size -= 1;
    const last = this.#size;
    if (place === last) return;
    const at = this.#at[last]!;
    const moved = this.#thing[last]!;
    const parent = (place - 1) >> 2;
    if (place > 0 && this.#isBefore(at, moved, parent)) this.#raise(place, at, moved);
    else this.#sink(place, at, moved);
  }

  #isBefore(at: number, thing: number, place: number): boolean {
    const other = this.#at[place]!;
    return at < other || (at === other && thing < this.#thing[place]!);
  }

  #raise(from: number, at: number, thing: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      if (!this.#isBefore(at, thing, parent)) break;
      this.#copy(parent, place);
      place = parent;
    }
    this.#put(place, at, thing);
  }

  #sink(from: number, at: number, thing: number): void {
    const size = this.#size;
    let place = from;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= size) break;
      let least = first;
      const end = Math.min(first + 4, size);
      for (let child = first + 1; child < end; child += 1)
        if (this.#isBefore(this.#at[child]!, this.#thing[child]!, least)) least = child;
      if (this.#isBefore(at, thing, least)) break;
      this.#copy(least, place);
      place = least;
    }
    this.#put(place, at, thing);
  }

  #copy(from: number, to: number): void {
    const thing = this.#thing[from]!;
    this.#at[to] = this.#at[from]!;
    this.#thing[to] = thing;
    this.#place[thing] = to;
  }

  #put(place: number, at: number, thing: number): void {
    this.#at[place] = at;
    this.#thing[place] = thing;
    this.#place[thing] = place;
  }

  #growHeap(): void {
    const at = new Float64Array(this.#at.length * 2);
    at.set(this.#at);
    this.#at = at;
    const thing = new Int32Array(this.#thing.length * 2);
    thing.set(this.#thing);
    this.#thing = thing;
  }

  #growThings(thing: number): void {
    const place = new Int32Array(Math.max(thing + 1, this.#place.length * 2)).fill(-1);
    place.set(this.#place);
    this.#place = place;
  }
}
