import type { ExpectedWait, IssuedTicket, ServiceType } from '@huiting/contracts/queue';
import type { Catalog } from '../queue.catalog.domain.ts';
import type { Bench } from '../queue.command.service.ts';
import type { Ticket } from '../queue.domain.ts';
import { expectedWait } from '../queue.estimate.domain.ts';
import { presentTicket } from '../queue.present.ts';
import { definitionOf, openFor } from '../queue.windows.domain.ts';

/** A ticket with what its holder is told: how many are ahead, how long it may take, where. */
export interface Issued {
  readonly ticket: Ticket;
  readonly service: ServiceType;
  readonly ahead: number;
  readonly expected: ExpectedWait;
  /** The estimate before it is widened by past errors; null with no window open. */
  readonly pointSeconds: number | null;
  readonly windowLabels: string[];
  readonly token: string;
  readonly greetingName: string | null;
}

/** How many are ahead of a ticket now, and how long it may still take. */
export const waitAt = (catalog: Catalog, { loaded, draft, now }: Bench, ticket: Ticket) =>
  expectedWait(catalog, draft.queue().strategyVersion, {
    ticket: {
      ticketId: ticket.id,
      serviceCode: ticket.serviceCode,
      classCode: ticket.classCode,
      position: ticket.position,
    },
    waiting: loaded.waiting,
    windows: loaded.windows,
    now,
  });

export function describe(
  catalog: Catalog,
  bench: Bench,
  service: ServiceType,
  ticket: Ticket,
  token: string,
): Issued {
  const { ahead, expected, pointSeconds } = waitAt(catalog, bench, ticket);
  return {
    ticket,
    service,
    ahead,
    expected,
    pointSeconds,
    windowLabels: openFor(catalog, bench.loaded.windows, service.code).map(
      (window) => definitionOf(catalog, window.windowId).label,
    ),
    token,
    greetingName: ticket.holder?.maskedName ?? null,
  };
}

export function presentIssued(issued: Issued): IssuedTicket {
  return {
    ticket: presentTicket(issued.ticket),
    serviceName: issued.service.name,
    ahead: issued.ahead,
    expected: issued.expected,
    windowLabels: issued.windowLabels,
    progressPath: `/h5/t/${issued.token}`,
    greetingName: issued.greetingName,
  };
}
