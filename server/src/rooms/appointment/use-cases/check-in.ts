import { appointmentEvents } from '@huiting/contracts/appointment';
import type { Ctx } from '../../../platform/context.ts';
import { hashSecret, opensLink } from '../../../platform/crypto/link-token.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { Issued } from '../../queue/index.ts';
import { branchMark, readScan, ticketSecret } from '../appointment.code.domain.ts';
import type { Scanned } from '../appointment.code.domain.ts';
import { beginCheckIn, checkInWindow, endCheckIn } from '../appointment.domain.ts';
import type { Booking, Timing } from '../appointment.domain.ts';
import { presentBooking } from '../appointment.present.ts';
import type { RemoteTicket } from '../appointment.remote.domain.ts';
import { remoteByCode, remoteOfTicket, ticketOfRemote } from '../appointment.remote.store.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import { lockBooking, lockByCode, saveBooking } from '../appointment.store.ts';

export interface CheckInInput {
  readonly branchId: string;
  readonly code: string;
  readonly elder: boolean;
  readonly channel: 'kiosk' | 'pad';
}

export interface CheckedIn {
  readonly issued: Issued;
  readonly timing: Timing;
}

/**
 * AP-03: the booking becomes a ticket. Two rooms, so three transactions of one branch, each safe to repeat:
 * 1. the booking is marked as checking in: from here it can be neither cancelled nor missed;
 * 2. the queue issues the ticket, or finds the one it has issued for this booking (unique there);
 * 3. the booking is checked in, and the answer is kept under the command's key.
 * After a crash between them the guest tries again, or the deadline finds the ticket.
 */
export function createCheckIn({ db }: Platform, uses: AppointmentUses) {
  const { directory, customers, queue, crypto } = uses;

  async function find(tx: Tx, branch: BranchInfo, scanned: Scanned | null, today: string): Promise<Booking> {
    if (scanned === null) return refuse('appointment.not_found');
    if ('link' in scanned) {
      const { link } = scanned;
      if (link.branchId !== branch.id)
        return refuse(
          directory.known(link.branchId) === null ? 'appointment.not_found' : 'appointment.wrong_branch',
        );
      const booking = await lockBooking(tx, link.businessDate, link.id);
      return booking !== null && opensLink(link, booking.linkHash)
        ? booking
        : refuse('appointment.not_found');
    }
    const booking = await lockByCode(tx, scanned.code, today);
    if (booking !== null) return booking;
    const mark = scanned.code.slice(0, 2);
    const elsewhere =
      mark !== branchMark(branch.id) && (await directory.all()).some(({ id }) => branchMark(id) === mark);
    return refuse(elsewhere ? 'appointment.wrong_branch' : 'appointment.not_found');
  }

  /** Step 1. Bound to the command's key too, so that the key cannot check in another booking later. */
  async function begin(ctx: Ctx, branch: BranchInfo, input: CheckInInput): Promise<Booking> {
    const work = async (tx: Tx): Promise<Booking> => {
      const found = await find(tx, branch, readScan(input.code), directory.dayAt(branch, ctx.now()).date);
      const decision = beginCheckIn(found, ctx.now());
      if (decision.refusal !== null)
        return refuse(decision.refusal, { state: found.state, ...checkInWindow(found.start) });
      if (decision.value !== found) await saveBooking(tx, decision.value);
      return decision.value;
    };
    const first = {
      ...apart(ctx),
      command: ctx.command === null ? null : { ...ctx.command, endpoint: `${ctx.command.endpoint}:begin` },
    };
    const bound = await db.transact(first, branch.id, async (tx) => ({ booking: await work(tx) }));
    // A repeated key has begun before; the booking may have moved on since, so it is looked at again.
    return bound?.booking ?? db.transact(apart(ctx), branch.id, work);
  }

  /** The queue has refused: the booking is free again, to be cancelled, missed or tried later. */
  async function giveUp(ctx: Ctx, { branchId, businessDate, id }: Booking): Promise<void> {
    await db.transact(apart(ctx), branchId, async (tx) => {
      const booking = await lockBooking(tx, businessDate, id);
      if (booking?.state === 'booked')
        await saveBooking(tx, { ...booking, checkInBeganAt: null, timing: null });
    });
  }

  /** AP-08: the number of somebody who took it from afar; null when what was read is none. */
  async function findAbsent(ctx: Ctx, branch: BranchInfo, scanned: Scanned | null) {
    const { date } = directory.dayAt(branch, ctx.now());
    if (scanned === null) return null;
    if ('code' in scanned) return remoteByCode(db, branch.id, date, scanned.code);
    const { link } = scanned;
    if (link.branchId !== branch.id) return null;
    const remote = await remoteOfTicket(db, branch.id, link.businessDate, link.id);
    return remote !== null && opensLink(link, hashSecret(ticketSecret(crypto, remote.id))) ? remote : null;
  }

  async function arrive(ctx: Ctx, branch: BranchInfo, remote: RemoteTicket): Promise<CheckedIn> {
    const ticket = await ticketOfRemote(db, branch.id, remote.businessDate, remote.id);
    const isHeld = ticket?.state === 'absent' || ticket?.state === 'waiting';
    if (ticket === null || !isHeld)
      return refuse('appointment.wrong_state', { state: ticket?.state ?? 'none' });
    const linkSecret = ticketSecret(crypto, remote.id);
    const issued = await queue.arriveByCode(apart(ctx), {
      branchId: branch.id,
      ticketId: ticket.id,
      linkSecret,
    });
    return db.transact(ctx, branch.id, () => Promise.resolve({ issued, timing: 'onTime' as const }));
  }

  return async (ctx: Ctx, input: CheckInInput): Promise<CheckedIn> => {
    const branch = await directory.get(input.branchId);
    authorize(ctx, 'appointment.checkIn', branch.path);
    const remote = await findAbsent(ctx, branch, readScan(input.code));
    if (remote !== null) return arrive(ctx, branch, remote);
    const booking = await begin(ctx, branch, input);
    // A key repeated on another day is answered from what was kept; nothing is issued for a day that is over.
    if (booking.businessDate !== directory.dayAt(branch, ctx.now()).date) {
      return db.transact(ctx, branch.id, () =>
        Promise.resolve(refuse('appointment.wrong_state', { state: booking.state })),
      );
    }
    const [services, customer] = await Promise.all([
      queue.serviceTypes(branch.id),
      customers.card(booking.customerId, branch.id),
    ]);
    const timing = booking.timing ?? 'onTime';
    let issued: Issued;
    try {
      issued = await queue.issueForBooking(apart(ctx), {
        branchId: branch.id,
        serviceTypeId: booking.serviceTypeId,
        channel: input.channel,
        customer,
        elder: input.elder,
        language: ctx.locale,
        bookingId: booking.id,
        bookingStart: booking.start,
        timing,
        linkSecret: ticketSecret(crypto, booking.id),
      });
    } catch (error) {
      if (error instanceof AppError) await giveUp(ctx, booking);
      throw error;
    }
    return db.transact(ctx, branch.id, async (tx) => {
      const now =
        (await lockBooking(tx, booking.businessDate, booking.id)) ?? refuse('appointment.not_found');
      if (now.state !== 'checkedIn') {
        const { id, number, issuedAt } = issued.ticket;
        const kept = endCheckIn({ ...now, timing }, { id, number, issuedAt });
        await saveBooking(tx, kept);
        tx.clearTimer('appointment.miss', booking.id);
        tx.emit(appointmentEvents.checkedIn, { booking: presentBooking(kept, services), ticketId: id });
      }
      return { issued, timing };
    });
  };
}

/** The same work without the command's key: for the steps before the last, which keeps the answer. */
export function apart(ctx: Ctx): Ctx {
  const { answer: _kept, ...rest } = ctx;
  return { ...rest, command: null, present: null };
}
