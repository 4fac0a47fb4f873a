/** All times are minutes from the moment of planning; 0 is now. */

/** One kind of business at a branch, with its live load and its forecast. */
export interface TidalService {
  readonly code: string;
  /** People waiting now. */
  readonly waiting: number;
  /** People at a window now. */
  readonly inService: number;
  /** Expected arrivals in each interval from now on; as many as the horizon has intervals. */
  readonly arrivals: readonly number[];
  /** Mean service time, minutes, > 0. */
  readonly serviceMinutes: number;
}

export interface TidalWindow {
  readonly id: string;
  /** What it is equipped and licensed for. */
  readonly services: readonly string[];
}

/** So many people with this skill must stay present: an authoriser always, two vault keepers. */
export interface TidalKeep {
  readonly skill: string;
  readonly count: number;
}

export interface TidalBranch {
  readonly id: string;
  readonly services: readonly TidalService[];
  readonly windows: readonly TidalWindow[];
  readonly minOpenWindows: number;
  readonly keep: readonly TidalKeep[];
}

export interface TidalPerson {
  readonly id: string;
  readonly branchId: string;
  /** The window they sit at; null for those behind the counter or in the hall who could open one. */
  readonly windowId: string | null;
  /** Service codes they may serve, and certificates `keep` may ask for. */
  readonly skills: readonly string[];
  /** May be sent to another branch today. */
  readonly mobile: boolean;
  /** End of their shift. */
  readonly until: number;
  /** Breaks and appointments, [from, to). */
  readonly away: readonly (readonly [from: number, to: number])[];
}

export interface TidalTravel {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

export interface TidalLimits {
  readonly maxMoves: number;
  /** From the decision to the first customer when a window is opened in the own branch. */
  readonly openMinutes: number;
  /** A longer way is not asked of anybody. */
  readonly maxTravelMinutes: number;
  /** Time at the window that makes a way worth it. */
  readonly minStayMinutes: number;
  /** A change that saves fewer minutes of waiting is not proposed. */
  readonly minSavedMinutes: number;
  /** A window may close when that adds no more minutes of waiting over the horizon, */
  readonly closeMaxAddedMinutes: number;
  /** and the rest stay busy for no more than this share of their time. */
  readonly closeMaxUtilisation: number;
}

export interface TidalInput {
  /** Length of a forecast interval, minutes; 15 is usual. */
  readonly intervalMinutes: number;
  readonly branches: readonly TidalBranch[];
  readonly people: readonly TidalPerson[];
  /** Ways that can be gone; a pair that is not listed cannot. One direction each. */
  readonly travel: readonly TidalTravel[];
  readonly limits: TidalLimits;
}

export type TidalObstacle =
  | 'notMobile'
  | 'noWay'
  | 'tooFar'
  | 'stayTooShort'
  | 'noSkill'
  | 'noFreeWindow'
  | 'keyPost'
  | 'lastWindow'
  | 'alreadyMoved'
  | 'savesTooLittle';

/** What a branch is expected to live through until the horizon's end. */
export interface BranchOutlook {
  readonly branchId: string;
  /** Expected minutes waited by all customers together; those left at the end are counted until they are served. */
  readonly waitingMinutes: number;
  /** Expected people waiting at the beginning of each interval, and at the end. */
  readonly queue: readonly number[];
  readonly openWindows: number;
  /** Offered work ÷ staffed time; above 1 the queue grows. */
  readonly utilisation: number;
}

export interface TidalMove {
  readonly kind: 'open' | 'move' | 'close';
  readonly personId: string;
  readonly fromBranchId: string;
  readonly fromWindowId: string | null;
  readonly toBranchId: string;
  /** null when a window closes. */
  readonly toWindowId: string | null;
  readonly serves: readonly string[];
  readonly travelMinutes: number;
  /** When the window opens (or closes). */
  readonly effectiveAt: number;
  /** Expected minutes of waiting saved by all customers together, given the changes before it; < 0 for a close. */
  readonly savedMinutes: number;
  readonly why: {
    /** Each touched branch before and after this change: the one gained first. */
    readonly branches: readonly { readonly before: BranchOutlook; readonly after: BranchOutlook }[];
    /** The next best person for the same branch, with what that would have saved; null when there is none. */
    readonly nextBest: {
      readonly personId: string;
      readonly fromBranchId: string;
      readonly savedMinutes: number;
    } | null;
    /** How many others could not, by what stood in the way first. */
    readonly others: Readonly<Partial<Record<TidalObstacle, number>>>;
  };
}

export interface TidalPlan {
  readonly moves: readonly TidalMove[];
  readonly before: readonly BranchOutlook[];
  readonly after: readonly BranchOutlook[];
  readonly savedMinutes: number;
}
