import { queueEvents } from '@huiting/contracts/queue';
import type { WindowCard } from '@huiting/contracts/queue';
import type { FlexibleCounter, OneStop, OneStopReason } from '@huiting/contracts/queue/one-stop';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { permits } from '../../../platform/permits.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { serviceById } from '../queue.catalog.domain.ts';
import { enter, runCommand } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import type { WindowNow } from '../queue.domain.ts';
import { lockQueue, readWindowRow, writeWindow } from '../queue.lock.store.ts';
import { mayBeMarked, planOf } from '../queue.one-stop.domain.ts';
import * as store from '../queue.one-stop.store.ts';
import { presentTicket, presentWindow } from '../queue.present.ts';
import { isFinal } from '../queue.states.domain.ts';
import { readBusinessDate, readTicket } from '../queue.store.ts';
import { definitionOf, profileFor } from '../queue.windows.domain.ts';
import { leave } from './leave.ts';

interface OnTicket {
  readonly branchId: string;
  readonly ticketId: string;
}
interface AtWindow {
  readonly branchId: string;
  readonly windowId: string;
}

/** When a flexible counter is an ordinary window again. */
export const flexibleDeadline = 'queue.flexibleEnds';

async function find(deps: QueueDeps, ctx: Ctx, catalog: Catalog, ticketId: string) {
  const { branch } = catalog;
  const { db } = deps.platform;
  const date = await readBusinessDate(db, branch.id, deps.directory.dayAt(branch, ctx.now()).date);
  const found = await readTicket(db, branch.id, date, ticketId);
  return found === null ? refuse('queue.ticket_not_found') : { ticket: found.ticket, date };
}

export async function getOneStop(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId, ticketId }: OnTicket,
): Promise<{ oneStop: OneStop | null }> {
  const catalog = await enter(deps, ctx, branchId, 'queue.view');
  const { date } = await find(deps, ctx, catalog, ticketId);
  return { oneStop: await store.readOneStop(deps.platform.db, { branchId, date }, ticketId) };
}

/**
 * QU-14: all of these under one number at one window. The further businesses begin where the one before ends (`addService`), so
 * that they wait for nothing and are counted as served, not as called again. Other numbers of the same stay leave the queue.
 */
export async function markOneStop(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket & {
    readonly reason: OneStopReason;
    readonly words: string;
    readonly serviceTypeIds: readonly string[];
  },
): Promise<{ oneStop: OneStop | null }> {
  const { branchId, ticketId, reason, words } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.move');
  // Beyond what the ticket itself tells, it is the hall's to decide.
  if (reason === 'lobby' && !permits(ctx.actor, 'queue.manage', catalog.branch.path))
    refuse('queue.one_stop_reason', { reason });
  for (const id of input.serviceTypeIds) serviceById(catalog, id);
  const { ticket: seen, date } = await find(deps, ctx, catalog, ticketId);
  if (isFinal(seen.state)) refuse('queue.ticket_wrong_state', { state: seen.state });
  if (!mayBeMarked(seen, reason, words)) refuse('queue.one_stop_reason', { reason });
  const joined = await joinOthers(deps, ctx, catalog, seen.id, date);
  return deps.platform.db.transactInTurn(ctx, branchId, async (tx) => {
    if ((await lockQueue(tx, branchId)) === null) refuse('organization.branch_not_found');
    const { ticket } = (await readTicket(tx, branchId, date, ticketId)) ?? refuse('queue.ticket_not_found');
    if (isFinal(ticket.state)) refuse('queue.ticket_wrong_state', { state: ticket.state });
    const before = await store.readOneStop(tx, { branchId, date }, ticketId);
    const plan: OneStop = {
      ticketId,
      reason,
      words,
      by: ctx.actor.name,
      markedAt: ctx.now(),
      serviceTypeIds: planOf(ticket, [...input.serviceTypeIds, ...joined.services]),
      joinedNumbers: [...new Set([...(before?.joinedNumbers ?? []), ...joined.numbers])],
    };
    await store.saveOneStop(tx, { branchId, date }, plan);
    tx.emit(queueEvents.oneStopMarked, {
      ticket: presentTicket(ticket),
      window: null,
      reason: words === '' ? reason : words,
      kind: reason,
      by: ctx.actor.name,
      serviceTypeIds: plan.serviceTypeIds,
    });
    return { oneStop: plan };
  });
}

/** The customer's other numbers end as cancelled: nobody waits twice, and no wait is counted twice. Each a command of its own, done once. */
async function joinOthers(
  deps: QueueDeps,
  ctx: Ctx,
  catalog: Catalog,
  ticketId: string,
  date: string,
): Promise<{ numbers: string[]; services: string[] }> {
  const own = await readTicket(deps.platform.db, catalog.branch.id, date, ticketId);
  const others = own === null ? [] : await store.waitingOfVisit(deps.platform.db, own.ticket);
  const numbers: string[] = [];
  const services: string[] = [];
  for (const other of others) {
    const without = { ...ctx, command: null, present: null };
    await runCommand(deps, without, catalog, { ticketId: other.id }, (bench) => {
      const { ticket } = bench.loaded;
      if (ticket?.state !== 'waiting') return;
      leave(catalog, bench, ticket, 'cancel', 'oneStop');
      numbers.push(ticket.number);
      services.push(ticket.serviceTypeId);
    });
  }
  return { numbers, services };
}

export async function listFlexibleCounters(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId }: { readonly branchId: string },
): Promise<{ counters: FlexibleCounter[] }> {
  await enter(deps, ctx, branchId, 'queue.view');
  return { counters: await store.listCounters(deps.platform.db, branchId) };
}

/** 机动柜台: an elastic window takes every business for a time; whoever sits there goes on, and others may sit down. */
export async function openFlexibleCounter(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtWindow & { readonly minutes: number; readonly reason: string },
): Promise<{ window: WindowCard; counter: FlexibleCounter }> {
  const { branchId, windowId, minutes, reason } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.manage');
  if (!definitionOf(catalog, windowId).elastic) refuse('queue.window_not_elastic');
  return deps.platform.db.transactInTurn(ctx, branchId, async (tx) => {
    const queue = (await lockQueue(tx, branchId)) ?? refuse('organization.branch_not_found');
    if (!queue.dayOpen) refuse('queue.day_not_open');
    const openedAt = ctx.now();
    const until = Math.min(openedAt + minutes * 60_000, queue.endsAt ?? Infinity);
    const counter = { windowId, openedAt, until, reason, by: ctx.actor.name };
    await store.saveCounter(tx, branchId, counter);
    tx.setTimer(flexibleDeadline, windowId, until);
    const window = await turn(tx, catalog, windowId, 'flex', reason);
    await audit(deps, ctx, tx, catalog, 'openFlexibleCounter', windowId, { minutes, reason });
    return { window, counter };
  });
}

export async function closeFlexibleCounter(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId, windowId }: AtWindow,
): Promise<{ window: WindowCard }> {
  const catalog = await enter(deps, ctx, branchId, 'queue.manage');
  const own = definitionOf(catalog, windowId).kind;
  return deps.platform.db.transactInTurn(ctx, branchId, async (tx) => {
    await lockQueue(tx, branchId);
    if (!(await store.removeCounter(tx, branchId, windowId))) refuse('queue.window_not_flexible');
    tx.clearTimer(flexibleDeadline, windowId);
    const window = await turn(tx, catalog, windowId, own, 'flexibleClosed');
    await audit(deps, ctx, tx, catalog, 'closeFlexibleCounter', windowId, {});
    return { window };
  });
}

/** Its time is over: the window takes its own businesses again; who is being served there is served to the end. */
export function flexibleEnds(deps: QueueDeps): TimerHandler {
  return async (ctx, timer) => {
    const catalog = await deps.catalogs.of(timer.branchId);
    await deps.platform.db.transactInTurn(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      await lockQueue(tx, timer.branchId);
      if (!(await store.removeCounter(tx, timer.branchId, timer.ref))) return;
      await turn(tx, catalog, timer.ref, definitionOf(catalog, timer.ref).kind, 'flexibleEnded');
    });
  };
}

async function turn(
  tx: Tx,
  catalog: Catalog,
  windowId: string,
  kind: WindowNow['kind'],
  reason: string,
): Promise<WindowCard> {
  const definition = definitionOf(catalog, windowId);
  const found = (await readWindowRow(tx, windowId)) ?? refuse('queue.window_not_found');
  const window = { ...found, kind, profileCode: profileFor(catalog, definition, kind) };
  await writeWindow(tx, window);
  const card = presentWindow(catalog, window);
  tx.emit(queueEvents.windowChanged, {
    window: card,
    change: 'kindChanged',
    staffId: window.session?.staff.id ?? null,
    reason,
  });
  return card;
}

function audit(
  deps: QueueDeps,
  ctx: Ctx,
  tx: Tx,
  { branch }: Catalog,
  action: string,
  windowId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return deps.platform.audit(tx, ctx, {
    action: `queue.${action}`,
    object: `window:${windowId}`,
    orgUnitId: branch.orgUnitId,
    outcome: 'done',
    detail,
  });
}
