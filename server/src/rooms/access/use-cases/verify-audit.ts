import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { systemCtx } from '../../../platform/context.ts';
import { newId } from '../../../platform/ids.ts';
import { chainName, createChainWalk } from '../access.audit-chain.domain.ts';
import type { ChainKey, Damage } from '../access.audit-chain.domain.ts';
import { countUnsealed, listChains, readSealed } from '../access.audit.store.ts';
import type { Head, Scope } from '../access.audit.store.ts';
import * as store from '../access.verification.store.ts';
import type { FoundDamage, Verification } from '../access.verification.store.ts';
import type { AccessDeps } from './access-deps.ts';
import { auditScope } from './audit.ts';

const pageRows = 5_000;
/** More than this is not a list to read but a restored backup to compare. */
const findingsShown = 500;
/** While one page is hashed the database reads others; more hands would only wait for the one processor that hashes. */
const handsAtOnce = 3;
const progressEveryMs = 500;
/** A walk that has not been heard of for this long has died with its process. */
const silentMs = 60_000;

type Walked = { readonly entries: number; readonly damage: Damage[] };

export function createVerification(deps: AccessDeps) {
  const { db, audit, wall, log } = deps;
  /** Walks under way in this process, so that it does not end in the middle of one. */
  const walking = new Set<Promise<void>>();
  let stopping = false;

  async function walkChain(chain: ChainKey & Head, seen: (rows: number) => void): Promise<Walked> {
    const walk = createChainWalk(chain);
    const damage: Damage[] = [];
    let entries = 0;
    // The next page is fetched while this one is hashed.
    const read = (after: number) => readSealed(db, chain, after, chain.lastSequence, pageRows);
    let next = read(0);
    for (let full = true; full && !stopping;) {
      const page = await next;
      full = page.length === pageRows;
      if (full) next = read(page.at(-1)!.sequence);
      for (const row of page) damage.push(...walk.step(row));
      entries += page.length;
      seen(page.length);
    }
    return { entries, damage: [...damage, ...walk.finish(chain)] };
  }

  /** Walks every chain in scope and names each altered row, each gap and how many rows are not sealed yet. */
  async function walkAll(
    scope: Scope,
    told: (progress: { chainsDone: number; entriesDone: number; damage: FoundDamage[] }) => void = () =>
      undefined,
  ) {
    const unsealed = await countUnsealed(db, scope);
    const chains = await listChains(db, scope);
    const damage: FoundDamage[] = [];
    let [entries, chainsDone] = [0, 0];
    const waiting = chains.values();
    // The hands share one iterator, so that each chain is walked by one of them.
    const hand = async (): Promise<void> => {
      for (const chain of waiting) {
        const walked = await walkChain(chain, (rows) => {
          entries += rows;
          told({ chainsDone, entriesDone: entries, damage });
        });
        chainsDone += 1;
        for (const one of walked.damage) damage.push({ chain: chainName(chain), ...one });
      }
    };
    await Promise.all(Array.from({ length: handsAtOnce }, hand));
    damage.sort((a, b) => (a.chain < b.chain ? -1 : a.chain > b.chain ? 1 : a.sequence - b.sequence));
    return { chains: chains.length, entries, unsealed, damage };
  }

  async function traced(ctx: Ctx, found: Awaited<ReturnType<typeof walkAll>>): Promise<void> {
    const { chains, entries, unsealed, damage } = found;
    await audit(null, ctx, {
      action: 'audit.verify',
      object: 'audit:all',
      orgUnitId: null,
      outcome: 'done',
      detail: { chains, entries, unsealed, altered: damage.length },
    });
  }

  /** Tells those who watch that the trail was touched. */
  async function tellTampered(count: number): Promise<void> {
    const root = await deps.directory.root();
    if (root === null) return;
    await db.transact(systemCtx(deps.clock.now, newId()), root.id, async (tx) =>
      tx.emit(accessEvents.auditTampered, { orgUnitId: root.id, count }),
    );
  }

  async function runInBackground(ctx: Ctx, id: string, scope: Scope): Promise<void> {
    let savedAt = 0;
    const found = await walkAll(scope, (progress) => {
      if (wall() - savedAt < progressEveryMs) return;
      savedAt = wall();
      void save({ ...progress, ended: false }).catch(() => undefined);
    });
    const { chains, entries, damage } = found;
    if (stopping) return;
    await save({ chainsDone: chains, entriesDone: entries, damage, ended: true });
    await traced(ctx, found);
    if (damage.length > 0) await tellTampered(damage.length);
    function save(progress: Omit<Parameters<typeof store.saveProgress>[2], 'wallNow'>): Promise<void> {
      const shown = progress.damage.slice(0, findingsShown);
      return store.saveProgress(db, id, { ...progress, damage: shown, wallNow: wall() });
    }
  }

  function present(last: Verification | null) {
    if (last === null) return { verification: null };
    const { seenAt, endedAt, damage, ...rest } = last;
    const state = endedAt !== null ? 'done' : wall() - seenAt > silentMs ? 'broken' : 'running';
    return {
      verification: { ...rest, endedAt, state: state as 'done' | 'broken' | 'running', altered: [...damage] },
    };
  }

  async function begin(ctx: Ctx, scope: Scope): Promise<string> {
    const chains = await listChains(db, scope);
    const id = newId();
    await store.insertVerification(db, {
      id,
      by: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      byName: ctx.actor.name,
      paths: scope.paths,
      chains: chains.length,
      entries: chains.reduce((sum, { lastSequence }) => sum + lastSequence, 0),
      unsealed: await countUnsealed(db, scope),
      wallNow: wall(),
    });
    return id;
  }

  return {
    verifyAudit: async (ctx: Ctx) => {
      const found = await walkAll(auditScope(ctx));
      await traced(ctx, found);
      const { damage, ...rest } = found;
      return { ...rest, altered: damage.slice(0, findingsShown) };
    },

    /** Begins a walk and lets the asker go; one that is under way over the same scope is not doubled. */
    startVerification: async (ctx: Ctx) => {
      const scope = auditScope(ctx);
      const last = present(await store.readLastVerification(db, scope));
      if (last.verification?.state === 'running') return last;
      const id = await begin(ctx, scope);
      const walk: Promise<void> = runInBackground(ctx, id, scope)
        .catch((error: Error) =>
          log.error({ err: error.message }, 'a verification of the audit trail failed'),
        )
        .finally(() => walking.delete(walk));
      walking.add(walk);
      return present(await store.readLastVerification(db, scope));
    },

    getVerification: async (ctx: Ctx) => present(await store.readLastVerification(db, auditScope(ctx))),

    /** The nightly walk over everything. */
    verifyEverything: async (): Promise<void> => {
      const scope = { paths: ['/'], house: true };
      const ctx = systemCtx(deps.clock.now, newId());
      await runInBackground(ctx, await begin(ctx, scope), scope);
    },

    stopVerifying: async (): Promise<void> => {
      stopping = true;
      await Promise.all(walking);
    },
  };
}
