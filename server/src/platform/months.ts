import { dateIn } from './clock/zone-time.ts';
import type pg from 'pg';

/** Makes sure the partitions of an instant's month exist before anything is written in it. A set look-up after the first time. */
export function createMonths(pool: pg.Pool): (instant: number) => Promise<void> {
  const made = new Set<string>();
  return async (instant) => {
    // A day on either side: the branch's date may lie in the neighbouring month of UTC's.
    for (const at of [instant - 86_400_000, instant + 86_400_000]) {
      const month = dateIn('utc', at).slice(0, 7);
      if (made.has(month)) continue;
      await pool.query('select platform.ensure_month($1)', [`${month}-01`]);
      made.add(month);
    }
  };
}
