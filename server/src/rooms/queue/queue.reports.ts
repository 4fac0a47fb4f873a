import type { VoiceCall } from '@huiting/contracts/queue';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';

/** Calls whose slot is not over: what a display that has just come on still has to say. */
export async function recentVoice(db: Database, branchId: string, now: number): Promise<VoiceCall[]> {
  const rows = await db.rows(
    statement<{ voice: VoiceCall }>(
      `select payload->'voice' as voice from platform.event
       where branch_id = $1 and at > $2 and at <= $3 and type in ('ticket.called', 'ticket.recalled')
         and (payload->'voice'->>'endsAt')::bigint > $4
       order by number`,
      [branchId, new Date(now - 120_000), new Date(now), now],
    ),
  );
  return rows.map((row) => row.voice);
}

/** Services one staff member completed on a day, and how long they took on average. */
export async function readServedBy(
  db: Database,
  branchId: string,
  date: string,
  staffId: string,
): Promise<{ served: number; averageServiceSeconds: number | null }> {
  const row = await db.row(
    statement<{ served: number; averageServiceSeconds: number | null }>(
      `select count(*) as served, avg(extract(epoch from ended_at - started_at))::int as "averageServiceSeconds"
       from queue.service_request where branch_id = $1 and business_date = $2 and staff_id = $3 and outcome = 'completed'`,
      [branchId, date, staffId],
    ),
  );
  return row!;
}
