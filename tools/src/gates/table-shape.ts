import type { Client } from 'pg';
import { placements, rooms } from '../../../architecture.ts';

type Table = { schema: string; name: string; comment: string | null };
type Key = { schema: string; name: string; key: string; kind: 'p' | 'u' | 'i'; columns: string[] };
type Link = {
  schema: string;
  name: string;
  key: string;
  columns: string[];
  targetSchema: string;
  targetTable: string;
};
type Default = { schema: string; name: string; column: string; expression: string };

const schemaOf = (room: string) => room.replaceAll('-', '_');
const shardColumns: Record<string, string> = { branch: 'branch_id', customer: 'customer_id' };

/**
 * Every table has an owner (its schema is a room, or the platform) and a placement, and keeps the discipline that
 * lets one database become many: shard column first in every key, foreign keys within a placement and toward used rooms.
 */
export async function checkTables(client: Client): Promise<string[]> {
  const tables = await list<Table>(client, tablesQuery);
  const placementOf = new Map(
    tables.map((table) => [`${table.schema}.${table.name}`, readPlacement(table.comment)]),
  );
  const keys = await list<Key>(client, keysQuery);
  const links = await list<Link>(client, linksQuery);
  const defaults = await list<Default>(client, defaultsQuery);
  return [
    ...tables.flatMap((table) => checkOwnerAndPlacement(table)),
    ...keys.flatMap((key) => checkShardColumn(key, placementOf.get(`${key.schema}.${key.name}`) ?? null)),
    ...tables
      .filter(
        ({ schema, name }) =>
          !keys.some((key) => key.kind === 'p' && key.schema === schema && key.name === name),
      )
      .map(({ schema, name }) => `${schema}.${name}: no primary key`),
    ...links.flatMap((link) => checkLink(link, placementOf)),
    ...defaults.flatMap(checkDefault),
  ];
}

function checkOwnerAndPlacement({ schema, name, comment }: Table): string[] {
  const problems: string[] = [];
  if (schema !== 'platform' && !rooms.some((room) => schemaOf(room.name) === schema)) {
    problems.push(
      `${schema}.${name}: no owner; schema ${schema} is neither a room of architecture.ts nor the platform`,
    );
  }
  if (readPlacement(comment) === null) {
    problems.push(
      `${schema}.${name}: no placement; COMMENT ON TABLE … IS 'placement: ${placements.join('|')}; <purpose>'`,
    );
  }
  return problems;
}

function readPlacement(comment: string | null): string | null {
  const word = /^placement: (\w+)\b.*;\s*\S/s.exec(comment ?? '')?.[1];
  return placements.find((placement) => placement === word) ?? null;
}

function checkShardColumn({ schema, name, key, kind, columns }: Key, placement: string | null): string[] {
  const shard = shardColumns[placement ?? ''];
  if (shard === undefined) return [];
  const what = kind === 'p' ? 'primary key' : kind === 'u' ? 'unique key' : 'index';
  // A plain index may serve head office's reads over all branches; keys may not, Citus refuses them.
  if (kind === 'i' || columns[0] === shard) return [];
  return [`${schema}.${name}: ${what} ${key} must begin with ${shard} (placement ${placement})`];
}

function checkLink(link: Link, placementOf: Map<string, string | null>): string[] {
  const here = `${link.schema}.${link.name}`;
  const there = `${link.targetSchema}.${link.targetTable}`;
  const problems: string[] = [];
  const room = rooms.find(({ name }) => schemaOf(name) === link.schema);
  const uses: readonly string[] = room?.uses ?? [];
  if (link.schema !== link.targetSchema && !uses.some((used) => schemaOf(used) === link.targetSchema)) {
    problems.push(
      `${here}: foreign key ${link.key} points to ${there}, a room it does not use (architecture.ts)`,
    );
  }
  const placement = placementOf.get(here) ?? null;
  const target = placementOf.get(there) ?? null;
  if (placement !== target && target !== 'reference') {
    problems.push(`${here}: foreign key ${link.key} crosses placements (${placement} → ${target})`);
  }
  const shard = shardColumns[placement ?? ''];
  if (shard !== undefined && target === placement && link.columns[0] !== shard) {
    problems.push(`${here}: foreign key ${link.key} must begin with ${shard}`);
  }
  return problems;
}

function checkDefault({ schema, name, column, expression }: Default): string[] {
  const readsClock =
    /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|CURRENT_(TIMESTAMP|DATE|TIME)|LOCALTIME/i;
  if (schema === 'platform' || !readsClock.test(expression)) return [];
  return [
    `${schema}.${name}.${column}: default ${expression} reads the wall clock; business time comes with the command`,
  ];
}

async function list<T extends object>(client: Client, query: string): Promise<T[]> {
  return (await client.query<T>(query)).rows;
}

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and n.nspname not like 'pg\\_%'
  and c.relkind in ('r', 'p') and not c.relispartition`;

const tablesQuery = `
  select n.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment
  from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2`;

const keysQuery = `
  select n.nspname as schema, c.relname as name, x.relname as key,
    case when i.indisprimary then 'p' when i.indisunique then 'u' else 'i' end as kind,
    array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality as k(number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number order by k.place) as columns
  from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2, 3`;

const linksQuery = `
  select n.nspname as schema, c.relname as name, k.conname as key, tn.nspname as "targetSchema", t.relname as "targetTable",
    array(select a.attname::text from unnest(k.conkey) with ordinality as f(number, place)
      join pg_attribute a on a.attrelid = c.oid and a.attnum = f.number order by f.place) as columns
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
  where k.contype = 'f' and k.conparentid = 0 and ${ours} order by 1, 2, 3`;

const defaultsQuery = `
  select n.nspname as schema, c.relname as name, a.attname as column, pg_get_expr(d.adbin, d.adrelid) as expression
  from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
  join pg_class c on c.oid = d.adrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2, 3`;
