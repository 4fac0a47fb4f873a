/**
 * Seeded randomness: the same seed gives the same bank on every machine and Node version.
 * Generator: sfc32 (C. Doty-Humphrey, PractRand; 128 bits of state, passes BigCrush), seeded by hashing a text.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number from min to max, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(from: readonly T[]): T;
  /** Index drawn in proportion to the weights. */
  index(weights: readonly number[]): number;
  /** Standard normal. */
  normal(): number;
  /** Positive and right-skewed, as handling times are; sigma is that of the logarithm. */
  lognormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  poisson(mean: number): number;
  /** An id in the form of a UUIDv7 whose time part is given. */
  id(ms: number): string;
  /** An independent stream: what is drawn from it does not move this one. */
  fork(name: string): Random;
}

export function seededRandom(seed: string | number): Random {
  const name = String(seed);
  let [a, b, c, d] = hash128(name);

  function bits(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  }
  for (let warmUp = 0; warmUp < 12; warmUp++) bits();

  const next = (): number => bits() / 4_294_967_296;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  return {
    next,
    normal,
    int: (min, max) => min + Math.floor(next() * (max - min + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => from[Math.floor(next() * from.length)]!,
    index: (weights) => {
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      const found = weights.findIndex((weight) => (left -= weight) < 0);
      return found === -1 ? weights.length - 1 : found;
    },
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson: (mean) => poisson(mean, next, normal),
    id: (ms) => {
      const time = ms.toString(16).padStart(12, '0');
      const hex = [bits(), bits(), bits()].map((word) => word.toString(16).padStart(8, '0')).join('');
      const variant = '89ab'[Number.parseInt(hex[3]!, 16) & 3]!;
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(8, 20)}`;
    },
    fork: (child) => seededRandom(`${name}/${child}`),
  };
}

function poisson(mean: number, next: () => number, normal: () => number): number {
  // Knuth's product underflows for large means; the normal approximation is good from about 30 on.
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let count = -1;
  let product = 1;
  do {
    count += 1;
    product *= next();
  } while (product > limit);
  return count;
}

/** cyrb128: four well-mixed 32-bit words from a text. */
function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1 ^ h2 ^ h3 ^ h4, h2 ^ h1, h3 ^ h1, h4 ^ h1];
}
