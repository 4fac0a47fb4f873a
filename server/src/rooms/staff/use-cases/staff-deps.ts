import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx, Permission } from '../../../platform/context.ts';
import type { FieldCrypto } from '../../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';
import type { FieldChange, StaffFile } from '../staff.domain.ts';
import { insertRevision, listRevisions } from '../staff.record.store.ts';
import { lockFile, readFile } from '../staff.store.ts';

/** What the use cases of this room work with. */
export interface StaffDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
  /** Seals contacts. */
  readonly crypto: Pick<FieldCrypto, 'seal' | 'open'>;
}

/** A person the caller may do this to. Whoever holds the right nowhere learns nothing, not even who exists. */
export async function reach(
  deps: StaffDeps,
  ctx: Ctx,
  permission: Permission,
  staffId: string,
): Promise<StaffFile> {
  authorizeSomewhere(ctx, permission);
  const file = (await readFile(deps.platform.db, staffId)) ?? refuse('staff.not_found');
  authorize(ctx, permission, file.path);
  return file;
}

/** A unit the caller may do this at. */
export async function reachUnit(deps: StaffDeps, ctx: Ctx, permission: Permission, orgUnitId: string) {
  authorizeSomewhere(ctx, permission);
  const unit = (await deps.directory.unitById(orgUnitId)) ?? refuse('staff.unit_not_found');
  authorize(ctx, permission, unit.path);
  return unit;
}

/** Whoever asks for something that others decide, or signs, does so as a person of the register. */
export function personOf(
  ctx: Ctx,
  permission: Permission,
): { readonly staffId: string; readonly name: string } {
  const { staff, name } = ctx.actor;
  return staff === null ? refuse('platform.forbidden', { permission }) : { staffId: staff.id, name };
}

/** Where a home counts its days: its branch's zone, at an office that of the bank's branches. */
export async function zoneAt(deps: Pick<StaffDeps, 'directory'>, home: string): Promise<string> {
  const branches = await deps.directory.all();
  return (branches.find(({ id }) => id === home) ?? branches[0])?.timeZone ?? 'Asia/Shanghai';
}

export async function todayAt(deps: Pick<StaffDeps, 'directory'>, ctx: Ctx, home: string): Promise<string> {
  return dateIn(await zoneAt(deps, home), ctx.now());
}

/** The branch that is a unit; null for an office. */
export async function branchOfUnit(
  deps: Pick<StaffDeps, 'directory'>,
  unit: { readonly id: string; readonly path: string },
): Promise<string | null> {
  const branches = await deps.directory.underPath(unit.path);
  return branches.find(({ orgUnitId }) => orgUnitId === unit.id)?.id ?? null;
}

/** The record as it is now, locked; refuses an edit of another version and says who was quicker. */
export async function lockVersion(tx: Tx, staffId: string, version: number | null): Promise<StaffFile> {
  const file = (await lockFile(tx, staffId)) ?? refuse('staff.not_found');
  if (file.leftOn !== null) refuse('staff.has_left', { on: file.leftOn });
  if (version !== null && file.version !== version) {
    const [last] = await listRevisions(tx, staffId, null, 1);
    refuse('staff.version_conflict', {
      version: file.version,
      edited: version,
      by: last?.actorName ?? null,
      at: last?.at ?? null,
    });
  }
  return file;
}

/** Writes a change into the person's history and into the audit trail; gives the new version. */
export async function recordChange(
  deps: StaffDeps,
  ctx: Ctx,
  tx: Tx,
  file: Pick<StaffFile, 'id' | 'orgUnitId'>,
  told: { readonly what: string; readonly reason: string; readonly changes: FieldChange[] },
): Promise<number> {
  const version = await insertRevision(tx, file.id, { ...told, at: ctx.now(), actorName: ctx.actor.name });
  await deps.platform.audit(tx, ctx, {
    action: ctx.command?.endpoint ?? `staff.${told.what}`,
    object: `staff:${file.id}`,
    orgUnitId: file.orgUnitId,
    outcome: 'done',
    detail: { version, reason: told.reason, fields: told.changes.map(({ field }) => field) },
  });
  return version;
}
