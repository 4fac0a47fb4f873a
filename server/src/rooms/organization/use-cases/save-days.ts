import { organizationEvents } from '@huiting/contracts/organization';
import type { DayOverride, FieldChange } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { areHoursSound, dayAt } from '../organization.calendar.domain.ts';
import { deleteOverrides, readOverrideVersions, saveOverrides } from '../organization.calendar.store.ts';
import { wordsOfHours, wordsOfNoon } from '../organization.changes.domain.ts';
import type { BranchInfo } from '../organization.domain.ts';
import { raiseCalendarVersion } from '../organization.editing.store.ts';
import { readBranches } from '../organization.store.ts';
import { closingOf, lockNewest, record } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

interface DaysEdit {
  readonly branchId: string;
  /** With the version of the override that was read; null = the day had none. */
  readonly days: readonly { readonly date: string; readonly version: number | null }[];
}
export type DayDraft = Omit<DayOverride, 'date' | 'version'>;

/** Gives days hours of their own, or closes them. Today counts from now on; what is over stays as it was. */
export async function saveDays(deps: EditingDeps, ctx: Ctx, input: DaysEdit & DayDraft): Promise<void> {
  const { name, hours, noonBreak, corporateHours } = input;
  if (!areHoursSound(input)) refuse('organization.hours_invalid', { hours, noonBreak });
  const words = dayInWords(input);
  await changeDays(
    deps,
    ctx,
    input,
    name,
    () => words,
    (tx, dates) => saveOverrides(tx, input.branchId, dates, { name, hours, noonBreak, corporateHours }),
  );
}

/** Lets days follow the national calendar and the usual hours again. */
export function clearDays(deps: EditingDeps, ctx: Ctx, input: DaysEdit): Promise<void> {
  return changeDays(
    deps,
    ctx,
    input,
    '',
    () => null,
    (tx, dates) => deleteOverrides(tx, input.branchId, dates),
  );
}

async function changeDays(
  deps: EditingDeps,
  ctx: Ctx,
  { branchId, days }: DaysEdit,
  reason: string,
  after: () => string | null,
  write: (tx: Tx, dates: readonly string[]) => Promise<void>,
): Promise<void> {
  const known = await deps.directory.get(branchId);
  authorize(ctx, 'organization.edit', known.path);
  const dates = [...new Set(days.map(({ date }) => date))];
  await deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    const today = dayAt(branch, ctx.now()).date;
    if (dates.some((date) => date < today)) refuse('organization.day_past');
    const versions = await readOverrideVersions(tx, branch.id, dates);
    const newer = days.filter(({ date, version }) => (versions.get(date) ?? null) !== version);
    if (newer.length > 0) refuse('organization.day_conflict', { dates: newer.map(({ date }) => date) });
    await write(tx, dates);
    await raiseCalendarVersion(tx, branch.id);
    const changed = (await readBranches(tx, branch.id))[0]!;
    tx.emit(organizationEvents.calendarChanged, { dates, closing: closingOf(changed, dates) });
    const changes = dates.map((date) => ({ field: date, before: wasInWords(branch, date), after: after() }));
    await record(deps, ctx, tx, branch, { what: 'calendar', version: null, reason, changes });
  });
  await deps.directory.refresh(known.id);
}

function wasInWords(branch: BranchInfo, date: string): FieldChange['before'] {
  const override = branch.overrides.find((one) => one.date === date);
  return override === undefined ? null : dayInWords(override);
}

function dayInWords({ name, hours, noonBreak, corporateHours }: DayDraft): string {
  const parts = [name, wordsOfHours(hours) ?? '—'];
  if (hours !== null && noonBreak !== null) parts.push(`× ${wordsOfNoon(noonBreak)}`);
  if (hours !== null && wordsOfHours(corporateHours) !== wordsOfHours(hours))
    parts.push(`B ${wordsOfHours(corporateHours) ?? '—'}`);
  return parts.join(' · ');
}
