/**
 * Seeded chance: sfc32 (Chris Doty-Humphrey, PractRand; 128 bits of state, period at least 2^32, passes PractRand and
 * TestU01's BigCrush). One generator per purpose, each seeded from words (run, stream, purpose), so that a customer
 * draws the same whatever happens elsewhere: the ground of common random numbers.
 */
export class Random {
  readonly #state: Int32Array;

  constructor(...words: readonly number[]) {
    this.#state = new Int32Array(4);
    let mixed = 0x9e3779b9;
    for (let index = 0; index < 3; index += 1) {
      for (const word of words) mixed = scramble((mixed ^ word) + 0x6d2b79f5);
      this.#state[index] = mixed = scramble(mixed + index + 1);
    }
    this.#state[3] = 1;
    for (let turn = 0; turn < 15; turn += 1) this.bits();
  }

  /** 32 random bits, 0 to 2^32 − 1. */
  bits(): number {
    const state = this.#state;
    const sum = (state[0]! + state[1]! + state[3]!) | 0;
    const b = state[1]!;
    const c = state[2]!;
    state[3] = state[3]! + 1;
    state[0] = b ^ (b >>> 9);
    state[1] = c + (c << 3);
    state[2] = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Uniform, strictly between 0 and 1. */
  share(): number {
    return (this.bits() + 0.5) / 4_294_967_296;
  }

  /** Mean 1. */
  exponential(): number {
    return -Math.log(this.share());
  }

  /** A whole number from 0 to `below` − 1. */
  index(below: number): number {
    return Math.floor((this.bits() / 4_294_967_296) * below);
  }
}

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): every bit of the word moves every bit of the answer. */
export function scramble(word: number): number {
  let mixed = word | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
