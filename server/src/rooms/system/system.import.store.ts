import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Problem } from '../../platform/imports/importer.ts';
import type { ImportRecord, RawRow, Refusal } from './system.import.domain.ts';

const columns = `import_id as id, kind, file_name as "fileName", bytes, state, platform.ms(started_at) as "startedAt", started_by as "startedById",
  started_by_name as "startedBy", platform.ms(ended_at) as "endedAt", encoding, header, line_done as "lineDone", leases, refusal,
  json_build_object('read', rows_read, 'good', rows_good, 'bad', rows_bad, 'done', rows_done, 'created', rows_created,
    'updated', rows_updated, 'unchanged', rows_unchanged) as rows`;

export async function insertImport(
  reader: Reader,
  given: Pick<ImportRecord, 'id' | 'kind' | 'fileName' | 'bytes' | 'startedAt' | 'startedById' | 'startedBy'>,
): Promise<ImportRecord> {
  return (await reader.row(
    statement<ImportRecord>(
      `insert into system.import (import_id, kind, file_name, bytes, state, started_at, started_by, started_by_name)
       values ($1, $2, $3, $4, 'uploading', $5, $6, $7) returning ${columns}`,
      [
        given.id,
        given.kind,
        given.fileName,
        given.bytes,
        new Date(given.startedAt),
        given.startedById,
        given.startedBy,
      ],
    ),
  ))!;
}

/** Somebody's own; `lock` until the transaction ends. */
export async function readImport(
  reader: Reader,
  importId: string,
  startedBy: string,
  lock: boolean,
): Promise<ImportRecord | null> {
  return reader.row(
    statement<ImportRecord>(
      `select ${columns} from system.import where import_id = $1 and started_by = $2 ${lock ? 'for update' : ''}`,
      [importId, startedBy],
    ),
  );
}

export async function listImports(reader: Reader, startedBy: string, limit: number): Promise<ImportRecord[]> {
  return reader.rows(
    statement<ImportRecord>(
      `select ${columns} from system.import where started_by = $1 order by started_at desc, import_id desc limit $2`,
      [startedBy, limit],
    ),
  );
}

/** A step a person takes: what waits for the runner is free to be leased. */
export async function saveState(
  reader: Reader,
  importId: string,
  state: ImportRecord['state'],
  endedAt: number | null,
): Promise<ImportRecord> {
  return (await reader.row(
    statement<ImportRecord>(
      `update system.import set state = $2, ended_at = $3, leased_until = null, leases = 0 where import_id = $1 returning ${columns}`,
      [importId, state, endedAt === null ? null : new Date(endedAt)],
    ),
  ))!;
}

export async function putPiece(
  reader: Reader,
  importId: string,
  number: number,
  content: Buffer,
): Promise<void> {
  await reader.rows(
    statement(
      `insert into system.import_piece (import_id, number, content) values ($1, $2, $3)
       on conflict (import_id, number) do update set content = excluded.content`,
      [importId, number, content],
    ),
  );
}

export async function countPieces(reader: Reader, importId: string): Promise<number> {
  const row = await reader.row(
    statement<{ count: number }>(
      'select count(*)::int as count from system.import_piece where import_id = $1',
      [importId],
    ),
  );
  return row!.count;
}

export async function readPiece(reader: Reader, importId: string, number: number): Promise<Buffer | null> {
  const row = await reader.row(
    statement<{ content: Buffer }>(
      'select content from system.import_piece where import_id = $1 and number = $2',
      [importId, number],
    ),
  );
  return row?.content ?? null;
}

export async function dropPieces(reader: Reader, importId: string): Promise<void> {
  await reader.rows(statement('delete from system.import_piece where import_id = $1', [importId]));
}

/** The next one that waits, or that a process left lying; nobody else takes it until the lease ends. */
export async function leaseNext(
  reader: Reader,
  wallNow: number,
  leaseMs: number,
): Promise<ImportRecord | null> {
  return reader.row(
    statement<ImportRecord>(
      `with next as materialized (
         select import_id from system.import
         where state in ('checking', 'importing') and (leased_until is null or leased_until < $1)
         order by started_at for update skip locked limit 1
       )
       update system.import i set leased_until = $2, leases = leases + 1 from next where i.import_id = next.import_id
       returning ${columns.replace('import_id as id', 'i.import_id as id')}`,
      [new Date(wallNow), new Date(wallNow + leaseMs)],
    ),
  );
}

export async function clearRows(reader: Reader, importId: string): Promise<void> {
  await reader.rows(statement('delete from system.import_row where import_id = $1', [importId]));
}

export interface JudgedRow extends Pick<RawRow, 'line' | 'cells'> {
  readonly problems: readonly Problem[] | null;
}

export async function insertRows(
  reader: Reader,
  importId: string,
  rows: readonly JudgedRow[],
): Promise<void> {
  await reader.rows(
    statement(
      `insert into system.import_row (import_id, line, cells, problems)
       select $1, line, cells, nullif(problems, 'null') from jsonb_to_recordset($2) as r(line int, cells jsonb, problems jsonb)
       on conflict (import_id, line) do nothing`,
      [importId, JSON.stringify(rows)],
    ),
  );
}

/** Adds to what is wrong with rows; gives how many of them were good until now. */
export async function addProblems(
  reader: Reader,
  importId: string,
  found: readonly { readonly line: number; readonly problems: readonly Problem[] }[],
): Promise<number> {
  if (found.length === 0) return 0;
  const rows = await reader.rows(
    statement<{ was: unknown }>(
      `with before as (select line, problems from system.import_row where import_id = $1)
       update system.import_row r set problems = coalesce(r.problems, '[]') || f.problems
       from jsonb_to_recordset($2) as f(line int, problems jsonb), before b
       where r.import_id = $1 and r.line = f.line and b.line = r.line
       returning b.problems as was`,
      [importId, JSON.stringify(found)],
    ),
  );
  return rows.filter(({ was }) => was === null).length;
}

/** False when it was cancelled, or another process has taken it over. */
export async function saveReading(
  reader: Reader,
  importId: string,
  progress: {
    read: number;
    bad: number;
    leasedUntil: number;
    header: readonly string[];
    encoding: string;
    leases: number;
  },
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `update system.import set rows_read = $2, rows_bad = $3, rows_good = $2::int - $3::int, leased_until = $4, header = $5, encoding = $6
       where import_id = $1 and state = 'checking' and leases = $7 returning 1`,
      [
        importId,
        progress.read,
        progress.bad,
        new Date(progress.leasedUntil),
        progress.header,
        progress.encoding,
        progress.leases,
      ],
    ),
  );
  return row !== null;
}

/** Holds an import that is being written until the slice is committed; false when it is no longer ours. */
export async function holdWriting(reader: Reader, importId: string, leases: number): Promise<boolean> {
  const row = await reader.row(
    statement(
      `select 1 from system.import where import_id = $1 and state = 'importing' and leases = $2 for update`,
      [importId, leases],
    ),
  );
  return row !== null;
}

export async function saveWriting(
  reader: Reader,
  importId: string,
  slice: {
    lineDone: number;
    created: number;
    updated: number;
    unchanged: number;
    turnedBad: number;
    leasedUntil: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `update system.import set line_done = $2, rows_created = rows_created + $3, rows_updated = rows_updated + $4,
         rows_unchanged = rows_unchanged + $5, rows_bad = rows_bad + $6, rows_good = rows_good - $6,
         rows_done = rows_done + $3 + $4 + $5, leased_until = $7
       where import_id = $1`,
      [
        importId,
        slice.lineDone,
        slice.created,
        slice.updated,
        slice.unchanged,
        slice.turnedBad,
        new Date(slice.leasedUntil),
      ],
    ),
  );
}

export async function nextGoodRows(
  reader: Reader,
  importId: string,
  after: number,
  limit: number,
): Promise<RawRow[]> {
  return reader.rows(
    statement<RawRow>(
      `select line, cells from system.import_row where import_id = $1 and line > $2 and problems is null order by line limit $3`,
      [importId, after, limit],
    ),
  );
}

export async function readBadRows(
  reader: Reader,
  importId: string,
  after: number,
  limit: number,
): Promise<{ line: number; cells: readonly string[]; problems: readonly Problem[] }[]> {
  return reader.rows(
    statement(
      `select line, cells, problems from system.import_row
       where import_id = $1 and line > $2 and problems is not null order by line limit $3`,
      [importId, after, limit],
    ),
  );
}

/** The end of a step the runner took. False when it was cancelled meanwhile, or taken over. */
export async function endStep(
  reader: Reader,
  importId: string,
  step: {
    from: 'checking' | 'importing';
    to: ImportRecord['state'];
    endedAt: number | null;
    refusal: Refusal | null;
    leases: number;
  },
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `update system.import set state = $3, ended_at = $4, refusal = $5, leased_until = null
       where import_id = $1 and state = $2 and leases = $6 returning 1`,
      [
        importId,
        step.from,
        step.to,
        step.endedAt === null ? null : new Date(step.endedAt),
        step.refusal === null ? null : JSON.stringify(step.refusal),
        step.leases,
      ],
    ),
  );
  return row !== null;
}

/** What was good needs no keeping: it is in its register. */
export async function dropGoodRows(reader: Reader, importId: string): Promise<void> {
  await reader.rows(
    statement('delete from system.import_row where import_id = $1 and problems is null', [importId]),
  );
}

export async function forgetImports(reader: Reader, before: number): Promise<void> {
  await reader.rows(statement('delete from system.import where started_at < $1', [new Date(before)]));
}
