import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Damage } from './access.audit-chain.domain.ts';
import type { Scope } from './access.audit.store.ts';

const at = (ms: number): Date => new Date(ms);

export type FoundDamage = Damage & { readonly chain: string };

export interface Verification {
  readonly id: string;
  readonly startedAt: number;
  readonly startedByName: string;
  readonly seenAt: number;
  readonly endedAt: number | null;
  readonly chains: number;
  readonly chainsDone: number;
  readonly entries: number;
  readonly entriesDone: number;
  readonly unsealed: number;
  readonly damage: readonly FoundDamage[];
}

export async function insertVerification(
  reader: Reader,
  begun: {
    readonly id: string;
    readonly by: string | null;
    readonly byName: string;
    readonly paths: readonly string[];
    readonly chains: number;
    readonly entries: number;
    readonly unsealed: number;
    readonly wallNow: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `with old as (delete from access.audit_verification where started_at < $8::timestamptz - interval '400 days')
       insert into access.audit_verification (id, started_at, started_by, started_by_name, paths, seen_at, chains, entries, unsealed)
       values ($1, $8, $2, $3, $4, $8, $5, $6, $7)`,
      [
        begun.id,
        begun.by,
        begun.byName,
        begun.paths,
        begun.chains,
        begun.entries,
        begun.unsealed,
        at(begun.wallNow),
      ],
    ),
  );
}

export async function saveProgress(
  reader: Reader,
  id: string,
  progress: {
    readonly chainsDone: number;
    readonly entriesDone: number;
    readonly damage: readonly FoundDamage[];
    readonly ended: boolean;
    readonly wallNow: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `update access.audit_verification set chains_done = $2, entries_done = $3, damage = $4, seen_at = $5,
         ended_at = case when $6 then $5::timestamptz end
       -- Progress that comes in after the end, by another connection, opens nothing again.
       where id = $1 and ended_at is null`,
      [
        id,
        progress.chainsDone,
        progress.entriesDone,
        JSON.stringify(progress.damage),
        at(progress.wallNow),
        progress.ended,
      ],
    ),
  );
}

/** The last walk over this scope; for those who see the whole house, the nightly one over everything counts too. */
export async function readLastVerification(
  reader: Reader,
  { paths, house }: Scope,
): Promise<Verification | null> {
  return reader.row(
    statement<Verification>(
      `select id, started_at as "startedAt", started_by_name as "startedByName", seen_at as "seenAt", ended_at as "endedAt",
         chains, chains_done as "chainsDone", entries, entries_done as "entriesDone", unsealed, damage
       from access.audit_verification where paths = $1 or ($2 and paths = '{/}') order by started_at desc limit 1`,
      [paths, house],
    ),
  );
}
