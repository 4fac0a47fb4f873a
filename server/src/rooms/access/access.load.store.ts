import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { TerminalKind } from './access.domain.ts';
import { excludedBy } from './access.roles.domain.ts';
import type { Role } from './access.roles.domain.ts';

/** Logins, their roles and the terminals of a whole bank, as a generator or an import knows them. */
export interface AccessPlan {
  readonly users: readonly {
    readonly id: string;
    /** Small letters. */
    readonly username: string;
    readonly name: string;
    /** From `hashPassword`; null = nobody signs in with it. */
    readonly passwordHash: string | null;
    readonly orgUnitId: string;
    /** Where the person works; null = head office. */
    readonly branchId: string | null;
    readonly staff: { readonly id: string; readonly number: string; readonly post: string } | null;
    readonly roles: readonly { readonly role: Role; readonly orgUnitId: string }[];
  }[];
  /** Enrolled from the start; window displays and evaluators need a window. */
  readonly terminals: readonly {
    readonly id: string;
    readonly branchId: string;
    readonly kind: TerminalKind;
    readonly name: string;
    readonly windowId: string | null;
  }[];
}

/** Writes them with one statement. @throws when a user would be two kinds of administrator. */
export async function loadAccess(target: Reader, plan: AccessPlan, at: number): Promise<void> {
  for (const { username, roles } of plan.users) {
    const held = roles.map(({ role }) => role);
    const other = held.map((role) => excludedBy(held, role)).find((role) => role !== null);
    if (other !== undefined)
      throw new RangeError(`${username} cannot be ${held.join(' and ')}: administrators exclude each other`);
  }
  const users = plan.users.map(({ roles: _roles, staff, ...user }) => ({
    ...user,
    staffId: staff?.id,
    staffNumber: staff?.number,
    post: staff?.post,
  }));
  const grants = plan.users.flatMap((user) =>
    user.roles.map(({ role, orgUnitId }) => ({ userId: user.id, role, orgUnitId })),
  );
  await target.rows(
    statement(
      `with users as (
         insert into access.user_account (id, username, name, password_hash, org_unit_id, branch_id, staff_id, staff_number, post, password_set_at)
         select id, username, name, "passwordHash", "orgUnitId", "branchId", "staffId", "staffNumber", post,
           case when "passwordHash" is not null then clock_timestamp() end
         from jsonb_to_recordset($1) as u(id uuid, username text, name text, "passwordHash" text, "orgUnitId" uuid, "branchId" uuid,
           "staffId" uuid, "staffNumber" text, post text)
       ), grants as (
         insert into access.role_grant (user_id, role, org_unit_id, granted_at)
         select "userId", role, "orgUnitId", $4 from jsonb_to_recordset($2) as g("userId" uuid, role text, "orgUnitId" uuid)
       )
       insert into access.terminal (id, branch_id, kind, name, window_id, enrolled_at)
       select id, "branchId", kind, name, "windowId", $4
       from jsonb_to_recordset($3) as t(id uuid, "branchId" uuid, kind text, name text, "windowId" uuid)`,
      [JSON.stringify(users), JSON.stringify(grants), JSON.stringify(plan.terminals), new Date(at)],
    ),
  );
}
