/**
 * The queue strategy as data: one JSON document, versioned, that says how waiting customers are
 * put into classes and in which order windows call them. See `engines/queueing/README.md`.
 */

/** `none`: walked in without a booking. */
export type BookingState = 'early' | 'onTime' | 'late' | 'none';

/** Where the ticket was issued. */
export type TicketChannel = 'kiosk' | 'pad' | 'h5' | 'api';

export interface QueueStrategy {
  /** Whole number from 1; rises with every publication. */
  version: number;
  name: string;
  classes: PriorityClass[];
  /** In order, first match wins; the last one must match everybody. */
  rules: SegmentationRule[];
  profiles: WorkProfile[];
}

/** Accumulating priority: credit = startingCredit + creditPerMinute × minutes waited. */
export interface PriorityClass {
  code: string;
  name: string;
  nameEn: string;
  /** Credit points on arrival, ≥ 0. */
  startingCredit: number;
  /** Credit points earned per minute of waiting, ≥ 0. */
  creditPerMinute: number;
  /** From this wait on (minutes, > 0) the ticket outranks every ticket that is not overdue. `null`: no guarantee. */
  guaranteedWaitMinutes: number | null;
}

/** Gives a class to a new ticket when every condition named in `when` holds. */
export interface SegmentationRule {
  id: string;
  when: SegmentationCondition;
  classCode: string;
  note?: string;
}

/** An absent condition holds for everybody; a list holds when it contains the fact. `{}` is the catch-all. */
export interface SegmentationCondition {
  serviceCodes?: string[];
  customerTiers?: string[];
  booking?: BookingState[];
  elderOrDisabled?: boolean;
  languages?: string[];
  channels?: TicketChannel[];
}

/** What is known of a ticket when it is issued. */
export interface TicketFacts {
  serviceCode: string;
  /** `null`: customer not recognised. A list of tiers never holds for it. */
  customerTier: string | null;
  booking: BookingState;
  elderOrDisabled: boolean;
  /** BCP 47 tag, compared literally (`zh-CN`, `en`). */
  language: string;
  channel: TicketChannel;
}

export interface Classification {
  classCode: string;
  ruleId: string;
}

/** What a window calls, and in what order. */
export interface WorkProfile {
  code: string;
  name: string;
  nameEn: string;
  /** Best first: a later tier is looked at only when no earlier one has anybody waiting. */
  tiers: ProfileTier[];
  /** Services added for as long as a condition holds. */
  helpOut: HelpOutRule[];
}

/** A list of codes, or all of them. */
export type CodeSet = string[] | 'any';

export interface ProfileTier {
  serviceCodes: CodeSet;
  /** Absent: every class. */
  classCodes?: CodeSet;
}

export interface HelpOutRule {
  when: HelpOutCondition;
  /** The services added, all classes. Never beyond what the window may take. */
  serviceCodes: CodeSet;
  /** `before`: ahead of the first tier; `after`: behind the last. Several rules of one rank stand in document order. */
  rank: 'before' | 'after';
}

/** Looks at the waiting tickets of the branch with this service and class (absent: any). Every threshold given must hold. */
export interface HelpOutCondition {
  serviceCode?: string;
  classCode?: string;
  /** Holds when the longest wait among them exceeds this many minutes (strictly). */
  waitMinutesOver?: number;
  /** Holds when more than this many of them wait (strictly). */
  waitingOver?: number;
}
