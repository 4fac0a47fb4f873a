import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { PadInfo } from './access.pad.domain.ts';

const columns = `p.id, p.branch_id as "branchId", p.name, p.enrolled_at as "enrolledAt", p.revoked_at is not null as revoked, p.version,
  p.device_key as "deviceKey",
  jsonb_build_object('roles', p.group_roles, 'ofBranch', p.group_of_branch, 'userIds', p.group_users) as "group"`;

export function listPads(reader: Reader, branchId: string): Promise<PadInfo[]> {
  return reader.rows(
    statement<PadInfo>(
      `select ${columns} from access.pad p where p.branch_id = $1 order by p.revoked_at is not null, p.name, p.id`,
      [branchId],
    ),
  );
}

export function readPad(reader: Reader, branchId: string, id: string): Promise<PadInfo | null> {
  return reader.row(
    statement<PadInfo>(`select ${columns} from access.pad p where p.branch_id = $1 and p.id = $2`, [
      branchId,
      id,
    ]),
  );
}

/** The PAD this browser is: the newest registration of its key. */
export function padOfKey(reader: Reader, deviceKey: string): Promise<PadInfo | null> {
  return reader.row(
    statement<PadInfo>(
      `select ${columns} from access.pad p where p.device_key = $1 order by p.enrolled_at desc limit 1`,
      [deviceKey],
    ),
  );
}

export async function insertPad(
  reader: Reader,
  pad: Pick<PadInfo, 'id' | 'branchId' | 'name' | 'group'> & {
    readonly codeHash: string;
    readonly codeExpiresAt: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.pad (id, branch_id, name, group_roles, group_of_branch, group_users, code_hash, code_expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        pad.id,
        pad.branchId,
        pad.name,
        pad.group.roles,
        pad.group.ofBranch,
        pad.group.userIds,
        pad.codeHash,
        new Date(pad.codeExpiresAt),
      ],
    ),
  );
}

/** Null when the code is none, was used or is too old. */
export function usePadCode(
  reader: Reader,
  codeHash: string,
  deviceKey: string,
  wallNow: number,
): Promise<PadInfo | null> {
  return reader.row(
    statement<PadInfo>(
      `update access.pad p set code_hash = null, code_expires_at = null, enrolled_at = $3, device_key = $2
       where p.code_hash = $1 and p.code_expires_at > $3 and p.revoked_at is null returning ${columns}`,
      [codeHash, deviceKey, new Date(wallNow)],
    ),
  );
}

/** Null when somebody else has changed it. */
export function saveGroup(
  reader: Reader,
  pad: Pick<PadInfo, 'id' | 'branchId' | 'group'>,
  basedOn: number,
): Promise<PadInfo | null> {
  return reader.row(
    statement<PadInfo>(
      `update access.pad p set group_roles = $3, group_of_branch = $4, group_users = $5, version = version + 1
       where p.branch_id = $1 and p.id = $2 and p.version = $6 returning ${columns}`,
      [pad.branchId, pad.id, pad.group.roles, pad.group.ofBranch, pad.group.userIds, basedOn],
    ),
  );
}

export function revokePad(
  reader: Reader,
  branchId: string,
  id: string,
  wallNow: number,
): Promise<PadInfo | null> {
  return reader.row(
    statement<PadInfo>(
      `update access.pad p set revoked_at = coalesce(revoked_at, $3), code_hash = null, code_expires_at = null
       where p.branch_id = $1 and p.id = $2 returning ${columns}`,
      [branchId, id, new Date(wallNow)],
    ),
  );
}

export interface OnPad {
  readonly deviceKey: string;
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
}

/** Who is signed in on PADs with these keys. */
export function peopleOnPads(reader: Reader, deviceKeys: readonly string[]): Promise<OnPad[]> {
  return reader.rows(
    statement<OnPad>(
      `select s.device_key as "deviceKey", s.id as "sessionId", s.user_id as "userId", u.name
       from access.session s join access.user_account u on u.id = s.user_id
       where s.surface = 'pad' and s.ended_at is null and s.device_key = any ($1) order by s.opened_at`,
      [deviceKeys],
    ),
  );
}

/** Logins of a branch, and those with these ids: who may be named. */
export function nameablePeople(
  reader: Reader,
  branchId: string,
  userIds: readonly string[],
): Promise<{ userId: string; name: string }[]> {
  return reader.rows(
    statement<{ userId: string; name: string }>(
      `select id as "userId", name from access.user_account where (branch_id = $1 and not frozen) or id = any ($2) order by name, id`,
      [branchId, userIds],
    ),
  );
}
