import type { ErrorCode } from '@huiting/contracts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { ExportRecord } from './system.export.domain.ts';

const columns = `export_id as id, kind, file_name as "fileName", filter, keys, locale, state, platform.ms(asked_at) as "askedAt",
  asked_by as "askedById", grants, scope, platform.ms(ended_at) as "endedAt", bytes::float8 as bytes, problem, leases,
  json_build_object('done', rows_done, 'all', rows_all) as rows`;

export async function insertExport(
  reader: Reader,
  given: Pick<
    ExportRecord,
    'id' | 'kind' | 'fileName' | 'filter' | 'keys' | 'locale' | 'askedAt' | 'askedById' | 'grants' | 'scope'
  >,
): Promise<ExportRecord> {
  return (await reader.row(
    statement<ExportRecord>(
      `insert into system.export (export_id, kind, file_name, filter, keys, locale, state, asked_at, asked_by, grants, scope)
       values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10) returning ${columns}`,
      [
        given.id,
        given.kind,
        given.fileName,
        JSON.stringify(given.filter),
        given.keys,
        given.locale,
        new Date(given.askedAt),
        given.askedById,
        JSON.stringify(given.grants),
        given.scope,
      ],
    ),
  ))!;
}

/** Somebody's own; `lock` until the transaction ends. */
export async function readExport(
  reader: Reader,
  exportId: string,
  askedBy: string,
  lock: boolean,
): Promise<ExportRecord | null> {
  return reader.row(
    statement<ExportRecord>(
      `select ${columns} from system.export where export_id = $1 and asked_by = $2 ${lock ? 'for update' : ''}`,
      [exportId, askedBy],
    ),
  );
}

export async function listExports(reader: Reader, askedBy: string, limit: number): Promise<ExportRecord[]> {
  return reader.rows(
    statement<ExportRecord>(
      `select ${columns} from system.export where asked_by = $1 order by asked_at desc, export_id desc limit $2`,
      [askedBy, limit],
    ),
  );
}

export async function countUnended(reader: Reader, askedBy: string): Promise<number> {
  const row = await reader.row(
    statement<{ count: number }>(
      `select count(*)::int as count from system.export where asked_by = $1 and state in ('waiting', 'running')`,
      [askedBy],
    ),
  );
  return row!.count;
}

/** The next one that waits, or that a process left lying; nobody else takes it until the lease ends. */
export async function leaseNext(
  reader: Reader,
  wallNow: number,
  leaseMs: number,
): Promise<ExportRecord | null> {
  return reader.row(
    statement<ExportRecord>(
      `with next as materialized (
         select export_id from system.export
         where state in ('waiting', 'running') and (leased_until is null or leased_until < $1)
         order by asked_at for update skip locked limit 1
       )
       update system.export e set state = 'running', leased_until = $2, leases = leases + 1
       from next where e.export_id = next.export_id
       returning ${columns.replace('export_id as id', 'e.export_id as id')}`,
      [new Date(wallNow), new Date(wallNow + leaseMs)],
    ),
  );
}

/** Where rows come from, as far as is known when writing begins; what an earlier attempt wrote is thrown away. */
export async function beginWriting(
  reader: Reader,
  { id, leases }: ExportRecord,
  scope: readonly string[],
  all: number | null,
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `with old as (delete from system.export_piece where export_id = $1)
       update system.export set scope = $3, rows_all = $4, rows_done = 0, bytes = 0
       where export_id = $1 and state = 'running' and leases = $2 returning 1`,
      [id, leases, scope, all],
    ),
  );
  return row !== null;
}

/** One more piece, and how far it is. False when it was stopped, or another process has taken it over: nothing is written then. */
export async function addPiece(
  reader: Reader,
  { id, leases }: ExportRecord,
  piece: { number: number; content: Buffer; rowsDone: number; leasedUntil: number },
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `with held as (
         update system.export set rows_done = $3, bytes = bytes + $6, leased_until = $5
         where export_id = $1 and state = 'running' and leases = $2 returning export_id
       )
       insert into system.export_piece (export_id, number, content) select export_id, $4, $7 from held returning 1`,
      [
        id,
        leases,
        piece.rowsDone,
        piece.number,
        new Date(piece.leasedUntil),
        piece.content.length,
        piece.content,
      ],
    ),
  );
  return row !== null;
}

/** The end the runner came to. False when it was stopped meanwhile, or taken over. */
export async function endExport(
  reader: Reader,
  { id, leases }: ExportRecord,
  end: { state: 'done' | 'failed'; endedAt: number; problem: ErrorCode | null },
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `update system.export set state = $3, ended_at = $4, problem = $5, leased_until = null,
         rows_all = case when $3 = 'done' then rows_done else rows_all end
       where export_id = $1 and state = 'running' and leases = $2 returning 1`,
      [id, leases, end.state, new Date(end.endedAt), end.problem],
    ),
  );
  return row !== null;
}

export async function stopExport(reader: Reader, exportId: string, endedAt: number): Promise<ExportRecord> {
  return (await reader.row(
    statement<ExportRecord>(
      `update system.export set state = 'cancelled', ended_at = $2, leased_until = null where export_id = $1 returning ${columns}`,
      [exportId, new Date(endedAt)],
    ),
  ))!;
}

export async function dropPieces(reader: Reader, exportId: string): Promise<void> {
  await reader.rows(statement('delete from system.export_piece where export_id = $1', [exportId]));
}

export async function readPiece(reader: Reader, exportId: string, number: number): Promise<Buffer | null> {
  const row = await reader.row(
    statement<{ content: Buffer }>(
      'select content from system.export_piece where export_id = $1 and number = $2',
      [exportId, number],
    ),
  );
  return row?.content ?? null;
}

export async function forgetExports(reader: Reader, before: number): Promise<void> {
  await reader.rows(statement('delete from system.export where asked_at < $1', [new Date(before)]));
}
