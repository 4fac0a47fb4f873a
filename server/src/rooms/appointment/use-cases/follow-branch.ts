import { parameterDefinitions } from '@huiting/contracts/system';
import { appointmentEvents } from '@huiting/contracts/appointment';
import { stageFunctions } from '@huiting/contracts/organization';
import { addDays } from '../../../platform/clock/zone-time.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { createMonths } from '../../../platform/months.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { Booking } from '../appointment.domain.ts';
import type { MessageService } from '../appointment.message.service.ts';
import { presentBooking } from '../appointment.present.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import { lockComing, saveBooking } from '../appointment.store.ts';
import { openSlots } from './offer-slots.ts';

/**
 * AP-05: a branch's hours, calendar or stage have changed. Bookings that fall where it is closed now are marked, and the
 * customer is offered another time; those that stand again are told so. Nobody's booking is taken away.
 */
export function createFollowBranch(
  platform: Platform,
  { directory, queue }: AppointmentUses,
  messages: MessageService,
) {
  const ensureMonth = createMonths(platform.pool);
  return async (tx: Tx, now: number): Promise<void> => {
    // This process may not have read the change yet.
    await directory.refresh(tx.branchId);
    const branch = await directory.get(tx.branchId);
    const services = await queue.serviceTypes(branch.id);
    const { date } = directory.dayAt(branch, now);
    // However far ahead they were taken: how far one may book may have been set back since.
    const until = addDays(date, parameterDefinitions['appointment.daysAhead'].max + 1);
    for (const booking of await lockComing(tx, { date, until, now })) {
      const disturbed = disturbanceOf(branch, booking);
      if ((disturbed === null) === (booking.disturbed === null)) continue;
      const changed: Booking = { ...booking, disturbed };
      await saveBooking(tx, changed);
      await ensureMonth(booking.start);
      await messages.plan(tx, messages.about(changed, disturbed === null ? 'restored' : 'disturbed', now));
      tx.emit(appointmentEvents.disturbed, { booking: presentBooking(changed, services) });
    }

    function disturbanceOf(at: BranchInfo, booking: Booking): Booking['disturbed'] {
      if (!stageFunctions[at.stage].booking) return 'suspended';
      const service = services.find(({ id }) => id === booking.serviceTypeId);
      // A withdrawn service is the branch's to sort out with the customer: it is not closed.
      if (service === undefined) return null;
      const open = openSlots(at, service, directory.dayOf(at, booking.businessDate));
      return open.some(({ start, end }) => start <= booking.start && booking.start < end) ? null : 'closed';
    }
  };
}
