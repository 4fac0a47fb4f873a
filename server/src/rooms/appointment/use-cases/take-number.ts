import { remoteDefaults } from '@huiting/contracts/appointment';
import type { PhonePosition } from '@huiting/contracts/appointment';
import { stageFunctions } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import { writeLink } from '../../../platform/crypto/link-token.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Platform } from '../../../platform/room.ts';
import { maskName, maskPhone } from '../../customer/index.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { Issued } from '../../queue/index.ts';
import { remoteCode, ticketSecret } from '../appointment.code.domain.ts';
import { phoneOf } from '../appointment.phone-proof.service.ts';
import type { PhoneProof } from '../appointment.phone-proof.service.ts';
import { idOfCommand, ruleFor } from '../appointment.remote.domain.ts';
import type { RemoteTicket } from '../appointment.remote.domain.ts';
import {
  countAbsent,
  findRemote,
  insertRemote,
  putClaim,
  readClaim,
  ticketOfRemote,
} from '../appointment.remote.store.ts';
import { readBranchRules } from '../appointment.rule.store.ts';
import type { AppointmentUses } from '../appointment.service.ts';
import { apart } from './check-in.ts';
import { assertNotBarred } from './make-booking.ts';

export interface TakeNumber {
  readonly branchId: string;
  readonly serviceTypeId: string;
  readonly name: string;
  readonly phone: string;
  readonly phoneCode: string;
  readonly position: PhonePosition | null;
  readonly elder: boolean;
}

export interface TakenNumber {
  readonly issued: Issued;
  readonly remote: RemoteTicket;
}

/** A claim whose ticket was never issued counts as broken off after this. */
const claimPatienceMs = 60_000;

/**
 * AP-08: a number from afar. Steps that may each be repeated, as for a check-in: the customer's one claim (over all
 * branches), the record of the rule and the code, the queue's ticket, and the answer kept under the command's key. The
 * position is used to answer and not kept.
 */
export function createTakeNumber(platform: Platform, uses: AppointmentUses, proof: PhoneProof) {
  const { db } = platform;
  const { directory, customers, queue, crypto } = uses;

  function linkOf(branchId: string, businessDate: string, ticketId: string, remoteId: string): string {
    return writeLink({ branchId, businessDate, id: ticketId, secret: ticketSecret(crypto, remoteId) });
  }

  /** One live number per customer. The newest claim wins once the older one's ticket is over. */
  async function claim(ctx: Ctx, branch: BranchInfo, customerId: string, date: string): Promise<string> {
    const own = ctx.command === null ? newId() : idOfCommand(ctx.actor.id, ctx.command.key);
    const held = await readClaim(db, customerId);
    if (held?.id === own) return own;
    if (held !== null) {
      const ticket = await ticketOfRemote(db, held.branchId, held.businessDate, held.id);
      const lives = ticket === null ? ctx.now() < held.claimedAt + claimPatienceMs : ticket.endedAt === null;
      if (lives)
        refuse('appointment.remote_live', {
          progressPath:
            ticket === null ? null : `/h5/t/${linkOf(held.branchId, held.businessDate, ticket.id, held.id)}`,
          number: ticket?.number ?? null,
        });
    }
    const mine = { id: own, branchId: branch.id, businessDate: date, claimedAt: ctx.now() };
    if (!(await putClaim(db, customerId, held, mine)))
      refuse('appointment.remote_live', { progressPath: null, number: null });
    return own;
  }

  async function take(ctx: Ctx, branch: BranchInfo, input: TakeNumber, phone: string): Promise<TakenNumber> {
    const { rules } = await readBranchRules(db, branch.id);
    const { remote: terms } = rules;
    if (!terms.offered || !stageFunctions[branch.stage].booking) refuse('appointment.remote_not_offered');
    const found = ruleFor(terms, branch, input.position);
    if (found.tooFar)
      return refuse('appointment.too_far', { metres: found.metres, withinMetres: terms.withinMetres });
    const customer = await customers.ensureByPhone(ctx, { name: input.name, phone, branchId: branch.id });
    await assertNotBarred(db, ctx, branch.id, customer.id);
    const { date } = directory.dayAt(branch, ctx.now());
    if ((await countAbsent(db, branch.id, date)) >= terms.mostAbsent) refuse('appointment.remote_full');
    const id = await claim(ctx, branch, customer.id, date);
    const remote: RemoteTicket = {
      branchId: branch.id,
      businessDate: date,
      id,
      code: remoteCode(crypto, branch.id, id),
      customerId: customer.id,
      maskedName: maskName(input.name),
      maskedPhone: maskPhone(phone),
      language: ctx.locale,
      rule: found.rule,
      holdMinutes:
        input.elder || customer.elder
          ? Math.max(found.holdMinutes, remoteDefaults.elderHoldMinutes)
          : found.holdMinutes,
      nearAhead: terms.nearAhead,
      takenAt: ctx.now(),
    };
    await db.transact(apart(ctx), branch.id, (tx) => insertRemote(tx, remote));
    const kept = (await findRemote(db, branch.id, date, id)) ?? remote;
    const issued = await queue.issueAbsent(apart(ctx), {
      branchId: branch.id,
      serviceTypeId: input.serviceTypeId,
      customer,
      elder: input.elder,
      language: ctx.locale,
      remoteId: id,
      linkSecret: ticketSecret(crypto, id),
      holdMinutes: kept.holdMinutes,
      nearAhead: kept.nearAhead,
    });
    return db.transact(ctx, branch.id, () => Promise.resolve({ issued, remote: kept }));
  }

  return {
    getRemoteOffer: async (_ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      const [{ rules }, services, figures] = await Promise.all([
        readBranchRules(db, branch.id),
        queue.serviceTypes(branch.id),
        queue.figures(branch.id),
      ]);
      const { mostAbsent: _kept, ...rule } = rules.remote;
      return {
        branchName: branch.name,
        address: branch.address,
        latitude: branch.latitude,
        longitude: branch.longitude,
        rule: { ...rule, offered: rule.offered && stageFunctions[branch.stage].booking },
        services: services.flatMap(({ id, name, description, icon }) => {
          const figure = figures?.services.find(({ serviceTypeId }) => serviceTypeId === id);
          if (figure === undefined) return [];
          const { waiting, expected, closed } = figure;
          return [{ id, name, description, icon, waiting, expected, closed }];
        }),
      };
    },

    takeNumber: async (ctx: Ctx, input: TakeNumber): Promise<TakenNumber> => {
      const branch = await directory.get(input.branchId);
      const phone = phoneOf(input.phone);
      return proof.prove(ctx, phone, input.phoneCode, () => take(ctx, branch, input, phone));
    },

    getRemotePass: async (_ctx: Ctx, { token }: { token: string }) => {
      const link = (await queue.ticketByLink(token)) ?? refuse('queue.link_invalid');
      if (link.bookingId === null) return { pass: null };
      const remote = await findRemote(db, link.branchId, link.businessDate, link.bookingId);
      if (remote === null) return { pass: null };
      const { code, rule, holdMinutes, nearAhead, takenAt } = remote;
      return { pass: { code, rule, holdMinutes, nearAhead, takenAt } };
    },
  };
}
