import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { insertRow, updateRow } from '../../platform/database/write.ts';
import { writeTogether } from '../../platform/database/write.ts';
import type { Write } from '../../platform/database/write.ts';
import type { BadRatingCase } from './feedback.cases.domain.ts';
import type { RatingRequest } from './feedback.domain.ts';

const key = ['business_date', 'id'] as const;
const columns = [
  'state',
  'claim_due_at',
  'escalate_due_at',
  'talk_due_at',
  'close_due_at',
  'overdue',
  'still_in_branch',
  'presence_told',
  'claimed_by',
  'claimed_by_name',
  'claimed_at',
  'talk',
  'cause',
  'remedy',
  'tier',
  'chain',
  'confirm_asked_at',
  'confirm_due_at',
  'outcome',
  'confirm_channel',
  'confirm_note',
  'confirmed_at',
  'closed_at',
] as const;
const insert = insertRow('feedback.bad_rating', [...key, 'origin', 'opened_at', ...columns]);
const update = updateRow('feedback.bad_rating', key, columns);

/** A case as its row's columns. */
function rowOf(badCase: BadRatingCase) {
  const at = (instant: number | null | undefined): string | null =>
    instant === null || instant === undefined ? null : new Date(instant).toISOString();
  const { request, confirmation, claimedBy } = badCase;
  return {
    business_date: request.businessDate,
    id: request.id,
    origin: badCase.origin,
    opened_at: at(badCase.openedAt),
    state: badCase.state,
    claim_due_at: at(badCase.claimDueAt),
    escalate_due_at: at(badCase.escalateDueAt),
    talk_due_at: at(badCase.talkDueAt),
    close_due_at: at(badCase.closeDueAt),
    overdue: badCase.overdue,
    still_in_branch: badCase.stillInBranch,
    presence_told: badCase.presenceTold,
    claimed_by: claimedBy?.staffId ?? null,
    claimed_by_name: claimedBy?.name ?? null,
    claimed_at: at(claimedBy?.at),
    talk: badCase.talk,
    cause: badCase.cause,
    remedy: badCase.remedy,
    tier: badCase.tier,
    chain: JSON.stringify(badCase.chain),
    confirm_asked_at: at(confirmation.askedAt),
    confirm_due_at: at(confirmation.dueAt),
    outcome: confirmation.outcome,
    confirm_channel: confirmation.channel,
    confirm_note: confirmation.note,
    confirmed_at: at(confirmation.at),
    closed_at: at(badCase.closedAt),
  };
}

export const insertCase = (opened: BadRatingCase): Write => insert(rowOf(opened));

export async function saveCase(tx: Tx, badCase: BadRatingCase): Promise<void> {
  await tx.rows(writeTogether(tx.branchId, [update(rowOf(badCase))]));
}

/** A case under lock. */
export async function lockCase(tx: Tx, caseId: string): Promise<BadRatingCase | null> {
  const row = await tx.row(
    statement<{ case: BadRatingCase }>(
      `select feedback.case_json(c, q) as case from feedback.bad_rating c
       join feedback.rating_request q on q.branch_id = c.branch_id and q.id = c.id and q.business_date = c.business_date
       where c.branch_id = $1 and c.id = $2 for update of c`,
      [tx.branchId, caseId],
    ),
  );
  return row?.case ?? null;
}

/** What a follow-up's case is about. Null when the service was never asked about. */
export async function requestOfCase(tx: Tx, id: string, businessDate: string): Promise<RatingRequest | null> {
  const row = await tx.row(
    statement<{ request: RatingRequest }>(
      `select feedback.request_json(q) as request from feedback.rating_request q
       where q.branch_id = $1 and q.id = $2 and q.business_date = $3`,
      [tx.branchId, id, businessDate],
    ),
  );
  return row?.request ?? null;
}

export async function addCase(tx: Tx, opened: BadRatingCase): Promise<void> {
  await tx.rows(writeTogether(tx.branchId, [insertCase(opened)]));
}

/** Days a ticket's page still tells what became of its bad rating. */
const pageDays = 7;

/** The newest case of a ticket's services: being handled, or closed within the last week; null when there is none. */
export async function caseOfTicket(
  reader: Reader,
  branchId: string,
  ticketId: string,
  now: number,
): Promise<BadRatingCase | null> {
  const row = await reader.row(
    statement<{ case: BadRatingCase }>(
      `select feedback.case_json(c, q) as case from feedback.bad_rating c
       join feedback.rating_request q on q.branch_id = c.branch_id and q.id = c.id and q.business_date = c.business_date
       where c.branch_id = $1 and (c.closed_at is null or c.closed_at >= $3) and q.ticket_id = $2
       order by c.opened_at desc limit 1`,
      [branchId, ticketId, new Date(now - pageDays * 86_400_000)],
    ),
  );
  return row?.case ?? null;
}
