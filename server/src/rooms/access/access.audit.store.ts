import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { ChainKey, SealedRow } from './access.audit-chain.domain.ts';
import { houseChain } from './access.audit-writer.store.ts';

/** Chains with rows nobody has linked yet. */
export async function unsealedChains(reader: Reader): Promise<ChainKey[]> {
  return reader.rows(
    statement<ChainKey>(
      'select distinct branch_id as "branchId", month from access.audit_entry where sequence is null limit 500',
      [],
      'audit-unsealed',
    ),
  );
}

export interface Head {
  readonly lastSequence: number;
  readonly lastHash: string;
}

/** The chain's head, locked; null when another process is sealing it. */
export async function lockHead(
  reader: Reader,
  { branchId, month }: ChainKey,
  start: string,
): Promise<Head | null> {
  await reader.rows(
    statement(
      'insert into access.audit_chain (branch_id, month, last_sequence, last_hash) values ($1, $2, 0, $3) on conflict do nothing',
      [branchId, month, start],
    ),
  );
  return reader.row(
    statement<Head>(
      'select last_sequence as "lastSequence", last_hash as "lastHash" from access.audit_chain where branch_id = $1 and month = $2 for update skip locked',
      [branchId, month],
    ),
  );
}

export async function readUnsealed(
  reader: Reader,
  { branchId, month }: ChainKey,
  limit: number,
): Promise<{ id: string; canonical: string }[]> {
  return reader.rows(
    statement<{ id: string; canonical: string }>(
      'select id, canonical from access.audit_entry where branch_id = $1 and month = $2 and sequence is null order by id limit $3',
      [branchId, month, limit],
    ),
  );
}

export async function saveLinks(
  reader: Reader,
  { branchId, month }: ChainKey,
  links: readonly SealedRow[],
): Promise<void> {
  const last = links.at(-1)!;
  await reader.rows(
    statement(
      `update access.audit_entry e set sequence = l.sequence, hash = l.hash
       from unnest($3::uuid[], $4::bigint[], $5::text[]) as l(id, sequence, hash)
       where e.branch_id = $1 and e.month = $2 and e.id = l.id`,
      [
        branchId,
        month,
        links.map(({ id }) => id),
        links.map(({ sequence }) => sequence),
        links.map(({ hash }) => hash),
      ],
    ),
  );
  await reader.rows(
    statement(
      'update access.audit_chain set last_sequence = $3, last_hash = $4 where branch_id = $1 and month = $2',
      [branchId, month, last.sequence, last.hash],
    ),
  );
}

/** Rows of what lies within the paths; `$1` = the paths, `$2` = whether the house's own rows are included. */
const withinScope = (row: string): string => `(
  exists (select 1 from organization.v_org_unit o where o.id = ${row}.branch_id and o.path ^@ any ($1::text[]))
  or exists (select 1 from organization.v_branch b where b.id = ${row}.branch_id and b.path ^@ any ($1::text[]))
  or ($2 and ${row}.branch_id = '${houseChain}'))`;

export interface Scope {
  readonly paths: readonly string[];
  readonly house: boolean;
}

export async function listChains(reader: Reader, scope: Scope): Promise<(ChainKey & Head)[]> {
  return reader.rows(
    statement<ChainKey & Head>(
      `select c.branch_id as "branchId", c.month, c.last_sequence as "lastSequence", c.last_hash as "lastHash"
       from access.audit_chain c where ${withinScope('c')} order by c.branch_id, c.month`,
      [scope.paths, scope.house],
    ),
  );
}

export async function readSealed(
  reader: Reader,
  { branchId, month }: ChainKey,
  after: number,
  upTo: number,
  limit: number,
): Promise<SealedRow[]> {
  return reader.rows(
    statement<SealedRow>(
      `select id, sequence, canonical, hash from access.audit_entry
       where branch_id = $1 and month = $2 and sequence > $3 and sequence <= $4 order by sequence limit $5`,
      [branchId, month, after, upTo, limit],
    ),
  );
}

export async function countUnsealed(reader: Reader, scope: Scope): Promise<number> {
  const row = await reader.row(
    statement<{ count: number }>(
      `select count(*) from access.audit_entry e where e.sequence is null and ${withinScope('e')}`,
      [scope.paths, scope.house],
    ),
  );
  return row!.count;
}
