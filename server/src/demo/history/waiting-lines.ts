import type { LineHead, WaitingTicket } from '@huiting/queueing/strategy';

/** Everybody waiting in a hall, one ordered line per service and class: what the strategy looks at. */
export interface WaitingLines {
  join(ticket: WaitingTicket): void;
  leave(ticketId: string): void;
  heads(): LineHead[];
  all(): WaitingTicket[];
  /** Positions in the line a ticket would join, ascending. */
  positions(serviceCode: string, classCode: string): number[];
}

export function createWaitingLines(): WaitingLines {
  const lines = new Map<string, WaitingTicket[]>();
  const lineOf = new Map<string, WaitingTicket[]>();

  return {
    join: (ticket) => {
      const key = `${ticket.serviceCode}|${ticket.classCode}`;
      let line = lines.get(key);
      if (line === undefined) lines.set(key, (line = []));
      let index = line.length;
      while (index > 0 && isEarlier(ticket, line[index - 1]!)) index -= 1;
      line.splice(index, 0, ticket);
      lineOf.set(ticket.ticketId, line);
    },
    leave: (ticketId) => {
      const line = lineOf.get(ticketId);
      if (line === undefined) return;
      line.splice(
        line.findIndex((ticket) => ticket.ticketId === ticketId),
        1,
      );
      lineOf.delete(ticketId);
    },
    heads: () =>
      [...lines.values()]
        .filter((line) => line.length > 0)
        .map((line) => ({ ...line[0]!, waitingInLine: line.length })),
    all: () => [...lines.values()].flat(),
    positions: (serviceCode, classCode) =>
      (lines.get(`${serviceCode}|${classCode}`) ?? []).map((ticket) => ticket.position),
  };
}

function isEarlier(a: WaitingTicket, b: WaitingTicket): boolean {
  return a.position !== b.position ? a.position < b.position : a.ticketId < b.ticketId;
}
