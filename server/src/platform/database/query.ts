/** A statement in SQL. `name` prepares it once per connection: for hot ones. */
export interface Statement<_Row = unknown> {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What can be read from: the pool, or a transaction. */
export interface Reader {
  rows<T>(query: Statement<T>): Promise<T[]>;
  row<T>(query: Statement<T>): Promise<T | null>;
}

/** A statement with typed rows. */
export function statement<Row>(text: string, values: readonly unknown[] = [], name?: string): Statement<Row> {
  return name === undefined ? { text, values } : { name, text, values };
}

interface Queryable {
  query(config: { name?: string; text: string; values: unknown[] }): Promise<{ rows: unknown[] }>;
}

export async function runQuery<T>(target: Queryable, query: Statement<T>): Promise<T[]> {
  return (await target.query({ ...query, values: [...query.values] })).rows as T[];
}
