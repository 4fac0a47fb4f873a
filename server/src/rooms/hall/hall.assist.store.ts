import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { AssistCall } from './hall.assist.domain.ts';

type AssistRow = Omit<AssistCall, 'acceptedBy' | 'offer'> & {
  offeredTo: string | null;
  offeredToName: string | null;
  offeredUntil: number | null;
  offerOver: boolean;
  acceptedById: string | null;
  acceptedByName: string | null;
  acceptedAt: number | null;
};

const columns = `branch_id as "branchId", business_date as "businessDate", id, source, place_id as "placeId", place, window_id as "windowId", reason,
  ticket_number as "ticketNumber", caller_id as "callerId", caller_name as "callerName", called_at as "calledAt",
  accept_due_at as "acceptDueAt", escalated, state, accepted_by as "acceptedById", accepted_by_name as "acceptedByName",
  accepted_at as "acceptedAt", arrived_at as "arrivedAt", ended_at as "endedAt", outcome, offered_to as "offeredTo",
  offered_to_name as "offeredToName", offered_until as "offeredUntil", offer_over as "offerOver"`;

function toCall({ acceptedById, acceptedByName, acceptedAt, ...row }: AssistRow): AssistCall {
  const { offeredTo, offeredToName, offeredUntil, offerOver, ...same } = row;
  return {
    ...same,
    offer:
      offeredTo === null
        ? null
        : { staffId: offeredTo, name: offeredToName!, until: offeredUntil!, over: offerOver },
    acceptedBy:
      acceptedById === null ? null : { staffId: acceptedById, name: acceptedByName!, at: acceptedAt! },
  };
}

/** Stores a new call; the one of the place that has not ended instead, when there is one. */
export async function insertCall(tx: Tx, call: AssistCall): Promise<{ call: AssistCall; isNew: boolean }> {
  const made = await tx.rows(
    statement(
      `insert into hall.assist_call (branch_id, business_date, id, source, place_id, place, reason, ticket_number, caller_id,
         caller_name, called_at, accept_due_at, state, offered_to, offered_to_name, offered_until, window_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'open', $13, $14, $15, $16) on conflict do nothing returning 1`,
      [
        call.branchId,
        call.businessDate,
        call.id,
        call.source,
        call.placeId,
        call.place,
        call.reason,
        call.ticketNumber,
        call.callerId,
        call.callerName,
        new Date(call.calledAt),
        new Date(call.acceptDueAt),
        call.offer?.staffId ?? null,
        call.offer?.name ?? null,
        call.offer === null ? null : new Date(call.offer.until),
        call.windowId,
      ],
    ),
  );
  if (made.length > 0) return { call, isNew: true };
  const row = await tx.row(
    statement<AssistRow>(
      `select ${columns} from hall.assist_call
       where branch_id = $1 and business_date = $2 and place_id = $3 and ended_at is null`,
      [call.branchId, call.businessDate, call.placeId],
    ),
  );
  return { call: toCall(row!), isNew: false };
}

/** How many calls a place has made since an instant, on a day. */
export async function countCallsSince(
  tx: Tx,
  { branchId, businessDate, placeId }: AssistCall,
  since: number,
): Promise<number> {
  const row = await tx.row(
    statement<{ calls: number }>(
      `select count(*)::int as calls from hall.assist_call
       where branch_id = $1 and business_date = $2 and place_id = $3 and called_at > $4`,
      [branchId, businessDate, placeId, new Date(since)],
    ),
  );
  return row!.calls;
}

export async function lockCall(tx: Tx, callId: string): Promise<AssistCall | null> {
  const row = await tx.row(
    statement<AssistRow>(
      `select ${columns} from hall.assist_call where branch_id = $1 and id = $2 for update`,
      [tx.branchId, callId],
    ),
  );
  return row === null ? null : toCall(row);
}

/** Calls of a branch that have not ended, locked in a steady order. */
export async function lockUnendedCalls(tx: Tx): Promise<AssistCall[]> {
  const rows = await tx.rows(
    statement<AssistRow>(
      `select ${columns} from hall.assist_call where branch_id = $1 and ended_at is null order by id for update`,
      [tx.branchId],
    ),
  );
  return rows.map(toCall);
}

export async function saveCall(tx: Tx, call: AssistCall): Promise<void> {
  const at = (instant: number | null | undefined): Date | null =>
    instant == null ? null : new Date(instant);
  await tx.rows(
    statement(
      `update hall.assist_call set escalated = $4, state = $5, accepted_by = $6, accepted_by_name = $7, accepted_at = $8,
         ended_at = $9, outcome = $10, offer_over = $11, arrived_at = $12
       where branch_id = $1 and id = $2 and business_date = $3`,
      [
        call.branchId,
        call.id,
        call.businessDate,
        call.escalated,
        call.state,
        call.acceptedBy?.staffId ?? null,
        call.acceptedBy?.name ?? null,
        at(call.acceptedBy?.at),
        at(call.endedAt),
        call.outcome,
        call.offer?.over ?? false,
        at(call.arrivedAt),
      ],
    ),
  );
}

/** Who on duty has no hand free: receiving somebody, or on the way to another call. */
export async function readBusy(reader: Reader, branchId: string): Promise<Set<string>> {
  const rows = await reader.rows(
    statement<{ staffId: string }>(
      `select accepted_by as "staffId" from hall.assist_call where branch_id = $1 and state = 'accepted'
       union select staff_id from hall.service_flow where branch_id = $1 and ended_at is null`,
      [branchId],
    ),
  );
  return new Set(rows.map(({ staffId }) => staffId));
}

/** A day's calls, newest first, with the event number they are true at. */
export async function listCalls(
  reader: Reader,
  branchId: string,
  date: string,
): Promise<{ number: number; calls: AssistCall[] }> {
  // The number is read first: what is announced in between comes again as a delta, which does no harm.
  const number = await eventNumber(reader, branchId);
  const rows = await reader.rows(
    statement<AssistRow>(
      `select ${columns} from hall.assist_call where branch_id = $1 and business_date = $2 order by called_at desc, id desc`,
      [branchId, date],
    ),
  );
  return { number, calls: rows.map(toCall) };
}

/** The branch's last event: what a snapshot read after it is at least true at. */
export async function eventNumber(reader: Reader, branchId: string): Promise<number> {
  const row = await reader.row(
    statement<{ last: number }>(
      'select last from platform.event_counter where branch_id = $1',
      [branchId],
      'event-number',
    ),
  );
  return row?.last ?? 0;
}
