import type { AuditEntry } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import type { AccessDeps } from './access-deps.ts';
import { chainName, createChainWalk } from '../access.audit-chain.domain.ts';
import type { ChainKey, Damage } from '../access.audit-chain.domain.ts';
import { countUnsealed, listChains, listEntries, readSealed } from '../access.audit.store.ts';
import type { AuditRow, Head, Scope } from '../access.audit.store.ts';
import type { AuditFact } from '../access.audit-writer.store.ts';

const pageRows = 2_000;
/** More than this is not a list to read but a restored backup to compare. */
const findingsShown = 500;

export function createAuditUseCases({ db, audit }: AccessDeps) {
  function scopeOf(ctx: Ctx): Scope {
    const paths = authorizeSomewhere(ctx, 'access.audit');
    // What belongs to no unit (names nobody has, the house itself) is for those who see the whole tree: `/` or `/JH/`.
    return { paths, house: paths.some((path) => path.split('/').length <= 3) };
  }

  async function walkChain(chain: ChainKey & Head): Promise<{ entries: number; damage: Damage[] }> {
    const walk = createChainWalk(chain);
    const damage: Damage[] = [];
    let entries = 0;
    for (let after = 0, rows = pageRows; rows === pageRows;) {
      const page = await readSealed(db, chain, after, chain.lastSequence, pageRows);
      for (const row of page) damage.push(...walk.step(row));
      rows = page.length;
      entries += rows;
      after = page.at(-1)?.sequence ?? after;
    }
    return { entries, damage: [...damage, ...walk.finish(chain)] };
  }

  return {
    listAudit: async (
      ctx: Ctx,
      input: {
        action?: string | undefined;
        actor?: string | undefined;
        outcome?: 'done' | 'refused' | undefined;
        cursor?: string | undefined;
        limit: number;
      },
    ): Promise<{ items: AuditEntry[]; nextCursor: string | null }> => {
      const filter = {
        action: input.action ?? null,
        actor: input.actor ?? null,
        outcome: input.outcome ?? null,
      };
      const rows = await listEntries(db, scopeOf(ctx), {
        ...filter,
        before: placeOf(input.cursor),
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit).map(toEntry);
      const last = items.at(-1);
      return {
        items,
        nextCursor: rows.length > items.length && last !== undefined ? `${last.recordedAt}.${last.id}` : null,
      };
    },

    /** Walks every chain in scope and names each altered row, each gap and how many rows are not sealed yet. */
    verifyAudit: async (ctx: Ctx) => {
      const scope = scopeOf(ctx);
      const unsealed = await countUnsealed(db, scope);
      const chains = await listChains(db, scope);
      const altered: ({ chain: string } & Damage)[] = [];
      let entries = 0;
      for (const chain of chains) {
        const walked = await walkChain(chain);
        entries += walked.entries;
        for (const damage of walked.damage) altered.push({ chain: chainName(chain), ...damage });
      }
      const detail = { chains: chains.length, entries, unsealed, altered: altered.length };
      await audit(null, ctx, {
        action: 'audit.verify',
        object: 'audit:all',
        orgUnitId: null,
        outcome: 'done',
        detail,
      });
      return { chains: chains.length, entries, unsealed, altered: altered.slice(0, findingsShown) };
    },
  };
}

function placeOf(cursor: string | undefined): { at: number; id: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  return match === null ? refuse('platform.bad_input') : { at: Number(match[1]), id: match[2]! };
}

function toEntry(row: AuditRow): AuditEntry {
  const fact = JSON.parse(row.canonical) as AuditFact;
  return {
    id: fact.id,
    chain: chainName(row),
    sequence: row.sequence ?? 0,
    recordedAt: fact.recordedAt,
    businessAt: fact.businessAt,
    actorId: fact.actorId,
    actorName: fact.actorName,
    action: fact.action,
    object: fact.object,
    orgUnitId: fact.orgUnitId,
    outcome: fact.outcome,
    detail: fact.detail,
    traceId: fact.traceId,
    sealed: row.sequence !== null,
  };
}
