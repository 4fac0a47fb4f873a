import type { loadFigures } from '../../rooms/staff/index.ts';
import type { DayRecord } from './hall-plan.ts';

type Figure = Parameters<typeof loadFigures>[1][number];

/** What a date's services and ratings say of people's work, as the register's projection would have counted them from events. */
export function figuresOf(date: string, records: readonly DayRecord[], seenUntil: number): Figure[] {
  const sums = new Map<string, Figure>();
  const add = (branchId: string, staffId: string, metric: Figure['metric'], total: number): void => {
    const key = `${branchId} ${staffId} ${metric}`;
    const before = sums.get(key);
    sums.set(key, {
      branchId,
      staffId,
      month: date.slice(0, 7),
      metric,
      count: (before?.count ?? 0) + 1,
      total: (before?.total ?? 0) + Math.round(total),
    });
  };
  for (const { plan, requests, ratings } of records) {
    for (const { staff, outcome, startedAt, endedAt } of requests)
      if (staff !== null && outcome === 'completed' && startedAt !== null && endedAt <= seenUntil)
        add(plan.branchId, staff.id, 'served', (endedAt - startedAt) / 1000);
    for (const { request, level, ratedAt } of ratings) {
      if (request.staff === null || level === null || ratedAt === null || ratedAt > seenUntil) continue;
      add(plan.branchId, request.staff.id, 'rating', level);
      if (level <= 2) add(plan.branchId, request.staff.id, 'badRating', 1);
    }
  }
  return [...sums.values()];
}
