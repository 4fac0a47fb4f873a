import type { Client } from 'pg';

/** A table that holds rows of its own, with what is needed to write them out and in again. */
export interface StoredTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Primary key, or every column where there is none: the order rows are written in, the same whenever they are the same. */
  readonly order: readonly string[];
}

/** Not the house's to keep: the job runner makes its schema itself, and its jobs are made again. */
const foreignSchemas = ['pg_catalog', 'information_schema', 'pgboss', 'pg_toast'];

/** Every table with rows, those others refer to first, so that they can be filled in this order. */
export async function listStoredTables(client: Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable & { oid: number; root: number }>(
    `select c.oid, n.nspname || '.' || c.relname as name, coalesce(pg_partition_root(c.oid), c.oid)::oid as root,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         and a.attgenerated = '' order by a.attnum) as columns,
       coalesce((select array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, at)
           join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.at)
         from pg_index i where i.indrelid = c.oid and i.indisprimary), '{}') as "order"
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname <> all ($1) and n.nspname not like 'pg\\_%' order by name`,
    [foreignSchemas],
  );
  const { rows: references } = await client.query<{ from: number; to: number }>(
    `select coalesce(pg_partition_root(conrelid), conrelid)::oid as "from", coalesce(pg_partition_root(confrelid), confrelid)::oid as "to"
     from pg_constraint where contype = 'f' and conrelid <> confrelid`,
  );
  return inOrder(rows, references).map(({ name, columns, order }) => ({
    name,
    columns,
    order: order.length > 0 ? order : columns,
  }));
}

/** Referred-to before referring; the street of rooms has no circle. */
function inOrder<T extends { readonly root: number }>(
  tables: readonly T[],
  references: readonly { from: number; to: number }[],
): T[] {
  const placed = new Set<number>();
  const sorted: T[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const roots = new Set(left.map(({ root }) => root));
    const free = left.filter(
      ({ root }) => !references.some(({ from, to }) => from === root && to !== root && roots.has(to)),
    );
    if (free.length === 0) throw new Error('tables refer to one another in a circle');
    for (const table of free) placed.add(table.root);
    sorted.push(...free);
    left = left.filter(({ root }) => !placed.has(root));
  }
  return sorted;
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
const tableOf = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

/** Writes every row in a steady order, so that equal tables give equal bytes. */
export const copyOut = ({ name, columns, order }: StoredTable): string =>
  `copy (select ${quoted(columns)} from ${tableOf(name)} order by ${quoted(order)}) to stdout`;

export const copyIn = ({ name, columns }: Pick<StoredTable, 'name' | 'columns'>): string =>
  `copy ${tableOf(name)} (${quoted(columns)}) from stdin`;
