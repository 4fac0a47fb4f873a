/** What is known of a hall at one moment. Instants are ms of business time. */
export interface HallFigures {
  readonly dayOpen: boolean;
  readonly waiting: number;
  /** Minutes of work those waiting bring, by the standard minutes of their business. */
  readonly workMinutes: number;
  /** Their wait limits added up. */
  readonly limitMinutes: number;
  readonly oldestIssuedAt: number | null;
  /** Who reaches (or has passed) the wait limit first. */
  readonly critical: { readonly issuedAt: number; readonly limitMinutes: number } | null;
  readonly openWindows: number;
  /** Open windows with a customer. */
  readonly busyWindows: number;
  readonly pausedWindows: number;
  readonly totalWindows: number;
}

export interface CongestionRule {
  readonly waitingPerWindow: number;
  /** Null = the limit of each business. */
  readonly longestWaitMinutes: number | null;
}

/** Congestion ends only when both measures are back below this share, so that it does not flap. */
const easeShare = 0.8;
/** From this share of a threshold on a hall is near congestion: as the amber of the wait bars. */
export const nearShare = 0.7;
/** Not more than one announcement per branch in this time. */
export const quietMs = 15 * 60_000;

/**
 * Busy index, 0–100. Half of it is utilisation (windows with a customer ÷ open windows); half is the work waiting
 * against what the open windows can do within the usual wait limit: Σ standard minutes ÷ (open windows × mean limit), at most 1.
 * 50 = every window busy and nobody waits; 100 = beyond that a whole limit's work waits, or somebody waits and no window is open.
 */
export function busyIndex(f: HallFigures): number {
  if (f.openWindows === 0) return f.waiting === 0 ? 0 : 100;
  const utilisation = Math.min(1, f.busyWindows / f.openWindows);
  const meanLimit = f.waiting === 0 ? 1 : f.limitMinutes / f.waiting;
  const backlog = Math.min(1, f.workMinutes / (f.openWindows * meanLimit));
  return Math.round(50 * utilisation + 50 * backlog);
}

/** How far each measure is toward its threshold; 1 = there. */
export function pressure(
  f: HallFigures,
  rule: CongestionRule,
  now: number,
): { count: number; wait: number; limitMinutes: number } {
  const critical = criticalOf(f, rule);
  return {
    count: f.waiting / countLimit(f, rule),
    wait: critical === null ? 0 : (now - critical.issuedAt) / (critical.limitMinutes * 60_000),
    limitMinutes: critical?.limitMinutes ?? 0,
  };
}

function criticalOf(f: HallFigures, rule: CongestionRule): HallFigures['critical'] {
  if (rule.longestWaitMinutes === null) return f.critical;
  return f.oldestIssuedAt === null
    ? null
    : { issuedAt: f.oldestIssuedAt, limitMinutes: rule.longestWaitMinutes };
}

/** With no window open the hall is measured as if one were. */
function countLimit(f: HallFigures, rule: CongestionRule): number {
  return rule.waitingPerWindow * Math.max(1, f.openWindows);
}

export interface Congestion {
  readonly congested: boolean;
  readonly since: number;
  /** Whether this congestion has been announced. */
  readonly told: boolean;
  readonly toldAt: number | null;
}

export interface CongestionTold {
  readonly rule: 'waitingPerWindow' | 'longestWait';
  readonly threshold: number;
}

/** A hall at this moment, with its rule and the congestion known so far. */
export interface HallNow {
  readonly figures: HallFigures;
  readonly rule: CongestionRule;
  readonly congestion: Congestion | null;
  /** Counts of the branch's last opened day. */
  readonly day: {
    readonly date: string | null;
    readonly issued: number;
    readonly abandoned: number;
    readonly completedServices: number;
    readonly called: number;
    readonly waitSeconds: number;
    readonly rated: number;
    readonly good: number;
  };
}

/** What the figures make of the state: announced at most once in `quietMs`, a suppressed announcement is made up for later. */
export function judge(
  before: Congestion | null,
  f: HallFigures,
  rule: CongestionRule,
  now: number,
): { readonly after: Congestion; readonly tell: CongestionTold | null; readonly eased: boolean } {
  const { count, wait, limitMinutes } = pressure(f, rule, now);
  const over: CongestionTold | null =
    count > 1
      ? { rule: 'waitingPerWindow', threshold: rule.waitingPerWindow }
      : wait > 1
        ? { rule: 'longestWait', threshold: limitMinutes }
        : null;
  const was = before ?? { congested: false, since: now, told: false, toldAt: null };
  const calm = was.congested ? count <= easeShare && wait <= easeShare : over === null;
  if (calm) {
    return {
      after: was.congested ? { ...was, congested: false, since: now, told: false } : was,
      tell: null,
      eased: was.congested && was.told,
    };
  }
  const state = was.congested ? was : { ...was, congested: true, since: now, told: false };
  const quiet = was.toldAt !== null && now < was.toldAt + quietMs;
  if (state.told || quiet || over === null) return { after: state, tell: null, eased: false };
  return { after: { ...state, told: true, toldAt: now }, tell: over, eased: false };
}

/** How much may happen before the judgement can change: so many may come, so many may leave. */
export interface Margin {
  readonly entries: number;
  readonly exits: number;
}

export function marginOf(congestion: Congestion, f: HallFigures, rule: CongestionRule): Margin {
  const limit = countLimit(f, rule);
  if (!congestion.congested)
    return { entries: Math.floor(limit) - f.waiting, exits: Number.POSITIVE_INFINITY };
  const tooMany = f.waiting - Math.floor(limit * easeShare);
  // Few enough wait already: what holds it up is somebody's long wait, which any call may end.
  return { entries: Number.POSITIVE_INFINITY, exits: Math.max(0, tooMany - 1) };
}

/** Longest time without a look while the day is open: shorter than any wait limit, so that none is passed unseen. */
const watchMs = 10 * 60_000;

/** When to look again although nothing happened: somebody passes a limit, or a held-back announcement is due. Null = the day is over. */
export function nextLook(
  congestion: Congestion,
  f: HallFigures,
  rule: CongestionRule,
  now: number,
): number | null {
  if (!f.dayOpen && f.waiting === 0) return null;
  const critical = criticalOf(f, rule);
  const crossing = critical === null ? null : critical.issuedAt + critical.limitMinutes * 60_000 + 1;
  const heldBack =
    congestion.congested && !congestion.told && congestion.toldAt !== null
      ? congestion.toldAt + quietMs
      : null;
  const soonest = [crossing, heldBack].filter((at): at is number => at !== null && at > now);
  return Math.min(now + watchMs, ...soonest);
}
