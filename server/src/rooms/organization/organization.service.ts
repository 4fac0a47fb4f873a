import { stageFunctions } from '@huiting/contracts/organization';
import type {
  BranchPlace,
  BranchContact,
  CalendarDay,
  FieldChange,
  OrgTreeUnit,
  Revision,
} from '@huiting/contracts/organization';
import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Permission } from '../../platform/context.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import { pageOf } from './organization.domain.ts';
import type { BranchFilter, BranchInfo, BranchPage } from './organization.domain.ts';
import { netChanges } from './organization.changes.domain.ts';
import { readChangesBetween, readContacts, readRevisions } from './organization.editing.store.ts';
import { presentDay } from './organization.present.ts';
import * as store from './organization.store.ts';
import { createApplications } from './use-cases/apply-for-change.ts';
import { createUnit } from './use-cases/create-unit.ts';
import { getFloorPlan, saveFloorPlan } from './use-cases/draw-plan.ts';
import { createStandards } from './use-cases/set-standards.ts';
import type { StandardsDeps } from './use-cases/set-standards.ts';
import { cancelStagePlan, getLifecycle, planStage, setStage } from './use-cases/enter-stage.ts';
import { clearDays, saveDays } from './use-cases/save-days.ts';
import { saveLayout } from './use-cases/save-layout.ts';
import { saveContacts, saveRecord } from './use-cases/save-record.ts';

/** The tree changes at midnight of head office, wherever the branch is. */
const headOfficeZone = 'Asia/Shanghai';
/** A phone shows a list, not a nation. */
const openBranchesShown = 200;

export function createOrganizationService(deps: StandardsDeps) {
  const { platform, directory } = deps;
  const { db } = platform;

  async function visibleBranch(
    ctx: Ctx,
    branchId: string,
    permission: Permission = 'organization.view',
  ): Promise<BranchInfo> {
    const branch = await directory.get(branchId);
    authorize(ctx, permission, branch.path);
    return branch;
  }

  return {
    directory,
    ...createApplications(deps),
    ...createStandards(deps),

    listOrgUnits: async (
      ctx: Ctx,
      input: { parentId?: string | undefined; search?: string | undefined; limit: number },
    ): Promise<{ units: OrgTreeUnit[]; truncated: boolean }> => {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      const found = await store.listOrgUnits(db, {
        paths,
        date: dateIn(headOfficeZone, ctx.now()),
        parentId: input.parentId ?? null,
        search: input.search ?? null,
        limit: input.limit + 1,
      });
      const units = found
        .slice(0, input.limit)
        .map(async (unit) => ({ ...unit, branches: await directory.countUnder(unit.path) }));
      return { units: await Promise.all(units), truncated: found.length > input.limit };
    },

    listBranches: async (ctx: Ctx, input: BranchFilter): Promise<BranchPage> => {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      const unit = input.orgUnitId === undefined ? null : await directory.unitById(input.orgUnitId);
      const inScope = await directory.underPaths(paths);
      return pageOf(unit === null && input.orgUnitId !== undefined ? [] : inScope, input, unit?.path ?? '/');
    },

    /** From memory: a map asks for all of them at once. */
    listPlaces: async (ctx: Ctx): Promise<BranchPlace[]> => {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      const found = (await Promise.all(paths.map((path) => directory.underPath(path)))).flat();
      return found
        .filter(({ stage }) => stage !== 'closed')
        .map(({ id, code, name, path, stage, latitude, longitude }) => ({
          id,
          code,
          name,
          path,
          stage,
          latitude,
          longitude,
        }));
    },

    getBranch: (ctx: Ctx, { branchId }: { branchId: string }) => visibleBranch(ctx, branchId),

    getCalendar: async (
      ctx: Ctx,
      input: { branchId: string; from: string; days: number },
    ): Promise<CalendarDay[]> => {
      const branch = await visibleBranch(ctx, input.branchId);
      return Array.from({ length: input.days }, (_, index) => presentDay(branch, addDays(input.from, index)));
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
          (b) =>
            stageFunctions[b.stage].listed &&
            `${b.name} ${b.city} ${b.address}`.toLowerCase().includes(wanted),
        )
        .slice(0, openBranchesShown);
    },

    bankName: async (): Promise<string> => (await directory.all())[0]?.bankName ?? '',

    listContacts: async (
      ctx: Ctx,
      { branchId }: { branchId: string },
    ): Promise<{ contacts: BranchContact[]; version: number }> => {
      const { version } = await visibleBranch(ctx, branchId, 'staff.view');
      return { contacts: await readContacts(db, branchId), version };
    },

    listRevisions: async (
      ctx: Ctx,
      input: { branchId: string; cursor?: string | undefined; limit: number },
    ): Promise<{ items: Revision[]; nextCursor: string | null }> => {
      await visibleBranch(ctx, input.branchId, 'staff.view');
      const before = input.cursor ?? null;
      const items = await readRevisions(db, input.branchId, { before, limit: input.limit });
      return { items, nextCursor: items.length < input.limit ? null : (items.at(-1)?.id ?? null) };
    },

    compareVersions: async (
      ctx: Ctx,
      { branchId, from, to }: { branchId: string; from: number; to: number },
    ): Promise<FieldChange[]> => {
      await visibleBranch(ctx, branchId, 'staff.view');
      const [older, newer] = from < to ? [from, to] : [to, from];
      return netChanges(await readChangesBetween(db, branchId, { older, newer }));
    },

    getLifecycle: (ctx: Ctx, input: Parameters<typeof getLifecycle>[2]) => getLifecycle(deps, ctx, input),
    saveRecord: (ctx: Ctx, input: Parameters<typeof saveRecord>[2]) => saveRecord(deps, ctx, input),
    saveContacts: (ctx: Ctx, input: Parameters<typeof saveContacts>[2]) => saveContacts(deps, ctx, input),
    saveLayout: (ctx: Ctx, input: Parameters<typeof saveLayout>[2]) => saveLayout(deps, ctx, input),
    saveDays: (ctx: Ctx, input: Parameters<typeof saveDays>[2]) => saveDays(deps, ctx, input),
    clearDays: (ctx: Ctx, input: Parameters<typeof clearDays>[2]) => clearDays(deps, ctx, input),
    setStage: (ctx: Ctx, input: Parameters<typeof setStage>[2]) => setStage(deps, ctx, input),
    planStage: (ctx: Ctx, input: Parameters<typeof planStage>[2]) => planStage(deps, ctx, input),
    createUnit: (ctx: Ctx, input: Parameters<typeof createUnit>[2]) => createUnit(deps, ctx, input),
    getFloorPlan: (ctx: Ctx, input: Parameters<typeof getFloorPlan>[2]) => getFloorPlan(deps, ctx, input),
    saveFloorPlan: (ctx: Ctx, input: Parameters<typeof saveFloorPlan>[2]) => saveFloorPlan(deps, ctx, input),
    cancelStagePlan: (ctx: Ctx, input: Parameters<typeof cancelStagePlan>[2]) =>
      cancelStagePlan(deps, ctx, input),
  };
}

export type OrganizationService = ReturnType<typeof createOrganizationService>;
