import type { Format } from '../../../lib/format.ts';

const digitsOnly = /^\d+$/;

/** True for `3`, false for `理财室 1`: the word for window is added only to numbers. */
export function isNumbered(label: string): boolean {
  return digitsOnly.test(label.trim());
}

/** Windows in a row: numbers joined to ranges, rooms by name. `numbers` is null when there are none. */
export function joinLabels(
  labels: readonly string[],
  format: Format,
): { readonly numbers: string | null; readonly rooms: readonly string[] } {
  const numbers = labels.filter(isNumbered).map(Number);
  return {
    numbers: numbers.length > 0 ? format.ranges(numbers) : null,
    rooms: labels.filter((label) => !isNumbered(label)),
  };
}
