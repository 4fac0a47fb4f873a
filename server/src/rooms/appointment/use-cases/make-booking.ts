import { appointmentEvents } from '@huiting/contracts/appointment';
import type { Ctx } from '../../../platform/context.ts';
import { hashSecret, writeLink } from '../../../platform/crypto/link-token.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { createMonths } from '../../../platform/months.ts';
import type { Platform } from '../../../platform/room.ts';
import { maskName, maskPhone } from '../../customer/index.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { bookingSecret, newCode } from '../appointment.code.domain.ts';
import { checkInWindow } from '../appointment.domain.ts';
import type { Booking } from '../appointment.domain.ts';
import { presentBooking } from '../appointment.present.ts';
import type { HeldBooking } from '../appointment.present.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import type { MessageService } from '../appointment.message.service.ts';
import { barredUntil } from '../appointment.rule.domain.ts';
import { readBranchRules, readNoShows } from '../appointment.rule.store.ts';
import { takePlace } from '../appointment.slot.store.ts';
import { insertBooking } from '../appointment.store.ts';
import { offerSlots } from './offer-slots.ts';

export interface Wish {
  readonly serviceTypeId: string;
  readonly start: number;
  readonly name: string;
  /** Normalised. */
  readonly phone: string;
  readonly note: string | null;
  readonly channel: 'h5' | 'pad' | 'api';
}

/**
 * AP-01: takes a place and keeps it. The customer's file is made first, outside the branch's transaction; inside it the
 * slot's row is the lock for the last place, and a unique index for one booking per person and day.
 */
export function createMakeBooking(
  platform: Platform,
  { directory, customers, queue, crypto }: AppointmentUses,
  messages: MessageService,
) {
  const { db, parameters } = platform;
  const ensureMonth = createMonths(platform.pool);

  return async (ctx: Ctx, branch: BranchInfo, wish: Wish): Promise<HeldBooking> => {
    const services = await queue.serviceTypes(branch.id);
    const service = services.find(({ id }) => id === wish.serviceTypeId) ?? refuse('appointment.slot_closed');
    const businessDate = directory.dayAt(branch, wish.start).date;
    const offered = await offerSlots(
      { db, directory, parameters, queue },
      branch,
      service,
      businessDate,
      ctx.now(),
    );
    const slot = offered.find(({ start }) => start === wish.start);
    const customer = await customers.ensureByPhone(ctx, {
      name: wish.name,
      phone: wish.phone,
      branchId: branch.id,
    });
    if (wish.channel === 'h5') await assertNotBarred(platform.db, ctx, branch.id, customer.id);
    const { rules } = await readBranchRules(platform.db, branch.id);
    // A slot of next month may be the first row of its partition.
    await ensureMonth(wish.start);
    return db.transact(ctx, branch.id, async (tx) => {
      if (slot === undefined) return refuse('appointment.slot_closed');
      if (slot.capacity === 0) return refuse('appointment.slot_full');
      const id = newId();
      const secret = bookingSecret(crypto, id);
      const booking: Booking = {
        branchId: branch.id,
        businessDate,
        id,
        code: newCode(branch.id),
        linkHash: hashSecret(secret),
        state: 'booked',
        serviceTypeId: service.id,
        start: slot.start,
        end: slot.end,
        customerId: customer.id,
        maskedName: maskName(wish.name),
        maskedPhone: maskPhone(wish.phone),
        channel: wish.channel,
        note: wish.note === '' ? null : wish.note,
        bookedAt: ctx.now(),
        checkInBeganAt: null,
        timing: null,
        checkedInAt: null,
        ticketId: null,
        ticketNumber: null,
        language: ctx.locale,
        disturbed: null,
        movedTo: null,
        preparation: null,
      };
      if (!(await insertBooking(tx, booking))) refuse('appointment.already_booked');
      const place = { businessDate, serviceTypeId: service.id, start: slot.start, capacity: slot.capacity };
      if (!(await takePlace(tx, place))) refuse('appointment.slot_full');
      tx.setTimer('appointment.miss', id, checkInWindow(slot.start).until, { businessDate });
      await messages.planReminders(tx, booking, ctx.now());
      tx.emit(appointmentEvents.booked, { booking: presentBooking(booking, services) });
      return {
        booking,
        branch,
        services,
        rules,
        token: writeLink({ branchId: branch.id, businessDate, id, secret }),
        ticketToken: null,
      };
    });
  };
}

/** Whoever has not come too often books in person for a while; told with the reason and until when. */
export async function assertNotBarred(
  db: Reader,
  ctx: Ctx,
  branchId: string,
  customerId: string,
): Promise<void> {
  const [{ rules }, missed] = await Promise.all([
    readBranchRules(db, branchId),
    readNoShows(db, customerId, ctx.now()),
  ]);
  const until = barredUntil(missed, rules, ctx.now());
  if (until !== null) refuse('appointment.barred', { until, noShows: missed.length });
}
