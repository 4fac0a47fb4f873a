/** What goes into the decisions of the strategy and comes out of them. Never stored by this engine. */

/** One waiting ticket. */
export interface WaitingTicket {
  ticketId: string;
  serviceCode: string;
  classCode: string;
  /** Place in its line: whole microseconds since the epoch, see `positions.ts`. Smaller is earlier. */
  position: number;
}

/** The first ticket of one (service, class) line: smallest position, then smallest ticket id. */
export interface LineHead extends WaitingTicket {
  /** Tickets waiting in this line, this one included (≥ 1). */
  waitingInLine: number;
}

/** A window that is about to call, at one instant. */
export interface WindowAtCall {
  profileCode: string;
  /** Hard list of services; nothing else is ever chosen. */
  mayTake: readonly string[];
  /** The instant of the call, milliseconds since the epoch. */
  now: number;
}

export interface ChooseInput extends WindowAtCall {
  /** Heads of **all** lines of the branch in any order: help-out conditions also look at services this window may not take. */
  heads: readonly LineHead[];
}

export interface RankInput extends WindowAtCall {
  /** All waiting tickets of the branch, in any order. */
  waiting: readonly WaitingTicket[];
}

/** Why a ticket was chosen. Minutes and credit are at the instant of the call. */
export interface CallReason {
  /**
   * `guarantee`: its guaranteed wait is reached; `tier`: best credit in a tier of the profile;
   * `helpOut`: best credit among services added by a help-out rule;
   * `noProfile`: the strategy has no such profile, so everything the window may take was one tier.
   */
  kind: 'guarantee' | 'tier' | 'helpOut' | 'noProfile';
  /** Which tier or help-out rule of the profile, counted from 1; `null` for the other kinds. */
  place: number | null;
  serviceCode: string;
  classCode: string;
  waitedMinutes: number;
  credit: number;
  /** Minutes beyond the guarantee (≥ 0); `null` unless `guarantee`. */
  overMinutes: number | null;
}

export interface ChosenTicket {
  ticketId: string;
  reason: CallReason;
}

/** What a window takes and in what order it looks. */
export interface CallingWindow {
  profileCode: string;
  mayTake: readonly string[];
}

export interface AheadInput {
  /** A waiting ticket, or one not issued yet (any unused id; position from `positionAt(now)`). */
  ticket: WaitingTicket;
  waiting: readonly WaitingTicket[];
  /** The windows where somebody serves now. */
  windows: readonly CallingWindow[];
  /** Milliseconds since the epoch. */
  now: number;
}
