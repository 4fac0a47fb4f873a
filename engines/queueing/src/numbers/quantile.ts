/** A quantile of ascending values, linear between order statistics: definition 7 of Hyndman & Fan, The American Statistician 50 (1996) 361–365. NaN of none. */
export function quantileOf(ascending: Float64Array, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = ascending[Math.floor(place)] ?? NaN;
  const above = ascending[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}
