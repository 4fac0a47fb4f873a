import { positionDefaults } from '@huiting/contracts/hall';
import type {
  CallUp as CallUpDto,
  DutyPeriod as DutyDto,
  LoadTier,
  PositionKind,
  TierPlan,
} from '@huiting/contracts/hall';
import type { StaffInfo } from '../staff/index.ts';

/** Positions of a day as they are kept. Instants are ms of business time. */
export interface Placed {
  readonly staffId: string;
  readonly kind: PositionKind;
  readonly rank: number;
  /** Zone of the hall; null = everywhere. */
  readonly zoneId: string | null;
}
export type Duty = DutyDto & { readonly businessDate: string };
export type CallUp = CallUpDto & { readonly businessDate: string; readonly roundId: string };

/** Who is meant for what when nobody has arranged it: lobby managers lead; reserves, then advisers, then the supervisor stand in. */
const standIns: readonly StaffInfo['post'][] = ['reserve', 'relationshipManager', 'operationsSupervisor'];

export function defaultPositions(staff: readonly Pick<StaffInfo, 'id' | 'post'>[]): Placed[] {
  const of = (kind: PositionKind, posts: readonly StaffInfo['post'][]): Placed[] =>
    posts
      .flatMap((post) => staff.filter((one) => one.post === post))
      .map(({ id }, index) => ({ staffId: id, kind, rank: index + 1, zoneId: null }));
  return [
    ...of('lobbyManager', ['lobbyManager']),
    ...of('reserve', standIns),
    ...of('window', ['teller', 'wealthManager']),
  ];
}

/** In the order given: ranks count within each kind. */
export function rankPositions(
  asked: readonly { staffId: string; kind: PositionKind; zoneId: string | null }[],
): Placed[] {
  const counts = new Map<PositionKind, number>();
  return asked.map(({ staffId, kind, zoneId }) => {
    const rank = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, rank);
    // Who sits at a window is where the window is.
    return { staffId, kind, rank, zoneId: kind === 'window' ? null : zoneId };
  });
}

/** Half the windows when calm, four fifths on a normal day, all of them when busy; a second lobby manager only then. */
export function defaultPlan(windows: number): TierPlan[] {
  return [
    { tier: 'light', lobbyManagers: 1, reserves: 0, windows: Math.ceil(windows * 0.5) },
    { tier: 'normal', lobbyManagers: 1, reserves: 0, windows: Math.ceil(windows * 0.8) },
    { tier: 'busy', lobbyManagers: 1, reserves: 1, windows },
  ];
}

export function tierOf(busyIndex: number): LoadTier {
  if (busyIndex >= positionDefaults.busyFrom) return 'busy';
  return busyIndex >= positionDefaults.normalFrom ? 'normal' : 'light';
}

/** What the hall has to do now. */
export interface HallWork {
  /** Guests being received, and calls for help that have not ended. */
  readonly openWork: number;
  /** Of the calls, those nobody accepted in time. */
  readonly escalated: number;
  readonly congested: boolean;
}

/**
 * HA-03: the lobby manager is busy by rule. A call for help that nobody took within its minute; a congested hall; or three
 * pieces of work at once for each who is on duty (at least one is counted).
 */
export function pressureOf(work: HallWork, onDuty: number): Exclude<CallUp['cause'], 'manual'> | null {
  if (work.escalated > 0) return 'unanswered';
  if (work.openWork >= positionDefaults.workPerManager * Math.max(1, onDuty)) return 'lobbyManagerBusy';
  return work.congested ? 'congested' : null;
}

/** The next reserve to ask: first in order who is not in the hall already and was not asked in this round. */
export function nextReserve(
  positions: readonly Placed[],
  onDuty: readonly string[],
  asked: readonly string[],
): string | null {
  return (
    positions
      .filter(({ kind }) => kind === 'reserve')
      .toSorted((a, b) => a.rank - b.rank)
      .find(({ staffId }) => !onDuty.includes(staffId) && !asked.includes(staffId))?.staffId ?? null
  );
}
