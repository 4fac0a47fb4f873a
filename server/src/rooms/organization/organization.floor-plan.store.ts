import type { FloorPlan } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

export interface PlanVersion {
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

const head = 'version, changed_by_name as "changedBy", changed_at as "changedAt"';

/** One version, or the newest; null when nobody drew one. */
export async function readPlan(
  reader: Reader,
  branchId: string,
  version: number | null,
): Promise<(PlanVersion & { readonly plan: FloorPlan }) | null> {
  return reader.row(
    statement<PlanVersion & { plan: FloorPlan }>(
      `select ${head}, document as plan from organization.floor_plan
       where branch_id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
      [branchId, version],
    ),
  );
}

export async function listPlans(reader: Reader, branchId: string): Promise<PlanVersion[]> {
  return reader.rows(
    statement<PlanVersion>(
      `select ${head} from organization.floor_plan where branch_id = $1 order by version desc limit 50`,
      [branchId],
    ),
  );
}

export async function insertPlan(
  reader: Reader,
  branchId: string,
  { version, changedBy, changedAt, plan }: PlanVersion & { readonly plan: FloorPlan },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into organization.floor_plan (branch_id, version, document, changed_by_name, changed_at)
       values ($1, $2, $3, $4, $5)`,
      [branchId, version, JSON.stringify(plan), changedBy, new Date(changedAt)],
    ),
  );
}
