import type { Board, ServiceFigure, ServiceType, TicketCard, WindowCard } from '@huiting/contracts/queue';

const minuteMs = 60_000;

/** What one window's teller has before them. */
export interface Desk {
  readonly window: WindowCard;
  /** Called to or served at this window; null when free. */
  readonly current: TicketCard | null;
  /** What the strategy would call here, in order. */
  readonly queue: readonly TicketCard[];
  /** Skipped and parked tickets this window may take, the latest first. */
  readonly aside: readonly TicketCard[];
}

export function windowOfStaff(board: Board, staffId: string): WindowCard | null {
  return board.windows.find((window) => window.session?.staffId === staffId) ?? null;
}

export function deskOf(board: Board, windowId: string): Desk | null {
  const window = board.windows.find((one) => one.id === windowId);
  if (!window) return null;
  const byId = new Map(board.tickets.map((ticket) => [ticket.id, ticket]));
  const order = board.figures.windowQueues.find((one) => one.windowId === windowId)?.ticketIds ?? [];
  // the figures follow a moment later than the cards: one just called is no longer next
  const queue = order
    .map((id) => byId.get(id))
    .filter((ticket): ticket is TicketCard => ticket?.state === 'waiting');
  const current =
    board.tickets.find(
      (ticket) => ticket.windowId === windowId && (ticket.state === 'called' || ticket.state === 'serving'),
    ) ?? null;
  const aside = board.tickets
    .filter(
      (ticket) =>
        (ticket.state === 'skipped' || ticket.state === 'parked') &&
        window.serviceTypeIds.includes(ticket.serviceTypeId),
    )
    .toSorted((a, b) => b.since - a.since);
  return { window, current, queue, aside };
}

/** One lane of the hall: businesses that share a ticket letter. */
export interface Lane {
  readonly prefix: string;
  readonly services: readonly ServiceType[];
  readonly figures: readonly ServiceFigure[];
  /** In the order of their line. */
  readonly waiting: readonly TicketCard[];
  /** Skipped and parked, the latest first; then numbers taken from afar whose holders are not here. */
  readonly aside: readonly TicketCard[];
  /** Windows open for any of the businesses. */
  readonly openWindows: readonly WindowCard[];
}

export function lanesOf(board: Board): readonly Lane[] {
  const prefixes = [
    ...new Set(board.services.toSorted((a, b) => a.sort - b.sort).map((service) => service.prefix)),
  ];
  return prefixes.map((prefix) => {
    const services = board.services
      .filter((service) => service.prefix === prefix)
      .toSorted((a, b) => a.sort - b.sort);
    const ids = new Set(services.map((service) => service.id));
    const tickets = board.tickets.filter((ticket) => ids.has(ticket.serviceTypeId));
    const figures = board.figures.services.filter((figure) => ids.has(figure.serviceTypeId));
    const open = new Set(figures.flatMap((figure) => figure.openWindowIds));
    return {
      prefix,
      services,
      figures,
      waiting: tickets
        .filter((ticket) => ticket.state === 'waiting')
        .toSorted((a, b) => a.position - b.position),
      aside: [
        ...tickets
          .filter((ticket) => ticket.state === 'skipped' || ticket.state === 'parked')
          .toSorted((a, b) => b.since - a.since),
        ...tickets.filter((ticket) => ticket.state === 'absent').toSorted((a, b) => a.position - b.position),
      ],
      openWindows: board.windows.filter((window) => open.has(window.id)),
    };
  });
}

/** A wait against its limit: `near` from 70 % on, `over` from 100 %. Milliseconds. */
export interface Wait {
  readonly waitedMs: number;
  readonly limitMs: number | null;
  readonly state: 'calm' | 'near' | 'over';
  /** Whole minutes over the limit, or left until it. */
  readonly overMinutes: number;
  readonly leftMinutes: number;
}

/** People wait from the moment they took the number until they are called. */
export function waitOf(ticket: TicketCard, service: ServiceType | undefined, now: number): Wait {
  const waitedMs = Math.max(
    0,
    (ticket.state === 'waiting' ? now : (ticket.calledAt ?? now)) - ticket.issuedAt,
  );
  const limitMs = service ? service.waitLimitMinutes * minuteMs : null;
  if (limitMs === null || limitMs <= 0)
    return { waitedMs, limitMs, state: 'calm', overMinutes: 0, leftMinutes: 0 };
  const share = waitedMs / limitMs;
  return {
    waitedMs,
    limitMs,
    state: share >= 1 ? 'over' : share >= 0.7 ? 'near' : 'calm',
    overMinutes: Math.max(0, Math.floor((waitedMs - limitMs) / minuteMs)),
    leftMinutes: Math.max(0, Math.ceil((limitMs - waitedMs) / minuteMs)),
  };
}

/** What a window's cell says. */
export type WindowLook = 'serving' | 'over' | 'called' | 'free' | 'paused' | 'closed';

export function windowLook(window: WindowCard, service: ServiceType | undefined, now: number): WindowLook {
  if (!window.session) return 'closed';
  if (window.ticketState === 'called') return 'called';
  if (window.ticketState === 'serving') {
    const over =
      service !== undefined &&
      window.ticketSince !== null &&
      now - window.ticketSince > service.standardMinutes * minuteMs;
    return over ? 'over' : 'serving';
  }
  return window.session.state === 'paused' ? 'paused' : 'free';
}

export const serviceOf = (board: Board, id: string): ServiceType | undefined =>
  board.services.find((service) => service.id === id);
