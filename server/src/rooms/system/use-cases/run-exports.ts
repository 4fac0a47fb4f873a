import { exportMostBytes } from '@huiting/contracts/system';
import type { Ctx } from '../../../platform/context.ts';
import { systemCtx } from '../../../platform/context.ts';
import { isConnectionError } from '../../../platform/database/pool.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { csvLine, csvMark, takenLine } from '../../../platform/exports/csv.ts';
import type { Exporter } from '../../../platform/exports/exporter.ts';
import { newId } from '../../../platform/ids.ts';
import { createWaitingWork } from '../../../platform/jobs/waiting-work.ts';
import type { WaitingWork } from '../../../platform/jobs/waiting-work.ts';
import { scopePaths } from '../../../platform/permits.ts';
import { heldBoth } from '../system.export.domain.ts';
import type { ExportRecord } from '../system.export.domain.ts';
import * as store from '../system.export.store.ts';
import type { ExportDeps } from './export-deps.ts';

/** One process works on an export as long as it renews its lease; a dead one's is begun anew after this long. */
const leaseMs = 20_000;
/** Taken up this often without coming to its end: something in it brings the process down. */
const mostLeases = 4;
/** A piece is saved at this length, or after this time: how far it is can be seen, and a stop is noticed. */
const pieceLength = 256 * 1024;
const saveEveryMs = 1_000;

/** It was cancelled, or another process has it. */
class Stopped extends Error {}

/** Writes lists that were asked for, one at a time, with what whoever asked may see then and now. */
export function createExportRunner(deps: ExportDeps): WaitingWork {
  const { db, log } = deps.platform;
  const now = (): number => deps.platform.clock.now();

  async function runNext(isStopped: () => boolean): Promise<boolean> {
    const record = await store.leaseNext(db, deps.wall(), leaseMs);
    if (record === null) return false;
    try {
      if (record.leases > mostLeases) refuse('export.interrupted');
      await write(record, isStopped);
      await store.endExport(db, record, { state: 'done', endedAt: now(), problem: null });
    } catch (error) {
      if (!(error instanceof Stopped)) await fail(record, error);
    }
    return true;
  }

  async function fail(record: ExportRecord, error: unknown): Promise<void> {
    if (!(error instanceof AppError))
      log.error({ exportId: record.id, err: (error as Error).message }, 'export broke off');
    // What went wrong with the database may go right later; the lease runs out by itself.
    if (isConnectionError(error)) return;
    const problem = error instanceof AppError ? error.code : 'export.failed';
    if (await store.endExport(db, record, { state: 'failed', endedAt: now(), problem }))
      await store.dropPieces(db, record.id);
  }

  /** Whoever asked, with what they hold now of what they held then. */
  async function contextOf(record: ExportRecord, { permission }: Exporter): Promise<Ctx> {
    const actor = (await deps.actorOfUser(record.askedById)) ?? refuse('export.right_ended');
    const grants = heldBoth(record.grants, actor.grants);
    if (scopePaths({ ...actor, grants }, permission).length === 0) refuse('export.right_ended');
    return { ...systemCtx(now, newId()), actor: { ...actor, grants }, locale: record.locale };
  }

  async function write(record: ExportRecord, isStopped: () => boolean): Promise<void> {
    const exporter = deps.exporterOf(record.kind) ?? refuse('export.kind_unknown');
    const ctx = await contextOf(record, exporter);
    const { header, slices, total } = await exporter.open(ctx, record.filter);
    const keys = record.keys === null ? null : new Set(record.keys);
    const scope = scopePaths(ctx.actor, exporter.permission);
    if (!(await store.beginWriting(db, record, scope, keys?.size ?? total))) throw new Stopped();
    let text = csvMark + csvLine(header);
    let bytes = 0;
    let number = 0;
    let rowsDone = 0;
    let savedAt = deps.wall();
    const save = async (): Promise<void> => {
      const content = Buffer.from(text);
      bytes += content.length;
      if (bytes > exportMostBytes) refuse('export.too_large');
      const leasedUntil = deps.wall() + leaseMs;
      if (!(await store.addPiece(db, record, { number: number++, content, rowsDone, leasedUntil })))
        throw new Stopped();
      text = '';
      savedAt = deps.wall();
    };
    for await (const slice of slices) {
      const rows = keys === null ? slice : slice.filter(({ key }) => keys.has(key));
      rowsDone += rows.length;
      text += rows.map(({ cells }) => csvLine(cells)).join('');
      if (text.length >= pieceLength || deps.wall() - savedAt >= saveEveryMs) await save();
      if (isStopped()) throw new Stopped();
      if (keys !== null && rowsDone >= keys.size) break;
    }
    text += takenLine(ctx);
    await save();
  }

  return createWaitingWork(log, 'exports', runNext);
}
