import type { Tx } from '../database/database.ts';
import { statement } from '../database/query.ts';
import type { Reader } from '../database/query.ts';

/** A month of a table, `queue.ticket_202611`. */
export interface TableMonth {
  readonly table: string;
  readonly name: string;
  /** First day of the month after: everything in it is older. */
  readonly endsBefore: string;
}

/** Months of these tables that lie wholly before a day. */
export async function monthsBefore(
  reader: Reader,
  tables: readonly string[],
  day: string,
): Promise<TableMonth[]> {
  const rows = await reader.rows(
    statement<TableMonth>(
      `select i.inhparent::regclass::text as table, i.inhrelid::regclass::text as name,
         (to_date(right(i.inhrelid::regclass::text, 6), 'YYYYMM') + interval '1 month')::date::text as "endsBefore"
       from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent::regclass::text = any ($1::text[]) and c.relname ~ '_[0-9]{6}$' order by 2`,
      [tables],
    ),
  );
  return rows.filter(({ endsBefore }) => endsBefore <= day);
}

/** How many rows a month has, and a digest that tells whether they are the same rows, in whatever order. */
export async function digestMonth(
  reader: Reader,
  month: TableMonth,
): Promise<{ rows: number; digest: string }> {
  const row = await reader.row(
    statement<{ rows: number; digest: string }>(
      `select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as digest from ${nameOf(month)} t`,
    ),
  );
  return row!;
}

/** Takes the month away. Writers of the table wait as long as that takes, which does not depend on its rows. */
export async function dropMonth(tx: Tx, month: TableMonth): Promise<void> {
  // Detached first: a month others may refer to cannot be dropped as a part of its table.
  if (!/^[a-z_]+\.[a-z_]+$/.test(month.table)) throw new Error('not a table');
  await tx.rows(statement(`alter table ${month.table} detach partition ${nameOf(month)}`));
  await tx.rows(statement(`drop table ${nameOf(month)}`));
}

/** Tables with rows of their own that nobody's list names. */
export async function tablesBeside(reader: Reader, known: readonly string[]): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema', 'pgboss')
         and n.nspname not like 'pg\\_%' and n.nspname || '.' || c.relname <> all ($1::text[]) order by 1`,
      [known],
    ),
  );
  return rows.map(({ name }) => name);
}

/** The catalogue's own spelling, and nothing else, becomes part of a statement. */
function nameOf({ name }: TableMonth): string {
  if (!/^[a-z_]+\.[a-z_]+_\d{6}$/.test(name)) throw new Error('not a month of a table');
  return name;
}
