import { organizationEvents } from '@huiting/contracts/organization';
import type { BranchContact, FieldChange, RecordDraft } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { areHoursSound, dayAt } from '../organization.calendar.domain.ts';
import { changeOfContacts, changedFields, recordInWords } from '../organization.changes.domain.ts';
import type { BranchInfo, OrgUnit } from '../organization.domain.ts';
import {
  placeUnit,
  raiseVersion,
  readContacts,
  replaceContacts,
  updateRecord,
} from '../organization.editing.store.ts';
import { readBranches, readOrgUnit } from '../organization.store.ts';
import { assertVersion, closingOf, lockNewest, record } from './editing-deps.ts';
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
    await writeRecord(deps, ctx, tx, { branch, parent: wanted, changes, ...input });
    return (await readBranches(tx, branch.id))[0]!;
  });
  await deps.directory.refresh(known.id);
  return saved;
}

/** Writes a changed record with its history and its event; without a change, nothing. */
export async function writeRecord(
  deps: EditingDeps,
  ctx: Ctx,
  tx: Tx,
  edit: {
    readonly branch: BranchInfo;
    readonly parent: OrgUnit;
    readonly record: RecordDraft;
    readonly changes: FieldChange[];
    readonly reason: string;
  },
): Promise<void> {
  const { branch, parent, changes, reason } = edit;
  if (changes.length === 0) return;
  await updateRecord(tx, branch.id, edit.record);
  await placeUnit(tx, { id: branch.orgUnitId, code: branch.code, name: edit.record.name }, parent);
  const version = branch.version + 1;
  const changed = (await readBranches(tx, branch.id))[0]!;
  tx.emit(organizationEvents.recordChanged, {
    version,
    fields: changes.map(({ field }) => field),
    closing: closingOf(changed, [dayAt(branch, ctx.now()).date]),
  });
  await record(deps, ctx, tx, branch, { what: 'record', version, reason, changes });
}

export function assertSound(draft: Omit<RecordDraft, 'parentId'>): void {
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
    const changes = [changeOfContacts(before, input.contacts)];
    tx.emit(organizationEvents.recordChanged, { version, fields: ['contacts'], closing: [] });
    await record(deps, ctx, tx, branch, { what: 'contacts', version, reason: '', changes });
  });
  await deps.directory.refresh(known.id);
}
