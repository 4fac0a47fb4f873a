import { percentile, round } from '../statistics.ts';

/** One visit as it went, in the record or in the replay. */
export interface Lived {
  readonly classCode: string;
  /** Null: gave up. Seconds until called. */
  readonly waitSeconds: number | null;
}

/** Waits are those of everybody served, the ones served at once among them; seconds. */
export interface Figures {
  readonly visits: number;
  readonly served: number;
  readonly abandoned: number;
  readonly meanWaitSeconds: number;
  readonly medianWaitSeconds: number;
  readonly p90WaitSeconds: number;
  readonly over60Share: number;
}

export interface Comparison {
  readonly classCode: string;
  readonly recorded: Figures;
  readonly replayed: Figures;
}

/** A visit's two lives. */
export interface Both {
  readonly recorded: Lived;
  readonly replayed: Lived;
}

/** A row per class, in the order of `classCodes`, and one of all together. */
export function compare(visits: readonly Both[], classCodes: readonly string[]): Comparison[] {
  const rows = classCodes.map((classCode) => ({
    classCode,
    mine: visits.filter(({ recorded }) => recorded.classCode === classCode),
  }));
  return [...rows.filter(({ mine }) => mine.length > 0), { classCode: 'all', mine: visits }].map(
    ({ classCode, mine }) => ({
      classCode,
      recorded: figuresOf(mine.map(({ recorded }) => recorded)),
      replayed: figuresOf(mine.map(({ replayed }) => replayed)),
    }),
  );
}

function figuresOf(lived: readonly Lived[]): Figures {
  const waits = lived.flatMap(({ waitSeconds }) => (waitSeconds === null ? [] : [waitSeconds]));
  const served = waits.length;
  const perServed = (sum: number): number => (served === 0 ? 0 : sum / served);
  return {
    visits: lived.length,
    served,
    abandoned: lived.length - served,
    meanWaitSeconds: round(perServed(waits.reduce((sum, wait) => sum + wait, 0))),
    medianWaitSeconds: percentile(waits, 0.5),
    p90WaitSeconds: percentile(waits, 0.9),
    over60Share: round(perServed(waits.filter((wait) => wait > 60).length), 3),
  };
}
