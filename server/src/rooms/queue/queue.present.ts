import type {
  DisplayTicket,
  DisplayWindow,
  ServicePeriod,
  TicketCard,
  WindowCard,
} from '@huiting/contracts/queue';
import type { Catalog } from './queue.catalog.domain.ts';
import { isVip } from './queue.domain.ts';
import type { Period, Ticket, WindowNow } from './queue.domain.ts';
import { mayTake } from './queue.windows.domain.ts';

/** The only place where a queue's field becomes public. Names are masked before they reach a ticket. */

export function presentTicket(ticket: Ticket): TicketCard {
  return {
    id: ticket.id,
    visitId: ticket.visitId,
    requestId: ticket.request.id,
    number: ticket.number,
    state: ticket.state,
    serviceTypeId: ticket.serviceTypeId,
    services: [...ticket.services],
    classCode: ticket.classCode,
    channel: ticket.channel,
    language: ticket.language,
    customer: ticket.holder,
    elder: ticket.elder,
    booked: ticket.bookingStart !== null,
    bookingStart: ticket.bookingStart,
    issuedAt: ticket.issuedAt,
    position: ticket.position,
    since: ticket.since,
    calledAt: ticket.calledAt,
    startedAt: ticket.startedAt,
    endedAt: ticket.endedAt,
    windowId: ticket.windowId,
    staffId: ticket.staffId,
    calls: ticket.calls,
    restorableUntil: ticket.restorableUntil,
    note: ticket.note,
  };
}

export function presentWindow(catalog: Catalog, window: WindowNow): WindowCard {
  const { windows, removedWindows } = catalog.branch;
  const definition = [...windows, ...removedWindows].find(({ id }) => id === window.windowId);
  const { session, ticket } = window;
  return {
    id: window.windowId,
    label: definition?.label ?? '',
    number: definition?.number ?? 0,
    kind: window.kind,
    elastic: definition?.elastic ?? false,
    profileCode: window.profileCode,
    serviceTypeIds: mayTake(catalog, window).map((code) => catalog.byCode.get(code)!.id),
    session:
      session === null
        ? null
        : {
            id: session.id,
            staffId: session.staff.id,
            staffName: session.staff.name,
            staffNumber: session.staff.number,
            state: session.state,
            pauseReason: session.pauseReason,
            since: session.since,
            signedInAt: session.signedInAt,
          },
    ticketId: ticket?.id ?? null,
    ticketNumber: ticket?.number ?? null,
    ticketState: ticket?.state ?? null,
    ticketSince: ticket?.since ?? null,
  };
}

export function presentPeriod(period: Period): ServicePeriod {
  return { ...period };
}

/** A screen in the hall shows a number, a masked name and where to go; nothing that tells two customers apart by worth. */
export function presentForDisplay(ticket: TicketCard): DisplayTicket {
  return {
    id: ticket.id,
    number: ticket.number,
    state: ticket.state,
    serviceTypeId: ticket.serviceTypeId,
    maskedName: ticket.customer?.maskedName ?? null,
    elder: ticket.elder,
    vip: isVip(ticket.customer),
    booked: ticket.booked,
    windowId: ticket.windowId,
    since: ticket.since,
    restorableUntil: ticket.restorableUntil,
  };
}

export function presentWindowForDisplay(window: WindowCard): DisplayWindow {
  return {
    id: window.id,
    label: window.label,
    number: window.number,
    kind: window.kind,
    serviceTypeIds: window.serviceTypeIds,
    state: window.session === null ? 'closed' : window.session.state,
    pauseReason: window.session?.pauseReason ?? null,
    staffName: window.session?.staffName ?? null,
    staffNumber: window.session?.staffNumber ?? null,
    ticketId: window.ticketId,
    ticketNumber: window.ticketNumber,
    ticketState: window.ticketState,
  };
}
