import { staffEvents } from '@huiting/contracts/staff';
import type { Post, RotationState, Tenure, TenureState } from '@huiting/contracts/staff';
import { HandoverItem } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { nextCursor, readCursor } from '../../../platform/cursor.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { daysBetween, homeOf } from '../staff.domain.ts';
import * as posts from '../staff.posts.store.ts';
import { byUrgency, tenureOf } from '../staff.rotation.domain.ts';
import type { RotationRecord } from '../staff.rotation.domain.ts';
import * as store from '../staff.rotation.store.ts';
import { about, assertFits, completeIfDue } from './hand-over.ts';
import { assertAhead } from './keep-posts.ts';
import { lockVersion, personOf, reach, reachUnit, todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

/** OS-06: key posts change hands. Planned, approved by others, handed over item by item, and only then done. */
export function createRotations(deps: StaffDeps) {
  const { db, audit } = deps.platform;
  return {
    async listTenures(
      ctx: Ctx,
      input: {
        readonly branchId?: string | undefined;
        readonly post?: string | undefined;
        readonly state?: TenureState | undefined;
      },
    ): Promise<{ tenures: Tenure[] }> {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      const today = await todayAt(deps, ctx, input.branchId ?? '');
      const rows = await store.listTenures(db, {
        paths,
        home: null,
        branchId: input.branchId ?? null,
        post: input.post ?? null,
        today,
      });
      const tenures = rows
        .map((row) => tenureOf(row, today))
        .filter(({ state }) => input.state === undefined || state === input.state)
        .sort(byUrgency);
      return { tenures };
    },

    async planRotation(
      ctx: Ctx,
      input: {
        readonly staffId: string;
        readonly version: number;
        readonly holdingId: string;
        readonly successorId: string;
        readonly to: { readonly post: Post; readonly orgUnitId: string } | null;
        readonly plannedOn: string;
        readonly reason: string;
      },
    ): Promise<RotationRecord> {
      const known = await reach(deps, ctx, 'staff.apply', input.staffId);
      const successor = await reach(deps, ctx, 'staff.apply', input.successorId);
      const applicant = personOf(ctx, 'staff.apply');
      const unit = input.to === null ? null : await reachUnit(deps, ctx, 'staff.apply', input.to.orgUnitId);
      const today = await todayAt(deps, ctx, homeOf(known));
      assertAhead(today, input.plannedOn, null);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, input.version);
        const holding = (await posts.listHoldings(tx, file.id)).find(
          ({ id, kind, until }) => id === input.holdingId && kind !== 'acting' && until === null,
        );
        if (holding === undefined) return refuse('staff.holding_not_found');
        const isMain = holding.kind === 'main';
        if (successor.id === file.id || successor.leftOn !== null || isMain !== (input.to !== null))
          refuse('staff.successor_invalid');
        const destination =
          input.to === null || unit === null
            ? null
            : { post: input.to.post, orgUnitId: unit.id, orgUnitName: unit.name };
        const rotation: RotationRecord = {
          id: newId(),
          keptAt: tx.branchId,
          staffId: file.id,
          staffName: file.name,
          holdingId: holding.id,
          post: holding.post,
          postName: holding.postName,
          orgUnitId: holding.orgUnitId,
          orgUnitName: holding.orgUnitName,
          orgPath: file.path,
          destination,
          successorId: successor.id,
          successorName: successor.name,
          plannedOn: input.plannedOn,
          reason: input.reason,
          state: 'pending',
          overdue: false,
          outgoing: null,
          incoming: null,
          applicantId: applicant.staffId,
          applicantName: applicant.name,
          requestedAt: ctx.now(),
          endedAt: null,
          approvalId: null,
        };
        if (await store.isRotating(tx, successor.id)) refuse('staff.rotation_running');
        await assertFits(tx, rotation);
        if (!(await store.insertRotation(tx, rotation))) refuse('staff.rotation_running');
        const { since } = holding;
        tx.emit(staffEvents.rotationAsked, {
          ...about(rotation),
          staffId: file.id,
          version: file.version,
          orgUnitId: file.orgUnitId,
          isMain,
          monthsHeld: since === null ? 0 : Math.floor(daysBetween(since, today) / 30.44),
          successorId: successor.id,
          successorName: successor.name,
          plannedOn: rotation.plannedOn,
          reason: rotation.reason,
          applicant,
        });
        await audit(tx, ctx, {
          action: 'staff.planRotation',
          object: `staff:${file.id}`,
          orgUnitId: file.orgUnitId,
          outcome: 'done',
          detail: {
            rotationId: rotation.id,
            post: holding.post,
            successorId: successor.id,
            reason: input.reason,
          },
        });
        return rotation;
      });
    },

    async listRotations(
      ctx: Ctx,
      input: { state?: RotationState | undefined; cursor?: string | undefined; limit: number },
    ): Promise<{ items: RotationRecord[]; nextCursor: string | null }> {
      const rows = await store.listRotations(db, {
        paths: authorizeSomewhere(ctx, 'staff.view'),
        state: input.state ?? null,
        after: readCursor(input.cursor),
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return {
        items,
        nextCursor: nextCursor(rows, items, ({ requestedAt, id }) => ({ at: requestedAt, id })),
      };
    },

    async listMyHandovers(ctx: Ctx): Promise<{ rotations: RotationRecord[] }> {
      authorizeSomewhere(ctx, 'staff.self');
      const { staff } = ctx.actor;
      return { rotations: staff === null ? [] : await store.listHandoversOf(db, staff.id) };
    },

    async signHandover(
      ctx: Ctx,
      input: {
        readonly rotationId: string;
        readonly keptAt: string;
        readonly items: readonly HandoverItem[];
        readonly note: string;
      },
    ): Promise<RotationRecord> {
      authorizeSomewhere(ctx, 'staff.self');
      const me = personOf(ctx, 'staff.self').staffId;
      // Whose it is not, to them it does not exist.
      const own = (await store.listHandoversOf(db, me)).find(({ id }) => id === input.rotationId);
      if (own === undefined || own.keptAt !== input.keptAt) return refuse('staff.rotation_not_found');
      return db.transact(ctx, own.keptAt, async (tx) => {
        const rotation =
          (await store.lockRotation(tx, own.keptAt, own.id)) ?? refuse('staff.rotation_not_found');
        if (rotation.state !== 'approved') refuse('staff.handover_not_open');
        const side = rotation.staffId === me ? 'outgoing' : 'incoming';
        if (rotation[side] !== null) refuse('staff.handover_signed');
        const missing = HandoverItem.options.filter((item) => !input.items.includes(item));
        if (missing.length > 0) refuse('staff.handover_incomplete', { missing });
        const signed = { ...rotation, [side]: { at: ctx.now(), note: input.note } };
        await store.saveRotation(tx, signed);
        await audit(tx, ctx, {
          action: 'staff.signHandover',
          object: `rotation:${rotation.id}`,
          orgUnitId: rotation.orgUnitId,
          outcome: 'done',
          detail: { side, note: input.note },
        });
        return completeIfDue(deps, ctx, tx, signed);
      });
    },
  };
}
