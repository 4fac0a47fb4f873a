import type { AssistCall as CallDto, BranchPulse } from '@huiting/contracts/hall';
import type {
  CallUp as CallUpDto,
  Diversion as DiversionDto,
  DutyPeriod as DutyDto,
  Incident as IncidentDto,
  PatrolRound as PatrolDto,
  Position,
  ServiceFlow as FlowDto,
  Worklog as WorklogDto,
  WorklogFigures,
} from '@huiting/contracts/hall';
import { stageFunctions } from '@huiting/contracts/organization';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import type { BranchInfo } from '../organization/index.ts';
import type { StaffInfo } from '../staff/index.ts';
import type { AssistCall } from './hall.assist.domain.ts';
import { busyIndex, nearShare, pressure } from './hall.domain.ts';
import type { HallNow } from './hall.domain.ts';
import type { CallUp, Duty, Placed } from './hall.positions.domain.ts';

import type { Diversion, ServiceFlow } from './hall.service-flow.domain.ts';
import type { Seat } from './hall.staff.domain.ts';
import type { Incident, Patrol, Worklog } from './hall.worklog.domain.ts';

export interface PulseParts {
  readonly branch: BranchInfo;
  readonly today: BusinessDayInfo;
  /** Null when the branch has no queue. */
  readonly hall: HallNow | null;
  readonly alerts: { readonly open: number; readonly urgent: number };
  readonly now: number;
}

/** Counts are of today: a branch that has not opened today has none. */
export function presentPulse({ branch, today, hall, alerts, now }: PulseParts): BranchPulse {
  const { id, code, name, city, path, format, stage } = branch;
  const inHours =
    today.opensAt !== null && today.closesAt !== null && now >= today.opensAt && now < today.closesAt;
  const open = stageFunctions[stage].ticketing && inHours;
  const day = hall !== null && hall.day.date === today.date ? hall.day : null;
  const figures = hall?.figures;
  const oldest = figures?.oldestIssuedAt ?? null;
  return {
    branchId: id,
    code,
    name,
    city,
    path,
    format,
    stage,
    at: now,
    open,
    waiting: figures?.waiting ?? 0,
    averageWaitSeconds: day === null || day.called === 0 ? null : Math.round(day.waitSeconds / day.called),
    longestWaitSeconds: oldest === null ? null : Math.max(0, Math.round((now - oldest) / 1000)),
    openWindows: figures?.openWindows ?? 0,
    pausedWindows: figures?.pausedWindows ?? 0,
    totalWindows: figures?.totalWindows ?? branch.windows.length,
    issued: day?.issued ?? 0,
    completedServices: day?.completedServices ?? 0,
    abandoned: day?.abandoned ?? 0,
    busyIndex: figures === undefined ? 0 : busyIndex(figures),
    state: hall === null || (!open && hall.figures.waiting === 0) ? 'closed' : stateOf(hall, now),
    openAlerts: alerts.open,
    urgentAlerts: alerts.urgent,
    rated: day?.rated ?? 0,
    good: day?.good ?? 0,
  };
}

function stateOf({ figures, rule, congestion }: HallNow, now: number): BranchPulse['state'] {
  if (congestion?.congested === true) return 'congested';
  const { count, wait } = pressure(figures, rule, now);
  return Math.max(count, wait) >= nearShare ? 'near' : 'normal';
}

/** For everybody who may call for help, lobby screens too: nothing of the customer. */
export function presentCall(call: AssistCall): CallDto {
  const { businessDate: _date, placeId, callerId: _caller, ...shown } = call;
  return { ...shown, windowId: call.source === 'window' ? placeId : call.windowId };
}

export function presentFlow({ businessDate: _, ...flow }: ServiceFlow): FlowDto {
  return { ...flow, ticks: [...flow.ticks] };
}

export function presentDiversion({
  businessDate: _date,
  staffId: _staff,
  ...diversion
}: Diversion): DiversionDto {
  return diversion;
}

export function presentDuty({ businessDate: _, ...duty }: Duty): DutyDto {
  return duty;
}

export function presentCallUp({ businessDate: _date, roundId: _round, ...callUp }: CallUp): CallUpDto {
  return callUp;
}

export interface BoardParts {
  readonly branch: BranchInfo;
  readonly people: readonly StaffInfo[];
  readonly placed: readonly Placed[];
  readonly seats: readonly Seat[];
  readonly duties: readonly Duty[];
}

const kindOrder = ['lobbyManager', 'reserve', 'window'] as const;

/** Everybody of the branch: lobby managers, reserves and windows in their order, then whoever has no position. */
export function presentPositions({ branch, people, placed, seats, duties }: BoardParts): Position[] {
  const of = (person: StaffInfo): Position => {
    const place = placed.find(({ staffId }) => staffId === person.id);
    const seat = seats.find(({ staffId }) => staffId === person.id);
    return {
      staffId: person.id,
      name: person.name,
      number: person.number,
      post: person.post,
      kind: place?.kind ?? null,
      rank: place?.rank ?? null,
      zoneId: place?.zoneId ?? null,
      windowLabel: branch.windows.find(({ id }) => id === seat?.windowId)?.label ?? null,
      onDuty: duties.some(({ staffId, until }) => staffId === person.id && until === null),
    };
  };
  const orderOf = ({ kind }: Position): number =>
    kind === null ? kindOrder.length : kindOrder.indexOf(kind);
  return people
    .map(of)
    .toSorted(
      (a, b) => orderOf(a) - orderOf(b) || (a.rank ?? 0) - (b.rank ?? 0) || (a.number < b.number ? -1 : 1),
    );
}

export function presentWorklog(log: Worklog, figures: WorklogFigures): WorklogDto {
  const { review, ...same } = log;
  return {
    ...same,
    figures,
    review: review === null ? null : { name: review.name, at: review.at, words: review.words },
  };
}

export function presentPatrol({ staffId: _, ...patrol }: Patrol): PatrolDto {
  return { ...patrol, findings: [...patrol.findings] };
}

export function presentIncident({ staffId: _, ...incident }: Incident): IncidentDto {
  return incident;
}
