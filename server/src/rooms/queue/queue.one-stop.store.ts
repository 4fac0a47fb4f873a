import type { FlexibleCounter, OneStop } from '@huiting/contracts/queue/one-stop';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Ticket } from './queue.domain.ts';
import { toTicket } from './queue.rows.ts';
import type { JsonRow } from './queue.rows.ts';

interface Day {
  readonly branchId: string;
  readonly date: string;
}

export async function readOneStop(reader: Reader, day: Day, ticketId: string): Promise<OneStop | null> {
  return reader.row(
    statement<OneStop>(
      `select ticket_id as "ticketId", reason, words, marked_by as by, marked_at as "markedAt", services as "serviceTypeIds",
         joined_numbers as "joinedNumbers"
       from queue.one_stop where branch_id = $1 and business_date = $2 and ticket_id = $3`,
      [day.branchId, day.date, ticketId],
    ),
  );
}

export async function saveOneStop(reader: Reader, day: Day, plan: OneStop): Promise<void> {
  await reader.rows(
    statement(
      `insert into queue.one_stop (branch_id, business_date, ticket_id, reason, words, marked_by, marked_at, services, joined_numbers)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (branch_id, business_date, ticket_id) do update set reason = excluded.reason, words = excluded.words,
         marked_by = excluded.marked_by, marked_at = excluded.marked_at, services = excluded.services,
         joined_numbers = excluded.joined_numbers`,
      [
        day.branchId,
        day.date,
        plan.ticketId,
        plan.reason,
        plan.words,
        plan.by,
        new Date(plan.markedAt),
        plan.serviceTypeIds,
        plan.joinedNumbers,
      ],
    ),
  );
}

/** Other numbers of the same stay that still wait. */
export async function waitingOfVisit(reader: Reader, ticket: Ticket): Promise<Ticket[]> {
  const rows = await reader.rows(
    statement<{ ticket: JsonRow }>(
      `select row_to_json(t) as ticket from queue.ticket t where t.branch_id = $1 and t.business_date = $2
         and t.ended_at is null and t.state = 'waiting' and t.visit_id = $3 and t.id <> $4 order by t.id`,
      [ticket.branchId, ticket.businessDate, ticket.visitId, ticket.id],
    ),
  );
  return rows.map(({ ticket: row }) => toTicket(row));
}

const counterColumns = `window_id as "windowId", opened_at as "openedAt", until, reason, opened_by as by`;

export async function listCounters(reader: Reader, branchId: string): Promise<FlexibleCounter[]> {
  return reader.rows(
    statement<FlexibleCounter>(
      `select ${counterColumns} from queue.flexible_counter where branch_id = $1 order by until, window_id`,
      [branchId],
    ),
  );
}

export async function saveCounter(reader: Reader, branchId: string, counter: FlexibleCounter): Promise<void> {
  await reader.rows(
    statement(
      `insert into queue.flexible_counter (branch_id, window_id, opened_at, until, reason, opened_by) values ($1, $2, $3, $4, $5, $6)
       on conflict (branch_id, window_id) do update set opened_at = excluded.opened_at, until = excluded.until,
         reason = excluded.reason, opened_by = excluded.opened_by`,
      [
        branchId,
        counter.windowId,
        new Date(counter.openedAt),
        new Date(counter.until),
        counter.reason,
        counter.by,
      ],
    ),
  );
}

/** False when the window was none. */
export async function removeCounter(reader: Reader, branchId: string, windowId: string): Promise<boolean> {
  const rows = await reader.rows(
    statement('delete from queue.flexible_counter where branch_id = $1 and window_id = $2 returning 1', [
      branchId,
      windowId,
    ]),
  );
  return rows.length > 0;
}
