import type { Post, Team, WorkFigures } from '@huiting/contracts/staff';

export interface TeamRecord extends Team {
  readonly path: string;
  readonly closedOn: string | null;
}

export interface TeamMember {
  readonly staffId: string;
  readonly name: string;
  readonly number: string;
  readonly post: Post;
  readonly since: string;
}

export const nothingTold: WorkFigures = {
  served: 0,
  averageSeconds: null,
  ratings: 0,
  rating: null,
  badRatings: 0,
};

/** The whole from its parts: means are weighted by what they are means of. */
export function sumFigures(parts: readonly WorkFigures[]): WorkFigures {
  const sum = (of: (one: WorkFigures) => number): number => parts.reduce((all, one) => all + of(one), 0);
  const served = sum((one) => one.served);
  const ratings = sum((one) => one.ratings);
  return {
    served,
    averageSeconds:
      served === 0 ? null : Math.round(sum((one) => (one.averageSeconds ?? 0) * one.served) / served),
    ratings,
    rating: ratings === 0 ? null : sum((one) => (one.rating ?? 0) * one.ratings) / ratings,
    badRatings: sum((one) => one.badRatings),
  };
}
