import type { AuditEntry } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { csvOf } from '../../../platform/exports/csv.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { chainName, chainStart, linkHash } from '../access.audit-chain.domain.ts';
import { listActions, searchEntries } from '../access.audit-search.store.ts';
import type { AuditFilter, AuditRow } from '../access.audit-search.store.ts';
import type { Scope } from '../access.audit.store.ts';
import type { AuditFact } from '../access.audit-writer.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** More is a matter for the database's own tools. */
const exportedAtMost = 20_000;
const exportPage = 2_000;

export interface AuditSearch {
  readonly action?: string | undefined;
  readonly actor?: string | undefined;
  readonly object?: string | undefined;
  readonly outcome?: 'done' | 'refused' | undefined;
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** Whose trail the actor may read. */
export function auditScope(ctx: Ctx): Scope {
  const paths = authorizeSomewhere(ctx, 'access.audit');
  // What belongs to no unit (names nobody has, the house itself) is for those who see the whole tree: `/` or `/JH/`.
  return { paths, house: paths.some((path) => path.split('/').length <= 3) };
}

/** A search as the trail is looked through with. */
export const filterOf = (input: AuditSearch): Omit<AuditFilter, 'before' | 'limit'> => ({
  action: wordsOf(input.action),
  actor: wordsOf(input.actor),
  object: wordsOf(input.object),
  outcome: input.outcome ?? null,
  from: input.from ?? null,
  until: input.until ?? null,
});

export function createAuditUseCases({ db, audit, wall }: AccessDeps) {
  return {
    listAudit: async (
      ctx: Ctx,
      input: AuditSearch & { readonly cursor?: string | undefined; readonly limit: number },
    ): Promise<{ items: AuditEntry[]; nextCursor: string | null }> => {
      const rows = await searchEntries(db, auditScope(ctx), {
        ...filterOf(input),
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

    listAuditActions: async (ctx: Ctx): Promise<{ actions: string[] }> => {
      auditScope(ctx);
      return { actions: await listActions(db) };
    },

    /** What a search finds as a file that says who took it when. Taking it is in the trail, with what was asked for. */
    exportAudit: async (ctx: Ctx, input: AuditSearch) => {
      const scope = auditScope(ctx);
      const filter = filterOf(input);
      const entries: AuditEntry[] = [];
      let before: AuditFilter['before'] = null;
      for (let full = true; full && entries.length < exportedAtMost;) {
        const rows: AuditRow[] = await searchEntries(db, scope, { ...filter, before, limit: exportPage });
        const page = rows.map(toEntry);
        entries.push(...page);
        const last = page.at(-1);
        if (last !== undefined) before = { at: last.recordedAt, id: last.id };
        full = rows.length === exportPage;
      }
      const at = new Date(wall()).toISOString();
      const csv = csvOf([auditHeader, ...entries.map(auditCells)], ctx);
      await audit(null, ctx, {
        action: 'audit.export',
        object: 'audit:all',
        orgUnitId: null,
        outcome: 'done',
        detail: { ...filter, rows: entries.length },
      });
      return {
        fileName: `audit-${at.slice(0, 10)}.csv`,
        csv,
        rows: entries.length,
        complete: entries.length < exportedAtMost,
      };
    },
  };
}

export const auditHeader = [
  'recordedAt',
  'actor',
  'actorId',
  'action',
  'object',
  'outcome',
  'detail',
  'chain',
  'sequence',
  'intact',
  'traceId',
] as const;

export const auditCells = (entry: AuditEntry): (string | number)[] => [
  new Date(entry.recordedAt).toISOString(),
  entry.actorName,
  entry.actorId ?? '',
  entry.action,
  entry.object,
  entry.outcome,
  JSON.stringify(entry.detail),
  entry.chain,
  entry.sequence,
  entry.intact === null ? '' : String(entry.intact),
  entry.traceId,
];

const wordsOf = (given: string | undefined): string | null => {
  const words = given?.trim() ?? '';
  return words === '' ? null : words;
};

function placeOf(cursor: string | undefined): { at: number; id: string } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor);
  return match === null ? refuse('platform.bad_input') : { at: Number(match[1]), id: match[2]! };
}

/** Whether the row still fits the one before it; null while it is not sealed. */
function isIntact(row: AuditRow): boolean | null {
  if (row.sequence === null) return null;
  const previous = row.sequence === 1 ? chainStart(row) : row.previous;
  return previous !== null && linkHash(previous, row.sequence, row.canonical) === row.hash;
}

export function toEntry(row: AuditRow): AuditEntry {
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
    intact: isIntact(row),
  };
}
