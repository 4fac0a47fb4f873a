import type { ParkedEvent } from '@huiting/contracts/system';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

export interface DatabaseFacts {
  readonly version: string;
  readonly bytes: number;
  readonly active: number;
  readonly all: number;
  readonly most: number;
  readonly cacheHit: number | null;
  readonly oldestTransactionSeconds: number | null;
}

/** What PostgreSQL tells of itself; nothing that it does not. */
export async function readDatabase(reader: Reader): Promise<DatabaseFacts> {
  return (await reader.row(
    statement<DatabaseFacts>(
      `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
         (select count(*)::int from pg_stat_activity where datname = current_database() and state <> 'idle') as active,
         (select count(*)::int from pg_stat_activity where datname = current_database()) as "all",
         current_setting('max_connections')::int as most,
         (select blks_hit::float8 / nullif(blks_hit + blks_read, 0) from pg_stat_database where datname = current_database()) as "cacheHit",
         (select extract(epoch from clock_timestamp() - min(xact_start))::float8 from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()) as "oldestTransactionSeconds"`,
    ),
  ))!;
}

/** The largest tables with their indexes; partitions count to their table. */
export async function readTables(reader: Reader, limit: number): Promise<{ name: string; bytes: number }[]> {
  return reader.rows(
    statement<{ name: string; bytes: number }>(
      `select n.nspname || '.' || coalesce(p.relname, c.relname) as name, sum(pg_total_relation_size(c.oid))::bigint as bytes
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       left join pg_inherits i on i.inhrelid = c.oid left join pg_class p on p.oid = i.inhparent
       where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')
       group by 1 order by 2 desc limit $1`,
      [limit],
    ),
  );
}

export async function readTimers(
  reader: Reader,
  now: number,
): Promise<{ kind: string; count: number; nextAt: number; overdue: number; failing: number }[]> {
  return reader.rows(
    statement<{ kind: string; count: number; nextAt: number; overdue: number; failing: number }>(
      `select kind, count(*)::int as count, min(due_at) as "nextAt", count(*) filter (where due_at < $1)::int as overdue,
         count(*) filter (where tries > 0)::int as failing
       from platform.timer group by kind order by kind`,
      [new Date(now)],
    ),
  );
}

export async function readParked(reader: Reader, limit: number): Promise<ParkedEvent[]> {
  return reader.rows(
    statement<ParkedEvent>(
      `select consumer, branch_id as "branchId", number, type, error, parked_at as "parkedAt"
       from platform.parked_event order by parked_at desc limit $1`,
      [limit],
    ),
  );
}

export async function countParked(reader: Reader): Promise<Map<string, number>> {
  const rows = await reader.rows(
    statement<{ consumer: string; count: number }>(
      'select consumer, count(*)::int as count from platform.parked_event group by consumer',
    ),
  );
  return new Map(rows.map(({ consumer, count }) => [consumer, count]));
}
