import { organizationEvents } from '@huiting/contracts/organization';
import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from './organization.directory.service.ts';
import { mayChangeStage } from './organization.domain.ts';
import type { BranchInfo, BranchSummary, OrgUnit } from './organization.domain.ts';
import * as store from './organization.store.ts';

/** The tree changes at midnight of head office, wherever the branch is. */
const headOfficeZone = 'Asia/Shanghai';
/** A phone shows a list, not a nation. */
const openBranchesShown = 200;

export function createOrganizationService({ db, audit }: Platform, directory: BranchDirectory) {
  async function visibleBranch(ctx: Ctx, branchId: string): Promise<BranchInfo> {
    const branch = await directory.get(branchId);
    authorize(ctx, 'organization.view', branch.path);
    return branch;
  }

  return {
    directory,

    listOrgUnits: (ctx: Ctx): Promise<OrgUnit[]> => {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      return store.listOrgUnits(db, paths, dateIn(headOfficeZone, ctx.now()));
    },

    listBranches: (
      ctx: Ctx,
      input: { search?: string | undefined; orgUnitId?: string | undefined },
    ): Promise<BranchSummary[]> => {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      return store.listBranches(db, {
        paths,
        orgUnitId: input.orgUnitId ?? null,
        search: input.search ?? null,
      });
    },

    getBranch: (ctx: Ctx, { branchId }: { branchId: string }) => visibleBranch(ctx, branchId),

    getCalendar: async (ctx: Ctx, input: { branchId: string; from: string; days: number }) => {
      const branch = await visibleBranch(ctx, input.branchId);
      return Array.from({ length: input.days }, (_, index) =>
        directory.dayOf(branch, addDays(input.from, index)),
      );
    },

    /** Branches customers can visit, for anybody: no scope. */
    listOpenBranches: async (
      _ctx: Ctx,
      { search }: { search?: string | undefined },
    ): Promise<BranchInfo[]> => {
      const wanted = search?.toLowerCase() ?? '';
      const branches = await directory.all();
      return branches
        .filter(
          (b) => b.stage === 'operating' && `${b.name} ${b.city} ${b.address}`.toLowerCase().includes(wanted),
        )
        .slice(0, openBranchesShown);
    },

    bankName: async (): Promise<string> => (await directory.all())[0]?.bankName ?? '',

    /** Suspends a branch or puts it back into operation. Rooms see it at once here, elsewhere with the event. */
    setStage: async (
      ctx: Ctx,
      input: { branchId: string; stage: 'operating' | 'suspended'; reason: string },
    ): Promise<BranchInfo> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'organization.manage', branch.path);
      const changed = await db.transact(ctx, branch.id, async (tx) => {
        const previous = (await store.lockStage(tx, branch.id)) ?? refuse('organization.branch_not_found');
        const verdict = mayChangeStage(previous, input.stage);
        if (verdict === 'unchanged') refuse('organization.stage_unchanged');
        if (verdict === 'no') refuse('platform.conflict', { stage: previous });
        await store.saveStage(tx, branch.id, input.stage);
        const { stage, reason } = input;
        tx.emit(organizationEvents.stageChanged, { stage, previous, reason });
        await audit(tx, ctx, {
          action: 'organization.setStage',
          object: `branch:${branch.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { previous, stage, reason },
        });
        return { ...branch, stage };
      });
      await directory.refresh(branch.id);
      return changed;
    },
  };
}

export type OrganizationService = ReturnType<typeof createOrganizationService>;
