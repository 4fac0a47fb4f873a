import { hasFigures } from '@huiting/contracts/hall';
import type { BranchPulse, Overview, PulseSort, PulseView } from '@huiting/contracts/hall';
import { PulseView as views } from '@huiting/contracts/hall';

export interface PulseFilter {
  readonly view: PulseView;
  readonly search?: string | undefined;
  readonly format?: BranchPulse['format'] | undefined;
  readonly stage?: BranchPulse['stage'] | undefined;
  readonly sort?: PulseSort | undefined;
  readonly order: 'ascend' | 'descend';
  readonly page: number;
  readonly pageSize: number;
}

const suspendedNamed = 10;

/** A page of the branches the filter finds, and what all of them come to. `pulses`: those in scope. */
export function lookOver(pulses: readonly BranchPulse[], filter: PulseFilter) {
  const matching = pulses.filter(matcher(filter));
  const shown = matching.filter((pulse) => isInView(pulse, filter.view));
  const { pageSize } = filter;
  const page = Math.min(filter.page, Math.max(1, Math.ceil(shown.length / pageSize)));
  return {
    branches: inOrder(shown, filter).slice((page - 1) * pageSize, page * pageSize),
    page,
    total: shown.length,
    scope: { branches: pulses.length, open: count(pulses, ({ open }) => open) },
    views: Object.fromEntries(
      views.options.map((view) => [view, count(matching, (pulse) => isInView(pulse, view))]),
    ) as Record<PulseView, number>,
    sums: sumsOf(shown),
    suspended: shown
      .filter(({ stage }) => stage === 'suspended')
      .slice(0, suspendedNamed)
      .map(({ name }) => name),
  };
}

export function overviewOf(pulses: readonly BranchPulse[], at: number): Overview {
  return {
    at,
    branches: pulses.length,
    open: count(pulses, ({ open }) => open),
    waiting: sum(pulses, ({ waiting }) => waiting),
    openAlerts: sum(pulses, ({ openAlerts }) => openAlerts),
    urgentAlerts: sum(pulses, ({ urgentAlerts }) => urgentAlerts),
    congested: pulses.filter(({ state }) => state === 'congested').map(({ path }) => path),
  };
}

function matcher({ search, format, stage }: PulseFilter): (pulse: BranchPulse) => boolean {
  const wanted = search?.trim().toLowerCase() ?? '';
  return (pulse) =>
    (format === undefined || pulse.format === format) &&
    (stage === undefined || pulse.stage === stage) &&
    (wanted === '' || `${pulse.name}\n${pulse.code}\n${pulse.city}`.toLowerCase().includes(wanted));
}

function isInView(pulse: BranchPulse, view: PulseView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'congested':
    case 'near':
      return pulse.state === view;
    case 'alerts':
      return pulse.openAlerts > 0;
    case 'closed':
      return !pulse.open;
  }
}

const stateRank = { congested: 0, near: 1, normal: 2, closed: 3 } as const;
const values: Record<PulseSort, (pulse: BranchPulse) => number | null> = {
  waiting: (pulse) => pulse.waiting,
  averageWait: (pulse) => pulse.averageWaitSeconds,
  longestWait: (pulse) => pulse.longestWaitSeconds,
  windows: (pulse) => pulse.openWindows,
  done: (pulse) => pulse.completedServices,
  alerts: (pulse) => pulse.openAlerts,
  busy: (pulse) => pulse.busyIndex,
};
const byCode = (a: BranchPulse, b: BranchPulse): number => (a.code < b.code ? -1 : 1);

/** Without a sort, what needs a person comes first; closed branches always come last, for their figures are of no day. */
function inOrder(pulses: readonly BranchPulse[], filter: PulseFilter): readonly BranchPulse[] {
  const sign = filter.order === 'ascend' ? 1 : -1;
  const value = filter.sort === undefined ? null : values[filter.sort];
  return pulses.toSorted((a, b) => {
    const closed = Number(!hasFigures(a)) - Number(!hasFigures(b));
    if (closed !== 0) return closed;
    if (value === null)
      return stateRank[a.state] - stateRank[b.state] || b.waiting - a.waiting || byCode(a, b);
    const first = value(a);
    const second = value(b);
    if (first === null || second === null)
      return Number(first === null) - Number(second === null) || byCode(a, b);
    return sign * (first - second) || byCode(a, b);
  });
}

/** Counts alone are added up; an average of averages is not told. */
function sumsOf(pulses: readonly BranchPulse[]) {
  const alive = pulses.filter(hasFigures);
  return {
    waiting: sum(alive, ({ waiting }) => waiting),
    openWindows: sum(alive, ({ openWindows }) => openWindows),
    totalWindows: sum(pulses, ({ totalWindows }) => totalWindows),
    completedServices: sum(alive, ({ completedServices }) => completedServices),
    openAlerts: sum(pulses, ({ openAlerts }) => openAlerts),
  };
}

function sum(pulses: readonly BranchPulse[], of: (pulse: BranchPulse) => number): number {
  return pulses.reduce((total, pulse) => total + of(pulse), 0);
}
function count(pulses: readonly BranchPulse[], is: (pulse: BranchPulse) => boolean): number {
  return sum(pulses, (pulse) => Number(is(pulse)));
}
