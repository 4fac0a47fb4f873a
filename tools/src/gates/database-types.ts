import type { Client } from 'pg';

type Column = {
  table: string;
  column: string;
  type: string;
  kind: 'table' | 'view';
  isNullable: boolean;
  hasDefault: boolean;
  isComputed: boolean;
  choices: string | null;
};

/**
 * What the driver gives for each PostgreSQL type (parsers in server/src/platform/database/pool.ts)
 * and what may be written; a type that is not here makes the gate fail, rather than guess.
 */
const typeScript: Record<string, string> = {
  bool: 'boolean',
  int2: 'number',
  int4: 'number',
  int8: 'Int8',
  float4: 'number',
  float8: 'number',
  numeric: 'Numeric',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  citext: 'string',
  uuid: 'string',
  bytea: 'Buffer',
  date: 'string',
  time: 'string',
  interval: 'string',
  timestamptz: 'Instant',
  jsonb: 'Json',
  json: 'Json',
  inet: 'string',
  ltree: 'string',
  tstzrange: 'string',
  int4range: 'string',
  daterange: 'string',
};

const header = `// Written by \`npm run drift -- --write\` from the migrated database. Do not edit.
import type { ColumnType } from 'kysely';

/** A column with a default may be left out when writing. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
/** A column the database computes is never written. */
type Computed<T> = T extends ColumnType<infer S, infer _I, infer _U> ? ColumnType<S, never, never> : ColumnType<T, never, never>;
/** int8: read as a number within safe range. */
type Int8 = ColumnType<number, number | bigint | string, number | bigint | string>;
/** numeric: read as text, so that no digit is lost. */
type Numeric = ColumnType<string, number | string, number | string>;
/** timestamptz: read as milliseconds since the epoch. */
type Instant = ColumnType<number, Date | string, Date | string>;
/** jsonb: read as parsed, written as text. */
type Json = ColumnType<unknown, string, string>;
`;

/** The TypeScript file that describes every table and view of our schemas, for Kysely. */
export async function describeDatabase(client: Client): Promise<string> {
  const { rows } = await client.query<Column>(columnsQuery);
  const tables = Map.groupBy(rows, ({ table }) => table);
  const interfaces = [...tables].map(([table, columns]) => {
    const fields = columns.map((column) => `  ${column.column}: ${fieldType(column)};`);
    return `export interface ${interfaceName(table)} {\n${fields.join('\n')}\n}\n`;
  });
  const entries = [...tables.keys()].map((table) => `  '${table}': ${interfaceName(table)};`);
  return [header, ...interfaces, `export interface DB {\n${entries.join('\n')}\n}\n`].join('\n');
}

function fieldType(column: Column): string {
  const nullable = `${valueType(column)}${column.isNullable ? ' | null' : ''}`;
  if (column.kind === 'view') return nullable;
  if (column.isComputed) return `Computed<${nullable}>`;
  return column.hasDefault ? `Generated<${nullable}>` : nullable;
}

function valueType(column: Column): string {
  const base = baseType(column);
  if (!column.type.startsWith('_')) return base;
  // The driver's parsers of int8, numeric and timestamptz do not reach into arrays.
  if (/^[A-Z]/.test(base))
    throw new Error(`${column.table}.${column.column}: arrays of ${column.type.slice(1)} have no parser`);
  return base.includes('|') ? `(${base})[]` : `${base}[]`;
}

function baseType({ table, column, type, choices }: Column): string {
  if (choices !== null) {
    const words = parseChoices(choices);
    if (words !== null) return words.map((word) => `'${word}'`).join(' | ');
  }
  const base = typeScript[type.replace(/^_/, '')];
  if (base === undefined)
    throw new Error(`${table}.${column} has type ${type}; say in database-types.ts what it is in TypeScript`);
  return base;
}

/** `CHECK ((state = ANY (ARRAY['a'::text, 'b'::text])))` → ['a', 'b']; null for any other check. */
function parseChoices(check: string): string[] | null {
  const match =
    /^CHECK \(\(\(?"?\w+"?\)?(?:::text)? = ANY \((?:\()?ARRAY\[((?:'[a-zA-Z0-9_.-]+'::[a-z ]+(?:, )?)+)\]\)?(?:::text\[\])?\)\)\)$/.exec(
      check,
    );
  const list = match?.[1];
  if (list === undefined) return null;
  return [...list.matchAll(/'([^']+)'/g)].map(([, word]) => word ?? '');
}

function interfaceName(table: string): string {
  return table
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Partitions are left out: statements name the parent. pg-boss keeps its own tables in its own schema. */
const columnsQuery = `
  select n.nspname || '.' || c.relname as table,
    a.attname as column,
    t.typname as type,
    case when c.relkind = 'v' then 'view' else 'table' end as kind,
    not a.attnotnull as "isNullable",
    a.atthasdef or a.attidentity = 'd' as "hasDefault",
    a.attgenerated <> '' or a.attidentity = 'a' as "isComputed",
    (select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
      order by pg_get_constraintdef(k.oid) like '% = ANY (%' desc, k.conname limit 1) as choices
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where c.relkind in ('r', 'p', 'v') and not c.relispartition
    and n.nspname not in ('pg_catalog', 'information_schema', 'public', 'pgboss') and n.nspname not like 'pg\\_%'
  order by 1, a.attnum
`;
