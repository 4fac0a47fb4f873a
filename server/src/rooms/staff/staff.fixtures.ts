import type { Permission } from '@huiting/contracts/access';
import type { Approval, ApprovalSummary, Verdict } from '@huiting/contracts/workflow';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import { statement } from '../../platform/database/query.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { createStaff, loadStaff } from './index.ts';
import type { RoomParts } from '../../platform/room.ts';

const zone = 'Asia/Shanghai';

const everything: readonly Permission[] = [
  'staff.view',
  'staff.self',
  'staff.edit',
  'staff.apply',
  'staff.manage',
  'approval.view',
];

/** Two branches of one region with their people, the offices above, and everything joined: for tests of this room. */
export async function peopledBank(
  workflowOf: (
    platform: Awaited<ReturnType<typeof createTestPlatform>>,
    staff: ReturnType<typeof createStaff>['service'],
    directory: ReturnType<typeof createOrganization>['service']['directory'],
  ) => RoomParts,
) {
  const bank = smallBank();
  const platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '10:00') });
  await loadBank(platform.db, bank.plan);
  const seats = {
    teller: ['teller', 'NJ01'],
    second: ['teller', 'NJ01'],
    lobby: ['lobbyManager', 'NJ01'],
    supervisor: ['operationsSupervisor', 'NJ01'],
    manager: ['branchManager', 'NJ01'],
    other: ['teller', 'NJ02'],
    otherManager: ['branchManager', 'NJ02'],
    far: ['teller', 'SZ01'],
    region: ['headOffice', 'NJ'],
    head: ['headOffice', 'JH'],
    head2: ['headOffice', 'JH'],
  } as const;
  type Who = keyof typeof seats;
  const names = Object.keys(seats) as Who[];
  const ids = Object.fromEntries(names.map((who) => [who, newId()])) as Record<Who, string>;
  const codeOf = (who: Who) => seats[who][1];
  const branchIdOf = (who: Who) => (bank.branches as Record<string, string>)[codeOf(who)] ?? null;
  await loadStaff(
    platform.db,
    names.map((who, index) => ({
      id: ids[who],
      number: `9000${index}`,
      name: who,
      post: seats[who][0],
      homeBranchId: branchIdOf(who),
      orgUnitId: bank.units[codeOf(who)],
      userId: null,
    })),
  );
  const organization = createOrganization(platform);
  const { directory } = organization.service;
  const room = createStaff(platform, { directory, crypto: platform.crypto });
  const workflow = workflowOf(platform, room.service, directory);
  await platform.join(organization, room, workflow);
  const pathOf = (who: Who) => bank.plan.units.find(({ code }) => code === codeOf(who))!.path;
  const ctx = (who: Who, permissions: readonly Permission[] = everything) =>
    testCtx(
      platform,
      testActor({
        permissions,
        path: pathOf(who),
        name: who,
        staff: { id: ids[who], number: '0', post: seats[who][0] },
      }),
      { endpoint: 'test' },
    );
  const call = <T>(who: Who, endpoint: string, input: object): Promise<T> =>
    callEndpoint(room, endpoint, ctx(who), input) as Promise<T>;

  return {
    platform,
    bank,
    room,
    workflow,
    ids,
    ctx,
    call,
    /** Business time of a day at a home; what is due by then has happened. */
    async passTo(date: string, time: string, ...homes: string[]): Promise<void> {
      for (const home of homes) await platform.passTo(instantOf(zone, date, time), home);
      await platform.settle();
    },
    /** Decides the newest pending approval of a subject. */
    async decide(who: Who, subjectId: string, verdict: Verdict = 'approve'): Promise<Approval> {
      await platform.settle();
      const { items } = (await callEndpoint(workflow, 'listApprovals', ctx('head'), {
        limit: 100,
      })) as { items: ApprovalSummary[] };
      const approval = items.find(({ subject }) => subject.id === subjectId)!;
      const answer = (await callEndpoint(workflow, 'decideApproval', ctx(who), {
        branchId: approval.branchId,
        approvalId: approval.id,
        stepKey: approval.step!.key,
        verdict,
        opinion: '意见',
      })) as { approval: Approval };
      await platform.settle();
      await platform.passTo(platform.clock.now() + 1, approval.branchId);
      await platform.settle();
      return answer.approval;
    },
    /** A certificate that holds, without going through an edit. */
    async certify(who: Who, kind: string, expiresOn: string | null): Promise<void> {
      await platform.db.rows(
        statement(
          `insert into staff.staff_certificate (staff_id, certificate_id, kind, number, expires_on) values ($1, $2, $3, '', $4)`,
          [ids[who], newId(), kind, expiresOn],
        ),
      );
    },
  };
}
