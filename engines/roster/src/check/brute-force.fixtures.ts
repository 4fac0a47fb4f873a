import type { Roster, RosterProblem } from '../model/index.ts';
import { costOf, isLegalRow, keepsHardPairings } from './second-reading.fixtures.ts';

type Row = Roster[number];

/**
 * A cheapest legal roster, or null when there is none, by trying every roster: (types + 1)^(days × people) at worst,
 * so for about three people, three days and two types.
 */
export function bruteForce(
  problem: RosterProblem,
): { readonly roster: Roster; readonly cost: number } | null {
  const choices: Row[][] = problem.staff.map((member) =>
    everyRow(problem).filter((row) => isLegalRow(problem, member, row)),
  );
  let best: { roster: Roster; cost: number } | null = null;
  const descend = (rows: readonly Row[]): void => {
    const next = choices[rows.length];
    if (next !== undefined) {
      for (const row of next) descend([...rows, row]);
      return;
    }
    if (!keepsHardPairings(problem, rows)) return;
    const cost = costOf(problem, rows);
    if (best === null || cost < best.cost) best = { roster: rows, cost };
  };
  descend([]);
  return best;
}

export function everyRow({ horizon, shiftTypes }: RosterProblem): Row[] {
  let rows: Row[] = [[]];
  for (let day = 0; day < horizon.days; day += 1)
    rows = rows.flatMap((row) => [null, ...shiftTypes.map(({ id }) => id)].map((shift) => [...row, shift]));
  return rows;
}
