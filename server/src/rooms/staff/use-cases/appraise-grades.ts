import { staffEvents } from '@huiting/contracts/staff';
import type { AppraisalItem, Grade, GradeRules } from '@huiting/contracts/staff';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { gradedPosts } from '../staff.appraisal.domain.ts';
import type { Appraised, AppraisalRecord } from '../staff.appraisal.domain.ts';
import { listOtherMetrics, sumMonths } from '../staff.figures.store.ts';
import {
  areRulesSound,
  monthsIn,
  shippedRules,
  suggestGrade,
  summarise,
  yearsBetween,
} from '../staff.grades.domain.ts';
import * as store from '../staff.grades.store.ts';
import { nothingTold } from '../staff.teams.domain.ts';
import { branchOfUnit, personOf, reach, reachUnit, todayAt, zoneAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

interface OnOne {
  readonly appraisalId: string;
  readonly keptAt: string;
}

/** OS-05: a grade is suggested by rules, with its computation shown; reviewed by those who know the person; approved; published. */
export function createGrades(deps: StaffDeps) {
  const { db, audit } = deps.platform;
  const rulesInForce = async () => (await store.newestRules(db)) ?? { version: 0, rules: shippedRules };

  /** An appraisal that concerns somebody within the caller's reach. */
  async function reachAppraisal(
    ctx: Ctx,
    permission: 'staff.edit' | 'staff.manage',
    { keptAt, appraisalId }: OnOne,
  ): Promise<{ appraisal: AppraisalRecord; paths: string[] }> {
    const paths = authorizeSomewhere(ctx, permission);
    const appraisal =
      (await store.readAppraisal(db, keptAt, appraisalId)) ?? refuse('staff.appraisal_not_found');
    const concerns = paths.some(
      (path) => path.startsWith(appraisal.orgPath) || appraisal.orgPath.startsWith(path),
    );
    return concerns ? { appraisal, paths } : refuse('staff.appraisal_not_found');
  }

  return {
    async getGradeRules(ctx: Ctx) {
      authorizeSomewhere(ctx, 'staff.view');
      return rulesInForce();
    },

    async saveGradeRules(
      ctx: Ctx,
      input: { readonly version: number; readonly rules: GradeRules; readonly reason: string },
    ): Promise<{ version: number }> {
      authorizeSomewhere(ctx, 'staff.manage');
      if (!areRulesSound(input.rules)) refuse('staff.rules_invalid');
      const root = (await deps.directory.root()) ?? refuse('staff.unit_not_found');
      return db.transact(ctx, root.id, async (tx) => {
        const present = (await store.newestRules(tx))?.version ?? 0;
        const version = input.version + 1;
        const told = { reason: input.reason, by: ctx.actor.name, at: ctx.now() };
        if (present !== input.version || !(await store.insertRules(tx, version, input.rules, told)))
          refuse('staff.rules_changed', { version: present, edited: input.version });
        await audit(tx, ctx, {
          action: 'staff.saveGradeRules',
          object: 'gradeRules',
          orgUnitId: root.id,
          outcome: 'done',
          detail: { version, reason: input.reason, rules: input.rules },
        });
        return { version };
      });
    },

    async openAppraisal(
      ctx: Ctx,
      input: {
        readonly orgUnitId: string;
        readonly name: string;
        readonly fromMonth: string;
        readonly untilMonth: string;
      },
    ): Promise<AppraisalRecord> {
      const unit = await reachUnit(deps, ctx, 'staff.manage', input.orgUnitId);
      const home = (await branchOfUnit(deps, unit)) ?? unit.id;
      const today = await todayAt(deps, ctx, home);
      if (monthsIn(input.fromMonth, input.untilMonth) === 0 || input.untilMonth > today.slice(0, 7))
        refuse('staff.day_not_ahead');
      const { version, rules } = await rulesInForce();
      const people = await store.listAppraised(db, unit.path, gradedPosts);
      if (people.length === 0) refuse('staff.appraisal_empty');
      const items = await suggest(deps, rules, people, { ...input, today });
      return db.transact(ctx, home, async (tx) => {
        const id = newId();
        const made = await store.insertAppraisal(
          tx,
          {
            id,
            keptAt: home,
            orgUnitId: unit.id,
            orgPath: unit.path,
            name: input.name,
            fromMonth: input.fromMonth,
            untilMonth: input.untilMonth,
            rulesVersion: version,
            state: 'draft',
            openedBy: ctx.actor.name,
            openedAt: ctx.now(),
            endedAt: null,
            approvalId: null,
          },
          items,
        );
        if (!made) refuse('staff.appraisal_running');
        return (await store.readAppraisal(tx, home, id))!;
      });
    },

    async listAppraisals(ctx: Ctx): Promise<AppraisalRecord[]> {
      return store.listAppraisals(db, authorizeSomewhere(ctx, 'staff.edit'));
    },

    async getAppraisal(
      ctx: Ctx,
      input: OnOne,
    ): Promise<{ appraisal: AppraisalRecord; items: AppraisalItem[] }> {
      const { appraisal, paths } = await reachAppraisal(ctx, 'staff.edit', input);
      return { appraisal, items: await store.listItems(db, appraisal, paths) };
    },

    async reviewGrade(
      ctx: Ctx,
      input: OnOne & {
        readonly staffId: string;
        readonly version: number;
        readonly grade: Grade;
        readonly reason: string;
      },
    ): Promise<{ item: AppraisalItem }> {
      const file = await reach(deps, ctx, 'staff.edit', input.staffId);
      const { appraisal: known } = await reachAppraisal(ctx, 'staff.edit', input);
      // Nobody reviews their own grade.
      if (ctx.actor.staff?.id === file.id) refuse('platform.forbidden', { permission: 'staff.edit' });
      return db.transact(ctx, known.keptAt, async (tx) => {
        const appraisal = (await store.readAppraisal(tx, known.keptAt, known.id, 'lock'))!;
        if (appraisal.state !== 'draft') refuse('staff.appraisal_closed', { state: appraisal.state });
        const [item] = await store.listItems(tx, appraisal, ['/'], file.id);
        if (item === undefined) return refuse('staff.not_found');
        const review = { ...input, by: ctx.actor.name };
        if (!(await store.reviewItem(tx, appraisal, review)))
          refuse('staff.item_changed', { by: item.reviewedBy, grade: item.grade });
        await audit(tx, ctx, {
          action: 'staff.reviewGrade',
          object: `staff:${file.id}`,
          orgUnitId: file.orgUnitId,
          outcome: 'done',
          detail: { appraisalId: appraisal.id, from: item.grade, to: input.grade, reason: input.reason },
        });
        return { item: (await store.listItems(tx, appraisal, ['/'], file.id))[0]! };
      });
    },

    async submitAppraisal(ctx: Ctx, input: OnOne): Promise<AppraisalRecord> {
      const { appraisal: known } = await reachAppraisal(ctx, 'staff.manage', input);
      authorize(ctx, 'staff.manage', known.orgPath);
      const applicant = personOf(ctx, 'staff.manage');
      return db.transact(ctx, known.keptAt, async (tx) => {
        const appraisal = (await store.readAppraisal(tx, known.keptAt, known.id, 'lock'))!;
        if (appraisal.state !== 'draft') refuse('staff.appraisal_closed', { state: appraisal.state });
        await store.saveAppraisalState(tx, appraisal, 'pending', null);
        tx.emit(staffEvents.gradesAsked, {
          appraisalId: appraisal.id,
          name: appraisal.name,
          orgUnitId: appraisal.orgUnitId,
          period: `${appraisal.fromMonth} – ${appraisal.untilMonth}`,
          ...summarise(await store.listItems(tx, appraisal, ['/'])),
          applicant,
        });
        return { ...appraisal, state: 'pending' as const };
      });
    },
  };
}

/** Inside the reaction to a decision: approved grades come into force that day; returned ones may be reviewed again. */
export async function followGrades(
  deps: StaffDeps,
  ctx: Ctx,
  tx: Tx,
  appraisalId: string,
  outcome: 'approved' | 'rejected' | 'returned' | 'withdrawn',
): Promise<void> {
  const appraisal = await store.readAppraisal(tx, tx.branchId, appraisalId, 'lock');
  if (appraisal?.state !== 'pending') return;
  if (outcome !== 'approved') {
    const isOver = outcome === 'rejected';
    await store.saveAppraisalState(tx, appraisal, isOver ? 'rejected' : 'draft', isOver ? ctx.now() : null);
    return;
  }
  const on = dateIn(await zoneAt(deps, tx.branchId), ctx.now());
  const staffIds = await store.publishGrades(tx, appraisal, on);
  await store.saveAppraisalState(tx, appraisal, 'published', ctx.now());
  tx.emit(staffEvents.gradesPublished, { appraisalId, name: appraisal.name, on, staffIds });
}

async function suggest(
  { platform: { db } }: StaffDeps,
  rules: GradeRules,
  people: readonly Appraised[],
  period: { readonly fromMonth: string; readonly untilMonth: string; readonly today: string },
) {
  const { fromMonth, untilMonth, today } = period;
  const ids = people.map(({ staffId }) => staffId);
  const work = await sumMonths(db, ids, fromMonth, untilMonth);
  const others = await listOtherMetrics(db, ids, fromMonth, untilMonth);
  const told = new Set(others.map(({ metric }) => metric));
  const other = (staffId: string, metric: string) =>
    others.find((one) => one.staffId === staffId && one.metric === metric);
  /** Once a room tells of a metric at all, whoever it says nothing of has none; before that, nobody knows. */
  const countOf = (staffId: string, metric: 'error' | 'violation') =>
    told.has(metric) ? (other(staffId, metric)?.count ?? 0) : null;
  return people.map(({ staffId, present, enteredOn }) => {
    const { served, ratings, rating } = work.get(staffId) ?? nothingTold;
    const exams = other(staffId, 'exam');
    const { score, grade, lines } = suggestGrade(rules, {
      months: monthsIn(fromMonth, untilMonth),
      served,
      ratings,
      rating,
      examMean: exams === undefined ? null : exams.total / exams.count,
      serviceYears: enteredOn === null ? null : yearsBetween(enteredOn, today),
      errors: countOf(staffId, 'error'),
      violations: countOf(staffId, 'violation'),
    });
    return { staffId, present, score, lines, suggested: grade };
  });
}
