import { organizationEvents } from '@huiting/contracts/organization';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { isCodeTaken } from '../organization.application.store.ts';
import type { OrgUnit } from '../organization.domain.ts';
import { insertUnit } from '../organization.store.ts';
import type { EditingDeps } from './editing-deps.ts';

/** The tree changes at midnight of head office, wherever the unit is. */
const headOfficeZone = 'Asia/Shanghai';

export interface NewUnit {
  readonly orgUnitId: string;
  readonly level: 'regionalBranch' | 'subBranch';
  readonly code: string;
  readonly name: string;
}

/** A region below head office, or a sub-branch below either. Branches come by applications, with consent. */
export async function createUnit(
  { platform, directory }: EditingDeps,
  ctx: Ctx,
  input: NewUnit,
): Promise<OrgUnit> {
  authorizeSomewhere(ctx, 'organization.manage');
  const parent = (await directory.unitById(input.orgUnitId)) ?? refuse('organization.unit_not_found');
  authorize(ctx, 'organization.manage', parent.path);
  const { level, code, name } = input;
  const fits = parent.level === 'headOffice' || (parent.level === 'regionalBranch' && level === 'subBranch');
  if (!fits) refuse('organization.parent_invalid');
  return platform.db.transact(ctx, parent.id, async (tx) => {
    if (await isCodeTaken(tx, code)) refuse('organization.code_taken', { code });
    const unit = { id: newId(), parentId: parent.id, level, code, name, path: `${parent.path}${code}/` };
    if (!(await insertUnit(tx, unit, dateIn(headOfficeZone, ctx.now()))))
      refuse('organization.code_taken', { code });
    tx.emit(organizationEvents.unitCreated, { orgUnitId: unit.id, level, code, name });
    await platform.audit(tx, ctx, {
      action: 'organization.createUnit',
      object: `orgUnit:${unit.id}`,
      orgUnitId: parent.id,
      outcome: 'done',
      detail: { level, code, name },
    });
    return unit;
  });
}
