import type { Attributes, PastOffer } from '@huiting/forecast/offers';

/**
 * The peer of the offers bench: plain logistic regression as anybody would write it. One-hot words, standardised numbers,
 * AdaGrad (Duchi, Hazan & Singer 2011), no penalty, no periods, no calibration. Answers log odds.
 */
export function learnPlainLogistic(past: readonly PastOffer[]): (attributes: Attributes) => number {
  const columns = new Map<string, number>();
  const spread = new Map<string, { mean: number; deviation: number }>();
  for (const { attributes } of past) {
    for (const [name, value] of Object.entries(attributes)) {
      const key = typeof value === 'number' ? name : `${name}=${value}`;
      if (!columns.has(key)) columns.set(key, columns.size + 1);
      if (typeof value === 'number' && !spread.has(name)) spread.set(name, spreadOf(past, name));
    }
  }
  const encode = (attributes: Attributes): [number, number][] =>
    Object.entries(attributes).flatMap(([name, value]): [number, number][] => {
      const column = columns.get(typeof value === 'number' ? name : `${name}=${value}`);
      if (column === undefined) return [];
      if (typeof value !== 'number') return [[column, 1]];
      const { mean, deviation } = spread.get(name)!;
      return [[column, (value - mean) / deviation]];
    });
  const rows = past.map(({ attributes }) => encode(attributes));
  const weights = new Float64Array(columns.size + 1);
  const squares = new Float64Array(columns.size + 1).fill(1e-6);
  const score = (row: readonly [number, number][]) =>
    row.reduce((sum, [column, value]) => sum + weights[column]! * value, weights[0]!);
  for (let turn = 0; turn < 10; turn += 1) {
    rows.forEach((row, number) => {
      const error = (past[number]!.accepted ? 1 : 0) - 1 / (1 + Math.exp(-score(row)));
      for (const [column, value] of [[0, 1] as const, ...row]) {
        const gradient = error * value;
        squares[column]! += gradient * gradient;
        weights[column]! += (0.1 * gradient) / Math.sqrt(squares[column]!);
      }
    });
  }
  return (attributes) => score(encode(attributes));
}

function spreadOf(past: readonly PastOffer[], name: string): { mean: number; deviation: number } {
  const values = past.map(({ attributes }) => attributes[name]).filter((value) => typeof value === 'number');
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}
