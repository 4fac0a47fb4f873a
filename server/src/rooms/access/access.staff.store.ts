import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** What the staff register says of the person a login is for. Grants stay: they are given and taken by people. */
export async function saveStaffFacts(
  reader: Reader,
  told: {
    readonly userId: string;
    readonly staffId: string;
    readonly number: string;
    readonly name: string;
    readonly post: string;
    readonly homeBranchId: string | null;
    readonly orgUnitId: string;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `update access.user_account set name = $2, staff_id = $3, staff_number = $4, post = $5, branch_id = $6, org_unit_id = $7,
         changed_at = clock_timestamp() where id = $1`,
      [told.userId, told.name, told.staffId, told.number, told.post, told.homeBranchId, told.orgUnitId],
    ),
  );
}

/** Shuts a login until the day after; null opens it. Every process follows within a second. */
export async function saveSuspension(reader: Reader, userId: string, until: string | null): Promise<void> {
  await reader.rows(
    statement(
      'update access.user_account set suspended_until = $2, changed_at = clock_timestamp() where id = $1',
      [userId, until],
    ),
  );
}
