import type pg from 'pg';
import type { Ctx } from '../../platform/context.ts';
import { runQuery, statement } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { Audit, AuditRecord } from '../../platform/room.ts';

/** The house itself, for what happened at no branch and no org unit. */
export const houseChain = '00000000-0000-0000-0000-000000000000';

/** What an audit row says; its JSON text, keys in this order, is what is hashed. */
export interface AuditFact {
  readonly id: string;
  /** Wall clock, ms. */
  readonly recordedAt: number;
  readonly businessAt: number;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly actorKind: string;
  readonly surface: string | null;
  readonly action: string;
  readonly object: string;
  readonly orgUnitId: string | null;
  readonly outcome: AuditRecord['outcome'];
  readonly detail: Record<string, unknown>;
  readonly traceId: string;
}

/**
 * Writes audit rows unsealed: in the caller's transaction, so that act and trace are one, or alone.
 * Built before the rooms, because the first room already audits.
 */
export function createAuditWriter(deps: { pool: pg.Pool; wall: () => number }): Audit {
  return async (tx, ctx, record) => {
    const fact = toFact(ctx, record, deps.wall());
    const insert = statement(
      'insert into access.audit_entry (branch_id, id, month, canonical) values ($1, $2, $3, $4)',
      [
        tx?.branchId ?? record.orgUnitId ?? houseChain,
        fact.id,
        new Date(fact.recordedAt).toISOString().slice(0, 7),
        JSON.stringify(fact),
      ],
    );
    await (tx === null ? runQuery(deps.pool, insert) : tx.rows(insert));
  };
}

function toFact(ctx: Ctx, record: AuditRecord, recordedAt: number): AuditFact {
  const { actor } = ctx;
  return {
    id: newId(recordedAt),
    recordedAt,
    businessAt: ctx.now(),
    actorId: actor.kind === 'system' ? null : actor.id,
    actorName: actor.name,
    actorKind: actor.kind,
    surface: actor.surface,
    action: record.action,
    object: record.object,
    orgUnitId: record.orgUnitId,
    outcome: record.outcome,
    detail: record.detail,
    traceId: ctx.traceId,
  };
}
