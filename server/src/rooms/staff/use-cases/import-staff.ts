import { staffEvents } from '@huiting/contracts/staff';
import type { Actor, Ctx } from '../../../platform/context.ts';
import type { Slice } from '../../../platform/database/slice.ts';
import { newId } from '../../../platform/ids.ts';
import type { FileRow, Importer, Outcome, Pass, Problem } from '../../../platform/imports/importer.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { changedFields, homeOf } from '../staff.domain.ts';
import type { FieldChange } from '../staff.domain.ts';
import { readDictionary } from '../staff.posts.store.ts';
import type { Dictionary } from '../staff.posts.domain.ts';
import * as rules from '../staff.register.domain.ts';
import type { RegisterEntry, StaffRowDraft } from '../staff.register.domain.ts';
import * as store from '../staff.register.store.ts';
import { certificatesInWords, changedFact, sealContacts, wordsOf } from './keep-record.ts';
import { todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';
import { dailyDeadline, nextLook } from './watch-dates.ts';

const rowsAtOnce = 1_000;
const reason = '批量导入';

/** What a row is judged against: read once for a pass, and again, locked, for the slice that is written. */
interface Known {
  readonly dictionary: Dictionary;
  readonly units: ReadonlyMap<string, store.Unit>;
  readonly today: string;
}

/**
 * OS-02: the register filled from a file. A file corrects records and adds certificates and duties by the gate single ones pass;
 * it moves nobody and takes nothing away. Head office enters who is here already: an entry has no login, hence no right.
 */
export function createStaffImporter(deps: StaffDeps): Importer {
  const { db } = deps.platform;
  return {
    kind: 'staff',
    title: { zh: '员工档案', en: 'Staff' },
    permission: 'staff.edit',
    columns: rules.staffColumns,
    open: async (ctx) => {
      const today = await todayAt(deps, ctx, '');
      const [dictionary, units, entries] = await Promise.all([
        readDictionary(db),
        store.readUnits(db),
        store.readEntries(db, today),
      ]);
      const known = { dictionary, units: new Map(units.map((unit) => [unit.code, unit])), today };
      return openPass(deps, ctx, known, new Map(entries.map((entry) => [entry.number, entry])));
    },
    readAll: async function* (ctx) {
      const paths = authorizeSomewhere(ctx, 'staff.edit');
      const today = await todayAt(deps, ctx, '');
      const dictionary = await readDictionary(db);
      for (let after = ''; ;) {
        const entries = await store.pageOfEntries(db, today, { paths, after, limit: rowsAtOnce });
        if (entries.length === 0) return;
        for (const entry of entries) yield rules.registerCells(entry, dictionary);
        after = entries.at(-1)!.number;
      }
    },
  };
}

function openPass(
  deps: StaffDeps,
  { actor }: Ctx,
  known: Known,
  entries: ReadonlyMap<string, RegisterEntry>,
): Pass {
  const seen = new Set<string>();
  return {
    judge: ({ cells }: FileRow) => {
      const row = rules.readStaffRow(cells, known.dictionary);
      const problems = [...row.problems];
      if (seen.has(row.number)) problems.push({ column: 'number', code: 'import.twice_in_file' });
      if (row.number !== '') seen.add(row.number);
      return [...problems, ...rowProblems(actor, known, row, entries.get(row.number) ?? null)];
    },
    write: (ctx, slice, rows) => {
      // What was seen while the file was judged is seen again now.
      seen.clear();
      return writeRows(deps, ctx, slice, known, rows);
    },
  };
}

/** Whether it may be so, and by whose word. */
function rowProblems(
  actor: Actor,
  { dictionary, units, today }: Known,
  row: StaffRowDraft,
  entry: RegisterEntry | null,
): Problem[] {
  if (entry !== null) {
    if (!permits(actor, 'staff.edit', entry.path)) return [{ column: 'number', code: 'import.no_right' }];
    if (entry.leftOn !== null) return [{ column: 'number', code: 'staff.has_left' }];
    return rules.knownProblems(row, entry, dictionary, today);
  }
  const problems = rules.newProblems(row, dictionary, today);
  if (row.unitCode === '') return problems;
  const unit = units.get(row.unitCode);
  if (unit === undefined) return [...problems, { column: 'unit', code: 'staff.unit_not_found' }];
  if (permits(actor, 'staff.manage', unit.path)) return problems;
  const isOwn = permits(actor, 'staff.edit', unit.path);
  return [...problems, { column: 'unit', code: isOwn ? 'staff.import_hire_needed' : 'import.no_right' }];
}

/** What a slice is going to write, gathered row by row. */
interface Writing {
  readonly members: store.NewMember[];
  readonly updates: store.ChangedMember[];
  readonly certificates: (rules.CertificateDraft & { staffId: string })[];
  readonly corrected: Parameters<typeof store.saveCertificates>[2][number][];
  readonly duties: { staffId: string; post: string; orgUnitId: string }[];
  readonly told: {
    readonly staffId: string;
    readonly home: string;
    readonly orgUnitId: string;
    readonly changes: readonly FieldChange[];
    readonly emit: () => void;
  }[];
}

async function writeRows(
  deps: StaffDeps,
  ctx: Ctx,
  slice: Slice,
  known: Known,
  rows: readonly FileRow[],
): Promise<(Outcome | readonly Problem[])[]> {
  const drafts = rows.map(({ cells }) => rules.readStaffRow(cells, known.dictionary));
  const numbers = drafts.map(({ number }) => number);
  const present = new Map(
    (await store.lockEntries(slice, known.today, numbers)).map((entry) => [entry.number, entry]),
  );
  const homes = new Map((await deps.directory.all()).map(({ orgUnitId, id }) => [orgUnitId, id]));
  const writing: Writing = {
    members: [],
    updates: [],
    certificates: [],
    corrected: [],
    duties: [],
    told: [],
  };
  const outcomes = drafts.map((row): Outcome | readonly Problem[] => {
    const entry = present.get(row.number) ?? null;
    const problems = rowProblems(ctx.actor, known, row, entry);
    if (problems.length > 0) return problems;
    if (entry !== null)
      return change(deps, slice, writing, row, entry, known.today) ? 'updated' : 'unchanged';
    const unit = known.units.get(row.unitCode)!;
    enter(deps, slice, writing, row, { id: unit.id, branchId: homes.get(unit.id) ?? null }, known.today);
    return 'created';
  });
  const made = await store.insertMembers(slice, writing.members, reason, known.today);
  // Somebody was quicker with the number: nothing else of such a row may be written.
  const lost = new Set(writing.members.filter(({ number }) => !made.has(number)).map(({ id }) => id));
  const kept = <T extends { readonly staffId: string }>(list: readonly T[]): T[] =>
    list.filter(({ staffId }) => !lost.has(staffId));
  await store.updateMembers(slice, writing.updates);
  await store.saveCertificates(slice, kept(writing.certificates), writing.corrected);
  await store.insertDuties(slice, kept(writing.duties), known.today, reason);
  await tell(deps, ctx, slice, kept(writing.told));
  const isLost = (number: string): boolean =>
    writing.members.some((member) => member.number === number && lost.has(member.id));
  return outcomes.map((outcome, at) =>
    isLost(drafts[at]!.number) ? [{ column: 'number', code: 'staff.number_taken' as const }] : outcome,
  );
}

/** Somebody new, at the unit and post the file says. */
function enter(
  deps: StaffDeps,
  slice: Slice,
  writing: Writing,
  row: StaffRowDraft,
  unit: { readonly id: string; readonly branchId: string | null },
  today: string,
): void {
  const id = newId();
  const home = unit.branchId ?? unit.id;
  const post = row.post!;
  writing.members.push({
    id,
    number: row.number,
    name: row.name,
    post,
    homeBranchId: unit.branchId,
    orgUnitId: unit.id,
    education: row.education,
    enteredOn: row.enteredOn,
    grade: row.grade,
    since: row.since,
    ...sealContacts(deps, row),
  });
  writing.certificates.push(...row.certificates.map((one) => ({ ...one, staffId: id })));
  writing.duties.push(...row.duties.map((duty) => ({ staffId: id, post: duty, orgUnitId: unit.id })));
  writing.told.push({
    staffId: id,
    home,
    orgUnitId: unit.id,
    changes: [
      { field: 'post', before: null, after: post },
      ...row.duties.map((duty) => ({ field: `post.${duty}`, before: null, after: today })),
    ],
    emit: () =>
      slice.emitAt(home, staffEvents.hired, {
        staffId: id,
        number: row.number,
        orgUnitId: unit.id,
        post,
      }),
  });
}

/** False when the row says what is so already. */
function change(
  deps: StaffDeps,
  slice: Slice,
  writing: Writing,
  row: StaffRowDraft,
  entry: RegisterEntry,
  today: string,
): boolean {
  const record = {
    name: row.name,
    education: row.education ?? entry.education,
    enteredOn: row.enteredOn ?? entry.enteredOn,
  };
  const contact = (given: string | null, sealed: string | null): string | null =>
    given === null || !rules.isPlain(given) || (sealed !== null && deps.crypto.open(sealed) === given)
      ? null
      : given;
  const phone = contact(row.phone, entry.phoneSealed);
  const email = contact(row.email, entry.emailSealed);
  const sealed = sealContacts(deps, { phone, email });
  const duties = rules.addedDuties(row, entry);
  const { all, added, corrected } = rules.mergeCertificates(entry.certificates, row.certificates);
  const changes: FieldChange[] = [
    ...changedFields(wordsOf(entry), wordsOf({ ...entry, ...record })),
    ...(phone === null ? [] : [{ field: 'phone', before: entry.maskedPhone, after: sealed.phoneMasked }]),
    ...(email === null ? [] : [{ field: 'email', before: entry.maskedEmail, after: sealed.emailMasked }]),
    ...changedFields(certificatesInWords(entry.certificates), certificatesInWords(all)),
    ...duties.map((duty) => ({ field: `post.${duty}`, before: null, after: today })),
  ];
  if (changes.length === 0 && corrected.length === 0) return false;
  writing.updates.push({
    id: entry.id,
    ...record,
    phoneSealed: sealed.phoneSealed ?? entry.phoneSealed,
    phoneMasked: sealed.phoneMasked ?? entry.maskedPhone,
    emailSealed: sealed.emailSealed ?? entry.emailSealed,
    emailMasked: sealed.emailMasked ?? entry.maskedEmail,
  });
  writing.certificates.push(...added.map((one) => ({ ...one, staffId: entry.id })));
  writing.corrected.push(...corrected.map((one) => ({ ...one, staffId: entry.id })));
  writing.duties.push(...duties.map((post) => ({ staffId: entry.id, post, orgUnitId: entry.orgUnitId })));
  writing.told.push({
    staffId: entry.id,
    home: homeOf(entry),
    orgUnitId: entry.orgUnitId,
    changes,
    emit: () => {
      if (entry.name !== row.name)
        slice.emitAt(homeOf(entry), staffEvents.changed, changedFact({ ...entry, name: row.name }));
    },
  });
  return true;
}

/** Histories, trails, events and the next looks at dates: of each row what a single edit would leave. */
async function tell(deps: StaffDeps, ctx: Ctx, slice: Slice, told: Writing['told']): Promise<void> {
  const made = { at: ctx.now(), actorName: ctx.actor.name, what: 'import', reason };
  await store.insertRevisions(slice, made, told);
  for (const { staffId, home, orgUnitId, changes, emit } of told) {
    emit();
    await deps.platform.audit({ branchId: home, rows: slice.rows }, ctx, {
      action: 'staff.import',
      object: `staff:${staffId}`,
      orgUnitId,
      outcome: 'done',
      detail: { reason, fields: changes.map(({ field }) => field) },
    });
  }
  const homes = [...new Set(told.map(({ home }) => home))];
  const looks = homes.map(async (home) => ({ home, dueAt: await nextLook(deps, ctx, home) }));
  await store.armHomes(slice, dailyDeadline, await Promise.all(looks));
}
