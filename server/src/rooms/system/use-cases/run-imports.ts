import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ctx } from '../../../platform/context.ts';
import { isTakenLine } from '../../../platform/exports/csv.ts';
import { systemCtx } from '../../../platform/context.ts';
import { isConnectionError } from '../../../platform/database/pool.ts';
import { createWaitingWork } from '../../../platform/jobs/waiting-work.ts';
import type { WaitingWork } from '../../../platform/jobs/waiting-work.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileRow, Importer, Problem } from '../../../platform/imports/importer.ts';
import { readFile } from '../system.file.service.ts';
import { FileRefused, matchHeader, mostRows, shapeProblems, toFileRow } from '../system.import.domain.ts';
import type { ImportRecord, RawRow } from '../system.import.domain.ts';
import * as store from '../system.import.store.ts';
import type { ImportDeps } from './import-deps.ts';

/** One process works on an import as long as it renews its lease; a dead one's is taken over after this long. */
const leaseMs = 20_000;
/** Taken up this often without coming to its end: something in it brings the process down. */
const mostLeases = 4;
const readAtOnce = 1_000;
const writtenAtOnce = 500;

/** It was cancelled, or another process has it. */
class Stopped extends Error {}

/** Judges files and writes their good rows, one import at a time, wherever it was left. */
export function createImportRunner(deps: ImportDeps): WaitingWork {
  const { db, log } = deps.platform;
  let isStopped = (): boolean => false;

  async function runNext(stopped: () => boolean): Promise<boolean> {
    isStopped = stopped;
    const record = await store.leaseNext(db, deps.wall(), leaseMs);
    if (record !== null) await runOne(record);
    return record !== null;
  }

  async function runOne(record: ImportRecord): Promise<void> {
    try {
      if (record.leases > mostLeases) throw new FileRefused('import.interrupted');
      if (record.state === 'checking') await check(record);
      else await write(record);
    } catch (error) {
      if (error instanceof Stopped) return;
      if (error instanceof FileRefused) return refuseFile(record, error);
      log.error({ importId: record.id, err: (error as Error).message }, 'import broke off');
      // What went wrong with the database may go right later; the lease runs out by itself.
      if (isConnectionError(error)) return;
      throw error;
    }
  }

  /** Whoever started it, with the rights of this moment. */
  async function contextOf({ startedById }: ImportRecord): Promise<Ctx> {
    const actor = await deps.actorOfUser(startedById);
    if (!(actor?.grants.some(({ permission }) => permission === 'import.run') ?? false))
      throw new FileRefused('import.right_ended');
    return { ...systemCtx(() => deps.platform.clock.now(), newId()), actor: actor! };
  }

  const importerOf = ({ kind }: ImportRecord): Importer => {
    const importer = deps.importers.get(kind);
    if (importer === undefined) throw new FileRefused('import.kind_unknown');
    return importer;
  };

  async function check(record: ImportRecord): Promise<void> {
    const importer = importerOf(record);
    const ctx = await contextOf(record);
    await store.clearRows(db, record.id);
    const folder = await mkdtemp(join(tmpdir(), 'huiting-import-'));
    try {
      const path = join(folder, 'file');
      await assemble(record, path);
      await judgeAll(record, importer, ctx, path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
    await store.dropPieces(db, record.id);
  }

  async function assemble(record: ImportRecord, path: string): Promise<void> {
    const file = await open(path, 'wx', 0o600);
    try {
      for (let number = 0; ; number++) {
        const piece = await store.readPiece(db, record.id, number);
        if (piece === null) return;
        await file.write(piece);
      }
    } finally {
      await file.close();
    }
  }

  async function judgeAll(record: ImportRecord, importer: Importer, ctx: Ctx, path: string): Promise<void> {
    const { encoding, rows } = await readFile(path);
    const pass = await importer.open(ctx);
    let header: readonly string[] = [];
    let places: ReadonlyMap<string, number> | null = null;
    let read = 0;
    let bad = 0;
    let batch: store.JudgedRow[] = [];
    const save = async (): Promise<void> => {
      if (isStopped()) throw new Stopped();
      await store.insertRows(db, record.id, batch);
      batch = [];
      const leasedUntil = deps.wall() + leaseMs;
      const { leases } = record;
      if (!(await store.saveReading(db, record.id, { read, bad, leasedUntil, header, encoding, leases })))
        throw new Stopped();
    };
    const judge = (raw: RawRow): void => {
      if (places === null) {
        header = raw.cells;
        places = matchHeader(header, importer.columns);
        return;
      }
      // A file that was given out here ends with who took it.
      if (isTakenLine(raw.cells)) return;
      if (++read > mostRows) throw new FileRefused('import.too_many_rows');
      const shape = shapeProblems(raw, places, header.length);
      // What stands in a formula's cell is its last result: nothing is said about that.
      const judged = pass
        .judge(toFileRow(raw, places))
        .filter(({ column }) => column === '' || !shape.some((problem) => problem.column === column));
      const problems = [...shape, ...judged];
      if (problems.length > 0) bad++;
      batch.push({ line: raw.line, cells: raw.cells, problems: problems.length === 0 ? null : problems });
    };
    for await (const some of rows) {
      for (const raw of some) {
        judge(raw);
        if (batch.length >= readAtOnce) await save();
      }
    }
    if (read === 0) throw new FileRefused('import.empty');
    await save();
    bad += await store.addProblems(db, record.id, byLine(pass.judgeTogether?.() ?? []));
    await save();
    await endStep(record, { from: 'checking', to: 'checked', endedAt: null });
  }

  async function write(record: ImportRecord): Promise<void> {
    const importer = importerOf(record);
    const places = matchHeader(record.header, importer.columns);
    const pass = await importer.open(await contextOf(record));
    for (let after = record.lineDone; ;) {
      const raws = await store.nextGoodRows(db, record.id, after, writtenAtOnce);
      if (raws.length === 0) break;
      const ctx = await contextOf(record);
      const rows = raws.map((raw) => toFileRow(raw, places));
      await writeSlice(record, ctx, pass, rows);
      after = raws.at(-1)!.line;
      if (isStopped()) throw new Stopped();
    }
    await pass.finished?.();
    if (await endStep(record, { from: 'importing', to: 'done', endedAt: deps.platform.clock.now() }))
      await store.dropGoodRows(db, record.id);
  }

  /** Rows and how far we are, in one transaction: after a crash it goes on exactly behind the last row that was written. */
  function writeSlice(
    record: ImportRecord,
    ctx: Ctx,
    pass: Awaited<ReturnType<Importer['open']>>,
    rows: readonly FileRow[],
  ): Promise<void> {
    return db.transactSlice(ctx, async (slice) => {
      if (!(await store.holdWriting(slice, record.id, record.leases))) throw new Stopped();
      // The world has gone on since the file was judged.
      const judged = rows.map((row) => ({ row, problems: pass.judge(row) }));
      const good = judged.filter(({ problems }) => problems.length === 0).map(({ row }) => row);
      const outcomes = good.length === 0 ? [] : await pass.write(ctx, slice, good);
      const failed = [
        ...judged
          .filter(({ problems }) => problems.length > 0)
          .map(({ row, problems }) => ({ line: row.line, problems })),
        ...outcomes.flatMap((outcome, index) =>
          typeof outcome === 'string' ? [] : [{ line: good[index]!.line, problems: outcome }],
        ),
      ];
      await store.addProblems(slice, record.id, failed);
      const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
      await store.saveWriting(slice, record.id, {
        lineDone: rows.at(-1)!.line,
        created: count('created'),
        updated: count('updated'),
        unchanged: count('unchanged'),
        turnedBad: failed.length,
        leasedUntil: deps.wall() + leaseMs,
      });
    });
  }

  async function refuseFile(record: ImportRecord, { code, line, columns }: FileRefused): Promise<void> {
    const from = record.state === 'importing' ? 'importing' : 'checking';
    const endedAt = deps.platform.clock.now();
    await endStep(record, { from, to: 'refused', endedAt, refusal: { code, line, columns } });
    await store.dropPieces(db, record.id);
    if (from === 'checking') await store.clearRows(db, record.id);
  }

  function endStep(
    { id, leases }: ImportRecord,
    step: {
      from: 'checking' | 'importing';
      to: ImportRecord['state'];
      endedAt: number | null;
      refusal?: ImportRecord['refusal'];
    },
  ): Promise<boolean> {
    return store.endStep(db, id, { refusal: null, ...step, leases });
  }

  return createWaitingWork(log, 'imports', runNext);
}

function byLine(
  found: readonly { readonly line: number; readonly problem: Problem }[],
): { line: number; problems: Problem[] }[] {
  const lines = new Map<number, Problem[]>();
  for (const { line, problem } of found) lines.set(line, [...(lines.get(line) ?? []), problem]);
  return [...lines].map(([line, problems]) => ({ line, problems }));
}
