import type { RatingRequest } from './feedback.domain.ts';

type Name = RatingRequest['serviceNames'][number];

/** A row of `rating_request` as PostgreSQL writes it in JSON. */
export interface RequestRow {
  readonly branch_id: string;
  readonly business_date: string;
  readonly id: string;
  readonly ticket_id: string;
  readonly ticket_number: string;
  readonly service_type_ids: readonly string[];
  readonly window_id: string;
  readonly staff_id: string;
  readonly staff_name: string;
  readonly staff_number: string;
  readonly customer_id: string | null;
  readonly masked_name: string | null;
  readonly elder: boolean;
  readonly wait_seconds: number;
  readonly service_seconds: number;
  readonly asked_at: string;
  readonly expires_at: string;
  readonly state: RatingRequest['state'];
  readonly level: number | null;
  readonly reasons: RatingRequest['reasons'];
  readonly comment: string | null;
  readonly rated_at: string | null;
  readonly channel: RatingRequest['channel'];
}

/** `names` of the branch's service types by id. */
export function toRequest(row: RequestRow, names: ReadonlyMap<string, Name>): RatingRequest {
  return {
    branchId: row.branch_id,
    businessDate: row.business_date,
    id: row.id,
    ticketId: row.ticket_id,
    ticketNumber: row.ticket_number,
    serviceNames: row.service_type_ids.map((id) => names.get(id)).filter((name) => name !== undefined),
    windowId: row.window_id,
    staff: { id: row.staff_id, name: row.staff_name, number: row.staff_number },
    customer: row.customer_id === null ? null : { id: row.customer_id, maskedName: row.masked_name ?? '' },
    elder: row.elder,
    waitSeconds: row.wait_seconds,
    serviceSeconds: row.service_seconds,
    askedAt: Date.parse(row.asked_at),
    expiresAt: Date.parse(row.expires_at),
    state: row.state,
    level: row.level,
    reasons: row.reasons,
    comment: row.comment,
    ratedAt: row.rated_at === null ? null : Date.parse(row.rated_at),
    channel: row.channel,
  };
}

/** What of an asked request is said once; the rest is its answer. */
export const askedColumns = [
  'business_date',
  'id',
  'ticket_id',
  'ticket_number',
  'service_type_ids',
  'window_id',
  'staff_id',
  'staff_name',
  'staff_number',
  'customer_id',
  'masked_name',
  'elder',
  'wait_seconds',
  'service_seconds',
  'asked_at',
  'expires_at',
  'state',
] as const;

export function fromAsked(
  request: RatingRequest,
  serviceTypeIds: readonly string[],
): Pick<RequestRow, (typeof askedColumns)[number]> {
  const { staff, customer } = request;
  return {
    business_date: request.businessDate,
    id: request.id,
    ticket_id: request.ticketId,
    ticket_number: request.ticketNumber,
    service_type_ids: serviceTypeIds,
    window_id: request.windowId,
    staff_id: staff.id,
    staff_name: staff.name,
    staff_number: staff.number,
    customer_id: customer?.id ?? null,
    masked_name: customer?.maskedName ?? null,
    elder: request.elder,
    wait_seconds: request.waitSeconds,
    service_seconds: request.serviceSeconds,
    asked_at: new Date(request.askedAt).toISOString(),
    expires_at: new Date(request.expiresAt).toISOString(),
    state: request.state,
  };
}
