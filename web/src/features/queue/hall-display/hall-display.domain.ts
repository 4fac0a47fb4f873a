import type {
  DisplayBoard,
  DisplayTicket,
  DisplayWindow,
  ServiceType,
  VoiceCall,
} from '@huiting/contracts/queue';

/** What the large panel shows. `voice` is null when the call has no slot of its own (long ago, or never spoken). */
export interface CurrentCall {
  readonly key: string;
  readonly ticketNumber: string;
  readonly windowLabel: string;
  readonly windowId: string;
  readonly ticket: DisplayTicket | null;
  readonly service: ServiceType | null;
  /** 1 for the first call, 2… for recalls; null when unknown. */
  readonly call: number | null;
  readonly speaking: boolean;
}

/** How long a call stays on the panel after its words, when nobody else has been called. */
const staysMs = 3 * 60_000;

/** The call whose slot runs; else the latest called ticket; else the last call for a while; else nobody. */
export function currentCall(board: DisplayBoard, now: number): CurrentCall | null {
  const begun = board.voice.filter((voice) => voice.startsAt <= now);
  const speaking = begun.findLast((voice) => now < voice.endsAt);
  if (speaking) return fromVoice(board, speaking, true);
  const called = board.tickets
    .filter((ticket) => ticket.state === 'called')
    .toSorted((a, b) => b.since - a.since)[0];
  if (called) return fromTicket(board, called);
  const last = begun.at(-1);
  return last && now - last.endsAt < staysMs ? fromVoice(board, last, false) : null;
}

function fromVoice(board: DisplayBoard, voice: VoiceCall, speaking: boolean): CurrentCall {
  const ticket = board.tickets.find((one) => one.id === voice.ticketId) ?? null;
  return {
    key: `${voice.ticketId}:${voice.call}`,
    ticketNumber: voice.ticketNumber,
    windowLabel: voice.windowLabel,
    windowId: voice.windowId,
    ticket,
    service: serviceOf(board, ticket),
    call: voice.call,
    speaking,
  };
}

function fromTicket(board: DisplayBoard, ticket: DisplayTicket): CurrentCall | null {
  const window = board.windows.find((one) => one.id === ticket.windowId);
  if (!window) return null;
  const voice = board.voice.findLast((one) => one.ticketId === ticket.id);
  return {
    key: `${ticket.id}:${voice?.call ?? 0}`,
    ticketNumber: ticket.number,
    windowLabel: window.label,
    windowId: window.id,
    ticket,
    service: serviceOf(board, ticket),
    call: voice?.call ?? null,
    speaking: false,
  };
}

function serviceOf(board: DisplayBoard, ticket: DisplayTicket | null): ServiceType | null {
  return (ticket && board.services.find((service) => service.id === ticket.serviceTypeId)) ?? null;
}

export interface NextTicket {
  readonly ticket: DisplayTicket;
  readonly service: ServiceType | null;
  /** Open windows that may take it. */
  readonly windows: readonly DisplayWindow[];
}

/** The server's next five, as far as they still wait. */
export function nextTickets(board: DisplayBoard): NextTicket[] {
  const tickets = new Map(board.tickets.map((ticket) => [ticket.id, ticket]));
  return board.figures.next.flatMap((id) => {
    const ticket = tickets.get(id);
    if (ticket?.state !== 'waiting') return [];
    const open =
      board.figures.services.find((figure) => figure.serviceTypeId === ticket.serviceTypeId)?.openWindowIds ??
      [];
    return [
      {
        ticket,
        service: serviceOf(board, ticket),
        windows: board.windows.filter((window) => open.includes(window.id)),
      },
    ];
  });
}

export interface LastCall {
  readonly ticketId: string;
  readonly ticketNumber: string;
  readonly windowLabel: string;
}
const lastShown = 5;

/** Whom windows called before the one on the panel, newest first, each number once: for those who looked away. */
export function lastCalls(board: DisplayBoard, current: CurrentCall | null, now: number): LastCall[] {
  const windows = new Map(board.windows.map((window) => [window.id, window.label]));
  const spoken = board.voice
    .filter(({ startsAt }) => startsAt <= now)
    .map(({ ticketId, ticketNumber, windowLabel, startsAt }) => ({
      ticketId,
      ticketNumber,
      windowLabel,
      at: startsAt,
    }));
  const seated = board.tickets.flatMap(({ id, number, state, windowId, since }) => {
    const windowLabel = windows.get(windowId ?? '');
    const isThere = state === 'called' || state === 'serving';
    return isThere && windowLabel !== undefined
      ? [{ ticketId: id, ticketNumber: number, windowLabel, at: since }]
      : [];
  });
  const seen = new Set(current === null ? [] : [current.ticketNumber]);
  return [...spoken, ...seated]
    .toSorted((a, b) => b.at - a.at)
    .filter(({ ticketNumber }) => !seen.has(ticketNumber) && seen.add(ticketNumber))
    .slice(0, lastShown);
}

/** Numbers that were called in vain and can still be taken up again, the one that lapses first in front. */
export function missedTickets(board: DisplayBoard, now: number): DisplayTicket[] {
  return board.tickets
    .filter(({ state, restorableUntil }) => state === 'skipped' && (restorableUntil ?? 0) > now)
    .toSorted((a, b) => (a.restorableUntil ?? 0) - (b.restorableUntil ?? 0));
}
