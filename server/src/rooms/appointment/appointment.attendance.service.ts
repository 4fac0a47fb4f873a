import { systemCtx } from '../../platform/context.ts';
import type { Ctx } from '../../platform/context.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import type { Platform } from '../../platform/room.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Booking } from './appointment.domain.ts';
import type { MessageService } from './appointment.message.service.ts';
import { remoteOfTicket } from './appointment.remote.store.ts';
import { barredUntil } from './appointment.rule.domain.ts';
import { noteNoShow, readBranchRules, readNoShows } from './appointment.rule.store.ts';
import type { AppointmentUses } from './appointment.service.ts';
import { findBooking } from './appointment.store.ts';

/** AP-05: who does not come is counted over all branches, and told when it bars them from booking online. */
export function createAttendance({ db }: Platform, { directory }: AppointmentUses, messages: MessageService) {
  /** Counts it, and tells whom it bars. Perhaps twice: the count is kept by what was missed, the message by the event. */
  async function count(
    ctx: Ctx,
    event: OutboxEvent,
    missed: Pick<Booking, 'businessDate' | 'id' | 'customerId'> & {
      readonly kind: 'booking' | 'remoteTicket';
    },
  ): Promise<void> {
    const { branchId, at } = event;
    const { customerId, businessDate, id, kind } = missed;
    await noteNoShow(db, { customerId, id, branchId, kind, at });
    const [{ rules }, noShows] = await Promise.all([
      readBranchRules(db, branchId),
      readNoShows(db, customerId, at),
    ]);
    if (barredUntil(noShows, rules, at) === null) return;
    const barred = { about: id, businessDate, customerId, kind: 'barred', dueAt: at, id: event.id } as const;
    await db.transact(
      systemCtx(() => at, ctx.traceId),
      branchId,
      (tx) => messages.plan(tx, barred),
    );
  }

  return {
    /** Reaction, in no transaction. */
    countMissed: async (
      ctx: Ctx,
      event: OutboxEvent,
      missed: { readonly id: string; readonly businessDate: string },
    ): Promise<void> => {
      const booking = await findBooking(db, event.branchId, missed.businessDate, missed.id);
      if (booking !== null) await count(ctx, event, { ...booking, kind: 'booking' });
    },

    /** Reaction, in no transaction: a number taken from afar whose holder did not come. */
    countNotArrived: async (ctx: Ctx, event: OutboxEvent, ticketId: string): Promise<void> => {
      const branch = await directory.get(event.branchId);
      const { date } = directory.dayAt(branch, event.at);
      const remote = await remoteOfTicket(db, branch.id, date, ticketId);
      if (remote !== null) await count(ctx, event, { ...remote, kind: 'remoteTicket' });
    },

    /** Reaction: the holder of a number should set out, or be here soon. */
    tellNear: async (
      tx: Tx,
      near: { readonly ticketId: string; readonly at: number; readonly messageId: string },
    ): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      const { date } = directory.dayAt(branch, near.at);
      const remote = await remoteOfTicket(tx, branch.id, date, near.ticketId);
      if (remote === null) return;
      const { id, businessDate, customerId } = remote;
      await messages.plan(tx, {
        about: id,
        businessDate,
        customerId,
        kind: 'near',
        dueAt: near.at,
        id: near.messageId,
      });
    },
  };
}
