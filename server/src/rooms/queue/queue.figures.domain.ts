import { classify, positionAt, rank } from '@huiting/queueing/strategy';
import { stageFunctions } from '@huiting/contracts/organization';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import type { QueueFigures, ServiceFigure } from '@huiting/contracts/queue';
import { instantOf } from '../../platform/clock/zone-time.ts';
import type { Catalog } from './queue.catalog.domain.ts';
import { strategyOf } from './queue.catalog.domain.ts';
import { expectedWait } from './queue.estimate.domain.ts';
import type { Snapshot } from './queue.domain.ts';
import { mayTake, openFor } from './queue.windows.domain.ts';

const nextShown = 5;
const windowQueueShown = 100;

/**
 * Newest figures of a branch: counts from the lock row's counters, order and expectations from the strategy.
 * Cost grows with waiting × open windows; a hall holds tens of either.
 */
export function computeFigures(
  catalog: Catalog,
  snapshot: Snapshot,
  now: number,
  today: BusinessDayInfo,
): QueueFigures {
  const { queue, windows, waiting } = snapshot;
  const strategy = strategyOf(catalog, queue.strategyVersion);
  const open = windows.filter((window) => window.session?.state === 'open');
  const counts = Object.values(queue.dayOpen ? queue.counters.service : {});
  const called = counts.reduce((sum, count) => sum + count.called, 0);
  const first = waiting.reduce<(typeof waiting)[number] | null>(
    (a, b) => (a === null || b.position < a.position ? b : a),
    null,
  );
  const allOpen = [...new Set(open.flatMap((window) => mayTake(catalog, window)))];
  const ticketIds = (profileCode: string, take: string[], limit: number): string[] =>
    rank(strategy, { profileCode, mayTake: take, waiting, now })
      .slice(0, limit)
      .map((chosen) => chosen.ticketId);
  return {
    at: now,
    businessDate: queue.businessDate ?? new Date(now).toISOString().slice(0, 10),
    waiting: waiting.length,
    averageWaitSeconds:
      called === 0 ? null : Math.round(counts.reduce((sum, count) => sum + count.waitSeconds, 0) / called),
    longestWaiting:
      first === null ? null : { ticketId: first.ticketId, number: first.number, since: first.issuedAt },
    openWindows: open.length,
    pausedWindows: windows.filter((window) => window.session?.state === 'paused').length,
    totalWindows: windows.length,
    issued: queue.dayOpen ? queue.counters.issued : 0,
    completed: queue.dayOpen ? queue.counters.completed : 0,
    completedServices: counts.reduce((sum, count) => sum + count.completed, 0),
    abandoned: queue.dayOpen ? queue.counters.abandoned : 0,
    services: catalog.services.map((service) => serviceFigure(catalog, snapshot, service.id, now, today)),
    next: allOpen.length === 0 ? [] : ticketIds('all', allOpen, nextShown),
    windowQueues: windows
      .filter((window) => window.session !== null)
      .map((window) => ({
        windowId: window.windowId,
        ticketIds: ticketIds(window.profileCode, mayTake(catalog, window), windowQueueShown),
      })),
  };
}

function serviceFigure(
  catalog: Catalog,
  snapshot: Snapshot,
  serviceTypeId: string,
  now: number,
  today: BusinessDayInfo,
): ServiceFigure {
  const service = catalog.byId.get(serviceTypeId)!;
  const { queue, windows, waiting } = snapshot;
  const counts = queue.dayOpen ? queue.counters.service[service.code] : undefined;
  // Somebody unknown who takes a number now.
  const { classCode } = classify(strategyOf(catalog, queue.strategyVersion), {
    serviceCode: service.code,
    customerTier: null,
    booking: 'none',
    elderOrDisabled: false,
    language: 'zh-CN',
    channel: 'kiosk',
  });
  const ticket = {
    ticketId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
    serviceCode: service.code,
    classCode,
    position: positionAt(now),
  };
  return {
    serviceTypeId,
    waiting: waiting.filter((other) => other.serviceCode === service.code).length,
    expected: expectedWait(catalog, queue.strategyVersion, { ticket, waiting, windows, now }).expected,
    openWindowIds: openFor(catalog, windows, service.code).map((window) => window.windowId),
    averageWaitSeconds:
      counts === undefined || counts.called === 0 ? null : Math.round(counts.waitSeconds / counts.called),
    closed: closedReason(catalog, snapshot, service.code, now, today, counts?.issued ?? 0),
  };
}

function closedReason(
  catalog: Catalog,
  { queue }: Snapshot,
  serviceCode: string,
  now: number,
  { opensAt, closesAt, noon, corporate }: BusinessDayInfo,
  issued: number,
): ServiceFigure['closed'] {
  const { branch } = catalog;
  const service = catalog.byCode.get(serviceCode)!;
  if (branch.stage === 'suspended') return 'suspended';
  if (!catalog.terms.get(serviceCode)!.offered) return 'notOffered';
  // Numbers come from the machine alone.
  if (catalog.machineFed) return 'machineFed';
  if (!stageFunctions[branch.stage].ticketing) return 'branchClosed';
  if (opensAt === null || closesAt === null || now < opensAt || now > closesAt) return 'branchClosed';
  if (noon !== null && now >= noon.from && now < noon.until) return 'noonBreak';
  if (service.line === 'corporate' && !isWithin(corporate, now)) return 'outsideHours';
  if (service.hours !== null && queue.businessDate !== null) {
    const date = queue.businessDate;
    const outside =
      now < instantOf(branch.timeZone, date, service.hours.open) ||
      now > instantOf(branch.timeZone, date, service.hours.close);
    if (outside) return 'outsideHours';
  }
  if (service.dailyLimit !== null && issued >= service.dailyLimit) return 'limitReached';
  return null;
}

function isWithin(hours: BusinessDayInfo['corporate'], now: number): boolean {
  return hours !== null && now >= hours.opensAt && now <= hours.closesAt;
}
