import type pg from 'pg';
import { loadVisits } from '../../rooms/customer/index.ts';
import type { VisitSeed } from '../../rooms/customer/index.ts';
import { runQuery } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { copyInto } from '../../platform/database/bulk-load.ts';
import type { Row } from '../../platform/database/bulk-load.ts';
import { loadFigures } from '../../rooms/staff/index.ts';
import { memoriesOf, rowsOf } from './day-rows.ts';
import { figuresOf } from './figures.ts';
import type { DayRecord } from './hall-plan.ts';

/** Everything one business date left behind at all branches. */
export interface DateRows {
  readonly date: string;
  readonly tables: ReadonlyMap<string, Row[]>;
  readonly memories: readonly VisitSeed[];
  /** What the day says of people's work. */
  readonly figures: ReturnType<typeof figuresOf>;
}

export function gatherDate(
  date: string,
  records: readonly DayRecord[],
  seenUntil: number,
  serviceName: (code: string) => VisitSeed['serviceName'],
): DateRows {
  const tables = new Map<string, Row[]>();
  for (const record of records) {
    for (const [table, rows] of rowsOf(record, seenUntil)) {
      const all = tables.get(table);
      if (all === undefined) tables.set(table, rows);
      else for (const row of rows) all.push(row);
    }
  }
  return {
    date,
    tables,
    memories: records.flatMap((record) => memoriesOf(record, serviceName)),
    figures: figuresOf(date, records, seenUntil),
  };
}

/**
 * One business date in one transaction: it is there whole or not at all, so a broken load goes on with the next date.
 * No events: the past lies before the bank opened its event log, and nobody is to react to it.
 */
export async function writeDate(
  client: pg.Client,
  day: DateRows,
  also?: (client: pg.Client) => Promise<void>,
): Promise<void> {
  await client.query('begin');
  try {
    for (const [table, rows] of day.tables) await copyInto(client, table, rows);
    const target: Reader = {
      rows: (query) => runQuery(client, query),
      row: async (query) => (await runQuery(client, query))[0] ?? null,
    };
    await loadVisits(target, day.memories);
    await loadFigures(target, day.figures);
    await also?.(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Makes the months that dates lie in. Before the doors open: a new partition locks its parent table, and nothing living may wait for it.
 */
export async function ensureMonths(client: pg.Client, dates: readonly string[]): Promise<void> {
  for (const month of new Set(dates.map((date) => `${date.slice(0, 7)}-01`)))
    await client.query('select platform.ensure_month($1)', [month]);
}

/** Dates before `startDate` that are there already, newest first. */
export async function datesWritten(client: pg.Client, startDate: string): Promise<string[]> {
  const { rows } = await client.query<{ date: string }>(
    'select distinct business_date::text as date from queue.visit where business_date < $1 order by 1 desc',
    [startDate],
  );
  return rows.map(({ date }) => date);
}
