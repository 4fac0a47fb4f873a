import type { BranchQueue, Counters, EndedRequest, Period, Ticket, WindowNow } from './queue.domain.ts';
import { noCounters } from './queue.domain.ts';

/** Rows as PostgreSQL gives and takes them in JSON: snake case, instants in ISO. Only the store sees them. */
export type JsonRow = Record<string, unknown>;

const ms = (value: unknown): number | null =>
  value === null || value === undefined ? null : Date.parse(value as string);
const iso = (value: number | null): string | null => (value === null ? null : new Date(value).toISOString());
const text = (value: unknown): string | null => (value ?? null) as string | null;

export function toTicket(row: JsonRow): Ticket {
  return {
    branchId: row.branch_id as string,
    businessDate: row.business_date as string,
    id: row.id as string,
    visitId: row.visit_id as string,
    number: row.number as string,
    state: row.state as Ticket['state'],
    serviceTypeId: row.service_type_id as string,
    serviceCode: row.service_code as string,
    services: row.services as string[],
    classCode: row.class_code as string,
    strategyVersion: row.strategy_version as number,
    channel: row.channel as Ticket['channel'],
    language: row.language as Ticket['language'],
    holder:
      row.customer_id === null
        ? null
        : {
            id: row.customer_id as string,
            maskedName: row.masked_name as string,
            tier: row.tier as NonNullable<Ticket['holder']>['tier'],
            elder: row.elder as boolean,
            disabled: row.disabled as boolean,
          },
    elder: row.elder as boolean,
    bookingId: text(row.booking_id),
    bookingStart: ms(row.booking_start),
    timing: text(row.timing) as Ticket['timing'],
    issuedAt: ms(row.issued_at)!,
    position: Number(row.position),
    since: ms(row.since)!,
    calledAt: ms(row.called_at),
    startedAt: ms(row.started_at),
    endedAt: ms(row.ended_at),
    windowId: text(row.window_id),
    staffId: text(row.staff_id),
    calls: row.calls as number,
    restorableUntil: ms(row.restorable_until),
    postponed: row.postponed as boolean,
    note: text(row.note),
    request: {
      id: row.request_id as string,
      sequence: row.request_sequence as number,
      openedAt: ms(row.request_opened_at)!,
      calledAt: ms(row.request_called_at),
      startedAt: ms(row.request_started_at),
      periods: row.period_sequence as number,
    },
    expectedSeconds: row.expected_seconds as number | null,
    linkHash: row.link_hash as string,
  };
}

export function fromTicket(ticket: Ticket): JsonRow {
  return {
    branch_id: ticket.branchId,
    business_date: ticket.businessDate,
    id: ticket.id,
    visit_id: ticket.visitId,
    number: ticket.number,
    state: ticket.state,
    service_type_id: ticket.serviceTypeId,
    service_code: ticket.serviceCode,
    services: ticket.services,
    class_code: ticket.classCode,
    strategy_version: ticket.strategyVersion,
    channel: ticket.channel,
    language: ticket.language,
    customer_id: ticket.holder?.id ?? null,
    masked_name: ticket.holder?.maskedName ?? null,
    tier: ticket.holder?.tier ?? null,
    elder: ticket.elder,
    disabled: ticket.holder?.disabled ?? false,
    booking_id: ticket.bookingId,
    booking_start: iso(ticket.bookingStart),
    timing: ticket.timing,
    issued_at: iso(ticket.issuedAt),
    position: ticket.position,
    since: iso(ticket.since),
    called_at: iso(ticket.calledAt),
    started_at: iso(ticket.startedAt),
    ended_at: iso(ticket.endedAt),
    window_id: ticket.windowId,
    staff_id: ticket.staffId,
    calls: ticket.calls,
    restorable_until: iso(ticket.restorableUntil),
    postponed: ticket.postponed,
    note: ticket.note,
    request_id: ticket.request.id,
    request_sequence: ticket.request.sequence,
    request_opened_at: iso(ticket.request.openedAt),
    request_called_at: iso(ticket.request.calledAt),
    request_started_at: iso(ticket.request.startedAt),
    period_sequence: ticket.request.periods,
    expected_seconds: ticket.expectedSeconds,
    link_hash: ticket.linkHash,
  };
}

export function toQueue(row: JsonRow): BranchQueue {
  return {
    branchId: row.branch_id as string,
    businessDate: text(row.business_date),
    dayOpen: row.day_open as boolean,
    closesAt: ms(row.closes_at),
    endsAt: ms(row.ends_at),
    graceMinutes: row.grace_minutes as number,
    strategyVersion: row.strategy_version as number,
    lastAt: ms(row.last_at) ?? 0,
    voiceUntil: ms(row.voice_until) ?? 0,
    counters: { ...noCounters, ...(row.counters as Counters) },
  };
}

export function fromQueue(queue: Omit<BranchQueue, 'graceMinutes'>): JsonRow {
  return {
    branch_id: queue.branchId,
    business_date: queue.businessDate,
    day_open: queue.dayOpen,
    closes_at: iso(queue.closesAt),
    ends_at: iso(queue.endsAt),
    strategy_version: queue.strategyVersion,
    last_at: iso(queue.lastAt),
    voice_until: queue.voiceUntil === 0 ? null : iso(queue.voiceUntil),
    counters: queue.counters,
  };
}

export function toWindow(row: JsonRow): WindowNow {
  return {
    branchId: row.branch_id as string,
    windowId: row.window_id as string,
    kind: row.kind as WindowNow['kind'],
    profileCode: row.profile_code as string,
    session:
      row.session_id === null
        ? null
        : {
            id: row.session_id as string,
            staff: {
              id: row.staff_id as string,
              name: row.staff_name as string,
              number: row.staff_number as string,
            },
            state: row.state as 'open' | 'paused',
            pauseReason: text(row.pause_reason) as NonNullable<WindowNow['session']>['pauseReason'],
            since: ms(row.since)!,
            signedInAt: ms(row.signed_in_at)!,
            periods: row.period_sequence as number,
          },
    ticket:
      row.ticket_id === null
        ? null
        : {
            id: row.ticket_id as string,
            number: row.ticket_number as string,
            state: row.ticket_state as 'called' | 'serving',
            since: ms(row.ticket_since)!,
          },
  };
}

export function fromWindow(window: WindowNow): JsonRow {
  return {
    branch_id: window.branchId,
    window_id: window.windowId,
    kind: window.kind,
    profile_code: window.profileCode,
    session_id: window.session?.id ?? null,
    staff_id: window.session?.staff.id ?? null,
    staff_name: window.session?.staff.name ?? null,
    staff_number: window.session?.staff.number ?? null,
    state: window.session?.state ?? null,
    pause_reason: window.session?.pauseReason ?? null,
    since: iso(window.session?.since ?? null),
    signed_in_at: iso(window.session?.signedInAt ?? null),
    period_sequence: window.session?.periods ?? 0,
    ticket_id: window.ticket?.id ?? null,
    ticket_number: window.ticket?.number ?? null,
    ticket_state: window.ticket?.state ?? null,
    ticket_since: iso(window.ticket?.since ?? null),
  };
}

export function fromPeriod(ticket: Ticket, period: Period): JsonRow {
  return {
    branch_id: ticket.branchId,
    business_date: ticket.businessDate,
    request_id: period.requestId,
    sequence: period.sequence,
    ticket_id: ticket.id,
    service_type_id: period.serviceTypeId,
    state: period.state,
    started_at: iso(period.startedAt),
    ended_at: iso(period.endedAt),
    window_id: period.windowId,
    staff_id: period.staffId,
    reason: period.reason,
  };
}

export function fromRequest(request: EndedRequest): JsonRow {
  return {
    branch_id: request.ticket.branchId,
    business_date: request.ticket.businessDate,
    id: request.id,
    ticket_id: request.ticket.id,
    visit_id: request.ticket.visitId,
    sequence: request.sequence,
    service_type_id: request.serviceTypeId,
    service_code: request.serviceCode,
    outcome: request.outcome,
    opened_at: iso(request.openedAt),
    called_at: iso(request.calledAt),
    started_at: iso(request.startedAt),
    ended_at: iso(request.endedAt),
    window_id: request.windowId,
    staff_id: request.staff?.id ?? null,
    staff_name: request.staff?.name ?? null,
    staff_number: request.staff?.number ?? null,
  };
}
