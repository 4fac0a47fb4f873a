import type { StrategyDocument, StrategyTest, StrategyVersion } from '@huiting/contracts/queue';
import type { Reader } from '../../platform/database/query.ts';
import { statement } from '../../platform/database/query.ts';

interface VersionRow {
  version: number;
  name: string;
  published_at: number;
  published_by_name: string;
  reason: string;
  effective: 'now' | 'nextDay';
  effective_from: string | null;
  based_on: number | null;
  tests: number;
}

const head = `version, document->>'name' as name, published_at, published_by_name, reason, effective, effective_from, based_on,
  jsonb_array_length(tests) as tests`;

const toVersion = (row: VersionRow): StrategyVersion => ({
  version: row.version,
  name: row.name,
  publishedAt: row.published_at,
  publishedBy: row.published_by_name,
  reason: row.reason,
  effective: row.effective,
  effectiveFrom: row.effective_from,
  basedOn: row.based_on,
  tests: row.tests,
});

export async function listVersions(db: Reader, branchId: string): Promise<StrategyVersion[]> {
  const rows = await db.rows(
    statement<VersionRow>(
      `select ${head} from queue.strategy where branch_id = $1 order by version desc limit 100`,
      [branchId],
    ),
  );
  return rows.map(toVersion);
}

export interface PublishedStrategy {
  readonly version: StrategyVersion;
  readonly document: StrategyDocument;
  readonly tests: StrategyTest[];
}

export async function readVersion(
  db: Reader,
  branchId: string,
  version: number,
): Promise<PublishedStrategy | null> {
  const row = await db.row(
    statement<VersionRow & { document: StrategyDocument; cases: StrategyTest[] }>(
      `select ${head}, document, tests as cases from queue.strategy where branch_id = $1 and version = $2`,
      [branchId, version],
    ),
  );
  return row === null ? null : { version: toVersion(row), document: row.document, tests: row.cases };
}

export interface StrategyDraft {
  readonly revision: number;
  readonly basedOn: number;
  readonly document: StrategyDocument;
  readonly tests: StrategyTest[];
  readonly changedAt: number;
  readonly changedBy: string;
}

export async function readDraft(db: Reader, branchId: string): Promise<StrategyDraft | null> {
  return db.row(
    statement<StrategyDraft>(
      `select revision, based_on as "basedOn", document, tests, changed_at as "changedAt", changed_by_name as "changedBy"
       from queue.strategy_draft where branch_id = $1`,
      [branchId],
    ),
  );
}

interface Author {
  readonly id: string;
  readonly name: string;
}

/** Null when the draft in hand is not the newest. */
export async function writeDraft(
  db: Reader,
  branchId: string,
  draft: Pick<StrategyDraft, 'revision' | 'basedOn' | 'document' | 'tests'> & { by: Author; at: number },
): Promise<number | null> {
  const row = await db.row(
    statement<{ revision: number }>(
      `insert into queue.strategy_draft as d (branch_id, revision, based_on, document, tests, changed_by, changed_by_name, changed_at)
       values ($1, $2::int + 1, $3, $4, $5, $6, $7, $8)
       on conflict (branch_id) do update set revision = excluded.revision, based_on = excluded.based_on, document = excluded.document,
         tests = excluded.tests, changed_by = excluded.changed_by, changed_by_name = excluded.changed_by_name,
         changed_at = excluded.changed_at
       where d.revision = $2
       returning revision`,
      [
        branchId,
        draft.revision,
        draft.basedOn,
        JSON.stringify(draft.document),
        JSON.stringify(draft.tests),
        draft.by.id,
        draft.by.name,
        new Date(draft.at),
      ],
    ),
  );
  return row?.revision ?? null;
}

export async function dropDraft(db: Reader, branchId: string): Promise<void> {
  await db.rows(statement('delete from queue.strategy_draft where branch_id = $1', [branchId]));
}

/** The newest version, read under the branch's lock. */
export async function readNewest(db: Reader, branchId: string): Promise<number> {
  const row = await db.row(
    statement<{ version: number }>(
      'select coalesce(max(version), 0) as version from queue.strategy where branch_id = $1',
      [branchId],
    ),
  );
  return row!.version;
}

export async function addStrategy(
  db: Reader,
  branchId: string,
  made: {
    version: number;
    document: unknown;
    tests: readonly StrategyTest[];
    reason: string;
    effective: 'now' | 'nextDay';
    effectiveFrom: string;
    basedOn: number;
    by: Author;
    at: number;
  },
): Promise<void> {
  await db.rows(
    statement(
      `insert into queue.strategy (branch_id, version, document, tests, reason, published_by, published_by_name, published_at,
         effective, effective_from, based_on)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        branchId,
        made.version,
        JSON.stringify(made.document),
        JSON.stringify(made.tests),
        made.reason,
        made.by.id,
        made.by.name,
        new Date(made.at),
        made.effective,
        made.effectiveFrom,
        made.basedOn,
      ],
    ),
  );
}

/** From the next command on the branch calls by this version. */
export async function enforce(db: Reader, branchId: string, version: number): Promise<void> {
  await db.rows(
    statement('update queue.branch_queue set strategy_version = $2 where branch_id = $1', [
      branchId,
      version,
    ]),
  );
}

export async function readActive(db: Reader, branchId: string): Promise<number | null> {
  const row = await db.row(
    statement<{ version: number }>(
      'select strategy_version as version from queue.branch_queue where branch_id = $1',
      [branchId],
    ),
  );
  return row?.version ?? null;
}
