import { relationshipEvents } from '@huiting/contracts/customer';
import type { Handover } from '@huiting/contracts/customer/relationships';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchInfo } from '../organization/index.ts';
import { presentHandover } from './customer.handover.present.ts';
import { insertHandover, listHandovers, ownedBy } from './customer.handover.store.ts';
import type { KeptHandover } from './customer.relationship.domain.ts';
import { enterCare, managerPosts } from './customer.relationship.service.ts';
import type { CustomerUses } from './customer.service.ts';

interface AtBranch {
  readonly branchId: string;
}

/** How many branches a search offers. */
const offered = 20;

/**
 * CU-07: customers change hands. Within a branch its manager decides; to another branch the giving manager agrees first and the
 * receiving one accepts (`customer.handover.events.ts`).
 */
export function createHandovers({ db, audit }: Platform, { directory, staff }: CustomerUses) {
  async function receiverOf(branch: BranchInfo, from: string, to: string) {
    const found = (await staff.listAtBranch(branch.id)).find(({ id }) => id === to);
    if (found === undefined || !managerPosts.has(found.post) || from === to)
      return refuse('customer.not_relationship_manager');
    return found;
  }

  return {
    async askHandover(
      ctx: Ctx,
      input: AtBranch & {
        readonly fromStaffId: string;
        readonly toStaffId: string;
        readonly toBranchId?: string | undefined;
        readonly customerIds: readonly string[] | null;
        readonly reason: string;
      },
    ): Promise<Handover> {
      const { branch, own, oversees } = await enterCare(directory, ctx, input.branchId);
      // An application is a person's: it is judged by another.
      const applicant = own ?? refuse('platform.forbidden', { permission: 'customer.relate' });
      // Somebody else's customers are as if they did not exist.
      if (!oversees && input.fromStaffId !== own) refuse('customer.not_their_customer');
      const isElsewhere = input.toBranchId !== undefined && input.toBranchId !== branch.id;
      const receiving = isElsewhere ? await directory.get(input.toBranchId) : branch;
      const to = await receiverOf(receiving, input.fromStaffId, input.toStaffId);
      const fromName = (await staff.nameOf(db, input.fromStaffId)) ?? refuse('customer.not_their_customer');
      return db.transact(ctx, branch.id, async (tx) => {
        const asked = input.customerIds === null ? null : [...new Set(input.customerIds)];
        const ids = await ownedBy(tx, branch.id, input.fromStaffId, asked);
        if (ids.length === 0 || (asked !== null && ids.length !== asked.length))
          refuse('customer.not_their_customer');
        const handover: KeptHandover = {
          id: newId(),
          fromStaffId: input.fromStaffId,
          fromName,
          toStaffId: to.id,
          toName: to.name,
          reason: input.reason,
          askedBy: ctx.actor.name,
          askedAt: ctx.now(),
          endedAt: null,
          state: 'pending',
          customers: ids.length,
          leftBehind: 0,
          approvalId: null,
          fromBranchId: null,
          toBranchId: isElsewhere ? receiving.id : null,
        };
        if (!(await insertHandover(tx, branch.id, handover, ids))) refuse('customer.handover_running');
        tx.emit(relationshipEvents.handoverAsked, {
          handoverId: handover.id,
          version: 1,
          orgUnitId: branch.orgUnitId,
          fromStaffId: handover.fromStaffId,
          fromName,
          toStaffId: to.id,
          toName: to.name,
          toBranchName: isElsewhere ? receiving.name : null,
          customers: ids.length,
          reason: input.reason,
          applicant: { staffId: applicant, name: ctx.actor.name },
        });
        if (isElsewhere)
          await audit(tx, ctx, {
            action: 'customer.askHandover',
            object: `handover:${handover.id}`,
            orgUnitId: branch.orgUnitId,
            outcome: 'done',
            detail: {
              fromStaffId: handover.fromStaffId,
              toStaffId: to.id,
              toBranchId: receiving.id,
              customers: ids.length,
            },
          });
        return presentHandover(handover, directory);
      });
    },

    async listHandovers(ctx: Ctx, { branchId }: AtBranch): Promise<{ handovers: Handover[] }> {
      const { branch, own, oversees } = await enterCare(directory, ctx, branchId);
      const filter = { side: oversees ? null : own, customerId: null };
      const kept = await listHandovers(db, branch.id, filter);
      return { handovers: kept.map((one) => presentHandover(one, directory)) };
    },

    /** To whom one may propose customers elsewhere: names alone; nothing of the other branch's customers. */
    async listHandoverReceivers(
      ctx: Ctx,
      input: AtBranch & { readonly search?: string | undefined; readonly toBranchId?: string | undefined },
    ) {
      const { branch } = await enterCare(directory, ctx, input.branchId);
      const wanted = (input.search ?? '').trim();
      const branches = (await directory.all())
        .filter(
          ({ id, name, code, stage }) =>
            id !== branch.id && stage !== 'closed' && (name.includes(wanted) || code.includes(wanted)),
        )
        .slice(0, offered)
        .map(({ id, name }) => ({ id, name }));
      const people = input.toBranchId === undefined ? [] : await staff.listAtBranch(input.toBranchId);
      return {
        branches,
        managers: people
          .filter(({ post }) => managerPosts.has(post))
          .map(({ id, name }) => ({ staffId: id, name })),
      };
    },
  };
}

export type Handovers = ReturnType<typeof createHandovers>;
