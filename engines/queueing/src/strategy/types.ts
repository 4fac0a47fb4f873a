/**
 * The queue strategy as data: one JSON document, versioned, that says how waiting customers are
 * put into classes and in which order windows call them. See `engines/queueing/README.md`.
 */

/** `none`: walked in without a booking. */
export type BookingState = 'early' | 'onTime' | 'late' | 'none'

/** Where the ticket was issued. */
export type TicketChannel = 'kiosk' | 'pad' | 'h5' | 'api'

export interface QueueStrategy {
  /** Whole number from 1; rises with every publication. */
  version: number
  name: string
  classes: PriorityClass[]
  /** In order, first match wins; the last one must match everybody. */
  rules: SegmentationRule[]
  profiles: WorkProfile[]
}

/** Accumulating priority: credit = startingCredit + creditPerMinute × minutes waited. */
export interface PriorityClass {
  code: string
  name: string
  nameEn: string
  /** Credit points on arrival, ≥ 0. */
  startingCredit: number
  /** Credit points earned per minute of waiting, ≥ 0. */
  creditPerMinute: number
  /** From this wait on (minutes, > 0) the ticket outranks every ticket that is not overdue. `null`: no guarantee. */
  guaranteedWaitMinutes: number | null
}

/** Gives a class to a new ticket when every condition named in `when` holds. */
export interface SegmentationRule {
  id: string
  when: SegmentationCondition
  classCode: string
  note?: string
}

/** An absent condition holds for everybody; a list holds when it contains the fact. `{}` is the catch-all. */
export interface SegmentationCondition {
  serviceCodes?: string[]
  customerTiers?: string[]
  booking?: BookingState[]
  elderOrDisabled?: boolean
  languages?: string[]
  channels?: TicketChannel[]
}

/** What is known of a ticket when it is issued. */
export interface TicketFacts {
  serviceCode: string
  /** `null`: customer not recognised. A list of tiers never holds for it. */
  customerTier: string | null
  booking: BookingState
  elderOrDisabled: boolean
  /** BCP 47 tag, compared literally (`zh-CN`, `en`). */
  language: string
  channel: TicketChannel
}

export interface Classification {
  classCode: string
  ruleId: string
}

/** What a window calls, and in what order. */
export interface WorkProfile {
  code: string
  name: string
  nameEn: string
  /** Best first: a later tier is looked at only when no earlier one has anybody waiting. */
  tiers: ProfileTier[]
  /** Services added for as long as a condition holds. */
  helpOut: HelpOutRule[]
}

/** A list of codes, or all of them. */
export type CodeSet = string[] | 'any'

export interface ProfileTier {
  serviceCodes: CodeSet
  /** Absent: every class. */
  classCodes?: CodeSet
}

export interface HelpOutRule {
  when: HelpOutCondition
  /** The services added, all classes. Never beyond what the window may take. */
  serviceCodes: CodeSet
  /** `before`: ahead of the first tier; `after`: behind the last. Several rules of one rank stand in document order. */
  rank: 'before' | 'after'
}

/** Looks at the waiting tickets of the branch with this service and class (absent: any). Every threshold given must hold. */
export interface HelpOutCondition {
  serviceCode?: string
  classCode?: string
  /** Holds when the longest wait among them exceeds this many minutes (strictly). */
  waitMinutesOver?: number
  /** Holds when more than this many of them wait (strictly). */
  waitingOver?: number
}

/** One waiting ticket. */
export interface WaitingTicket {
  ticketId: string
  serviceCode: string
  classCode: string
  /** Place in its line: whole microseconds since the epoch, see `positions.ts`. Smaller is earlier. */
  position: number
}

/** The first ticket of one (service, class) line: smallest position, then smallest ticket id. */
export interface LineHead extends WaitingTicket {
  /** Tickets waiting in this line, this one included (≥ 1). */
  waitingInLine: number
}

/** A window that is about to call, at one instant. */
export interface WindowAtCall {
  profileCode: string
  /** Hard list of services; nothing else is ever chosen. */
  mayTake: readonly string[]
  /** The instant of the call, milliseconds since the epoch. */
  now: number
}

export interface ChooseInput extends WindowAtCall {
  /** Heads of **all** lines of the branch in any order: help-out conditions also look at services this window may not take. */
  heads: readonly LineHead[]
}

export interface RankInput extends WindowAtCall {
  /** All waiting tickets of the branch, in any order. */
  waiting: readonly WaitingTicket[]
}

/** Why a ticket was chosen. Minutes and credit are at the instant of the call. */
export interface CallReason {
  /**
   * `guarantee`: its guaranteed wait is reached; `tier`: best credit in a tier of the profile;
   * `helpOut`: best credit among services added by a help-out rule;
   * `noProfile`: the strategy has no such profile, so everything the window may take was one tier.
   */
  kind: 'guarantee' | 'tier' | 'helpOut' | 'noProfile'
  /** Which tier or help-out rule of the profile, counted from 1; `null` for the other kinds. */
  place: number | null
  serviceCode: string
  classCode: string
  waitedMinutes: number
  credit: number
  /** Minutes beyond the guarantee (≥ 0); `null` unless `guarantee`. */
  overMinutes: number | null
}

export interface ChosenTicket {
  ticketId: string
  reason: CallReason
}

export interface AheadInput {
  /** A waiting ticket, or one not issued yet (any unused id; position from `positionAt(now)`). */
  ticket: WaitingTicket
  waiting: readonly WaitingTicket[]
  /** Services that compete for the same windows, see `competingServices`. */
  competing: readonly string[]
  /** Milliseconds since the epoch. */
  now: number
}

export interface OrderCheckInput extends RankInput {
  /** Ticket id that was called; `null`: the window was told that nobody waits. */
  called: string | null
}

export type OrderViolationCode =
  /** The called ticket was not waiting. */
  | 'notWaiting'
  /** The window may not take its service. */
  | 'notAllowed'
  /** The profile, with the help-out rules in force, does not offer it. */
  | 'notOffered'
  /** Another ticket should have been called. */
  | 'outranked'
  /** Nobody was called although somebody should have been. */
  | 'nobodyCalled'

export interface OrderViolation {
  code: OrderViolationCode
  called: string | null
  /** The ticket the strategy wanted; `null`: nobody. */
  expected: string | null
  /** For people and logs, in English. */
  message: string
}

export type StrategyProblemCode =
  | 'shape'
  | 'emptyList'
  | 'duplicateCode'
  | 'duplicateRuleId'
  | 'unknownClass'
  | 'unknownService'
  | 'noCatchAll'
  | 'unreachableRule'
  | 'negativeCredit'
  | 'badGuarantee'
  | 'classCanStarve'
  | 'noTiers'
  | 'noThreshold'
  | 'negativeThreshold'

export interface StrategyProblem {
  /** Where, as in `rules[2].when.serviceCodes`; empty for the document. */
  path: string
  /** Stable; screens switch on it. */
  code: StrategyProblemCode
  /** For people and logs, in English. */
  message: string
}

export interface WaitEstimateInput {
  /** People ahead, ≥ 0. */
  ahead: number
  /** Median service time of the services that compete, seconds, ≥ 0. */
  medianServiceSeconds: number
  /** Open windows that may take the service, ≥ 0. */
  windows: number
  /** Past relative errors (actual − point) ÷ point, with point = (ahead + 1) × median ÷ windows; each ≥ −1. */
  errors: readonly number[]
}

/** P50 to P80 of the wait in whole seconds, or the answer that no window is open for it. */
export type WaitEstimate = { lowSeconds: number; highSeconds: number } | { noWindow: true }

/** The port behind which the expected wait is computed. */
export interface WaitEstimator {
  estimateWait(input: WaitEstimateInput): WaitEstimate
}
