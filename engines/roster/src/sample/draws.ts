/** Repeatable chance: the same seed gives the same draws on every machine. */
export interface Draw {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Whole, uniform in low…high, both possible. */
  integer(low: number, high: number): number;
  chance(share: number): boolean;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state, enough for test data, not for statistics. */
export function drawsFrom(seed: number): Draw {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    between: (low, high) => low + unit() * (high - low),
    integer: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    chance: (share) => unit() < share,
    pick: (items) => items[Math.floor(unit() * items.length)]!,
  };
}
