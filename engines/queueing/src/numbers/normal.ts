/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/**
 * Distribution function Φ of the standard normal, relative error below 1e-14 in the middle and the left tail:
 * the series of Φ − ½ for |x| < 3 (Abramowitz & Stegun 26.2.11), the continued fraction of the tail beyond (26.2.14).
 */
export function normalProbability(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (Math.abs(x) < 3) {
    let term = x;
    let sum = x;
    for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum) && odd < 400; odd += 2) {
      term *= (x * x) / odd;
      sum += term;
    }
    return 0.5 + normalDensity(x) * sum;
  }
  const distance = Math.abs(x);
  let fraction = 0;
  for (let depth = 120; depth >= 1; depth -= 1) fraction = depth / (distance + fraction);
  const tail = normalDensity(distance) / (distance + fraction);
  return x < 0 ? tail : 1 - tail;
}

const centre = [
  [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
  ],
  [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
    -1.328068155288572e1, 1,
  ],
] as const;
const tail = [
  [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
] as const;

/** Inverse of Φ for 0 < share < 1, relative error below 1.15e-9 (P. J. Acklam's rational approximation, 2003). */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`a share between 0 and 1 is needed, was ${share}`);
  if (share < 0.02425) return tailQuantile(share);
  if (share > 1 - 0.02425) return -tailQuantile(1 - share);
  const middle = share - 0.5;
  const square = middle * middle;
  return (middle * polynomial(centre[0], square)) / polynomial(centre[1], square);
}

function tailQuantile(share: number): number {
  const distance = Math.sqrt(-2 * Math.log(share));
  return polynomial(tail[0], distance) / polynomial(tail[1], distance);
}

/** Horner's rule, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}
