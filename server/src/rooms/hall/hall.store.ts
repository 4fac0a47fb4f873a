import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Congestion } from './hall.domain.ts';

export async function saveCongestion(tx: Tx, { congested, since, told, toldAt }: Congestion): Promise<void> {
  await tx.rows(
    statement(
      `insert into hall.congestion (branch_id, congested, since, told, told_at) values ($1, $2, $3, $4, $5)
       on conflict (branch_id) do update set congested = excluded.congested, since = excluded.since, told = excluded.told, told_at = excluded.told_at`,
      [tx.branchId, congested, new Date(since), told, toldAt === null ? null : new Date(toldAt)],
    ),
  );
}
