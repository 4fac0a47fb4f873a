import type { HardRule, Violation } from '../check/index.ts';

/** Cover of one kind that is missing during one stretch of a day. */
export interface Gap {
  readonly kind: 'shiftCover' | 'intervalCover' | 'jointCover';
  readonly day: number;
  /** The shift (of shift cover), the rule (of joint cover). */
  readonly subject: string | null;
  /** The skill asked for; null when anybody counts or a joint rule names its own. */
  readonly skill: string | null;
  /** Null for shift cover. */
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  /** Places in the problem's list of that kind. */
  readonly cells: readonly number[];
  /** Most people missing at once, and people missing summed over the cells. */
  readonly missing: number;
  readonly missingCells: number;
  readonly cost: number;
}

/** One person on one shift that would fill some of a gap, and what stands in the way. */
export interface Way {
  readonly staff: string;
  /** Day the shift begins: the gap's, or the day before for a shift past midnight. */
  readonly day: number;
  readonly shift: string;
  /** What the person has that day in the roster; equal to `shift` when only the skill is missing. */
  readonly replaces: string | null;
  /** People missing less, summed over the gap's cells. */
  readonly closes: number;
  /** Rules that this would newly break; empty: nothing stops them but the cost. */
  readonly obstacles: readonly Violation[];
  /** Sum of the prices of the obstacles (`RelaxationPrices`). */
  readonly relaxationPrice: number;
  /** Change of the roster's cost; below 0 for a way without obstacles the roster could be better. */
  readonly costChange: number;
}

export interface GapExplanation {
  readonly gap: Gap;
  /** For everybody who could be of use, the way with least in its way; cheapest first. */
  readonly ways: readonly Way[];
  /** How many of them each rule stops. */
  readonly stoppedBy: Readonly<Partial<Record<HardRule, number>>>;
  /** People with a way that breaks nothing: only cost speaks against it. */
  readonly free: number;
  /** People for whom no shift fills any of it. */
  readonly useless: number;
  /**
   * The cheapest ways that together close the gap, one person each, chosen one after another; null when all that could
   * come would not close it.
   */
  readonly closing: readonly Way[] | null;
}

/** What bending a rule costs, per unit it is bent. A ranking, not money: the bank sets it. */
export type RelaxationPrices = Readonly<Record<HardRule, number>>;
