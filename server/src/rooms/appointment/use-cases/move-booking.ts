import { appointmentEvents } from '@huiting/contracts/appointment';
import type { Ctx } from '../../../platform/context.ts';
import { hashSecret, opensLink, writeLink } from '../../../platform/crypto/link-token.ts';
import type { LinkToken } from '../../../platform/crypto/link-token.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { createMonths } from '../../../platform/months.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { bookingSecret, newCode } from '../appointment.code.domain.ts';
import { checkInWindow, giveUpBooking } from '../appointment.domain.ts';
import type { Booking } from '../appointment.domain.ts';
import type { MessageService } from '../appointment.message.service.ts';
import { presentBooking } from '../appointment.present.ts';
import type { HeldBooking } from '../appointment.present.ts';
import { readBranchRules } from '../appointment.rule.store.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import { freePlace, takePlace } from '../appointment.slot.store.ts';
import { findBooking, insertBooking, lockBooking, saveBooking } from '../appointment.store.ts';
import { offerSlots } from './offer-slots.ts';

/**
 * AP-05: to another time of the same business. One transaction: the old booking is given up, the new place taken (or the
 * whole undone when it is full), the old one freed. The new booking has a code and a link of its own; the old link leads on.
 */
export function createMoveBooking(
  platform: Platform,
  { directory, queue, crypto }: AppointmentUses,
  messages: MessageService,
) {
  const { db, parameters } = platform;
  const ensureMonth = createMonths(platform.pool);

  return async (ctx: Ctx, branch: BranchInfo, link: LinkToken, start: number): Promise<HeldBooking> => {
    const services = await queue.serviceTypes(branch.id);
    const seen = await findBooking(db, branch.id, link.businessDate, link.id);
    if (seen === null || !opensLink(link, seen.linkHash)) return refuse('appointment.not_found');
    const service = services.find(({ id }) => id === seen.serviceTypeId);
    const businessDate = directory.dayAt(branch, start).date;
    const offered =
      service === undefined
        ? []
        : await offerSlots({ db, directory, parameters, queue }, branch, service, businessDate, ctx.now());
    const slot = offered.find((one) => one.start === start);
    const { rules } = await readBranchRules(db, branch.id);
    await ensureMonth(start);
    return db.transact(ctx, branch.id, async (tx) => {
      const old = (await lockBooking(tx, link.businessDate, link.id)) ?? refuse('appointment.not_found');
      const id = newId();
      const decision = giveUpBooking(old, { now: ctx.now(), rules, movedTo: { businessDate, id } });
      if (decision.refusal !== null) return refuse(decision.refusal, { state: old.state });
      if (slot === undefined || start === old.start) return refuse('appointment.slot_closed');
      if (slot.capacity === 0) return refuse('appointment.slot_full');
      const secret = bookingSecret(crypto, id);
      const booking: Booking = {
        ...old,
        id,
        businessDate,
        code: newCode(branch.id),
        linkHash: hashSecret(secret),
        start: slot.start,
        end: slot.end,
        bookedAt: ctx.now(),
        language: ctx.locale,
        disturbed: null,
      };
      await saveBooking(tx, decision.value);
      if (!(await insertBooking(tx, booking))) refuse('appointment.already_booked');
      // Slots' rows in their order, so that two who change places do not wait for each other.
      const take = async (): Promise<void> => {
        const { capacity } = slot;
        const place = { businessDate, serviceTypeId: old.serviceTypeId, start: slot.start, capacity };
        if (!(await takePlace(tx, place))) refuse('appointment.slot_full');
      };
      if (slot.start < old.start) await take();
      await freePlace(tx, old);
      if (slot.start > old.start) await take();
      await messages.drop(tx, old, ctx.now());
      await messages.plan(tx, messages.about(booking, 'moved', ctx.now()));
      await messages.planReminders(tx, booking, ctx.now());
      tx.clearTimer('appointment.miss', old.id);
      tx.setTimer('appointment.miss', id, checkInWindow(slot.start).until, { businessDate });
      const told = presentBooking(booking, services);
      tx.emit(appointmentEvents.moved, { from: presentBooking(decision.value, services), booking: told });
      const token = writeLink({ branchId: branch.id, businessDate, id, secret });
      return { booking, branch, services, rules, token, ticketToken: null };
    });
  };
}
