import { staffEvents } from '@huiting/contracts/staff';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { daysBetween, reminderDue } from '../staff.domain.ts';
import { listExpiring, setReminded } from '../staff.record.store.ts';
import { listHolders } from '../staff.store.ts';
import { zoneAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

/** Each morning a home's dates are looked at: certificates that end, tenures that reach their limit. */
export const dailyDeadline = 'staff.daily';
const lookAt = '08:00';
const furthestReminderDays = 90;

/** Sets the next look at the home of this transaction; set again it is the same look. */
export async function armDaily(deps: StaffDeps, ctx: Ctx, tx: Tx): Promise<void> {
  tx.setTimer(dailyDeadline, 'day', await nextLook(deps, ctx, tx.branchId));
}

/** The next morning at a home. */
export async function nextLook(deps: StaffDeps, ctx: Ctx, home: string): Promise<number> {
  const zone = await zoneAt(deps, home);
  const today = dateIn(zone, ctx.now());
  const thisMorning = instantOf(zone, today, lookAt);
  return thisMorning > ctx.now() ? thisMorning : instantOf(zone, addDays(today, 1), lookAt);
}

export type DailyLook = (ctx: Ctx, tx: Tx, today: string) => Promise<void>;

export function watchDates(deps: StaffDeps, looks: readonly DailyLook[]): TimerHandler {
  return (ctx, timer) =>
    deps.platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const today = dateIn(await zoneAt(deps, timer.branchId), ctx.now());
      for (const look of looks) await look(ctx, tx, today);
      await armDaily(deps, ctx, tx);
    });
}

/** Tells the holder and whoever runs the branch, 90, 30 and 7 days before a certificate ends, and when it has. */
export const remindOfCertificates: DailyLook = async (_ctx, tx, today) => {
  for (const one of await listExpiring(tx, tx.branchId, addDays(today, furthestReminderDays))) {
    const due = reminderDue(one.expiresOn, today, one.reminded);
    if (due === null) continue;
    await setReminded(tx, one.staffId, one.id, due);
    const managers = await listHolders(tx, 'branchManager', [one.orgUnitId]);
    tx.emit(staffEvents.certificateExpiring, {
      staffId: one.staffId,
      staffName: one.staffName,
      kind: one.kind,
      expiresOn: one.expiresOn,
      daysLeft: daysBetween(today, one.expiresOn),
      tellStaffIds: [...new Set([one.staffId, ...managers.map(({ id }) => id)])],
    });
  }
};
