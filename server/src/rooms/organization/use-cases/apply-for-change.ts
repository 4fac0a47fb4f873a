import { applicationFiles, organizationEvents } from '@huiting/contracts/organization';
import type { ApplicationState, BranchChange, FieldChange, NewBranch } from '@huiting/contracts/organization';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { nextCursor, readCursor } from '../../../platform/cursor.ts';
import { recordAfter, stageOf } from '../organization.application.domain.ts';
import type { Application } from '../organization.application.domain.ts';
import * as store from '../organization.application.store.ts';
import { dayAt } from '../organization.calendar.domain.ts';
import { changedFields, recordInWords } from '../organization.changes.domain.ts';
import { mayEnterStage } from '../organization.domain.ts';
import type { BranchInfo } from '../organization.domain.ts';
import { readOrgUnit } from '../organization.store.ts';
import { assertVersion, lockNewest } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';
import { assertSound } from './save-record.ts';

interface Asked {
  readonly effectiveOn: string;
  readonly reason: string;
  readonly files: readonly string[];
}

/** BR-02: whoever runs a branch asks; the change waits here until those above have decided. */
export function createApplications(deps: EditingDeps) {
  const { db, audit, files } = deps.platform;

  function applicantOf(ctx: Ctx): Application['applicant'] {
    const { staff, name } = ctx.actor;
    // An application is a person's: it is judged by other people.
    if (staff === null) return refuse('platform.forbidden', { permission: 'organization.apply' });
    return { staffId: staff.id, name };
  }

  async function submit(
    ctx: Ctx,
    tx: Tx,
    application: Application,
    fileIds: readonly string[],
  ): Promise<Application> {
    if (!(await store.insertApplication(tx, application))) refuse('organization.application_running');
    await files.bind(tx, ctx, { kind: applicationFiles, id: application.id }, fileIds);
    tx.emit(organizationEvents.applicationMade, {
      applicationId: application.id,
      kind: application.kind,
      branchName: application.subject.name,
      version: application.baseVersion,
      // A new branch's unit does not exist yet: those above it decide.
      orgUnitId: application.kind === 'establish' ? application.keptAt : application.subject.unitId,
      effectiveOn: application.effectiveOn,
      changes: [...application.changes],
      reason: application.reason,
      applicant: application.applicant,
    });
    await audit(tx, ctx, {
      action: 'organization.apply',
      object: `branchApplication:${application.id}`,
      orgUnitId: application.subject.unitId,
      outcome: 'done',
      detail: {
        kind: application.kind,
        changes: application.changes,
        reason: application.reason,
        files: fileIds.length,
      },
    });
    return application;
  }

  return {
    async applyForChange(
      ctx: Ctx,
      input: Asked & { readonly branchId: string; readonly version: number; readonly change: BranchChange },
    ): Promise<Application> {
      const known = await deps.directory.get(input.branchId);
      authorize(ctx, 'organization.apply', known.path);
      const applicant = applicantOf(ctx);
      return db.transact(ctx, known.id, async (tx) => {
        const branch = await lockNewest(tx, known.id);
        assertVersion(branch, input.version);
        const { change, effectiveOn, reason } = input;
        const until = change.kind === 'suspend' ? change.until : null;
        if (effectiveOn < dayAt(branch, ctx.now()).date || (until !== null && until <= effectiveOn))
          refuse('organization.day_not_ahead');
        const changes = await changesOf(tx, branch, change);
        if (changes.length === 0) refuse('organization.application_empty');
        return submit(
          ctx,
          tx,
          {
            id: newId(),
            keptAt: branch.id,
            kind: change.kind,
            subject: { branchId: branch.id, unitId: branch.orgUnitId, name: branch.name },
            orgPath: branch.path,
            baseVersion: branch.version,
            change,
            changes,
            effectiveOn,
            reason,
            applicant,
            ...fresh(ctx),
          },
          input.files,
        );
      });
    },

    async applyForBranch(
      ctx: Ctx,
      input: Asked & { readonly orgUnitId: string; readonly change: NewBranch },
    ): Promise<Application> {
      authorizeSomewhere(ctx, 'organization.apply');
      const parent = (await readOrgUnit(db, input.orgUnitId)) ?? refuse('organization.unit_not_found');
      authorize(ctx, 'organization.apply', parent.path);
      if (parent.level === 'outlet') refuse('organization.parent_invalid');
      const applicant = applicantOf(ctx);
      const { change, effectiveOn, reason } = input;
      const { record, code, timeZone } = change;
      if (!Intl.supportedValuesOf('timeZone').includes(timeZone))
        refuse('platform.bad_input', { issues: [{ path: 'change.timeZone', code: 'unknown' }] });
      assertSound(record);
      if (effectiveOn < dateIn(timeZone, ctx.now())) refuse('organization.day_not_ahead');
      return db.transact(ctx, parent.id, async (tx) => {
        if (await store.isCodeTaken(tx, code)) refuse('organization.code_taken', { code });
        const nothing = Object.fromEntries(Object.keys(record).map((field) => [field, null]));
        return submit(
          ctx,
          tx,
          {
            id: newId(),
            keptAt: parent.id,
            kind: 'establish',
            subject: { branchId: newId(), unitId: newId(), name: record.name },
            orgPath: `${parent.path}${code}/`,
            baseVersion: 0,
            change,
            changes: changedFields(
              { ...nothing, code: null },
              { code, ...recordInWords({ ...record, parentId: parent.id }, parent.name) },
            ),
            effectiveOn,
            reason,
            applicant,
            ...fresh(ctx),
          },
          input.files,
        );
      });
    },

    async listApplications(
      ctx: Ctx,
      input: {
        state?: ApplicationState | undefined;
        branchId?: string | undefined;
        cursor?: string | undefined;
        limit: number;
      },
    ): Promise<{ items: Application[]; nextCursor: string | null }> {
      const rows = await store.listApplications(db, {
        paths: authorizeSomewhere(ctx, 'organization.apply'),
        state: input.state ?? null,
        branchId: input.branchId ?? null,
        after: readCursor(input.cursor),
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return {
        items,
        nextCursor: nextCursor(rows, items, ({ requestedAt, id }) => ({ at: requestedAt, id })),
      };
    },
  };
}

const fresh = (ctx: Ctx) => ({
  state: 'pending' as const,
  requestedAt: ctx.now(),
  endedAt: null,
  approvalId: null,
});

/** What would be different, in words; refuses a stage that the present one does not lead to. */
async function changesOf(tx: Tx, branch: BranchInfo, change: BranchChange): Promise<FieldChange[]> {
  const stage = stageOf(change);
  if (stage !== null) {
    const verdict = mayEnterStage(branch.stage, stage);
    if (verdict === 'no') refuse('organization.stage_not_allowed', { stage: branch.stage });
    return verdict === 'unchanged' ? [] : [{ field: 'stage', before: branch.stage, after: stage }];
  }
  const own = (await readOrgUnit(tx, branch.orgUnitId))!;
  const parentId = own.parentId ?? own.id;
  return changedFields(
    recordInWords({ ...branch, parentId }, ''),
    recordInWords(recordAfter(branch, parentId, change), ''),
  );
}
