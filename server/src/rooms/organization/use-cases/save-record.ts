import { organizationEvents } from '@huiting/contracts/organization';
import type { BranchContact, RecordDraft } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { areHoursSound } from '../organization.calendar.domain.ts';
import { changedFields, recordInWords } from '../organization.changes.domain.ts';
import type { BranchInfo, OrgUnit } from '../organization.domain.ts';
import {
  placeUnit,
  raiseVersion,
  readContacts,
  replaceContacts,
  updateRecord,
} from '../organization.editing.store.ts';
import { readBranches, readOrgUnit } from '../organization.store.ts';
import { assertVersion, lockNewest, record } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

export interface RecordEdit {
  readonly branchId: string;
  readonly version: number;
  readonly record: RecordDraft;
  readonly reason: string;
}

/** Changes the master record of the version that was read. Belonging to another unit is head office's to decide, on both sides. */
export async function saveRecord(deps: EditingDeps, ctx: Ctx, input: RecordEdit): Promise<BranchInfo> {
  const { db } = deps.platform;
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.edit', known.path);
  assertSound(input.record);
  const saved = await db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    assertVersion(branch, input.version);
    const { present, wanted } = await parents(ctx, tx, branch, input.record.parentId);
    const changes = changedFields(
      recordInWords({ ...branch, parentId: present.id }, present.name),
      recordInWords(input.record, wanted.name),
    );
    if (changes.length === 0) return branch;
    await updateRecord(tx, branch.id, input.record);
    await placeUnit(tx, { id: branch.orgUnitId, code: branch.code, name: input.record.name }, wanted);
    const version = branch.version + 1;
    tx.emit(organizationEvents.recordChanged, { version, fields: changes.map(({ field }) => field) });
    await record(deps, ctx, tx, branch, { what: 'record', version, reason: input.reason, changes });
    return (await readBranches(tx, branch.id))[0]!;
  });
  await deps.directory.refresh(known.id);
  return saved;
}

function assertSound(draft: RecordDraft): void {
  for (const hours of [draft.weekdayHours, draft.weekendHours, draft.holidayHours]) {
    // A short Saturday that ends before noon simply has no break.
    const endsBefore = hours !== null && draft.noonBreak !== null && hours.close <= draft.noonBreak.from;
    if (!endsBefore && !areHoursSound({ hours, noonBreak: draft.noonBreak }))
      refuse('organization.hours_invalid', { hours, noonBreak: draft.noonBreak });
  }
}

async function parents(
  ctx: Ctx,
  tx: Tx,
  branch: BranchInfo,
  wantedId: string,
): Promise<{ present: OrgUnit; wanted: OrgUnit }> {
  const own = (await readOrgUnit(tx, branch.orgUnitId))!;
  const present = (own.parentId === null ? null : await readOrgUnit(tx, own.parentId)) ?? own;
  if (wantedId === present.id) return { present, wanted: present };
  const wanted = (await readOrgUnit(tx, wantedId)) ?? refuse('organization.unit_not_found');
  authorize(ctx, 'organization.manage', branch.path);
  authorize(ctx, 'organization.manage', wanted.path);
  if (wanted.level === 'outlet' || own.parentId === null) refuse('organization.parent_invalid');
  return { present, wanted };
}

/** Whom to call. The history tells that it changed, never names or numbers. */
export async function saveContacts(
  deps: EditingDeps,
  ctx: Ctx,
  input: {
    readonly branchId: string;
    readonly version: number;
    readonly contacts: readonly BranchContact[];
  },
): Promise<void> {
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.edit', known.path);
  await deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    assertVersion(branch, input.version);
    const before = await readContacts(tx, branch.id);
    await replaceContacts(tx, branch.id, input.contacts);
    await raiseVersion(tx, branch.id);
    const version = branch.version + 1;
    const changes = [
      { field: 'contacts', before: String(before.length), after: String(input.contacts.length) },
    ];
    tx.emit(organizationEvents.recordChanged, { version, fields: ['contacts'] });
    await record(deps, ctx, tx, branch, { what: 'contacts', version, reason: '', changes });
  });
  await deps.directory.refresh(known.id);
}
