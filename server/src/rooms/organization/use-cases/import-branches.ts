import { organizationEvents } from '@huiting/contracts/organization';
import type { RecordDraft } from '@huiting/contracts/organization';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Actor, Ctx } from '../../../platform/context.ts';
import type { Slice } from '../../../platform/database/slice.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileRow, Importer, Outcome, Pass, Problem } from '../../../platform/imports/importer.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { loadBank } from '../organization.bank.store.ts';
import type { BankPlan } from '../organization.bank.store.ts';
import { dayAt } from '../organization.calendar.domain.ts';
import { changedFields, recordInWords } from '../organization.changes.domain.ts';
import type { OrgUnit } from '../organization.domain.ts';
import { branchColumns, readRegisterRow, registerCells } from '../organization.register.domain.ts';
import type { RegisterEntry, RegisterRow } from '../organization.register.domain.ts';
import * as store from '../organization.register.store.ts';
import { closingOf } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

const newBranchZone = 'Asia/Shanghai';
const rowsAtOnce = 1_000;

/** BR-01: the register of branches filled from a file. Whoever edits a branch may change its row; new ones and moves are head office's. */
export function createBranchImporter(deps: EditingDeps): Importer {
  const { db } = deps.platform;
  return {
    kind: 'branches',
    title: { zh: '网点档案', en: 'Branches' },
    permission: 'organization.edit',
    columns: branchColumns,
    open: async (ctx) => openPass(deps, ctx, await store.readUnits(db), await store.readEntries(db)),
    readAll: async function* (ctx) {
      const paths = authorizeSomewhere(ctx, 'organization.edit');
      for (let after = ''; ;) {
        const entries = await store.pageOfEntries(db, paths, after, rowsAtOnce);
        if (entries.length === 0) return;
        for (const entry of entries) yield registerCells(entry);
        after = entries.at(-1)!.path;
      }
    },
  };
}

function openPass(
  deps: EditingDeps,
  { actor }: Ctx,
  unitList: readonly OrgUnit[],
  entryList: readonly RegisterEntry[],
): Pass {
  const units = new Map(unitList.map((unit) => [unit.code, unit]));
  const entries = new Map(entryList.map((entry) => [entry.code, entry]));
  const seen = new Set<string>();

  const judge = ({ cells }: FileRow): Problem[] => {
    const entry = entries.get(cells['code'] ?? '') ?? null;
    const row = readRegisterRow(cells, entry?.record ?? null);
    const problems = [...row.problems];
    if (seen.has(row.code)) problems.push({ column: 'code', code: 'import.twice_in_file' });
    if (row.code !== '') seen.add(row.code);
    return [...problems, ...placeProblems(actor, row, { entry, units })];
  };

  return {
    judge: (row) => judge(row),
    write: (ctx, slice, rows) => {
      // What was seen while the file was judged is seen again now.
      seen.clear();
      return writeRows(deps, ctx, slice, { rows, units });
    },
    finished: () => deps.directory.refresh(),
  };
}

interface Known {
  readonly entry: RegisterEntry | null;
  readonly units: ReadonlyMap<string, OrgUnit>;
}

/** Whether it may stand where it should, and by whose word. */
function placeProblems(actor: Actor, row: RegisterRow, { entry, units }: Known): Problem[] {
  if (row.parentCode === '') return [];
  const parent = units.get(row.parentCode);
  if (parent === undefined) return [{ column: 'parent', code: 'organization.unit_not_found' }];
  if (parent.level === 'outlet') return [{ column: 'parent', code: 'organization.parent_invalid' }];
  const manages = (path: string): boolean => permits(actor, 'organization.manage', path);
  if (entry === null) {
    if (units.has(row.code)) return [{ column: 'code', code: 'organization.code_taken' }];
    return manages(parent.path) ? [] : [{ column: 'parent', code: 'import.no_right' }];
  }
  const problems: Problem[] = [];
  if (!permits(actor, 'organization.edit', entry.path))
    problems.push({ column: 'code', code: 'import.no_right' });
  else if (entry.parent.code !== row.parentCode && !(manages(entry.path) && manages(parent.path)))
    problems.push({ column: 'parent', code: 'import.no_right' });
  if (row.stage !== null && row.stage !== entry.stage)
    problems.push({ column: 'stage', code: 'organization.import_stage_fixed' });
  return problems;
}

async function writeRows(
  deps: EditingDeps,
  ctx: Ctx,
  slice: Slice,
  { rows, units }: { rows: readonly FileRow[]; units: ReadonlyMap<string, OrgUnit> },
): Promise<(Outcome | readonly Problem[])[]> {
  const codes = rows.map(({ cells }) => cells['code']!);
  const present = new Map((await store.lockEntries(slice, codes)).map((entry) => [entry.code, entry]));
  const taken = await store.takenCodes(
    slice,
    codes.filter((code) => !present.has(code)),
  );
  const added: { row: RegisterRow; parent: OrgUnit }[] = [];
  const changed: (store.ChangedEntry & { changes: ReturnType<typeof changedFields> })[] = [];
  const outcomes = rows.map(({ cells }): Outcome | readonly Problem[] => {
    const entry = present.get(cells['code']!) ?? null;
    const row = readRegisterRow(cells, entry?.record ?? null);
    const parent = units.get(row.parentCode)!;
    if (entry === null) {
      if (taken.has(row.code)) return [{ column: 'code', code: 'organization.code_taken' }];
      added.push({ row, parent });
      return 'created';
    }
    const problems = placeProblems(ctx.actor, row, { entry, units });
    if (problems.length > 0) return problems;
    const record: RecordDraft = { ...row.record, parentId: parent.id };
    const changes = changedFields(
      recordInWords(entry.record, entry.parent.name),
      recordInWords(record, parent.name),
    );
    if (changes.length === 0) return 'unchanged';
    changed.push({ entry, record, parent, changes });
    return 'updated';
  });
  await writeNew(ctx, slice, added);
  await writeChanged(deps, ctx, slice, changed);
  return outcomes;
}

const reason = '批量导入';

async function writeNew(
  ctx: Ctx,
  slice: Slice,
  added: readonly { readonly row: RegisterRow; readonly parent: OrgUnit }[],
): Promise<void> {
  if (added.length === 0) return;
  const today = dateIn(newBranchZone, ctx.now());
  const made = added.map(({ row, parent }) => ({
    row,
    parent,
    unitId: newId(),
    branchId: newId(),
    stage: row.stage ?? 'planning',
  }));
  await store.insertUnits(
    slice,
    made.map(({ row, parent, unitId }) => ({
      id: unitId,
      parentId: parent.id,
      level: 'outlet',
      code: row.code,
      name: row.record.name,
      path: `${parent.path}${row.code}/`,
    })),
    today,
  );
  const branches = made.map(({ row, unitId, branchId, stage }): BankPlan['branches'][number] => {
    const { holidayHours, noonBreak, corporateWeekdayHours, corporateWeekendHours, ...record } = row.record;
    return {
      ...record,
      holidayHours,
      noonBreak,
      corporateWeekdayHours,
      corporateWeekendHours,
      id: branchId,
      orgUnitId: unitId,
      code: row.code,
      stage,
      timeZone: newBranchZone,
      zones: [],
      windows: [],
      milestones: [{ id: newId(), stage, from: today, note: reason, documentNo: '' }],
    };
  });
  await loadBank(slice, { bankName: '', units: [], branches });
  for (const { row, unitId, branchId } of made)
    slice.emitAt(branchId, organizationEvents.branchEstablished, {
      orgUnitId: unitId,
      code: row.code,
      name: row.record.name,
      format: row.record.format,
      // A file says nothing of windows: whoever runs the branch adds them.
      windows: [],
    });
}

async function writeChanged(
  { directory }: EditingDeps,
  ctx: Ctx,
  slice: Slice,
  changed: readonly (store.ChangedEntry & { readonly changes: ReturnType<typeof changedFields> })[],
): Promise<void> {
  await store.updateEntries(slice, changed);
  await store.insertRevisions(
    slice,
    { at: ctx.now(), actorName: ctx.actor.name, reason },
    changed.map(({ entry, changes }) => ({ branchId: entry.id, version: entry.version + 1, changes })),
  );
  for (const { entry, record, changes } of changed) {
    const known = directory.known(entry.id);
    slice.emitAt(entry.id, organizationEvents.recordChanged, {
      version: entry.version + 1,
      fields: changes.map(({ field }) => field),
      closing: known === null ? [] : closingOf({ ...known, ...record }, [dayAt(known, ctx.now()).date]),
    });
  }
}
