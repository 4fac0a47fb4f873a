import { randomBytes } from 'node:crypto';
import { queueEvents } from '@huiting/contracts/queue';
import type { MachineFeed } from '@huiting/contracts/queue/machine';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { loadWebhookSender } from '../../../platform/webhooks/senders.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import { lockQueue, writeQueue } from '../queue.lock.store.ts';
import { readDay } from '../queue.machine.rows.store.ts';
import * as store from '../queue.machine.store.ts';
import type { FeedRow } from '../queue.machine.store.ts';
import { renewCounters } from '../queue.setup.store.ts';
import { readBusinessDate } from '../queue.store.ts';
import { remake, renewWindows } from './take-machine-events.ts';
import type { MachineDeps } from './take-machine-events.ts';

interface AtBranch {
  readonly branchId: string;
}
type WithReason = AtBranch & { readonly reason: string };

/** QU-13: how the feed is, for whoever has to answer for it. */
export async function getMachineFeed(
  deps: MachineDeps,
  ctx: Ctx,
  input: AtBranch & { readonly date?: string | undefined },
): Promise<MachineFeed> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  return describe(deps, ctx, catalog, input.date ?? null);
}

async function describe(
  { platform: { db }, directory }: MachineDeps,
  ctx: Ctx,
  { branch }: Catalog,
  asked: string | null,
): Promise<MachineFeed> {
  const date = asked ?? (await readBusinessDate(db, branch.id, directory.dayAt(branch, ctx.now()).date));
  const [feed, health] = await Promise.all([
    store.readFeed(db, branch.id),
    store.readHealth(db, { branchId: branch.id, date }),
  ]);
  return {
    ...health,
    connected: feed?.connected ?? false,
    sender: feed?.connected === true ? feed.sender : null,
    since: feed?.since ?? null,
    services: { ...feed?.services },
    version: feed?.version ?? 0,
    businessDate: date,
    lagSeconds: health.last === null ? null : Math.round((health.last.receivedAt - health.last.at) / 1000),
  };
}

/** Runs a change of the feed under the branch's lock; every process forgets what it kept of the branch. */
async function change<R>(
  deps: MachineDeps,
  ctx: Ctx,
  catalog: Catalog,
  work: (tx: Tx, feed: FeedRow | null) => Promise<R>,
): Promise<R> {
  const { branch } = catalog;
  return deps.platform.db.transactInTurn(ctx, branch.id, async (tx) => {
    if ((await lockQueue(tx, branch.id)) === null) refuse('organization.branch_not_found');
    const result = await work(tx, await store.readFeed(tx, branch.id));
    tx.emit(queueEvents.setupChanged, { what: 'machine' });
    return result;
  });
}

async function assertNobodyWaits(deps: MachineDeps, ctx: Ctx, tx: Tx, { branch }: Catalog): Promise<void> {
  const today = deps.directory.dayAt(branch, ctx.now()).date;
  const date = await readBusinessDate(tx, branch.id, today);
  const open = await store.countOpen(tx, branch.id, date);
  // Their tickets would be nobody's to call.
  if (open > 0) refuse('queue.tickets_open', { open });
}

export async function connectMachine(deps: MachineDeps, ctx: Ctx, input: WithReason) {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const { branch } = catalog;
  const sender = `queue-machine:${branch.id}`;
  const secret = randomBytes(32).toString('hex');
  await change(deps, ctx, catalog, async (tx, feed) => {
    await assertNobodyWaits(deps, ctx, tx, catalog);
    await loadWebhookSender(tx, deps.crypto, {
      sender,
      secret,
      scopePath: branch.path,
      purpose: 'queueMachine',
    });
    await store.saveFeed(tx, branch.id, {
      sender,
      connected: true,
      since: ctx.now(),
      services: feed?.services ?? {},
      version: (feed?.version ?? 0) + 1,
    });
    await audit(deps, ctx, tx, catalog, 'connectMachine', { reason: input.reason });
  });
  return { sender, secret };
}

export async function disconnectMachine(
  deps: MachineDeps,
  ctx: Ctx,
  input: WithReason,
): Promise<MachineFeed> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const described = await describe(deps, ctx, catalog, null);
  return change(deps, ctx, catalog, async (tx, feed) => {
    if (feed === null || !feed.connected) return refuse('queue.machine_not_connected');
    await assertNobodyWaits(deps, ctx, tx, catalog);
    const next = { ...feed, connected: false, since: ctx.now(), version: feed.version + 1 };
    await store.saveFeed(tx, catalog.branch.id, next);
    await goOnCounting(deps, ctx, tx, catalog);
    await audit(deps, ctx, tx, catalog, 'disconnectMachine', { reason: input.reason });
    return { ...described, connected: false, sender: null, since: next.since, version: next.version };
  });
}

/** The branch's own numbers begin behind those the machine has printed today. */
async function goOnCounting(deps: MachineDeps, ctx: Ctx, tx: Tx, catalog: Catalog): Promise<void> {
  const today = deps.directory.dayAt(catalog.branch, ctx.now()).date;
  const date = await readBusinessDate(tx, catalog.branch.id, today);
  const ranges = catalog.services.map(({ code, prefix }) => {
    const { firstNumber, lastNumber } = catalog.terms.get(code)!;
    return { prefix, firstNumber, lastNumber };
  });
  await renewCounters(tx, catalog.branch.id, date, ranges);
}

export async function mapMachineServices(
  deps: MachineDeps,
  ctx: Ctx,
  input: AtBranch & { readonly version: number; readonly services: Readonly<Record<string, string>> },
): Promise<MachineFeed> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const described = await describe(deps, ctx, catalog, null);
  return change(deps, ctx, catalog, async (tx, feed) => {
    if (feed === null) return refuse('queue.machine_not_connected');
    if (feed.version !== input.version) refuse('platform.conflict', { version: feed.version });
    const unknown = Object.values(input.services).find((code) => !catalog.byCode.has(code));
    if (unknown !== undefined) refuse('queue.service_not_found', { code: unknown });
    const next = { ...feed, services: { ...input.services }, version: feed.version + 1 };
    await store.saveFeed(tx, catalog.branch.id, next);
    await audit(deps, ctx, tx, catalog, 'mapMachineServices', {
      before: feed.services,
      after: next.services,
    });
    return { ...described, services: next.services, version: next.version };
  });
}

/** A day's tickets made again from what was kept: after a mapping was put right, or to prove that they are what they should be. */
export async function replayMachineDay(
  deps: MachineDeps,
  ctx: Ctx,
  input: WithReason & { readonly date: string },
): Promise<{ events: number; tickets: number; changed: number }> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.configure');
  const { branch } = catalog;
  const { date } = input;
  return change(deps, ctx, catalog, async (tx, feed) => {
    if (feed === null) return refuse('queue.machine_not_connected');
    const queue = (await lockQueue(tx, branch.id))!;
    const day = { branchId: branch.id, date };
    const events = await store.eventsOf(tx, day, null);
    const earlier = new Map((await readDay(tx, day)).map((ticket) => [ticket.id, ticket]));
    const here = { catalog, services: feed.services, queue, date };
    // What the counters hold is what was made under the mapping of then: they are counted anew from nothing.
    const counters = { ...queue.counters, service: {}, line: {}, issued: 0, completed: 0, abandoned: 0 };
    const made = await remake(tx, { ...here, queue: { ...queue, counters } }, events, []);
    if (events.length > 0 && queue.businessDate === date) {
      await writeQueue(tx, made.queue);
      if (queue.dayOpen) await renewWindows(tx, here);
    }
    const tickets = [...made.tickets.values()].flatMap(({ ticket }) => (ticket === null ? [] : [ticket]));
    const changed = tickets.filter(
      (ticket) => JSON.stringify(ticket) !== JSON.stringify(earlier.get(ticket.id)),
    );
    await audit(deps, ctx, tx, catalog, 'replayMachineDay', {
      date,
      reason: input.reason,
      changed: changed.length,
    });
    return { events: events.length, tickets: tickets.length, changed: changed.length };
  });
}

function audit(
  deps: MachineDeps,
  ctx: Ctx,
  tx: Tx,
  { branch }: Catalog,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  return deps.platform.audit(tx, ctx, {
    action: `queue.${action}`,
    object: `branch:${branch.id}`,
    orgUnitId: branch.orgUnitId,
    outcome: 'done',
    detail,
  });
}
