import { hallEvents } from '@huiting/contracts/hall';
import type { BranchPulse, StaffOnDuty } from '@huiting/contracts/hall';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/database.ts';
import { authorize } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { BranchDirectory, BranchInfo } from '../organization/index.ts';
import type { StaffInfo, StaffService } from '../staff/index.ts';
import type { WorkflowService } from '../workflow/index.ts';
import { judge, marginOf, nextLook } from './hall.domain.ts';
import type { Margin } from './hall.domain.ts';
import { presentPulse } from './hall.present.ts';
import { hallReader, readInHall, readSeats, readStaffDay } from './hall.reports.ts';
import { saveCongestion } from './hall.store.ts';
import { createWatch } from './hall.watch.domain.ts';

export interface HallUses {
  readonly directory: BranchDirectory;
  readonly staff: StaffService;
  readonly workflow: WorkflowService;
  /** Wall clock, ms: how old a reading is that several share. */
  readonly wall: () => number;
}

export function createHallService(
  { db, clock, parameters }: Platform,
  { directory, staff, workflow }: HallUses,
) {
  const watch = createWatch();
  const readHalls = hallReader({ clock, parameters }, directory);

  async function pulseOf(branch: BranchInfo, now: number): Promise<BranchPulse> {
    const [halls, alerts] = await Promise.all([
      readHalls(db, [branch.id]),
      workflow.listOpenCounts([branch.id]),
    ]);
    return presentPulse({
      branch,
      today: directory.dayAt(branch, now),
      hall: halls.get(branch.id) ?? null,
      alerts: alerts.get(branch.id) ?? { open: 0, urgent: 0 },
      now,
    });
  }

  /** AL-05: one look at the hall. What it finds is saved and told. */
  async function judgeHall(tx: Tx, now: number): Promise<{ margin: Margin; next: number | null }> {
    const branch = await directory.get(tx.branchId);
    const hall = (await readHalls(tx, [branch.id])).get(branch.id);
    if (hall === undefined) return { margin: { entries: Infinity, exits: Infinity }, next: null };
    const { figures, rule, congestion } = hall;
    const { after, tell, eased } = judge(congestion, figures, rule, now);
    if (after !== congestion) await saveCongestion(tx, after);
    const longestWaitSeconds =
      figures.oldestIssuedAt === null ? 0 : Math.max(0, Math.round((now - figures.oldestIssuedAt) / 1000));
    const facts = {
      branchId: branch.id,
      branchName: branch.name,
      waiting: figures.waiting,
      openWindows: figures.openWindows,
      longestWaitSeconds,
    };
    if (tell !== null) tx.emit(hallEvents.congested, { ...facts, ...tell });
    if (eased) tx.emit(hallEvents.eased, facts);
    return { margin: marginOf(after, figures, rule), next: nextLook(after, figures, rule, now) };
  }

  /** Looks, and sees to it that the next look comes when time alone may change the judgement. */
  async function look(tx: Tx, now: number): Promise<void> {
    let next: number | null = null;
    await watch.look(tx.branchId, async () => {
      const seen = await judgeHall(tx, now);
      next = seen.next;
      return seen.margin;
    });
    if (next === null) tx.clearTimer('hall.look', 'congestion');
    else tx.setTimer('hall.look', 'congestion', next);
  }

  return {
    watch,

    pulse: async (branchId: string): Promise<BranchPulse | null> => {
      const branch = directory.known(branchId);
      return branch === null ? null : pulseOf(branch, clock.now());
    },

    getPulse: async (ctx: Ctx, { branchId }: { branchId: string }): Promise<BranchPulse> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.view', branch.path);
      return pulseOf(branch, ctx.now());
    },

    /** OS-09: who works where now: staff of the branch, and whoever sits at one of its windows. */
    listStaffOnDuty: async (ctx: Ctx, { branchId }: { branchId: string }): Promise<StaffOnDuty[]> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.view', branch.path);
      const [home, seats, done] = await Promise.all([
        staff.listAtBranch(branch.id),
        readSeats(db, branch.id),
        readStaffDay(db, branch.id, directory.dayAt(branch, ctx.now()).date),
      ]);
      const visiting = seats.filter(({ staffId }) => !home.some(({ id }) => id === staffId));
      const people: StaffInfo[] = [
        ...home,
        ...(await Promise.all(visiting.map(({ staffId }) => staff.get(staffId)))),
      ];
      const inHall = await readInHall(
        db,
        people.map(({ userId }) => userId).filter((id) => id !== null),
      );
      return people.map((person) => {
        const seat = seats.find(({ staffId }) => staffId === person.id);
        const day = done.find(({ staffId }) => staffId === person.id);
        const away =
          person.userId !== null && inHall.has(person.userId) ? ('hall' as const) : ('away' as const);
        return {
          staffId: person.id,
          name: person.name,
          number: person.number,
          post: person.post,
          where:
            seat === undefined ? away : seat.state === 'open' ? ('window' as const) : ('paused' as const),
          windowLabel: branch.windows.find(({ id }) => id === seat?.windowId)?.label ?? null,
          since: seat?.since ?? null,
          served: day?.served ?? 0,
          averageServiceSeconds: day?.averageServiceSeconds ?? null,
          averageLevel: day?.averageLevel ?? null,
        };
      });
    },

    /** Reaction: enough has happened at the branch to look whether it is congested. */
    look: (ctx: Ctx, tx: Tx): Promise<void> => look(tx, ctx.now()),

    /** Deadline: time alone may have changed it. */
    lookAgain: async (ctx: Ctx, timer: Timer): Promise<void> => {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (await consumeTimer(tx, timer)) await look(tx, ctx.now());
      });
    },
  };
}

export type HallService = ReturnType<typeof createHallService>;
