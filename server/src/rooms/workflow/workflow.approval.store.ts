import type { ApprovalDecision, ApprovalState } from '@huiting/contracts/workflow';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { ApprovalRecord, DefinitionRecord } from './workflow.approval.domain.ts';

type ApprovalRow = Omit<ApprovalRecord, 'subject' | 'applicant'> & {
  subjectKind: string;
  subjectId: string;
  subjectVersion: number;
  applicantId: string;
  applicantName: string;
};

const columns = `a.branch_id as "branchId", a.approval_id as id, a.kind, a.definition_version as "definitionVersion", a.steps,
  a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.subject_version as "subjectVersion", a.title, a.facts,
  a.org_unit_id as "orgUnitId", a.org_path as "orgPath", a.unit_name as "unitName", a.applicant_id as "applicantId",
  a.applicant_name as "applicantName", a.barred, a.requested_at as "requestedAt", a.state, a.step_index as "stepIndex",
  a.step_since as "stepSince", a.due_at as "dueAt", a.late, a.approver_units as "approverUnits", a.ended_at as "endedAt"`;

function toRecord(row: ApprovalRow): ApprovalRecord {
  const { subjectKind, subjectId, subjectVersion, applicantId, applicantName, ...same } = row;
  return {
    ...same,
    subject: { kind: subjectKind, id: subjectId, version: subjectVersion },
    applicant: { staffId: applicantId, name: applicantName },
  };
}

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** One approval; locked when it is going to be changed. */
export async function readApproval(
  reader: Reader,
  branchId: string,
  approvalId: string,
  lock: 'lock' | 'look',
): Promise<ApprovalRecord | null> {
  const row = await reader.row(
    statement<ApprovalRow>(
      `select ${columns} from workflow.approval a where a.branch_id = $1 and a.approval_id = $2${lock === 'lock' ? ' for update' : ''}`,
      [branchId, approvalId],
    ),
  );
  return row === null ? null : toRecord(row);
}

/** False when the subject has a running approval already. */
export async function insertApproval(tx: Tx, a: ApprovalRecord): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into workflow.approval (branch_id, approval_id, kind, definition_version, steps, subject_kind, subject_id, subject_version,
         title, facts, org_unit_id, org_path, unit_name, applicant_id, applicant_name, requested_at, state, step_index, step_since, due_at,
         approver_units, ended_at, barred)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
       on conflict (branch_id, subject_kind, subject_id) where state = 'pending' do nothing returning 1`,
      [
        a.branchId,
        a.id,
        a.kind,
        a.definitionVersion,
        JSON.stringify(a.steps),
        a.subject.kind,
        a.subject.id,
        a.subject.version,
        JSON.stringify(a.title),
        JSON.stringify(a.facts),
        a.orgUnitId,
        a.orgPath,
        a.unitName,
        a.applicant.staffId,
        a.applicant.name,
        at(a.requestedAt),
        a.state,
        a.stepIndex,
        at(a.stepSince),
        at(a.dueAt),
        a.approverUnits,
        at(a.endedAt),
        a.barred,
      ],
    ),
  );
  return rows.length > 0;
}

/** Saves what may change of a locked approval. */
export async function updateApproval(tx: Tx, a: ApprovalRecord): Promise<void> {
  await tx.rows(
    statement(
      `update workflow.approval set state = $3, step_index = $4, step_since = $5, due_at = $6, late = $7, approver_units = $8, ended_at = $9
       where branch_id = $1 and approval_id = $2`,
      [
        a.branchId,
        a.id,
        a.state,
        a.stepIndex,
        at(a.stepSince),
        at(a.dueAt),
        a.late,
        a.approverUnits,
        at(a.endedAt),
      ],
    ),
  );
}

export function listDecisions(
  reader: Reader,
  branchId: string,
  approvalId: string,
): Promise<ApprovalDecision[]> {
  return reader.rows(
    statement(
      `select staff_id as "staffId", staff_name as "staffName", step_key as "stepKey", verdict, opinion, decided_at as at
       from workflow.approval_decision where branch_id = $1 and approval_id = $2 order by decided_at`,
      [branchId, approvalId],
    ),
  );
}

export async function insertDecision(tx: Tx, approvalId: string, d: ApprovalDecision): Promise<void> {
  await tx.rows(
    statement(
      `insert into workflow.approval_decision (branch_id, approval_id, staff_id, staff_name, step_key, verdict, opinion, decided_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [tx.branchId, approvalId, d.staffId, d.staffName, d.stepKey, d.verdict, d.opinion, at(d.at)],
    ),
  );
}

/** Approvals under the paths, or of one applicant, newest first; `after` is the key of the last one on the page before. */
export async function listApprovals(
  reader: Reader,
  filter: {
    of: { paths: readonly string[] } | { applicantId: string | null };
    state: ApprovalState | null;
    kind: string | null;
    search: string | null;
    after: { at: number; id: string } | null;
    limit: number;
  },
): Promise<ApprovalRecord[]> {
  const rows = await reader.rows(
    statement<ApprovalRow>(
      `select ${columns} from workflow.approval a
       where ${'paths' in filter.of ? 'a.org_path ^@ any ($1::text[])' : 'a.applicant_id = $1'}
         and ($2::text is null or a.state = $2) and ($3::text is null or a.kind = $3)
         and ($4::text is null or strpos(lower(concat_ws(' ', a.title ->> 'zh', a.title ->> 'en', a.unit_name, a.applicant_name)), lower($4)) > 0)
         and ($5::timestamptz is null or (a.requested_at, a.approval_id) < ($5, $6))
       order by a.requested_at desc, a.approval_id desc limit $7`,
      [
        'paths' in filter.of ? filter.of.paths : filter.of.applicantId,
        filter.state,
        filter.kind,
        filter.search,
        at(filter.after?.at ?? null),
        filter.after?.id ?? null,
        filter.limit,
      ],
    ),
  );
  return rows.map(toRecord);
}

const definitionColumns = `d.kind, d.version, d.steps, d.note, d.published_by_name as "publishedBy", d.published_at as "publishedAt"`;

/** Published definitions: the newest of each kind, or all of one kind, newest first. */
export function listDefinitions(reader: Reader, kind: string | null): Promise<DefinitionRecord[]> {
  return reader.rows(
    kind === null
      ? statement(
          `select distinct on (d.kind) ${definitionColumns} from workflow.approval_definition d order by d.kind, d.version desc`,
        )
      : statement(
          `select ${definitionColumns} from workflow.approval_definition d where d.kind = $1 order by d.version desc`,
          [kind],
        ),
  );
}

export function newestDefinition(reader: Reader, kind: string): Promise<DefinitionRecord | null> {
  return reader.row(
    statement<DefinitionRecord>(
      `select ${definitionColumns} from workflow.approval_definition d where d.kind = $1 order by d.version desc limit 1`,
      [kind],
    ),
  );
}

/** False when that version exists already: somebody else was quicker. */
export async function insertDefinition(
  tx: Tx,
  d: DefinitionRecord & { publisherId: string },
): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into workflow.approval_definition (kind, version, steps, note, published_by, published_by_name, published_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [d.kind, d.version, JSON.stringify(d.steps), d.note, d.publisherId, d.publishedBy, at(d.publishedAt)],
    ),
  );
  return rows.length > 0;
}

/** How many run, per kind and version of its steps. */
export function countRunning(reader: Reader): Promise<{ kind: string; version: number; running: number }[]> {
  return reader.rows(
    statement(
      `select kind, definition_version as version, count(*) as running from workflow.approval where state = 'pending' group by 1, 2`,
    ),
  );
}
