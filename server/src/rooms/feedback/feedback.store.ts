import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader, Statement } from '../../platform/database/query.ts';
import { updateRow } from '../../platform/database/write.ts';
import type { Write } from '../../platform/database/write.ts';
import type { BadRatingCase } from './feedback.cases.domain.ts';
import { insertCase } from './feedback.cases.store.ts';
import type { RatingRequest } from './feedback.domain.ts';
import { askedColumns, fromAsked } from './feedback.rows.ts';

/** Which rating: of one completed service, or of a ticket's last one. */
export type RatingSought = { readonly requestId: string } | { readonly ticketId: string };

const insertAsked = `insert into feedback.rating_request (branch_id, ${askedColumns.join(', ')})
  values ($1, ${askedColumns.map((_column, at) => `$${at + 2}`).join(', ')}) on conflict do nothing returning 1`;

/** Asks for the rating of one service; false when it was asked or given already. */
export async function askRating(tx: Tx, request: RatingRequest, serviceTypeId: string): Promise<boolean> {
  const row = fromAsked(request, [serviceTypeId]);
  const values = [tx.branchId, ...askedColumns.map((column) => row[column])];
  return (await tx.rows(statement(insertAsked, values, 'feedback-ask'))).length > 0;
}

/** Asks for the rating of several services under one number, read together; null when it was asked or given already. */
export async function askJointRating(
  tx: Tx,
  requestId: string,
  today: string,
): Promise<RatingRequest | null> {
  const row = await tx.row(
    statement<{ request: RatingRequest | null }>(
      'select feedback.ask_rating($1, $2, $3, $4) as request',
      [tx.branchId, requestId, today, feedbackDefaults.rateSeconds],
      'feedback-ask-joint',
    ),
  );
  return row?.request ?? null;
}

/** First trip of a rating: locks the request, once the reaction has asked. A row in JSON; none when it has not. */
export function lockRating(branchId: string, requestId: string, today: string): Statement {
  return statement(
    `select row_to_json(q) as request from feedback.rating_request q
     where q.branch_id = $1 and q.id = $2 and q.business_date in ($3::date, $3::date - 1, $3::date - 2) for update`,
    [branchId, requestId, today],
    'feedback-lock',
  );
}

/** The same by a function that makes the request when the customer was quicker than the reaction. `request` is null when there is none. */
export function loadRating(branchId: string, sought: RatingSought, today: string): Statement {
  return statement(
    'select feedback.load_rating($1, $2, $3, $4, $5) as request',
    [
      branchId,
      'requestId' in sought ? sought.requestId : null,
      'ticketId' in sought ? sought.ticketId : null,
      today,
      feedbackDefaults.rateSeconds,
    ],
    'feedback-load',
  );
}

const updateRating = updateRow(
  'feedback.rating_request',
  ['business_date', 'id'],
  ['state', 'level', 'reasons', 'comment', 'rated_at', 'channel'],
);
/** Second trip: the answer, and the case it opens. The request is locked since the first. */
export function ratingWrites(request: RatingRequest, opened: BadRatingCase | null): Write[] {
  const iso = (instant: number): string => new Date(instant).toISOString();
  const { id, businessDate, level, reasons, comment, channel } = request;
  const key = { business_date: businessDate, id };
  const rated_at = iso(request.ratedAt!);
  const rated = updateRating({ ...key, state: 'rated', level, reasons, comment, rated_at, channel });
  if (opened === null) return [rated];
  return [rated, insertCase(opened)];
}

/** Records that the evaluator waited in vain; null when it was rated meanwhile. */
export async function timeOutRating(tx: Tx, requestId: string, today: string): Promise<RatingRequest | null> {
  const row = await tx.row(
    statement<{ request: RatingRequest }>(
      `update feedback.rating_request q set state = 'timedOut'
       where q.branch_id = $1 and q.id = $2 and q.business_date between $3::date - 2 and $3::date and q.state = 'asked'
       returning feedback.request_json(q) as request`,
      [tx.branchId, requestId, today],
      'feedback-time-out',
    ),
  );
  return row?.request ?? null;
}

/** The rating of a ticket's last completed service: as stored, or as it will be asked. Null when none has ended. */
export async function ratingOfTicket(
  reader: Reader,
  branchId: string,
  ticketId: string,
  today: string,
): Promise<RatingRequest | null> {
  const row = await reader.row(
    statement<{ request: RatingRequest }>(
      `with last as (select feedback.last_service($1, $2, $3) as id)
       select feedback.request_json(q) as request from last, feedback.rating_request q
         where q.branch_id = $1 and q.id = last.id and q.business_date between $3::date - 2 and $3::date
       union all
       select feedback.request_json(f) from last, feedback.request_for($1, last.id, $3, $4) f
         where not exists (select 1 from feedback.rating_request q
           where q.branch_id = $1 and q.id = last.id and q.business_date between $3::date - 2 and $3::date)`,
      [branchId, ticketId, today, feedbackDefaults.rateSeconds],
    ),
  );
  return row?.request ?? null;
}
