export type * from './types.ts';
export { explainGaps } from './explain-gaps.ts';
export { relaxRules } from './relax.ts';
export { defaultPrices } from './relaxation-prices.ts';
export { priceRequests, type RequestPrice, type Resolve } from './price-requests.ts';
export { resolveBySolver } from './resolve-by-solver.ts';
