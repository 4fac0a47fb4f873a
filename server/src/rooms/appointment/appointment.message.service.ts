import { appointmentEvents } from '@huiting/contracts/appointment';
import type { MessageKind } from '@huiting/contracts/appointment';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { DateTime } from 'luxon';
import type { Ctx } from '../../platform/context.ts';
import { systemCtx } from '../../platform/context.ts';
import { hashSecret, writeLink } from '../../platform/crypto/link-token.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { SmsRefused } from '../../platform/messages/sms-gateway.ts';
import type { SmsPort } from '../../platform/messages/sms-gateway.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { BranchInfo } from '../organization/index.ts';
import { bookingSecret, ticketSecret } from './appointment.code.domain.ts';
import type { Booking } from './appointment.domain.ts';
import { remindersOf, retryAt, wordsOf } from './appointment.message.domain.ts';
import type { MessageFacts } from './appointment.message.domain.ts';
import {
  claimTry,
  dropMessages,
  findMessage,
  insertMessage,
  saveMessage,
} from './appointment.message.store.ts';
import type { Message } from './appointment.message.store.ts';
import { findRemote, ticketOfRemote } from './appointment.remote.store.ts';
import { barredUntil } from './appointment.rule.domain.ts';
import { readBranchRules, readNoShows } from './appointment.rule.store.ts';
import type { AppointmentUses } from './appointment.service.ts';
import { findBooking } from './appointment.store.ts';

/** Deadline by which a message is due. */
export const messageDeadline = 'appointment.message';

/** A try nobody finished counts as broken off when its lease (wall time, longer than any gateway is waited for) is over. */
const leaseMs = 60_000;
/** Business time until that is looked at. */
const lookAgainMs = 600_000;

/** Whom a message concerned, masked. */
interface About {
  readonly maskedName: string;
  readonly maskedPhone: string;
  readonly start: number | null;
}

type Plan = Pick<Message, 'about' | 'businessDate' | 'customerId' | 'kind'> & {
  readonly id?: string;
  readonly dueAt: number;
};
export type MessageService = ReturnType<typeof createMessages>;

/**
 * Text messages to customers. A deadline says when one is due; it is handed over by a reaction, in nobody's transaction and
 * on no branch's way, so that a slow gateway holds up messages alone. At least once: the port may drop a second of an id.
 */
export function createMessages(platform: Platform, uses: AppointmentUses, sms: SmsPort | null) {
  const { db, config } = platform;
  const { directory, customers, queue, crypto } = uses;

  async function plan(tx: Tx, { id = newId(), ...message }: Plan): Promise<void> {
    // A bank that sends none plans none.
    if (sms === null) return;
    if (await insertMessage(tx, { ...message, id }))
      tx.setTimer(messageDeadline, id, message.dueAt, { businessDate: message.businessDate });
  }

  const about = (booking: Booking, kind: MessageKind, dueAt: number): Plan => ({
    about: booking.id,
    businessDate: booking.businessDate,
    customerId: booking.customerId,
    kind,
    dueAt,
  });

  function linkTo(branch: BranchInfo, booking: Booking): string | null {
    const secret = bookingSecret(crypto, booking.id);
    // The demo's phone is a page of ours, where a path is enough.
    if (hashSecret(secret) !== booking.linkHash || (config.publicUrl === null && config.demo === null))
      return null;
    const { businessDate, id } = booking;
    return `${config.publicUrl ?? ''}/h5/b/${writeLink({ branchId: branch.id, businessDate, id, secret })}`;
  }

  /** What there is to say now; null when it is out of date. */
  async function factsOf(
    ctx: Ctx,
    branch: BranchInfo,
    message: Message,
  ): Promise<{ facts: MessageFacts; about: About } | null> {
    const booking = await findBooking(db, branch.id, message.businessDate, message.about);
    if (booking === null) return factsOfNumber(ctx, branch, message);
    const stands = booking.state === 'booked' && booking.disturbed === null;
    const isTimely = {
      dayBefore: stands,
      hoursBefore: stands,
      moved: stands,
      restored: stands,
      disturbed: booking.state === 'booked' && booking.disturbed !== null,
      barred: true,
      near: false,
    } satisfies Record<MessageKind, boolean>;
    if (!isTimely[message.kind]) return null;
    const zh = booking.language === 'zh-CN';
    const format = (instant: number, pattern: string): string =>
      DateTime.fromMillis(instant, { zone: branch.timeZone, locale: zh ? 'zh' : 'en' }).toFormat(pattern);
    const barred = message.kind === 'barred' ? await barredNow(ctx, branch, booking.customerId) : null;
    if (message.kind === 'barred' && barred === null) return null;
    const services = await queue.serviceTypes(branch.id);
    return {
      about: booking,
      facts: {
        bankName: branch.bankName,
        branchName: branch.name,
        language: booking.language,
        serviceName: services.find(({ id }) => id === booking.serviceTypeId)?.name ?? {
          zh: '业务',
          en: 'your business',
        },
        link: linkTo(branch, booking),
        when: format(booking.start, zh ? 'M月d日 HH:mm' : 'd LLL HH:mm'),
        code: booking.code,
        ticketNumber: booking.ticketNumber,
        ahead: null,
        until: barred === null ? null : format(barred, zh ? 'M月d日' : 'd LLL'),
      },
    };
  }

  const barredNow = async (ctx: Ctx, branch: BranchInfo, customerId: string): Promise<number | null> => {
    const [{ rules }, missed] = await Promise.all([
      readBranchRules(db, branch.id),
      readNoShows(db, customerId, ctx.now()),
    ]);
    return barredUntil(missed, rules, ctx.now());
  };

  /** The same of a number taken from afar. */
  async function factsOfNumber(
    ctx: Ctx,
    branch: BranchInfo,
    message: Message,
  ): Promise<{ facts: MessageFacts; about: About } | null> {
    const remote = await findRemote(db, branch.id, message.businessDate, message.about);
    const ticket =
      remote === null ? null : await ticketOfRemote(db, branch.id, message.businessDate, message.about);
    if (remote === null || ticket === null) return null;
    const { businessDate, id, language } = remote;
    const token = writeLink({
      branchId: branch.id,
      businessDate,
      id: ticket.id,
      secret: ticketSecret(crypto, id),
    });
    const progress = await queue.getProgress(token);
    if (message.kind === 'near' && progress.state !== 'absent') return null;
    const barred = message.kind === 'barred' ? await barredNow(ctx, branch, remote.customerId) : null;
    if (message.kind === 'barred' && barred === null) return null;
    const format = (instant: number, pattern: string): string =>
      DateTime.fromMillis(instant, {
        zone: branch.timeZone,
        locale: language === 'en' ? 'en' : 'zh',
      }).toFormat(pattern);
    const canLink = config.publicUrl !== null || config.demo !== null;
    return {
      about: { ...remote, start: null },
      facts: {
        bankName: branch.bankName,
        branchName: branch.name,
        language,
        serviceName: progress.serviceName,
        link: canLink ? `${config.publicUrl ?? ''}/h5/t/${token}` : null,
        when: '',
        code: remote.code,
        ticketNumber: ticket.number,
        ahead: progress.ahead,
        until:
          barred !== null
            ? format(barred, language === 'en' ? 'd LLL' : 'M月d日')
            : progress.restorableUntil === null
              ? null
              : format(progress.restorableUntil, 'HH:mm'),
      },
    };
  }

  /** Hands it over, or says why not: a code. */
  async function handOver(customerId: string, id: string, text: string, at: number): Promise<string | null> {
    const phone = await customers.phoneOf(customerId);
    if (phone === null) return 'noPhone';
    if (sms === null) return 'noGateway';
    try {
      await sms.send({ id, phone, text, at });
      return null;
    } catch (error) {
      if (error instanceof SmsRefused) return error.problem;
      throw error;
    }
  }

  return {
    plan,
    about,
    planReminders: async (tx: Tx, booking: Booking, now: number): Promise<void> => {
      for (const { kind, dueAt } of remindersOf(booking, now)) await plan(tx, about(booking, kind, dueAt));
    },
    /** Nothing more is to be said about a booking. */
    drop: async (tx: Tx, booking: Pick<Booking, 'businessDate' | 'id'>, now: number): Promise<void> => {
      for (const id of await dropMessages(tx, booking.businessDate, booking.id, now))
        tx.clearTimer(messageDeadline, id);
    },

    /** Deadline: it is time, for the first try or another. */
    due: async (ctx: Ctx, timer: Timer): Promise<void> => {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const businessDate = timer.payload.businessDate as string;
        const message = await findMessage(tx, timer.branchId, businessDate, timer.ref);
        if (message?.state !== 'pending') return;
        if ((message.leasedUntil ?? 0) > uses.wall())
          tx.setTimer(messageDeadline, timer.ref, timer.dueAt + lookAgainMs, timer.payload);
        else
          tx.emit(appointmentEvents.messageDue, {
            messageId: message.id,
            businessDate,
            attempt: message.tries,
          });
      });
    },

    /**
     * Reaction: hands the message over, in no transaction, and keeps how it went. The try is taken first, with a deadline
     * for the case that this process dies on the way.
     */
    send: async (ctx: Ctx, event: OutboxEvent): Promise<void> => {
      const asked = event.payload as PayloadOf<typeof appointmentEvents.messageDue>;
      const { businessDate } = asked;
      const branch = await directory.get(event.branchId);
      // Dated with the event: business time may stand still meanwhile, or run.
      const at = systemCtx(() => event.at, ctx.traceId);
      const message = await db.transact(at, branch.id, async (tx) => {
        const claim = { attempt: asked.attempt, until: uses.wall() + leaseMs };
        const taken = await claimTry(tx, businessDate, asked.messageId, claim);
        if (taken !== null) tx.setTimer(messageDeadline, taken.id, event.at + lookAgainMs, { businessDate });
        return taken;
      });
      if (message === null) return;
      const found = await factsOf(at, branch, message);
      const problem =
        found === null
          ? null
          : await handOver(message.customerId, message.id, wordsOf(message.kind, found.facts), event.at);
      const next = problem === null || problem === 'noPhone' ? null : retryAt(message.tries, event.at);
      const settled = found === null ? 'dropped' : problem === null ? 'sent' : 'failed';
      await db.transact(at, branch.id, async (tx) => {
        const state = next === null ? settled : 'pending';
        if (!(await saveMessage(tx, { ...message, problem, state, dueAt: next ?? message.dueAt }, event.at)))
          return;
        if (next !== null) tx.setTimer(messageDeadline, message.id, next, { businessDate });
        else tx.clearTimer(messageDeadline, message.id);
        if (state === 'failed' && found !== null)
          tx.emit(appointmentEvents.messageFailed, {
            messageId: message.id,
            about: message.about,
            kind: message.kind,
            maskedName: found.about.maskedName,
            maskedPhone: found.about.maskedPhone,
            start: found.about.start,
          });
      });
    },
  };
}
