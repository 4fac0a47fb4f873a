/** Hard rules, by the name explanations use. */
export type HardRule =
  | 'skill'
  | 'dayOff'
  | 'leave'
  | 'minMinutes'
  | 'maxMinutes'
  | 'minConsecutiveWork'
  | 'maxConsecutiveWork'
  | 'minConsecutiveOff'
  | 'maxConsecutiveOff'
  | 'maxWeekends'
  | 'minRest'
  | 'forbiddenNext'
  | 'shiftCap'
  | 'pin'
  | 'pairing'
  | 'rotation';

/** A broken hard rule. One per breach: a stretch that is too long is one, a cap that is passed is one. */
export interface Violation {
  readonly rule: HardRule;
  readonly staff: string;
  /** The other person of a pairing. */
  readonly other: string | null;
  /** First and last day concerned, inside the horizon; both null when the whole horizon is. */
  readonly fromDay: number | null;
  readonly throughDay: number | null;
  /** The shift, skill, rotation limit or, for `forbiddenNext` and `minRest`, the shift that follows. */
  readonly subject: string | null;
  /** In the rule's unit: minutes, days, weekends, shifts. */
  readonly found: number | null;
  readonly limit: number | null;
}

export type SoftKind =
  | 'shiftCover'
  | 'intervalCover'
  | 'jointCover'
  | 'request'
  | 'pairing'
  | 'fairness'
  | 'change';

/** A soft term that costs something; terms of cost 0 are left out. */
export interface SoftTerm {
  readonly kind: SoftKind;
  /** Place in the problem's list of that kind; for `change` the person's. */
  readonly index: number;
  readonly day: number | null;
  readonly staff: string | null;
  /** People missing or too many, days of breach, distance from the fair share. */
  readonly missing: number;
  readonly surplus: number;
  readonly cost: number;
}

export interface RosterCheck {
  readonly isLegal: boolean;
  readonly violations: readonly Violation[];
  /** Sum of the costs of all terms. */
  readonly cost: number;
  readonly costByKind: Readonly<Record<SoftKind, number>>;
  readonly terms: readonly SoftTerm[];
}
