import type {
  Board,
  DisplayBoard,
  DisplayFigures,
  QueueFigures,
  ServicePeriod,
  TicketCard,
} from '@huiting/contracts/queue';
import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import { findTicketDay } from './queue.branch.store.ts';
import type { Catalog } from './queue.catalog.domain.ts';
import type { QueueDeps } from './queue.command.service.ts';
import { readShown } from './queue.displays.store.ts';
import { computeFigures } from './queue.figures.domain.ts';
import { presentForDisplay, presentTicket, presentWindow, presentWindowForDisplay } from './queue.present.ts';
import { readServedBy, recentVoice } from './queue.reports.ts';
import { readBusinessDate, readSnapshot, readTicket } from './queue.store.ts';
import type { Snapshot } from './queue.domain.ts';

/** Tickets that ended this recently are still told, so that a screen can say where they went. */
const endedShownMs = 10 * 60_000;

interface Seen {
  readonly catalog: Catalog;
  readonly snapshot: Snapshot;
  readonly figures: QueueFigures;
}

/** The branch at this moment: one statement, then the strategy in memory. Figures alone need no tickets, only who waits. */
async function look(deps: QueueDeps, branchId: string, withTickets = true): Promise<Seen> {
  const catalog = await deps.catalogs.of(branchId);
  const now = deps.platform.clock.now();
  const day = deps.directory.dayAt(catalog.branch, now);
  const tickets = withTickets ? { endedAfter: now - endedShownMs } : null;
  const read = await readSnapshot(deps.platform.db, branchId, day.date, tickets);
  const snapshot = read ?? refuse('organization.branch_not_found');
  return { catalog, snapshot, figures: computeFigures(catalog, snapshot, now, day) };
}

export async function getBoard(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string },
): Promise<Board> {
  const catalog = await deps.catalogs.of(input.branchId);
  authorize(ctx, 'queue.view', catalog.branch.path);
  return readBoard(deps, input.branchId);
}

export async function readBoard(deps: QueueDeps, branchId: string): Promise<Board> {
  const { catalog, snapshot, figures } = await look(deps, branchId);
  return {
    branchId,
    number: snapshot.number,
    businessDate: figures.businessDate,
    services: [...catalog.services],
    tickets: snapshot.tickets.map(presentTicket),
    windows: sortedWindows(catalog, snapshot),
    figures,
  };
}

function sortedWindows(catalog: Catalog, snapshot: Snapshot): Board['windows'] {
  return snapshot.windows.map((window) => presentWindow(catalog, window)).sort((a, b) => a.number - b.number);
}

export async function readFigures(deps: QueueDeps, branchId: string): Promise<QueueFigures> {
  return (await look(deps, branchId, false)).figures;
}

export function forDisplay(figures: QueueFigures): DisplayFigures {
  const { windowQueues: _private, longestWaiting: _also, ...shown } = figures;
  return shown;
}

export async function getDisplay(
  deps: QueueDeps & { readonly lobbyManagers: (branchId: string) => Promise<string[]> },
  ctx: Ctx,
  input: { readonly branchId: string },
): Promise<DisplayBoard> {
  const { branch } = await deps.catalogs.of(input.branchId);
  authorize(ctx, 'queue.display', branch.path);
  const { catalog, snapshot, figures } = await look(deps, input.branchId);
  const now = deps.platform.clock.now();
  const day = deps.directory.dayAt(branch, now);
  return {
    branchId: branch.id,
    bankName: branch.bankName,
    branchName: branch.name,
    number: snapshot.number,
    businessDate: figures.businessDate,
    hours:
      day.opensAt === null || day.closesAt === null ? null : { opensAt: day.opensAt, closesAt: day.closesAt },
    services: [...catalog.services],
    tickets: snapshot.tickets.map((ticket) => presentForDisplay(presentTicket(ticket))),
    windows: sortedWindows(catalog, snapshot).map(presentWindowForDisplay),
    figures: forDisplay(figures),
    voice: await recentVoice(deps.platform.db, branch.id, now),
    lobbyManagers: await deps.lobbyManagers(branch.id),
    notices: await readShown(deps.platform.db, branch.path, day.date),
    display: catalog.display,
    elsewhere: elsewhereOf(catalog),
  };
}

/** What the machines of the hall can do besides the windows; the mobile bank is no place in it. */
function elsewhereOf(catalog: Catalog): DisplayBoard['elsewhere'] {
  return (['smartCounter', 'selfService'] as const).flatMap((place) => {
    const services = catalog.services
      .filter(({ code }) => {
        const terms = catalog.terms.get(code);
        return terms?.offered === true && terms.diversion?.place === place;
      })
      .map(({ name }) => name);
    return services.length === 0 ? [] : [{ place, services }];
  });
}

/** What the asking teller has served today; nobody else's figures. */
export async function getMyDay(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string },
): Promise<{ served: number; averageServiceSeconds: number | null }> {
  const { branch } = await deps.catalogs.of(input.branchId);
  authorize(ctx, 'queue.serve', branch.path);
  if (ctx.actor.staff === null) return { served: 0, averageServiceSeconds: null };
  const date = await readBusinessDate(
    deps.platform.db,
    branch.id,
    deps.directory.dayAt(branch, ctx.now()).date,
  );
  return readServedBy(deps.platform.db, branch.id, date, ctx.actor.staff.id);
}

export async function getTimeline(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly ticketId: string },
): Promise<{ ticket: TicketCard; periods: ServicePeriod[] }> {
  const catalog = await deps.catalogs.of(input.branchId);
  authorize(ctx, 'queue.view', catalog.branch.path);
  const today = deps.directory.dayAt(catalog.branch, ctx.now()).date;
  const date = await readBusinessDate(deps.platform.db, input.branchId, today);
  const found =
    (await readTicket(deps.platform.db, input.branchId, date, input.ticketId)) ??
    (await anyDay(deps, catalog.branch.timeZone, input));
  if (found === null) return refuse('queue.ticket_not_found');
  const { ticket } = found;
  const ended: ServicePeriod[] = found.periods.map((row) => ({
    requestId: row.request_id as string,
    sequence: row.sequence as number,
    serviceTypeId: row.service_type_id as string,
    state: row.state as ServicePeriod['state'],
    startedAt: Date.parse(row.started_at as string),
    endedAt: Date.parse(row.ended_at as string),
    windowId: (row.window_id ?? null) as string | null,
    staffId: (row.staff_id ?? null) as string | null,
    reason: (row.reason ?? null) as string | null,
  }));
  return {
    ticket: presentTicket(ticket),
    periods: ticket.endedAt === null ? [...ended, openPeriod(presentTicket(ticket), ticket.request)] : ended,
  };
}

function openPeriod(
  ticket: TicketCard,
  request: { readonly id: string; readonly periods: number },
): ServicePeriod {
  return {
    requestId: request.id,
    sequence: request.periods + 1,
    serviceTypeId: ticket.serviceTypeId,
    state: ticket.state as ServicePeriod['state'],
    startedAt: ticket.since,
    endedAt: null,
    windowId: ticket.windowId,
    staffId: ticket.staffId,
    reason: null,
  };
}

const hints = { from: Date.UTC(2000, 0, 1), until: Date.UTC(2100, 0, 1) };

/**
 * A ticket of an earlier day. Its id tells when it was made (UUIDv7): on a real clock that is its day or the one beside it; on any
 * other clock every day is asked, which costs the more the longer the past is.
 */
async function anyDay(
  deps: QueueDeps,
  zone: string,
  input: { readonly branchId: string; readonly ticketId: string },
) {
  const { branchId, ticketId } = input;
  const instant = Number.parseInt(ticketId.replaceAll('-', '').slice(0, 12), 16);
  const { db } = deps.platform;
  // Somebody may ask for any uuid: what is no instant of our time is no hint.
  const made = instant > hints.from && instant < hints.until ? dateIn(zone, instant) : null;
  const beside = made === null ? null : { from: addDays(made, -1), until: addDays(made, 1) };
  const near = beside === null ? null : await findTicketDay(db, branchId, ticketId, beside);
  const day =
    near ?? (await findTicketDay(db, branchId, ticketId, { from: '1900-01-01', until: '2199-12-31' }));
  return day === null ? null : readTicket(db, branchId, day, ticketId);
}
