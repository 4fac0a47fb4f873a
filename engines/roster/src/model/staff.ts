/** A skill or certificate, with the days of the horizon (both included) on which it is valid; left out: always. */
export interface SkillHeld {
  readonly skill: string;
  readonly fromDay?: number;
  readonly throughDay?: number;
}

/**
 * Hard limits. A *stretch* is a longest run of consecutive working days, a *rest* a longest run of free days.
 * Minimum lengths are waived for a run that touches the first or the last day known (the horizon's, or the first
 * day of `recent`): nobody can say how long it really is. Maximum lengths count every day known, `recent` included.
 */
export interface Contract {
  /** Paid minutes over the horizon, credited leave included. */
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly minConsecutiveWork: number;
  readonly maxConsecutiveWork: number;
  readonly minConsecutiveOff: number;
  /** Null: no limit. */
  readonly maxConsecutiveOff: number | null;
  /** Weekends of the horizon with work on its Saturday or Sunday. A weekend the horizon cuts counts by the part inside. */
  readonly maxWeekends: number;
  /** Between the end of a shift and the start of the next day's; 0 for none. */
  readonly minRestMinutes: number;
  /** Most shifts of a type over the horizon; a type left out has no cap, 0 means never. */
  readonly shiftCaps: Readonly<Record<string, number>>;
}

/** Days both included. Leave days are free days; `creditMinutesPerDay` counts as paid minutes. */
export interface Leave {
  readonly fromDay: number;
  readonly throughDay: number;
  readonly creditMinutesPerDay: number;
}

export interface StaffMember {
  readonly id: string;
  readonly contract: Contract;
  readonly skills: readonly SkillHeld[];
  /** Hard free days. */
  readonly daysOff: readonly number[];
  readonly leave: readonly Leave[];
  /**
   * What the person worked just before the horizon, oldest first, the last entry being the eve; empty: unknown.
   * Rules that a past roster broke are not held against the new one: it must only not make them worse.
   */
  readonly recent: readonly (string | null)[];
}
