import type { CallContext, VoiceCall } from '@huiting/contracts/queue';
import type { CallReason } from '@huiting/queueing/strategy';
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

/** Events back from the newest among which a call that still stands at a window is looked for. */
const recentEvents = 3_000;

/** How a ticket came to be called the last time. */
export async function readCall(
  db: Database,
  branchId: string,
  ticketId: string,
): Promise<{ decision: CallReason | null; reason: string | null } | null> {
  return db.row(
    statement<{ decision: CallReason | null; reason: string | null }>(
      `select payload->'decision' as decision, payload->>'reason' as reason from platform.event
       where branch_id = $1 and type = 'ticket.called' and payload->'ticket'->>'id' = $2
         and number > (select last from platform.event_counter where branch_id = $1) - ${recentEvents}
       order by number desc limit 1`,
      [branchId, ticketId],
    ),
  );
}

/** What a visit has behind it today. */
export async function readEarlier(
  db: Database,
  branchId: string,
  date: string,
  visitId: string,
): Promise<CallContext['earlier']> {
  return db.rows(
    statement<CallContext['earlier'][number]>(
      `select r.service_type_id as "serviceTypeId", r.outcome, r.ended_at as "endedAt", r.staff_name as "staffName"
       from queue.service_request r
       where r.branch_id = $1 and r.business_date = $2 and r.ticket_id in (
         select t.id from queue.ticket t where t.branch_id = $1 and t.business_date = $2 and t.visit_id = $3)
       order by r.ended_at`,
      [branchId, date, visitId],
    ),
  );
}
