import type { RoleCode } from '@huiting/contracts/access';
import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BranchChange } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import { addDays } from '../bank/dates.ts';
import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { isDailyLife } from '../client/api.ts';
import type { Caller } from '../client/api.ts';

export interface PaperworkDeps {
  readonly plan: BankPlan;
  readonly director: Caller;
  /** The first morning's date. */
  readonly today: string;
}

/** How often, and how often at most, somebody looks whether a paper has reached their desk. Wall milliseconds. */
const lookMs = 500;
const looks = 40;

/**
 * What lies on the desks of the bank's first morning: branches that are to move, to be renamed and to pause, at different steps
 * of their approval; key posts due to rotate; a draw for mandatory leave; an appraisal under review. Filed once, by those whose
 * papers they are; nobody's inbox is touched later.
 */
export async function filePaperwork({ plan, director, today }: PaperworkDeps): Promise<void> {
  const operations = officer(plan, director, plan.orgUnits[0]!.id, 'headOfficeOperations');
  const before = await operations.call(workflowEndpoints.listApprovals, { limit: 1 });
  if (before.items.length > 0) return;

  const papers = [
    () =>
      applyFor('江宁支行', { kind: 'rename', name: '江宁书院支行' }, 12, '与街道新名称一致，便于客户查找'),
    async () => {
      const moved = branchOf(plan, '昆山支行');
      const { latitude, longitude, city } = moved;
      const change = {
        kind: 'move',
        city,
        address: '苏州市昆山开发区长江路 88 号',
        latitude,
        longitude,
      } as const;
      await agreed(await applyFor('昆山支行', change, 40, '现址租约年底到期，新址临近地铁口'));
    },
    async () =>
      agreed(
        await applyFor('惠山支行', { kind: 'suspend', until: addDays(today, 14) }, 8, '更换空调与无障碍坡道'),
      ),
    rotate,
    () =>
      operations.call(staffEndpoints.drawLeave, {
        orgUnitId: unitOf(plan, '南京分行').id,
        count: 2,
        notDrawnMonths: 12,
        from: addDays(today, 3),
        until: addDays(today, 7),
        reason: '年度强制休假第四季度批次',
      }),
    () =>
      operations.call(staffEndpoints.openAppraisal, {
        orgUnitId: unitOf(plan, '无锡分行').id,
        name: '2026 年第三季度等级评定',
        fromMonth: '2026-07',
        untilMonth: '2026-09',
      }),
  ];
  for (const paper of papers)
    await paper().catch((error: unknown) => {
      // Somebody was quicker, or the bank is no longer as it was planned: one paper fewer.
      if (!isDailyLife(error)) throw error;
    });

  async function applyFor(
    name: string,
    change: BranchChange,
    inDays: number,
    reason: string,
  ): Promise<{ id: string; branch: PlannedBranch }> {
    const branch = branchOf(plan, name);
    const manager = officer(plan, director, branch.orgUnitId, 'branchManager');
    const { version } = await manager.call(organizationEndpoints.getBranch, { branchId: branch.id });
    const { application } = await manager.call(organizationEndpoints.applyForChange, {
      branchId: branch.id,
      version,
      change,
      effectiveOn: addDays(today, inDays),
      reason,
      files: [],
    });
    return { id: application.id, branch };
  }

  /** The regional branch agrees; what is major goes on to head office, and waits there. */
  async function agreed({ id, branch }: { id: string; branch: PlannedBranch }): Promise<void> {
    const unit = plan.orgUnits.find(({ id: unitId }) => unitId === branch.orgUnitId)!;
    const region = officer(plan, director, unit.parentId!, 'regionalManager');
    for (let look = 0; look < looks; look++) {
      const { items } = await region.call(workflowEndpoints.listApprovals, { state: 'pending' });
      const paper = items.find(({ subject }) => subject.id === id);
      if (paper?.step != null) {
        const { branchId, id: approvalId, step } = paper;
        await region.call(workflowEndpoints.decideApproval, {
          branchId,
          approvalId,
          stepKey: step.key,
          verdict: 'approve',
          opinion: '同意，请做好客户告知与现场引导',
        });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }

  /** A duty that has been held too long goes to a colleague who may hold it: the first whom no rule of posts stops. */
  async function rotate(): Promise<void> {
    const branch = branchOf(plan, '城东支行');
    const manager = officer(plan, director, branch.orgUnitId, 'branchManager');
    const { tenures } = await manager.call(staffEndpoints.listTenures, { branchId: branch.id });
    const due = tenures.filter(({ postKind, state }) => postKind === 'duty' && state !== 'unknown');
    const colleagues = plan.staff.filter(({ homeBranchId }) => homeBranchId === branch.id);
    for (const { staffId, version, holdingId } of due)
      for (const { id: successorId } of colleagues)
        try {
          await manager.call(staffEndpoints.planRotation, {
            staffId,
            version,
            holdingId,
            successorId,
            to: null,
            plannedOn: addDays(today, 10),
            reason: '任期将满，按计划轮换',
          });
          return;
        } catch (error) {
          if (!isDailyLife(error)) throw error;
        }
  }
}

function branchOf(plan: BankPlan, name: string): PlannedBranch {
  return plan.branches.find((branch) => branch.name === name)!;
}

const unitOf = (plan: BankPlan, name: string) => plan.orgUnits.find((unit) => unit.name === name)!;

/** Somebody of this role at a unit, not one of the printed accounts if another is there: those are for people. */
function officer(plan: BankPlan, director: Caller, orgUnitId: string, role: RoleCode): Caller {
  const users = plan.users.filter((user) => user.orgUnitId === orgUnitId && user.roles.includes(role));
  return director.as((users.find(({ printed }) => !printed) ?? users[0]!).id, 'console');
}
