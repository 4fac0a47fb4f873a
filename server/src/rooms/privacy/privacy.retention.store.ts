import type { Hold, RetentionRun } from '@huiting/contracts/privacy';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { PublishedRule } from './privacy.retention.domain.ts';

export function readRules(reader: Reader): Promise<PublishedRule[]> {
  return reader.rows(
    statement<PublishedRule>(
      `select kind, version, days, published_by as "publishedBy" from privacy.retention_rule order by kind, version desc`,
    ),
  );
}

/** False when somebody else has published this version. */
export async function insertRule(
  tx: Tx,
  rule: PublishedRule & { note: string; publishedAt: number },
): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into privacy.retention_rule (kind, version, days, note, published_by, published_at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
      [rule.kind, rule.version, rule.days, rule.note, rule.publishedBy, new Date(rule.publishedAt)],
    ),
  );
  return rows.length > 0;
}

const holdColumns = `hold_id as id, kind, reason, placed_by as "placedBy", placed_at as "placedAt", lifted_by as "liftedBy", lifted_at as "liftedAt"`;

export function readHolds(reader: Reader): Promise<Hold[]> {
  return reader.rows(
    statement<Hold>(
      `select ${holdColumns} from privacy.hold order by lifted_at is not null, placed_at desc limit 200`,
    ),
  );
}

/** Holds in force on a kind; `null` asks for those on everything. */
export async function isHeld(reader: Reader, kind: string | null): Promise<boolean> {
  const row = await reader.row(
    statement('select 1 from privacy.hold where lifted_at is null and (kind is null or kind = $1) limit 1', [
      kind,
    ]),
  );
  return row !== null;
}

/** Runs and holds of the house take turns: a hold placed while a run is under way is seen by all that has not gone yet. */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.rows(statement('select pg_advisory_xact_lock(7201998041)'));
}

export async function insertHold(tx: Tx, hold: Hold): Promise<void> {
  await tx.rows(
    statement(
      'insert into privacy.hold (hold_id, kind, reason, placed_by, placed_at) values ($1, $2, $3, $4, $5)',
      [hold.id, hold.kind, hold.reason, hold.placedBy, new Date(hold.placedAt)],
    ),
  );
}

export async function liftHold(
  tx: Tx,
  id: string,
  lifted: { by: string; at: number; reason: string },
): Promise<Hold | null> {
  return tx.row(
    statement<Hold>(
      `update privacy.hold set lifted_by = $2, lifted_at = $3, lift_reason = $4
       where hold_id = $1 and lifted_at is null returning ${holdColumns}`,
      [id, lifted.by, new Date(lifted.at), lifted.reason],
    ),
  );
}

/** Written before anything goes, line by line with what goes, and signed at the end: a run that broke off is seen as one. */
export async function saveRun(tx: Tx, run: RetentionRun): Promise<void> {
  await tx.rows(
    statement(
      `insert into privacy.retention_run (run_id, dry_run, at, run_by, lines, hash, signature) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (run_id) do update set lines = excluded.lines, hash = excluded.hash, signature = excluded.signature`,
      [run.id, run.dryRun, new Date(run.at), run.runBy, JSON.stringify(run.lines), run.hash, run.signature],
    ),
  );
}

export function readRuns(reader: Reader): Promise<RetentionRun[]> {
  return reader.rows(
    statement<RetentionRun>(
      `select run_id as id, dry_run as "dryRun", at, run_by as "runBy", lines, hash, signature
       from privacy.retention_run order by at desc, run_id desc limit 20`,
    ),
  );
}
