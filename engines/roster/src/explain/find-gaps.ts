import { checkRoster, type SoftTerm } from '../check/index.ts';
import type { Roster, RosterProblem } from '../model/index.ts';
import type { Gap } from './types.ts';

/** Everything a roster leaves uncovered at a cost; neighbouring intervals that miss the same make one gap. */
export function findGaps(problem: RosterProblem, roster: Roster): Gap[] {
  const gaps: Gap[] = [];
  const pieces = checkRoster(problem, roster)
    .terms.filter(({ missing }) => missing > 0)
    .flatMap((term) => pieceOf(problem, term) ?? [])
    .sort(byPlace);
  for (const piece of pieces) {
    const last = gaps.at(-1);
    if (last === undefined || !continues(last, piece)) {
      gaps.push(piece);
      continue;
    }
    gaps[gaps.length - 1] = {
      ...last,
      toMinute: piece.toMinute,
      cells: [...last.cells, ...piece.cells],
      missing: Math.max(last.missing, piece.missing),
      missingCells: last.missingCells + piece.missingCells,
      cost: last.cost + piece.cost,
    };
  }
  return gaps;
}

function pieceOf(problem: RosterProblem, { kind, index, missing, cost }: SoftTerm): Gap | null {
  const base = { cells: [index], missing, missingCells: missing, cost };
  switch (kind) {
    case 'shiftCover': {
      const { day, shift, skill } = problem.shiftCover[index]!;
      return { ...base, kind, day, subject: shift, skill, fromMinute: null, toMinute: null };
    }
    case 'intervalCover': {
      const { day, skill, fromMinute, toMinute } = problem.intervalCover[index]!;
      return { ...base, kind, day, subject: null, skill, fromMinute, toMinute };
    }
    case 'jointCover': {
      const { day, rule, fromMinute, toMinute } = problem.jointCover[index]!;
      return { ...base, kind, day, subject: rule, skill: null, fromMinute, toMinute };
    }
    default:
      return null;
  }
}

function byPlace(a: Gap, b: Gap): number {
  return (
    a.day - b.day ||
    compare(a.kind, b.kind) ||
    compare(a.subject ?? '', b.subject ?? '') ||
    compare(a.skill ?? '', b.skill ?? '') ||
    (a.fromMinute ?? 0) - (b.fromMinute ?? 0)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function continues(gap: Gap, next: Gap): boolean {
  return (
    gap.kind !== 'shiftCover' &&
    gap.kind === next.kind &&
    gap.day === next.day &&
    gap.subject === next.subject &&
    gap.skill === next.skill &&
    gap.toMinute === next.fromMinute
  );
}
