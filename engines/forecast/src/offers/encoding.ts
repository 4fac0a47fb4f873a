import { ForecastProblem } from '../problem.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';

/** What is known of a customer at the moment of the offer: words are categories, numbers are numbers, null is unknown. */
export type Attributes = Readonly<Record<string, string | number | null>>;

/** One column of the model: an attribute having a value, lying at or above a threshold, or being unknown. */
export interface Column {
  readonly attribute: string;
  readonly test:
    | { readonly kind: 'is'; readonly value: string }
    | { readonly kind: 'atLeast'; readonly threshold: number }
    | { readonly kind: 'unknown' };
}

export interface Encoding {
  readonly columns: readonly Column[];
  /** Indexes of the columns that hold for a customer, ascending. */
  encode(attributes: Attributes): number[];
}

export interface EncodingOptions {
  /** Categories seen less often have no column: they count as the average customer. Default 20. */
  readonly leastCount?: number;
  /** A number is cut at the borders of this many equally full classes: steps, so that its effect may bend. Default 6. */
  readonly classes?: number;
}

/** Learns the columns from past customers. An attribute must be words or numbers throughout. */
export function learnEncoding(rows: readonly Attributes[], options: EncodingOptions = {}): Encoding {
  const { leastCount = 20, classes = 6 } = options;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return encodingOf(names.flatMap((name) => columnsOf(name, rows, leastCount, classes)));
}

/** The same encoding with some columns left out. */
export function keepColumns(encoding: Encoding, keep: readonly boolean[]): Encoding {
  return encodingOf(encoding.columns.filter((_, index) => keep[index]));
}

function encodingOf(columns: readonly Column[]): Encoding {
  const byAttribute = new Map<string, { column: Column; index: number }[]>();
  columns.forEach((column, index) => {
    const list = byAttribute.get(column.attribute);
    if (list) list.push({ column, index });
    else byAttribute.set(column.attribute, [{ column, index }]);
  });
  return {
    columns,
    encode(attributes) {
      const held: number[] = [];
      for (const [name, list] of byAttribute) {
        const value = attributes[name] ?? null;
        for (const { column, index } of list) if (holds(column, value)) held.push(index);
      }
      return held;
    },
  };
}

function holds({ test, attribute }: Column, value: string | number | null): boolean {
  switch (test.kind) {
    case 'unknown':
      return value === null;
    case 'is':
      return value === test.value;
    case 'atLeast':
      if (typeof value === 'number') requireNumber(attribute, value);
      return typeof value === 'number' && value >= test.threshold;
  }
}

function columnsOf(name: string, rows: readonly Attributes[], leastCount: number, classes: number): Column[] {
  const counts = new Map<string, number>();
  const numbers: number[] = [];
  let unknown = 0;
  for (const row of rows) {
    const value = row[name] ?? null;
    if (value === null) unknown += 1;
    else if (typeof value === 'number') numbers.push(requireNumber(name, value));
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (counts.size > 0 && numbers.length > 0)
    throw new ForecastProblem(
      'forecast.wrong_shape',
      `${name} is a word for some customers and a number for others`,
    );
  const columns: Column[] = [];
  if (unknown >= leastCount && unknown < rows.length)
    columns.push({ attribute: name, test: { kind: 'unknown' } });
  for (const [value, count] of counts) {
    if (count >= leastCount && count < rows.length)
      columns.push({ attribute: name, test: { kind: 'is', value } });
  }
  for (const threshold of thresholds(numbers, classes)) {
    columns.push({ attribute: name, test: { kind: 'atLeast', threshold } });
  }
  return columns;
}

function thresholds(numbers: number[], classes: number): number[] {
  if (numbers.length === 0) return [];
  const sorted = Float64Array.from(numbers).sort();
  const borders = Array.from({ length: classes - 1 }, (_, place) =>
    quantileOfSorted(sorted, (place + 1) / classes),
  );
  // A border at the smallest value would hold for everybody.
  return [...new Set(borders)].filter((border) => border > sorted[0]!);
}

function requireNumber(name: string, value: number): number {
  if (!Number.isFinite(value))
    throw new ForecastProblem('forecast.not_a_number', `${name} must be finite or null, was ${value}`);
  return value;
}
