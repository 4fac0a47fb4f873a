import { hallEvents } from '@huiting/contracts/hall';
import type { PositionKind, TierPlan } from '@huiting/contracts/hall';
import type { Ctx } from '../../../platform/context.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory, BranchInfo } from '../../organization/index.ts';
import type { StaffInfo, StaffService } from '../../staff/index.ts';
import { eventNumber } from '../hall.assist.store.ts';
import { busyIndex } from '../hall.domain.ts';
import {
  defaultPlan,
  defaultPositions,
  pressureOf,
  rankPositions,
  tierOf,
} from '../hall.positions.domain.ts';
import type { Placed } from '../hall.positions.domain.ts';
import * as store from '../hall.positions.store.ts';
import { presentCallUp, presentDuty, presentPositions } from '../hall.present.ts';
import { hallReader, readSeats } from '../hall.reports.ts';

export interface PositionUses {
  readonly directory: BranchDirectory;
  readonly staff: StaffService;
}

/** HA-02: who is meant to be where today, and how many are wanted at which load. */
export function createPositionService(
  { db, audit, parameters, clock }: Platform,
  { directory, staff }: PositionUses,
) {
  const readHalls = hallReader({ clock, parameters }, directory);

  async function planOf(branch: BranchInfo): Promise<TierPlan[]> {
    const own = await store.readPlan(db, branch.id);
    return defaultPlan(branch.windows.length).map(
      (standard) => own.find(({ tier }) => tier === standard.tier) ?? standard,
    );
  }

  /** As presented: everybody of the branch, with their position, window and duty. */
  async function boardOf(
    branch: BranchInfo,
    people: readonly StaffInfo[],
    placed: readonly Placed[],
    date: string,
  ) {
    const [seats, duties] = await Promise.all([
      readSeats(db, branch.id),
      store.listDuties(db, branch.id, date),
    ]);
    return { positions: presentPositions({ branch, people, placed, seats, duties }), seats, duties };
  }

  return {
    /** What was arranged for the day, or the last day before it; else what the posts of the register say. */
    positionsOn: async (reader: Reader, branchId: string, date: string): Promise<Placed[]> => {
      const people = await staff.listAtBranch(branchId);
      const arranged = await store.readPositions(reader, branchId, date);
      // Whoever has left the branch since is on no board.
      const known = arranged.filter(({ staffId }) => people.some(({ id }) => id === staffId));
      return known.some(({ kind }) => kind === 'lobbyManager') ? known : defaultPositions(people);
    },

    getPositions: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.view', branch.path);
      const { date } = directory.dayAt(branch, ctx.now());
      // The number is read first: what is announced in between comes again as a delta, which does no harm.
      const number = await eventNumber(db, branch.id);
      const [people, arranged, plan, callUps, halls, work] = await Promise.all([
        staff.listAtBranch(branch.id),
        store.readPositions(db, branch.id, date),
        planOf(branch),
        store.listCallUps(db, branch.id, date),
        readHalls(db, [branch.id]),
        store.readWork(db, branch.id),
      ]);
      const placed = arranged.length > 0 ? arranged : defaultPositions(people);
      const { positions, seats, duties } = await boardOf(branch, people, placed, date);
      const figures = halls.get(branch.id)?.figures;
      const index = figures === undefined ? 0 : busyIndex(figures);
      const onDuty = duties.filter(({ until }) => until === null);
      return {
        number,
        date,
        positions,
        plan,
        now: {
          tier: tierOf(index),
          busyIndex: index,
          lobbyManagers: onDuty.filter(({ kind }) => kind === 'lobbyManager').length,
          reserves: onDuty.filter(({ kind }) => kind === 'reserve').length,
          windows: seats.filter(({ state }) => state === 'open').length,
          pressed: pressureOf(work, onDuty.length) !== null,
          openWork: work.openWork,
        },
        duties: duties.map(presentDuty),
        callUps: callUps.map(presentCallUp),
      };
    },

    setPositions: async (
      ctx: Ctx,
      input: {
        branchId: string;
        positions: readonly { staffId: string; kind: PositionKind; zoneId: string | null }[];
      },
    ) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.arrange', branch.path);
      const people = await staff.listAtBranch(branch.id);
      const named = new Map(input.positions.map((one) => [one.staffId, one]));
      if ([...named.keys()].some((staffId) => !people.some(({ id }) => id === staffId)))
        return refuse('hall.staff_unknown');
      const zones = new Set(branch.zones.map(({ id }) => id));
      // A zone the branch does not have is none.
      const placed = rankPositions(
        [...named.values()].map((one) => ({
          ...one,
          zoneId: one.zoneId !== null && zones.has(one.zoneId) ? one.zoneId : null,
        })),
      );
      if (!placed.some(({ kind }) => kind === 'lobbyManager')) return refuse('hall.no_lobby_manager');
      const { date } = directory.dayAt(branch, ctx.now());
      const { positions } = await boardOf(branch, people, placed, date);
      return db.transact(ctx, branch.id, async (tx) => {
        await store.savePositions(tx, date, placed);
        tx.emit(hallEvents.positionsSet, { date, positions });
        await audit(tx, ctx, {
          action: 'hall.setPositions',
          object: `branch:${branch.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { date, positions: placed },
        });
        return { positions };
      });
    },

    setStaffingPlan: async (ctx: Ctx, input: { branchId: string; plan: readonly TierPlan[] }) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.arrange', branch.path);
      return db.transact(ctx, branch.id, async (tx) => {
        await store.savePlan(tx, input.plan);
        await audit(tx, ctx, {
          action: 'hall.setStaffingPlan',
          object: `branch:${branch.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { plan: input.plan },
        });
        const standard = defaultPlan(branch.windows.length);
        return {
          plan: standard.map((one) => input.plan.find(({ tier }) => tier === one.tier) ?? one),
        };
      });
    },
  };
}

export type PositionService = ReturnType<typeof createPositionService>;
