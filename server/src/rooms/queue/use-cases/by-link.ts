import type { Progress } from '@huiting/contracts/queue';
import { answerOf } from '../../../platform/context.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { rank } from '@huiting/queueing/strategy';
import type { Catalog } from '../queue.catalog.domain.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import type { Ticket } from '../queue.domain.ts';
import { expectedWait } from '../queue.estimate.domain.ts';
import { linkMatches, readLink } from '../queue.link.domain.ts';
import type { TicketLink } from '../queue.link.domain.ts';
import { readSnapshot, readTicket } from '../queue.store.ts';
import type { Snapshot } from '../queue.domain.ts';
import { definitionOf, mayTake, openFor } from '../queue.windows.domain.ts';
import { leave } from './leave.ts';
import { postponed } from './move.ts';

/** How long a finished ticket's page still answers: the rating by phone stays open as long. */
const linkLivesMs = 24 * 3_600_000;

/** The ticket of a link, or null when it is wrong, or the ticket ended too long ago. */
export async function ticketOfLink(
  deps: QueueDeps,
  token: string,
): Promise<{ link: TicketLink; ticket: Ticket; number: number } | null> {
  const link = readLink(token);
  if (link === null || deps.directory.known(link.branchId) === null) return null;
  const read = await readTicket(deps.platform.db, link.branchId, link.businessDate, link.ticketId);
  if (read === null || !linkMatches(link, read.ticket.linkHash)) return null;
  if (read.ticket.endedAt !== null && deps.platform.clock.now() - read.ticket.endedAt > linkLivesMs)
    return null;
  return { link, ticket: read.ticket, number: read.number };
}

/** QU-15: where the holder of a ticket is in the queue. */
export async function getProgress(deps: QueueDeps, token: string): Promise<Progress> {
  const found = (await ticketOfLink(deps, token)) ?? refuse('queue.link_invalid');
  const catalog = await deps.catalogs.of(found.link.branchId);
  const snapshot = await readSnapshot(deps.platform.db, catalog.branch.id, found.ticket.businessDate, null);
  if (snapshot === null) return refuse('queue.link_invalid');
  return describe(deps, catalog, found.ticket, snapshot, numbersOf(deps, catalog, snapshot, found.ticket));
}

/** Tickets in front of this one among those its windows would call, nearest last. */
function numbersOf(deps: QueueDeps, catalog: Catalog, snapshot: Snapshot, ticket: Ticket): string[] {
  if (ticket.state !== 'waiting' && ticket.state !== 'absent') return [];
  const take = new Set(
    snapshot.windows
      .filter(
        (window) => window.session?.state === 'open' && mayTake(catalog, window).includes(ticket.serviceCode),
      )
      .flatMap((window) => mayTake(catalog, window)),
  );
  const order = rank(strategyOf(catalog, snapshot.queue.strategyVersion), {
    profileCode: 'all',
    mayTake: take.size === 0 ? [ticket.serviceCode] : [...take],
    waiting: snapshot.waiting,
    now: deps.platform.clock.now(),
  });
  const at = order.findIndex((chosen) => chosen.ticketId === ticket.id);
  const ids = order.slice(Math.max(0, at - 4), Math.max(0, at)).map((chosen) => chosen.ticketId);
  if (ids.length === 0) return [];
  const numbers = new Map(snapshot.waiting.map(({ ticketId, number }) => [ticketId, number]));
  return ids.map((id) => numbers.get(id)).filter((number) => number !== undefined);
}

function describe(
  deps: QueueDeps,
  catalog: Catalog,
  ticket: Ticket,
  snapshot: Snapshot,
  aheadNumbers: string[],
): Progress {
  const now = deps.platform.clock.now();
  const { branch } = catalog;
  const waiting = ticket.state === 'waiting' || ticket.state === 'absent';
  const estimate = waiting
    ? expectedWait(catalog, snapshot.queue.strategyVersion, {
        ticket: {
          ticketId: ticket.id,
          serviceCode: ticket.serviceCode,
          classCode: ticket.classCode,
          position: ticket.position,
        },
        waiting: snapshot.waiting,
        windows: snapshot.windows,
        now,
      })
    : { ahead: 0, expected: { lowSeconds: 0, highSeconds: 0 } };
  return {
    number: snapshot.number,
    branchId: branch.id,
    branchName: branch.name,
    address: branch.address,
    closesAt: snapshot.queue.closesAt,
    ticketNumber: ticket.number,
    state: ticket.state,
    serviceName: catalog.byId.get(ticket.serviceTypeId)?.name ?? { zh: '', en: '' },
    maskedName: ticket.holder?.maskedName ?? null,
    issuedAt: ticket.issuedAt,
    calledAt: ticket.calledAt,
    ahead: estimate.ahead,
    aheadNumbers,
    expected: estimate.expected,
    windowLabel: ticket.windowId === null ? null : definitionOf(catalog, ticket.windowId).label,
    windowLabels: openFor(catalog, snapshot.windows, ticket.serviceCode).map(
      (window) => definitionOf(catalog, window.windowId).label,
    ),
    restorableUntil: ticket.restorableUntil,
    canPostpone: ticket.state === 'waiting' && !ticket.postponed,
    canCancel: waiting || ticket.state === 'skipped' || ticket.state === 'parked',
    ratingOpen: ticket.state === 'completed',
  };
}

export async function cancelByLink(deps: QueueDeps, ctx: Ctx, token: string): Promise<Progress> {
  const { link } = (await ticketOfLink(deps, token)) ?? refuse('queue.link_invalid');
  const catalog = await enter(deps, ctx, link.branchId, null);
  await runCommand(deps, ctx, catalog, { ticketId: link.ticketId }, (bench) => {
    const ticket = bench.loaded.ticket ?? refuse('queue.link_invalid');
    // Once called, somebody stands waiting for the customer: that is the window's to end.
    if (ticket.state === 'called') refuse('queue.ticket_wrong_state', { state: ticket.state });
    return leave(catalog, bench, ticket, 'cancel', 'customer');
  });
  return fresh(deps, ctx, token);
}

export async function postponeByLink(deps: QueueDeps, ctx: Ctx, token: string): Promise<Progress> {
  const { link } = (await ticketOfLink(deps, token)) ?? refuse('queue.link_invalid');
  const catalog = await enter(deps, ctx, link.branchId, null);
  await runCommand(deps, ctx, catalog, { ticketId: link.ticketId, waiting: true }, postponed);
  return fresh(deps, ctx, token);
}

/** A link's holder gets the page as it is now, also when the same key is sent again. */
async function fresh(deps: QueueDeps, ctx: Ctx, token: string): Promise<Progress> {
  const progress = await getProgress(deps, token);
  ctx.answer = answerOf(progress);
  return progress;
}
