import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { PlannedCustomer } from '@huiting/simulator/bank/plan-types';
import { maskPhone } from '../../rooms/customer/index.ts';
import type { VisitSeed } from '../../rooms/customer/index.ts';
import { fromPeriod, fromRequest, fromTicket } from '../../rooms/queue/index.ts';
import type { Row } from '../../platform/database/bulk-load.ts';
import { instantOf } from './hall-plan.ts';
import { pastCase } from './case-rows.ts';
import { pastFollowUp } from './follow-up-rows.ts';
import type { DayRecord } from './hall-plan.ts';

/** Rows of a day by table, in the order they are written. */
export type DayRows = ReadonlyMap<string, Row[]>;

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

/** A played day as the rooms' tables hold it. `seenUntil`: nothing that would lie after it is told. */
export function rowsOf(record: DayRecord, seenUntil: number): DayRows {
  const { plan, tickets } = record;
  const place = { branch_id: plan.branchId, business_date: plan.date };
  const { ratings, cases, followUps, timers } = ratingRows(record, seenUntil);
  return new Map<string, Row[]>([
    [
      'queue.visit',
      record.visits.map((visit) => ({
        ...place,
        id: visit.id,
        customer_id: visit.customerId,
        opened_by: visit.openedBy,
        opened_at: iso(visit.openedAt),
      })),
    ],
    ['queue.ticket', [...tickets.values()].map(fromTicket)],
    ['queue.service_request', record.requests.map(fromRequest)],
    [
      'queue.service_period',
      record.periods.map(({ ticketId, period }) => fromPeriod(tickets.get(ticketId)!, period)),
    ],
    [
      'queue.window_session',
      record.sessions.map((session) => ({
        ...place,
        id: session.id,
        window_id: session.windowId,
        staff_id: session.staffId,
        signed_in_at: iso(session.signedInAt),
        signed_out_at: iso(session.signedOutAt),
      })),
    ],
    [
      'queue.window_period',
      record.windowPeriods.map((period) => ({
        ...place,
        session_id: period.sessionId,
        sequence: period.sequence,
        state: period.state,
        reason: period.reason,
        started_at: iso(period.startedAt),
        ended_at: iso(period.endedAt),
      })),
    ],
    ['feedback.rating_request', ratings],
    ['feedback.bad_rating', cases],
    ['feedback.follow_up', followUps],
    ['platform.timer', timers],
    ['appointment.booking', bookingRows(record, seenUntil)],
  ]);
}

function ratingRows(
  record: DayRecord,
  seenUntil: number,
): { ratings: Row[]; cases: Row[]; followUps: Row[]; timers: Row[] } {
  const { plan } = record;
  const place = { branch_id: plan.branchId, business_date: plan.date };
  const served = new Map<string, string[]>();
  for (const request of record.requests) {
    if (request.outcome !== 'completed') continue;
    const key = `${request.ticket.id}|${request.windowId}`;
    served.set(key, [...(served.get(key) ?? []), request.serviceTypeId]);
  }
  const cases: Row[] = [];
  const timers: Row[] = [];
  const followUps: Row[] = [];
  const ratings = record.ratings.flatMap((rating): Row[] => {
    const { request, ticket } = rating;
    const expiresAt = rating.askedAt + feedbackDefaults.rateSeconds * 1000;
    if (expiresAt > seenUntil) return [];
    const told = rating.level !== null && rating.ratedAt !== null && rating.ratedAt <= seenUntil;
    const handled = told ? pastCase(record, rating, seenUntil) : null;
    if (handled !== null) {
      cases.push({ ...place, id: request.id, ...handled.row });
      for (const { kind, due } of handled.timers)
        timers.push({ branch_id: plan.branchId, kind, ref: request.id, due_at: iso(due) });
    }
    const followUp = pastFollowUp(record, told ? rating : { ...rating, level: null }, seenUntil);
    if (followUp !== null) followUps.push(followUp);
    return [
      {
        ...place,
        id: request.id,
        ticket_id: ticket.id,
        ticket_number: ticket.number,
        service_type_ids: served.get(`${ticket.id}|${request.windowId}`) ?? [request.serviceTypeId],
        window_id: request.windowId,
        staff_id: request.staff!.id,
        staff_name: request.staff!.name,
        staff_number: request.staff!.number,
        customer_id: ticket.holder?.id ?? null,
        masked_name: ticket.holder?.maskedName ?? null,
        elder: ticket.elder,
        wait_seconds: rating.waitSeconds,
        service_seconds: rating.serviceSeconds,
        asked_at: iso(rating.askedAt),
        expires_at: iso(expiresAt),
        state: told ? 'rated' : 'timedOut',
        level: told ? rating.level : null,
        reasons: told ? [...rating.reasons] : [],
        comment: told ? rating.comment : null,
        rated_at: told ? iso(rating.ratedAt) : null,
        channel: told ? 'evaluator' : null,
      },
    ];
  });
  return { ratings, cases, followUps, timers };
}

const codeLetters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Bookings of the past: kept ones with their ticket, and those whose guest came too early or too late for it. */
function bookingRows({ plan, tickets }: DayRecord, seenUntil: number): Row[] {
  const kept = new Map(
    [...tickets.values()].flatMap((ticket) =>
      ticket.bookingId === null ? [] : [[ticket.holder!.id, ticket] as const],
    ),
  );
  return plan.visits.flatMap((visit): Row[] => {
    if (visit.bookedAt === null || visit.customer === null) return [];
    const start = instantOf(plan, visit.bookedAt);
    const ticket = kept.get(visit.customer.id) ?? null;
    if (ticket === null && start + 3_600_000 > seenUntil) return [];
    const random = plan.random.fork(`booking/${visit.customer.id}`);
    return [
      {
        branch_id: plan.branchId,
        business_date: plan.date,
        id: ticket?.bookingId ?? random.id(start),
        code: Array.from({ length: 8 }, () => random.pick([...codeLetters])).join(''),
        link_hash: 'past',
        state: ticket === null ? 'noShow' : 'checkedIn',
        service_type_id: plan.services.get(visit.serviceCode)!.id,
        start_at: iso(start),
        end_at: iso(start + 1_800_000),
        ...holderRow(plan.holderOf(visit.customer), visit.customer),
        channel: random.chance(0.86) ? 'h5' : 'pad',
        note: null,
        booked_at: iso(start - random.int(2, 96) * 3_600_000),
        check_in_began_at: iso(ticket?.issuedAt ?? null),
        timing: ticket?.timing ?? null,
        checked_in_at: iso(ticket?.issuedAt ?? null),
        ticket_id: ticket?.id ?? null,
        ticket_number: ticket?.number ?? null,
      },
    ];
  });
}

function holderRow(holder: { id: string; maskedName: string }, customer: PlannedCustomer): Row {
  return { customer_id: holder.id, masked_name: holder.maskedName, masked_phone: maskPhone(customer.phone) };
}

/** What the customer's file remembers of the day: services done for known customers. */
export function memoriesOf(
  record: DayRecord,
  serviceName: (code: string) => VisitSeed['serviceName'],
): VisitSeed[] {
  const levels = new Map(record.ratings.map((rating) => [rating.request.id, rating.level]));
  return record.requests.flatMap((request): VisitSeed[] => {
    const { ticket } = request;
    if (request.outcome !== 'completed' || ticket.holder === null) return [];
    const waited = Math.max(0, (request.calledAt ?? request.openedAt) - request.openedAt);
    return [
      {
        branchId: ticket.branchId,
        businessDate: ticket.businessDate,
        customerId: ticket.holder.id,
        requestId: request.id,
        at: ticket.issuedAt,
        serviceName: serviceName(request.serviceCode),
        waitSeconds: Math.round(waited / 1000),
        level: levels.get(request.id) ?? null,
      },
    ];
  });
}
