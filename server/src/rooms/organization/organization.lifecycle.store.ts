import type { BranchStage, Milestone } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

export interface MilestoneRow extends Omit<Milestone, 'until'> {
  readonly recordedAt: number;
}

const columns = `id, stage, starts_on as "from", planned, note, document_no as "documentNo", actor_name as "actorName",
  recorded_at as "recordedAt"`;

/** In the order they began; what is planned last. */
export async function readMilestones(reader: Reader, branchId: string): Promise<MilestoneRow[]> {
  return reader.rows(
    statement<MilestoneRow>(
      `select ${columns} from organization.branch_milestone where branch_id = $1 order by planned, starts_on, recorded_at, id`,
      [branchId],
    ),
  );
}

export async function insertMilestone(
  reader: Reader,
  branchId: string,
  milestone: MilestoneRow,
): Promise<void> {
  await reader.rows(
    statement(
      `insert into organization.branch_milestone (branch_id, id, stage, starts_on, planned, note, document_no, actor_name, recorded_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        branchId,
        milestone.id,
        milestone.stage,
        milestone.from,
        milestone.planned,
        milestone.note,
        milestone.documentNo,
        milestone.actorName,
        new Date(milestone.recordedAt),
      ],
    ),
  );
}

/** Takes a plan out; null when it is not there (any more). */
export async function takePlan(
  reader: Reader,
  branchId: string,
  id: string,
): Promise<{ stage: BranchStage; from: string; note: string; documentNo: string; actorName: string } | null> {
  return reader.row(
    statement(
      `delete from organization.branch_milestone where branch_id = $1 and id = $2 and planned
       returning stage, starts_on as "from", note, document_no as "documentNo", actor_name as "actorName"`,
      [branchId, id],
    ),
  );
}
