import { join } from 'node:path';
import { launchPostgres } from '@huiting/server/platform/database/launcher/launcher';
import { createPool } from '@huiting/server/platform/database/pool';
import { createLog } from '@huiting/server/platform/log';
import type { Acknowledged } from './crash-load.ts';
import { endWith } from './run-bounded.ts';

/** Opens the stopped server's database and compares it with what clients had been told. */
export async function auditCrash(
  dataDir: string,
  { done, repeated, refused }: Acknowledged,
): Promise<Record<string, unknown>> {
  const launching = launchPostgres({ dataDir: join(dataDir, 'pg') });
  const stopPostgres = endWith(async () => (await launching.catch(() => null))?.stop());
  const postgres = await launching;
  const pool = createPool({ url: postgres.url, size: 1, log: createLog({ level: 'silent' }) });
  try {
    const { rows: events } = await pool.query<{ deed: string; times: number }>(
      `select type || ' ' || (payload->'ticket'->>'id') as deed, count(*) as times
       from platform.event where type like 'ticket.%' group by 1`,
    );
    const { rows: tickets } = await pool.query<{ id: string }>('select id from queue.ticket');
    const { rows: holes } = await pool.query<{ holes: number }>(
      `select count(*) as holes from (select number, row_number() over (partition by branch_id order by number) as place from platform.event) e
       where number <> place`,
    );
    const stored = new Set(tickets.map(({ id }) => `ticket.issued ${id}`));
    const told = new Set(events.map(({ deed }) => deed));
    const acknowledged = new Set(done);
    const lost = done.filter(
      (deed) => !told.has(deed) || (deed.startsWith('ticket.issued ') && !stored.has(deed)),
    );
    // Every ticket was asked for until it was acknowledged: one more in the database was made twice for one key.
    const unasked = [...stored].filter((deed) => !acknowledged.has(deed));
    return {
      ackedLost: lost.length,
      duplicates:
        events.filter(({ times }) => times > 1).length + unasked.length + (done.length - acknowledged.size),
      eventHoles: holes[0]!.holes,
      refused: refused.length,
      ...(refused.length === 0 ? {} : { firstRefusal: refused[0] }),
      acknowledged: done.length,
      repeated,
    };
  } finally {
    await pool.end();
    await stopPostgres();
  }
}
