import { relationshipEvents } from '@huiting/contracts/customer';
import { handoverApproval, handoverInApproval } from '@huiting/contracts/customer/relationships';
import type { HandoverState } from '@huiting/contracts/customer/relationships';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { Ctx } from '../../platform/context.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import {
  endHandover,
  forgetReleased,
  insertHandover,
  offerHandover,
  readHandover,
  readReleased,
  releaseHandover,
  setHandoverApproval,
  takeIn,
} from './customer.handover.store.ts';
import type { KeptHandover } from './customer.relationship.domain.ts';
import type { CustomerUseCases } from './customer.service.ts';

type Decided = PayloadOf<typeof workflowEvents.approvalDecided>;

const isHandover = ({ kind }: { kind: string }) => kind === handoverApproval.kind;
const isHandoverIn = ({ kind }: { kind: string }) => kind === handoverInApproval.kind;
const stateOf = ({ outcome }: Decided): HandoverState => (outcome === 'approved' ? 'done' : outcome);

/** What is told of a hand-over that has ended; `giving` = at the branch whose customers go elsewhere. */
const endedOf = (
  { id: handoverId, fromStaffId, fromName, toStaffId, toName }: KeptHandover,
  state: HandoverState,
  moved: number,
  giving: boolean,
) => ({ handoverId, state, fromStaffId, fromName, toStaffId, toName, moved, giving });

/**
 * What approvals make of a hand-over. Within a branch its customers change hands at once. To another branch:
 * 1. agreed to where they are, the other branch gets the hand-over and is asked (`offerElsewhere`);
 * 2. accepted there, they are let go here, taken in there, and their files follow (`takeFromElsewhere`). Each end in a
 *    transaction of its own; every step done again changes nothing, so a crash between two is made good by the next try.
 */
export function handoverReactions(
  { db, audit }: Pick<Platform, 'db' | 'audit'>,
  directory: BranchDirectory,
  files: CustomerUseCases['store'],
): Reaction[] {
  async function offerElsewhere(ctx: Ctx, branchId: string, { subject: { id }, decidedBy }: Decided) {
    const found = await readHandover(db, branchId, id);
    if (found === null) return;
    const { handover, customerIds } = found;
    const { toBranchId } = handover;
    if (toBranchId === null) return;
    if (handover.state !== 'pending' && handover.state !== 'accepting') return;
    await db.transact(ctx, branchId, (tx) => offerHandover(tx, branchId, id));
    const there = await directory.get(toBranchId);
    const here = await directory.get(branchId);
    await db.transact(ctx, there.id, async (tx) => {
      if ((await readHandover(tx, there.id, id)) !== null) return;
      const incoming: KeptHandover = {
        ...handover,
        state: 'accepting',
        approvalId: null,
        fromBranchId: branchId,
        toBranchId: null,
      };
      await insertHandover(tx, there.id, incoming, customerIds);
      tx.emit(relationshipEvents.handoverOffered, {
        handoverId: id,
        version: 1,
        orgUnitId: there.orgUnitId,
        fromBranchName: here.name,
        fromStaffId: handover.fromStaffId,
        fromName: handover.fromName,
        toStaffId: handover.toStaffId,
        toName: handover.toName,
        customers: handover.customers,
        reason: handover.reason,
        // Whoever agreed asks the other branch.
        applicant: decidedBy ?? { staffId: handover.fromStaffId, name: handover.fromName },
      });
    });
  }

  async function takeFromElsewhere(ctx: Ctx, branchId: string, told: Decided, at: number) {
    const { id } = told.subject;
    const incoming = (await readHandover(db, branchId, id))?.handover;
    if (incoming === undefined || incoming.fromBranchId === null) return;
    const from = await directory.get(incoming.fromBranchId);
    const to = await directory.get(branchId);
    const state = stateOf(told);

    await db.transact(ctx, from.id, async (tx) => {
      const given = (await readHandover(tx, from.id, id))?.handover;
      if (given?.state !== 'accepting') return;
      if (state === 'done') await releaseHandover(tx, from.id, given, at);
      else await endHandover(tx, from.id, given, state, at);
      tx.emit(relationshipEvents.handoverEnded, endedOf(given, state, 0, true));
      await audit(tx, ctx, {
        action: 'customer.releaseHandover',
        object: `handover:${id}`,
        orgUnitId: from.orgUnitId,
        outcome: 'done',
        detail: { state, toBranchId: to.id, toStaffId: given.toStaffId },
      });
    });
    const released = state === 'done' ? await readReleased(db, from.id, id) : [];
    await db.transact(ctx, to.id, async (tx) => {
      const waiting = (await readHandover(tx, to.id, id))?.handover;
      if (waiting?.state !== 'accepting') return;
      if (state === 'done') await takeIn(tx, to.id, waiting, released, at);
      else await endHandover(tx, to.id, waiting, state, at);
      tx.emit(relationshipEvents.handoverEnded, endedOf(waiting, state, released.length, false));
      await audit(tx, ctx, {
        action: 'customer.takeHandover',
        object: `handover:${id}`,
        orgUnitId: to.orgUnitId,
        outcome: 'done',
        detail: { state, fromBranchId: from.id, fromStaffId: waiting.fromStaffId, moved: released.length },
      });
    });
    // Files are changed by statements that stand alone; the same again changes nothing.
    const moved = released.map(({ customerId }) => customerId);
    await files.changeOwner(db, moved, incoming.fromStaffId, incoming.toStaffId, to.id);
    await db.transact(ctx, from.id, (tx) => forgetReleased(tx, from.id, id));
  }

  return [
    reaction({
      name: 'customer.followHandover',
      to: [workflowEvents.approvalDecided],
      wants: isHandover,
      handle: async (_ctx, tx, told, event) => {
        const found = await readHandover(tx, tx.branchId, told.subject.id);
        if (found?.handover.state !== 'pending') return;
        const { handover } = found;
        const state = stateOf(told);
        if (state === 'done' && handover.toBranchId !== null) return;
        const moved = await endHandover(tx, tx.branchId, handover, state, event.at);
        // Files are changed by statements that stand alone. Should this transaction fail, the reaction comes again and so does this.
        await files.changeOwner(db, moved, handover.fromStaffId, handover.toStaffId, tx.branchId);
        tx.emit(relationshipEvents.handoverEnded, endedOf(handover, state, moved.length, false));
      },
    }),
    {
      name: 'customer.offerHandover',
      types: new Set([workflowEvents.approvalDecided.type]),
      wants: ({ payload }) => isHandover(payload as Decided) && (payload as Decided).outcome === 'approved',
      deliver: (ctx, event) => offerElsewhere(ctx, event.branchId, event.payload as Decided),
    },
    {
      name: 'customer.takeHandover',
      types: new Set([workflowEvents.approvalDecided.type]),
      wants: ({ payload }) => isHandoverIn(payload as Decided),
      deliver: (ctx, event) => takeFromElsewhere(ctx, event.branchId, event.payload as Decided, event.at),
    },
    reaction({
      name: 'customer.noteHandoverApproval',
      to: [workflowEvents.approvalChanged],
      wants: ({ approval, change }) =>
        (isHandover(approval) || isHandoverIn(approval)) && change === 'opened',
      handle: (_ctx, tx, { approval }) =>
        setHandoverApproval(tx, tx.branchId, approval.subject.id, approval.id),
    }),
  ];
}
