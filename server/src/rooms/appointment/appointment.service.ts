import { appointmentEvents } from '@huiting/contracts/appointment';
import type { Ctx } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import { hashSecret, opensLink, readLink, writeLink } from '../../platform/crypto/link-token.ts';
import type { LinkToken } from '../../platform/crypto/link-token.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import type { SmsPort } from '../../platform/messages/sms-gateway.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { CustomerService } from '../customer/index.ts';
import type { BranchDirectory, BranchInfo } from '../organization/index.ts';
import type { QueueService } from '../queue/index.ts';
import { bookingSecret, ticketSecret } from './appointment.code.domain.ts';
import { giveUpBooking, missOrWait } from './appointment.domain.ts';
import type { Booking } from './appointment.domain.ts';
import type { MessageService } from './appointment.message.service.ts';
import { createPhoneProof, phoneOf } from './appointment.phone-proof.service.ts';
import { presentBooking } from './appointment.present.ts';
import type { HeldBooking } from './appointment.present.ts';
import type { DemoInbox } from './appointment.inbox.store.ts';
import { readBranchRules } from './appointment.rule.store.ts';
import { freePlace } from './appointment.slot.store.ts';
import { findBooking, lockBooking, saveBooking, ticketOf } from './appointment.store.ts';
import { createCheckIn } from './use-cases/check-in.ts';
import { createMakeBooking } from './use-cases/make-booking.ts';
import type { Wish } from './use-cases/make-booking.ts';
import { createMoveBooking } from './use-cases/move-booking.ts';
import { createTakeNumber } from './use-cases/take-number.ts';
import { bookableDays, offerSlots } from './use-cases/offer-slots.ts';

export interface AppointmentUses {
  readonly directory: BranchDirectory;
  readonly customers: CustomerService;
  readonly queue: QueueService;
  readonly crypto: FieldCrypto;
  /** Who sends text messages; without one the configured gateway does, or the demo bank's inbox. */
  readonly sms?: SmsPort;
  /** The wall clock, ms: codes are typed by a person now. */
  readonly wall: () => number;
}

type Wanted = Omit<Wish, 'channel'> & { readonly branchId: string };

interface Sending {
  readonly messages: MessageService;
  readonly sms: SmsPort | null;
  readonly inbox: DemoInbox | null;
}

export function createAppointmentService(platform: Platform, uses: AppointmentUses, parts: Sending) {
  const { db, parameters } = platform;
  const { directory, queue, crypto, wall } = uses;
  const { messages, inbox } = parts;
  const proof = createPhoneProof({ db, crypto, sms: parts.sms, wall });
  const makeBooking = createMakeBooking(platform, uses, messages);
  const moveBooking = createMoveBooking(platform, uses, messages);
  const numbers = createTakeNumber(platform, uses, proof);

  async function hold(branch: BranchInfo, booking: Booking, token: string): Promise<HeldBooking> {
    const { ticketId, businessDate, id } = booking;
    const secret = ticketSecret(crypto, id);
    const ticketToken =
      ticketId === null ? null : writeLink({ branchId: branch.id, businessDate, id: ticketId, secret });
    const [services, { rules }] = await Promise.all([
      queue.serviceTypes(branch.id),
      readBranchRules(db, branch.id),
    ]);
    return { booking, branch, services, rules, token, ticketToken };
  }

  /** The booking of a link; of one that was moved, what it became. */
  async function follow(branch: BranchInfo, link: LinkToken, token: string): Promise<HeldBooking> {
    let booking = await findBooking(db, branch.id, link.businessDate, link.id);
    if (booking === null || !opensLink(link, booking.linkHash)) return refuse('appointment.not_found');
    let at = token;
    // Each step leads to a later booking, so it ends.
    while (booking.movedTo !== null) {
      const { businessDate, id } = booking.movedTo;
      const next = await findBooking(db, branch.id, businessDate, id);
      const secret = bookingSecret(crypto, id);
      if (next === null || hashSecret(secret) !== next.linkHash) break;
      booking = next;
      at = writeLink({ branchId: branch.id, businessDate, id, secret });
    }
    return hold(branch, booking, at);
  }

  async function branchOf(token: string): Promise<{ link: LinkToken; branch: BranchInfo }> {
    const link = readLink(token) ?? refuse('appointment.not_found');
    await directory.all();
    return { link, branch: directory.known(link.branchId) ?? refuse('appointment.not_found') };
  }

  return {
    listSlots: async (
      ctx: Ctx,
      input: { branchId: string; date: string; serviceTypeId?: string | undefined },
    ) => {
      const branch = await directory.get(input.branchId);
      const [services, takesNumbers] = await Promise.all([
        queue.serviceTypes(branch.id),
        queue.takesNumbers(branch.id),
      ]);
      const service = services.find(({ id }) => id === input.serviceTypeId);
      return {
        services: services.map(({ id, code, name, description, icon }) => ({
          id,
          code,
          name,
          description,
          icon,
        })),
        slots:
          service === undefined
            ? []
            : await offerSlots({ db, directory, parameters, queue }, branch, service, input.date, ctx.now()),
        days: bookableDays({ directory, parameters }, branch, ctx.now()).map(({ date, hours }) => ({
          date,
          open: hours !== null && takesNumbers,
        })),
      };
    },

    sendPhoneCode: async (ctx: Ctx, input: { phone: string }) =>
      proof.send(ctx, (await directory.all())[0]?.bankName ?? '', input),

    /** Whoever asks holds the phone: runs the work with its number, normalised. @throws appointment.phone_not_proved */
    provePhone: async <R>(
      ctx: Ctx,
      phone: string,
      code: string,
      work: (phone: string) => Promise<R>,
    ): Promise<R> => {
      const number = phoneOf(phone);
      return proof.prove(ctx, number, code, () => work(number));
    },

    bookByPhone: async (ctx: Ctx, input: Wanted & { phoneCode: string }): Promise<HeldBooking> => {
      const branch = await directory.get(input.branchId);
      const phone = phoneOf(input.phone);
      return proof.prove(ctx, phone, input.phoneCode, () =>
        makeBooking(ctx, branch, { ...input, phone, channel: 'h5' }),
      );
    },

    bookForCustomer: async (ctx: Ctx, input: Wanted): Promise<HeldBooking> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'appointment.manage', branch.path);
      return makeBooking(ctx, branch, { ...input, phone: phoneOf(input.phone), channel: 'pad' });
    },

    getByLink: async (_ctx: Ctx, { token }: { token: string }): Promise<HeldBooking> => {
      const { link, branch } = await branchOf(token);
      return follow(branch, link, token);
    },

    cancelByLink: async (ctx: Ctx, { token }: { token: string }): Promise<HeldBooking> => {
      const { link, branch } = await branchOf(token);
      const services = await queue.serviceTypes(branch.id);
      const { rules } = await readBranchRules(db, branch.id);
      return db.transact(ctx, branch.id, async (tx) => {
        const booking = await lockBooking(tx, link.businessDate, link.id);
        if (booking === null || !opensLink(link, booking.linkHash)) return refuse('appointment.not_found');
        const decision = giveUpBooking(booking, { now: ctx.now(), rules, movedTo: null });
        if (decision.refusal !== null) return refuse(decision.refusal, { state: booking.state });
        await saveBooking(tx, decision.value);
        await freePlace(tx, booking);
        await messages.drop(tx, booking, ctx.now());
        tx.clearTimer('appointment.miss', booking.id);
        tx.emit(appointmentEvents.cancelled, { booking: presentBooking(decision.value, services) });
        return { booking: decision.value, branch, services, rules, token, ticketToken: null };
      });
    },

    moveByLink: async (
      ctx: Ctx,
      { token, start }: { token: string; start: number },
    ): Promise<HeldBooking> => {
      const { link, branch } = await branchOf(token);
      return moveBooking(ctx, branch, link, start);
    },

    ...numbers,
    checkIn: createCheckIn(platform, uses),

    /** Demo bank only: what the simulated phone has received. */
    readInbox: async (_ctx: Ctx, input: { phone?: string | undefined }) => {
      if (inbox === null) return refuse('platform.not_found');
      return { messages: await inbox.read(input.phone === undefined ? null : phoneOf(input.phone)) };
    },

    /** Deadline: the guest did not come; or came, and only the last step of the check-in is missing. */
    miss: async (ctx: Ctx, timer: Timer): Promise<void> => {
      const services = await queue.serviceTypes(timer.branchId);
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const booking = await lockBooking(tx, timer.payload.businessDate as string, timer.ref);
        if (booking === null) return;
        const ticket = booking.checkInBeganAt === null ? null : await ticketOf(tx, booking);
        const found = missOrWait(booking, ticket, ctx.now());
        if (found.verdict === 'wait')
          return tx.setTimer('appointment.miss', timer.ref, found.until, timer.payload);
        if (found.verdict === 'ended') return;
        await saveBooking(tx, found.booking);
        const told = presentBooking(found.booking, services);
        if (found.verdict === 'fellThrough') tx.emit(appointmentEvents.cancelled, { booking: told });
        else if (ticket === null) tx.emit(appointmentEvents.missed, { booking: told });
        else tx.emit(appointmentEvents.checkedIn, { booking: told, ticketId: ticket.id });
      });
    },
  };
}

export type AppointmentService = ReturnType<typeof createAppointmentService>;
