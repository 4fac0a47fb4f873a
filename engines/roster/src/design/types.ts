/** Demand of one kind of day: people wanted in each slot, from the first slot on. */
export interface DesignDay {
  readonly id: string;
  /** How many such days the design is for, ≥ 1; costs count as often. */
  readonly count: number;
  readonly demand: readonly number[];
}

/** A length a shift may have, with the break that belongs to it. */
export interface DesignLength {
  readonly minutes: number;
  readonly paidMinutes: number;
  /** Cost of one person on such a shift on one day, > 0. */
  readonly cost: number;
  /** Null for none. The break begins `fromMinute`…`toMinute` after the shift does, both possible, on a slot. */
  readonly rest: {
    readonly minutes: number;
    readonly fromMinute: number;
    readonly toMinute: number;
  } | null;
}

export interface DesignInput {
  /** Minutes a slot lasts; 30 is usual. */
  readonly slotMinutes: number;
  /** Minute of the day at which the first slot begins. */
  readonly firstMinute: number;
  readonly days: readonly DesignDay[];
  readonly lengths: readonly DesignLength[];
  /** Shifts begin at these minutes of the day, on a slot, and end with the last slot at the latest. */
  readonly starts: readonly number[];
  /** Cost of one person missing, or too many, in one slot. */
  readonly underCost: number;
  readonly overCost: number;
  /** Most different (start, length) pairs; null for any number. Different breaks of a pair are one. */
  readonly maxKinds: number | null;
}

/** So many people begin then, for that long, with their break there. */
export interface DesignedShift {
  readonly dayId: string;
  readonly startMinute: number;
  readonly endMinute: number;
  readonly paidMinutes: number;
  /** Minute of the day; null for no break. */
  readonly breakFrom: number | null;
  readonly breakTo: number | null;
  readonly people: number;
}

export interface ShiftDesign {
  readonly shifts: readonly DesignedShift[];
  /** Cost of people, of missing and of surplus slots together. */
  readonly cost: number;
  readonly staffCost: number;
  /** No design costs less. */
  readonly lowerBound: number;
  /** (cost − lowerBound) ÷ cost; 0 when proven best. */
  readonly gap: number;
  /** Per day: people present in each slot. */
  readonly present: readonly { readonly dayId: string; readonly people: readonly number[] }[];
  /** Different (start, length) pairs in use. */
  readonly kinds: number;
}
