import type pg from 'pg';

const dayMs = 86_400_000;

/** Makes sure the partitions of an instant's month exist before anything is written in it. A set look-up after a day's first time. */
export function createMonths(pool: pg.Pool): (instant: number) => Promise<void> {
  /** Days (UTC) and months whose partitions exist. */
  const days = new Set<number>();
  const months = new Set<string>();

  async function make(day: number): Promise<void> {
    // A day on either side: the branch's date may lie in the neighbouring month of UTC's.
    for (const near of [day - 1, day + 1]) {
      const month = new Date(near * dayMs).toISOString().slice(0, 7);
      if (months.has(month)) continue;
      await pool.query('select platform.ensure_month($1)', [`${month}-01`]);
      months.add(month);
    }
    days.add(day);
  }

  const made = Promise.resolve();
  return (instant) => {
    const day = Math.floor(instant / dayMs);
    return days.has(day) ? made : make(day);
  };
}
