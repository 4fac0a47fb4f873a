import { queueEvents } from '@huiting/contracts/queue';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type { StrategyDocument, StrategyTest, queueStrategyEndpoints } from '@huiting/contracts/queue';
import { addDays } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { currentStrategy, strategyOf } from '../queue.catalog.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { lockQueue } from '../queue.setup.store.ts';
import { asStrategy, failingTests, isPublishable, judgeStrategy } from '../queue.strategy.domain.ts';
import * as store from '../queue.strategy.store.ts';
import { mappingOf } from '../queue.windows.domain.ts';

type Answer<K extends keyof typeof queueStrategyEndpoints> = OutputOf<(typeof queueStrategyEndpoints)[K]>;
interface AtBranch {
  readonly branchId: string;
}
interface Edited {
  readonly document: StrategyDocument;
  readonly tests: StrategyTest[];
}

/** QU-07: everything the strategy editor begins with. */
export async function getStrategy(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId }: AtBranch,
): Promise<Answer<'getStrategy'>> {
  const catalog = await enter(deps, ctx, branchId, 'queue.configure');
  const { db } = deps.platform;
  const [versions, draft, activeVersion] = await Promise.all([
    store.listVersions(db, branchId),
    store.readDraft(db, branchId),
    store.readActive(db, branchId),
  ]);
  const newestVersion = versions[0]?.version ?? 1;
  const published = async (version: number) => {
    const found = await store.readVersion(db, branchId, version);
    // A branch whose strategy nobody ever published runs by the engine's default.
    const document = found?.document ?? (strategyOf(catalog, version) as StrategyDocument);
    return { version, document, tests: found?.tests ?? [] };
  };
  return {
    active: await published(activeVersion ?? newestVersion),
    newest: await published(newestVersion),
    draft,
    versions,
    services: catalog.services.map(({ code, name }) => ({
      code,
      name,
      offered: catalog.terms.get(code)!.offered,
    })),
    windows: catalog.branch.windows.map((window) => ({
      id: window.id,
      label: window.label,
      kind: window.kind,
      ...mappingOf(catalog, window),
    })),
    nextBusinessDate: nextBusinessDate(deps, catalog, ctx.now(), true),
  };
}

export async function getStrategyVersion(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch & { readonly version: number },
): Promise<Answer<'getStrategyVersion'>> {
  await enter(deps, ctx, input.branchId, 'queue.configure');
  return (
    (await store.readVersion(deps.platform.db, input.branchId, input.version)) ??
    refuse('queue.strategy_not_found')
  );
}

/** Keeps the draft; it may be unsound, that is what it is for. */
export async function saveStrategyDraft(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch & Edited & { readonly revision: number; readonly basedOn: number },
): Promise<Answer<'saveStrategyDraft'>> {
  await enter(deps, ctx, input.branchId, 'queue.configure');
  return deps.platform.db.transact(ctx, input.branchId, async (tx) => {
    const revision = await store.writeDraft(tx, input.branchId, {
      ...input,
      by: { id: ctx.actor.id, name: ctx.actor.name },
      at: ctx.now(),
    });
    if (revision !== null) return { revision };
    const newest = await store.readDraft(tx, input.branchId);
    return refuse('platform.conflict', { by: newest?.changedBy ?? '', revision: newest?.revision ?? 0 });
  });
}

export async function dropStrategyDraft(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId }: AtBranch,
): Promise<Answer<'dropStrategyDraft'>> {
  await enter(deps, ctx, branchId, 'queue.configure');
  return deps.platform.db.transact(ctx, branchId, async (tx) => {
    await store.dropDraft(tx, branchId);
    return { ok: true as const };
  });
}

/**
 * Publishes under the branch's lock: sound, every test case passed, based on the newest. In force with the next business day
 * (its opening takes the newest version) or from the next command on. Going back to a version is publishing its document again.
 */
export async function publishStrategy(
  deps: QueueDeps,
  ctx: Ctx,
  input: AtBranch &
    Edited & { readonly basedOn: number; readonly effective: 'now' | 'nextDay'; readonly reason: string },
): Promise<Answer<'publishStrategy'>> {
  const { branchId, tests, effective, reason } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.configure');
  const version = input.basedOn + 1;
  const strategy = asStrategy(input.document, version);
  const verdict = judgeStrategy(catalog, strategy);
  if (!isPublishable(verdict)) refuse('queue.strategy_invalid', { ...verdict });
  const failed = failingTests(strategy, tests);
  if (failed.length > 0) refuse('queue.strategy_tests_failed', { failed });
  const before = currentStrategy(catalog);
  const answer = await deps.platform.db.transact(ctx, branchId, async (tx) => {
    const { dayOpen, businessDate } = await lockQueue(tx, branchId);
    const newest = Math.max(await store.readNewest(tx, branchId), 1);
    if (newest !== input.basedOn) refuse('platform.conflict', { version: newest });
    const effectiveFrom =
      effective === 'now' && dayOpen ? businessDate! : nextBusinessDate(deps, catalog, ctx.now(), dayOpen);
    const by = { id: ctx.actor.id, name: ctx.actor.name };
    await store.addStrategy(tx, branchId, {
      version,
      document: strategy,
      tests,
      reason,
      effective,
      effectiveFrom,
      basedOn: input.basedOn,
      by,
      at: ctx.now(),
    });
    if (effective === 'now') await store.enforce(tx, branchId, version);
    await store.dropDraft(tx, branchId);
    tx.emit(queueEvents.setupChanged, { what: 'strategy' });
    await deps.platform.audit(tx, ctx, {
      action: 'queue.publishStrategy',
      object: `branch:${branchId}`,
      orgUnitId: catalog.branch.orgUnitId,
      outcome: 'done',
      detail: { version, before: before.version, effective, effectiveFrom, reason, tests: tests.length },
    });
    return { version, effectiveFrom };
  });
  deps.catalogs.forget(branchId);
  return answer;
}

/** The day whose opening takes the newest version: today while it has not opened yet, else the next the branch is open. */
function nextBusinessDate(deps: QueueDeps, catalog: Catalog, now: number, dayOpen: boolean): string {
  const today = deps.directory.dayAt(catalog.branch, now);
  if (!dayOpen && today.closesAt !== null && now < today.closesAt) return today.date;
  // A branch that closes for the season still has a date to say.
  for (let ahead = 1; ahead < 60; ahead += 1) {
    const day = deps.directory.dayOf(catalog.branch, addDays(today.date, ahead));
    if (day.opensAt !== null) return day.date;
  }
  return addDays(today.date, 1);
}
