import type { Compilable, CompiledQuery } from 'kysely';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { DB } from './schema.gen.ts';

/** A statement in plain SQL. `name` prepares it once per connection: for hot ones. */
export interface Statement<_Row = unknown> {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What can be read from: the pool, or a transaction. Takes a Kysely query or a plain statement. */
export interface Reader {
  rows<T>(query: Compilable<T> | Statement<T>): Promise<T[]>;
  row<T>(query: Compilable<T> | Statement<T>): Promise<T | null>;
}

/**
 * Builds typed queries; it never runs them. Stores hand what it builds to `tx.rows` or `tx.row`.
 * @public For queries put together of parts; every statement of the present rooms is fixed, and written as SQL.
 */
export const sql: Kysely<DB> = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A plain statement with typed rows, for SQL that a builder would only obscure. */
export function statement<Row>(text: string, values: readonly unknown[] = [], name?: string): Statement<Row> {
  return name === undefined ? { text, values } : { name, text, values };
}

interface Queryable {
  query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

export function statementOf<T>(query: Compilable<T> | Statement<T>): Statement<T> {
  if (!('compile' in query)) return query;
  const { sql: text, parameters }: CompiledQuery<T> = query.compile();
  return { text, values: parameters };
}

export async function runQuery<T>(target: Queryable, query: Compilable<T> | Statement<T>): Promise<T[]> {
  const { values, ...named } = statementOf(query);
  return (await target.query({ ...named, values: [...values] })).rows as T[];
}
