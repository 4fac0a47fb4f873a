import type { WatchRules } from '@huiting/contracts/access/watch';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { standardRules } from './access.activity.domain.ts';

export interface Counted {
  readonly userId: string;
  readonly hour: number;
  readonly requests: number;
  readonly reads: number;
}

/** Adds what this process has counted. */
export async function addActivity(reader: Reader, counted: readonly Counted[]): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.activity_hour as h (user_id, hour, requests, reads)
       select * from unnest($1::uuid[], $2::timestamptz[], $3::int[], $4::int[])
       on conflict (user_id, hour) do update set requests = h.requests + excluded.requests, reads = h.reads + excluded.reads`,
      [
        counted.map(({ userId }) => userId),
        counted.map(({ hour }) => new Date(hour)),
        counted.map(({ requests }) => requests),
        counted.map(({ reads }) => reads),
      ],
    ),
  );
}

export interface Habit {
  readonly name: string;
  readonly orgUnitId: string;
  readonly branchId: string | null;
  /** Reads of this hour, over all processes. */
  readonly reads: number;
  /** Mean of the hours of the last 30 days in which anything was read. */
  readonly meanReads: number;
  /** Hours of the last 30 days with any request, as instants. */
  readonly hours: readonly number[];
}

export async function readHabit(reader: Reader, userId: string, hour: number): Promise<Habit | null> {
  return reader.row(
    statement<Habit>(
      `select a.name, a.org_unit_id as "orgUnitId", a.branch_id as "branchId",
         coalesce((select reads from access.activity_hour h where h.user_id = a.id and h.hour = $2), 0) as reads,
         coalesce(avg(h.reads) filter (where h.reads > 0), 0)::float8 as "meanReads",
         coalesce(array_agg((extract(epoch from h.hour) * 1000)::float8) filter (where h.hour is not null), '{}') as hours
       from access.user_account a
       left join access.activity_hour h on h.user_id = a.id and h.hour < $2 and h.hour > $2::timestamptz - interval '30 days'
       where a.id = $1 group by a.id`,
      [userId, new Date(hour)],
    ),
  );
}

/** Marks the hour as told; false when it was told already, by whichever process. */
export async function takeTold(
  reader: Reader,
  what: 'reads' | 'night',
  userId: string,
  hour: number,
): Promise<boolean> {
  const column = what === 'reads' ? 'told_reads' : 'told_night';
  // A night is one, however many hours it has.
  const within = what === 'reads' ? '0 hours' : '12 hours';
  const rows = await reader.rows(
    statement(
      `update access.activity_hour h set ${column} = true where h.user_id = $1 and h.hour = $2 and not exists (
         select 1 from access.activity_hour o where o.user_id = $1 and o.${column} and o.hour between $2::timestamptz - interval '${within}' and $2)
       returning 1`,
      [userId, new Date(hour)],
    ),
  );
  return rows.length > 0;
}

export async function forgetActivity(reader: Reader, wallNow: number): Promise<void> {
  await reader.rows(
    statement(`delete from access.activity_hour where hour < $1::timestamptz - interval '90 days'`, [
      new Date(wallNow),
    ]),
  );
}

export async function readRules(reader: Reader): Promise<{ version: number; rules: WatchRules }> {
  const row = await reader.row(
    statement<{ version: number; rules: WatchRules }>(
      'select version, rules from access.watch_rules where one',
    ),
  );
  return row ?? { version: 0, rules: standardRules };
}

/** False when somebody else has changed them since. */
export async function saveRules(reader: Reader, version: number, rules: WatchRules): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      version === 0
        ? `insert into access.watch_rules (one, version, rules) values (true, $1 + 1, $2) on conflict do nothing returning 1`
        : `update access.watch_rules set version = version + 1, rules = $2 where one and version = $1 returning 1`,
      [version, JSON.stringify(rules)],
    ),
  );
  return rows.length > 0;
}
