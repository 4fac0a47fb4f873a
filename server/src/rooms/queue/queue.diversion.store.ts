import type { DiversionPlace } from '@huiting/contracts/queue';
import type { Reader } from '../../platform/database/query.ts';
import { statement } from '../../platform/database/query.ts';

interface OnDay {
  readonly branchId: string;
  readonly date: string;
}

export async function readDiversion(
  db: Reader,
  { branchId, date }: OnDay,
  ticketId: string,
): Promise<{ acceptedAt: number; place: DiversionPlace } | null> {
  return db.row(
    statement<{ acceptedAt: number; place: DiversionPlace }>(
      `select accepted_at as "acceptedAt", place from queue.diversion
       where branch_id = $1 and business_date = $2 and ticket_id = $3`,
      [branchId, date, ticketId],
    ),
  );
}

/** People sent to a place since an instant: those likely still there. */
export async function countSentTo(
  db: Reader,
  { branchId, date }: OnDay,
  place: DiversionPlace,
  since: number,
): Promise<number> {
  const row = await db.row(
    statement<{ count: number }>(
      `select count(*)::int as count from queue.diversion
       where branch_id = $1 and business_date = $2 and place = $3 and accepted_at > $4`,
      [branchId, date, place, new Date(since)],
    ),
  );
  return row!.count;
}

/** False when the ticket has gone there already. */
export async function addDiversion(
  db: Reader,
  { branchId, date }: OnDay,
  made: {
    ticketId: string;
    place: DiversionPlace;
    serviceTypeId: string;
    expectedSeconds: number | null;
    at: number;
  },
): Promise<boolean> {
  const rows = await db.rows(
    statement(
      `insert into queue.diversion (branch_id, business_date, ticket_id, place, service_type_id, expected_seconds, accepted_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning ticket_id`,
      [
        branchId,
        date,
        made.ticketId,
        made.place,
        made.serviceTypeId,
        made.expectedSeconds,
        new Date(made.at),
      ],
    ),
  );
  return rows.length > 0;
}
