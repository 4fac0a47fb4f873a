import { stageFunctions } from '@huiting/contracts/organization';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import type { ServiceType } from '@huiting/contracts/queue';
import { DateTime } from 'luxon';
import { addDays, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Reader } from '../../../platform/database/query.ts';
import type { Parameters } from '../../../platform/parameters.ts';
import type { BranchDirectory, BranchInfo } from '../../organization/index.ts';
import type { QueueService } from '../../queue/index.ts';
import { defaultCapacity, slotsOf } from '../appointment.domain.ts';
import type { Slot } from '../appointment.domain.ts';
import { readRules, readTaken } from '../appointment.slot.store.ts';

export interface OfferedSlot extends Slot {
  readonly capacity: number;
  readonly left: number;
}

/** Days one may book, today first. */
export function bookableDays(
  { directory, parameters }: { directory: BranchDirectory; parameters: Parameters },
  branch: BranchInfo,
  now: number,
): BusinessDayInfo[] {
  const today = directory.dayAt(branch, now).date;
  const daysAhead = parameters.number('appointment.daysAhead', branch.path, now);
  return Array.from({ length: daysAhead + 1 }, (_, ahead) => directory.dayOf(branch, addDays(today, ahead)));
}

/**
 * Slots of a day that have not begun, with their capacity and what is left of it. Empty on a day that cannot be booked:
 * closed, past, too far ahead, the branch does not operate, or a machine of another maker gives its numbers.
 */
export async function offerSlots(
  deps: {
    db: Reader;
    directory: BranchDirectory;
    parameters: Parameters;
    queue: Pick<QueueService, 'takesNumbers'>;
  },
  branch: BranchInfo,
  service: ServiceType,
  date: string,
  now: number,
): Promise<OfferedSlot[]> {
  const day = bookableDays(deps, branch, now).find((bookable) => bookable.date === date);
  if (day === undefined) return [];
  const open = openSlots(branch, service, day).filter(({ start }) => start > now);
  if (open.length === 0 || !(await deps.queue.takesNumbers(branch.id))) return [];
  const [rules, taken] = await Promise.all([
    readRules(deps.db, branch.id, service.id),
    readTaken(deps.db, branch.id, date, service.id),
  ]);
  const usual = usualCapacity(branch, service);
  return open.map((slot) => {
    const capacity = rules.get(timeOfDay(branch, slot.start)) ?? usual;
    return { ...slot, capacity, left: Math.max(0, capacity - (taken.get(slot.start) ?? 0)) };
  });
}

/** Half hours in which the branch takes this business that day, full or not; none while its stage takes no bookings. */
export function openSlots(branch: BranchInfo, service: ServiceType, day: BusinessDayInfo): Slot[] {
  if (!stageFunctions[branch.stage].booking) return [];
  const hours = hoursOn(branch, service, day);
  return hours === 'none' ? [] : slotsOf(day, hours);
}

/** What the windows that may take the business give a half hour. */
export function usualCapacity(branch: BranchInfo, service: ServiceType): number {
  const windows = branch.windows.filter(({ serviceCodes }) => serviceCodes.includes(service.code)).length;
  return defaultCapacity(windows, service.standardMinutes);
}

/** Hours of this business that day; null = the branch's own. */
function hoursOn(
  branch: BranchInfo,
  service: ServiceType,
  day: BusinessDayInfo,
): { from: number; until: number } | null | 'none' {
  const { corporate } = day;
  if (service.line === 'corporate' && corporate === null) return 'none';
  const line = service.line === 'corporate' && corporate !== null ? corporate : null;
  const own = service.hours;
  if (own === null) return line === null ? null : { from: line.opensAt, until: line.closesAt };
  const from = instantOf(branch.timeZone, day.date, own.open);
  const until = instantOf(branch.timeZone, day.date, own.close);
  return {
    from: Math.max(from, line?.opensAt ?? from),
    until: Math.min(until, line?.closesAt ?? until),
  };
}

function timeOfDay(branch: BranchInfo, instant: number): string {
  return DateTime.fromMillis(instant, { zone: branch.timeZone }).toFormat('HH:mm');
}
