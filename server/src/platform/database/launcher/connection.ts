import { Client } from 'pg';
import type { Endpoint } from './endpoint.ts';
import { errorCode } from './launch-error.ts';

export type DatabaseConnection = {
  host: string;
  port: number;
  user: string;
  database: string;
  password?: string;
};

/** The embedded server's only role; initdb makes it superuser. */
export const embeddedUser = 'huiting';

export function connectionFor(endpoint: Endpoint, database: string): DatabaseConnection {
  const at = { user: embeddedUser, database, port: endpoint.port };
  if (endpoint.kind === 'socket') return { host: endpoint.folder, ...at };
  return { host: '127.0.0.1', ...at, password: endpoint.password };
}

/** A URL that pg, pg-boss and any libpq tool understand, also for a socket folder. */
export function connectionUrl(connection: DatabaseConnection): string {
  const { host, port, user, database, password } = connection;
  if (host.startsWith('/'))
    return `postgres://${user}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`;
  return `postgres://${user}${password === undefined ? '' : `:${password}`}@${host}:${port}/${database}`;
}

/** Connects, runs and closes, whatever happens between. */
async function withClient<T>(
  connection: DatabaseConnection,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client({ ...connection, connectionTimeoutMillis: 5_000 });
  // A server that stops while we are connected is reported by the query; an event without listener would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Is the server there? Makes the product's database on the first answer. */
export async function answers(connection: DatabaseConnection): Promise<boolean> {
  try {
    await withClient(connection, (client) => client.query('select 1'));
    return true;
  } catch (error) {
    if (errorCode(error) !== '3D000') return false;
  }
  await createDatabase(connection);
  return true;
}

async function createDatabase(connection: DatabaseConnection): Promise<void> {
  await withClient({ ...connection, database: 'postgres' }, async (client) => {
    try {
      await client.query(`create database ${client.escapeIdentifier(connection.database)}`);
    } catch (error) {
      // 42P04: another process created it in the meantime.
      if (errorCode(error) !== '42P04') throw error;
    }
  });
}
