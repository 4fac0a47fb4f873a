import { isDeepStrictEqual } from 'node:util';
import { organizationEvents } from '@huiting/contracts/organization';
import type {
  BranchFormat,
  LayoutDraft,
  RecordDraft,
  StandardVersion,
} from '@huiting/contracts/organization';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Actor, Ctx } from '../../../platform/context.ts';
import type { Slice } from '../../../platform/database/slice.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileRow, Importer, Outcome, Pass, Problem } from '../../../platform/imports/importer.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { loadBank } from '../organization.bank.store.ts';
import type { BankPlan } from '../organization.bank.store.ts';
import { dayAt } from '../organization.calendar.domain.ts';
import { changeOfContacts, changedFields, recordInWords } from '../organization.changes.domain.ts';
import type { OrgUnit } from '../organization.domain.ts';
import { layoutOf } from '../organization.formats.domain.ts';
import { readStandards } from '../organization.formats.store.ts';
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
    open: async (ctx) =>
      openPass(deps, ctx, {
        unitList: await store.readUnits(db),
        entryList: await store.readEntries(db),
        standards: await readStandards(db),
      }),
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
  {
    unitList,
    entryList,
    standards,
  }: {
    unitList: readonly OrgUnit[];
    entryList: readonly RegisterEntry[];
    standards: Writing['standards'];
  },
): Pass {
  const units = new Map(unitList.map((unit) => [unit.code, unit]));
  const entries = new Map(entryList.map((entry) => [entry.code, entry]));
  const seen = new Set<string>();

  const judge = ({ cells }: FileRow): Problem[] => {
    const entry = entries.get(cells['code'] ?? '') ?? null;
    const row = readRegisterRow(cells, entry);
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
      return writeRows(deps, ctx, slice, { rows, units, standards });
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

interface Writing {
  readonly rows: readonly FileRow[];
  readonly units: ReadonlyMap<string, OrgUnit>;
  readonly standards: ReadonlyMap<BranchFormat, StandardVersion>;
}

async function writeRows(
  deps: EditingDeps,
  ctx: Ctx,
  slice: Slice,
  { rows, units, standards }: Writing,
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
    const row = readRegisterRow(cells, entry);
    const parent = units.get(row.parentCode)!;
    if (entry === null) {
      if (taken.has(row.code)) return [{ column: 'code', code: 'organization.code_taken' }];
      added.push({ row, parent });
      return 'created';
    }
    const problems = placeProblems(ctx.actor, row, { entry, units });
    if (problems.length > 0) return problems;
    const record: RecordDraft = { ...row.record, parentId: parent.id };
    const contacts = isDeepStrictEqual(row.contacts, entry.contacts) ? null : row.contacts;
    const changes = [
      ...changedFields(recordInWords(entry.record, entry.parent.name), recordInWords(record, parent.name)),
      ...(contacts === null ? [] : [changeOfContacts(entry.contacts, contacts)]),
    ];
    if (changes.length === 0) return 'unchanged';
    changed.push({ entry, record, contacts, parent, changes });
    return 'updated';
  });
  await writeNew(ctx, slice, added, standards);
  await writeChanged(deps, ctx, slice, changed);
  return outcomes;
}

const reason = '批量导入';
const noLayout: LayoutDraft = { zones: [], windows: [] };

async function writeNew(
  ctx: Ctx,
  slice: Slice,
  added: readonly { readonly row: RegisterRow; readonly parent: OrgUnit }[],
  standards: Writing['standards'],
): Promise<void> {
  if (added.length === 0) return;
  const today = dateIn(newBranchZone, ctx.now());
  const made = added.map(({ row, parent }) => ({
    row,
    parent,
    unitId: newId(),
    branchId: newId(),
    stage: row.stage ?? 'planning',
    layout: row.layout === null ? noLayout : layoutOf(standards.get(row.record.format)!.standard, newId),
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
  const branches = made.map(({ row, unitId, branchId, stage, layout }): BankPlan['branches'][number] => ({
    ...row.record,
    ...layout,
    id: branchId,
    orgUnitId: unitId,
    code: row.code,
    stage,
    timeZone: newBranchZone,
    contacts: row.contacts,
    milestones: [{ id: newId(), stage, from: today, note: reason, documentNo: '' }],
  }));
  await loadBank(slice, { bankName: '', units: [], branches });
  for (const { row, unitId, branchId, layout } of made)
    slice.emitAt(branchId, organizationEvents.branchEstablished, {
      orgUnitId: unitId,
      code: row.code,
      name: row.record.name,
      format: row.record.format,
      windows: layout.windows.map(({ id, kind, serviceCodes, profileCode }) => ({
        id,
        kind,
        serviceCodes,
        profileCode,
      })),
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
