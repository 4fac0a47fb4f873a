import { systemCtx } from '../../platform/context.ts';
import type { Ctx } from '../../platform/context.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import type { Platform } from '../../platform/room.ts';
import type { MessageService } from './appointment.message.service.ts';
import { barredUntil } from './appointment.rule.domain.ts';
import { noteNoShow, readBranchRules, readNoShows } from './appointment.rule.store.ts';
import { findBooking } from './appointment.store.ts';

/** AP-05: who does not come is counted over all branches, and told when it bars them from booking online. */
export function createAttendance({ db }: Platform, messages: MessageService) {
  return {
    /** Reaction, in no transaction, perhaps twice: the count is kept by the booking's id, the message by the event's. */
    countMissed: async (
      ctx: Ctx,
      event: OutboxEvent,
      missed: { readonly id: string; readonly businessDate: string },
    ): Promise<void> => {
      const { branchId, at } = event;
      const booking = await findBooking(db, branchId, missed.businessDate, missed.id);
      if (booking === null) return;
      const { customerId } = booking;
      await noteNoShow(db, { customerId, id: booking.id, branchId, kind: 'booking', at });
      const [{ rules }, noShows] = await Promise.all([
        readBranchRules(db, branchId),
        readNoShows(db, customerId, at),
      ]);
      if (barredUntil(noShows, rules, at) === null) return;
      const dated = systemCtx(() => at, ctx.traceId);
      await db.transact(dated, branchId, (tx) =>
        messages.plan(tx, { ...messages.about(booking, 'barred', at), id: event.id }),
      );
    },
  };
}
