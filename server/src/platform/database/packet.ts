import type pg from 'pg';

/** The driver keeps its socket in `connection.stream`; it writes every query at once unless told to hold. */
function socketOf(client: pg.PoolClient): { stream: { cork(): void; uncork(): void } } {
  return (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
}

/** Sends what `work` queries in one packet: a round trip costs more than the SQL in it. */
export function inOnePacket<T>(client: pg.PoolClient, work: () => T): T {
  const { stream } = socketOf(client);
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}

/** Holds the client's packet until the present turn of the event loop is over: what is queried in it goes together. */
export function inOnePacketThisTurn(client: pg.PoolClient): void {
  const { stream } = socketOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}
