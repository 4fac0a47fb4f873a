import type { customerEndpoints } from '@huiting/contracts/customer';
import type { InputOf } from '@huiting/contracts/core/endpoint';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import type { Platform } from '../../platform/room.ts';
import { takeMessage } from '../../platform/webhooks/senders.ts';
import { branchInBody, verifySender } from '../../platform/webhooks/verify.ts';
import type { SignedExchange } from '../../platform/webhooks/verify.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import type { CustomerUseCases, CustomerUses } from './customer.service.ts';

type FaceMessage = InputOf<typeof customerEndpoints.receiveFace>;
type PlateMessage = InputOf<typeof customerEndpoints.receivePlate>;
/** What every sender tells, whatever it saw. */
type Seen = Omit<FaceMessage, 'faceId'> & { readonly value: string };

/** How each way of recognising is looked up. Below its score nobody is matched; for faces, the vendors' usual operating point for a false match of 1 in 100,000. */
const ways = {
  face: { kind: 'faceId', minimumScore: 0.85, action: 'customer.recogniseFace' },
  plate: { kind: 'plate', minimumScore: 0.9, action: 'customer.recognisePlate' },
} as const;
/** Business milliseconds a message may lag behind what it tells. */
const latestLagMs = 5 * 60_000;

/**
 * Takes the messages of face services and gate cameras. No picture and no template comes in or is kept: an opaque id or a
 * plate, and a score. The order is the pattern for every sender: signature over the raw body, its age, its id once, the business.
 */
export function createReceivers(
  platform: Platform,
  { directory, crypto, wall }: CustomerUses,
  service: CustomerUseCases,
) {
  const { db } = platform;

  async function senderOf(exchange: SignedExchange, purpose: keyof typeof ways, wallNow: number) {
    const sender = await verifySender({ db, crypto }, exchange, purpose, wallNow);
    if (sender === 'bad') return refuse('customer.bad_signature');
    if (sender === 'stale') return refuse('customer.stale_message');
    return sender;
  }

  async function receive(
    ctx: Ctx,
    purpose: keyof typeof ways,
    message: Seen,
    exchange: SignedExchange,
  ): Promise<{ matched: boolean }> {
    const wallNow = wall();
    const { sender, scopePath } = await senderOf(exchange, purpose, wallNow);
    // The address is not signed; the body is. They must name the same branch.
    if (branchInBody(exchange) !== message.branchId) refuse('customer.bad_signature');
    const branch = await directory.get(message.branchId);
    if (!branch.path.startsWith(scopePath)) refuse('platform.forbidden');

    const { kind, minimumScore, action } = ways[purpose];
    const value = normaliseIdentifier(kind, message.value);
    const certain = message.score >= minimumScore && value !== null;
    const customerId = certain ? await service.store.findId(db, kind, value) : null;
    const file = customerId === null ? null : await service.store.loadFile(db, customerId);
    if (file !== null && !(await service.consents.allows(file.id, purpose))) refuse('customer.no_consent');
    if (file !== null && purpose === 'face') await service.store.keepFaceId(db, file.id, value!);

    const now = ctx.now();
    const businessDate = dateIn(branch.timeZone, now);
    const customer = file === null ? null : await service.toCard(db, file, businessDate);
    return db.transact(ctx, branch.id, async (tx) => {
      if (!(await takeMessage(tx, { sender, messageId: message.messageId, receivedAt: wallNow })))
        refuse('customer.stale_message');
      if (file === null || customer === null) return { matched: false };
      await service.noteSighting(tx, {
        customer,
        ownerStaffId: file.ownerStaffId,
        at: Math.min(now, Math.max(message.seenAt, now - latestLagMs)),
        businessDate,
        source: purpose,
        confidence: message.score,
        place: message.place,
        ticketNumber: null,
      });
      await platform.audit(tx, ctx, {
        action,
        object: `customer:${file.id}`,
        orgUnitId: branch.orgUnitId,
        outcome: 'done',
        detail: { sender, messageId: message.messageId, score: message.score },
      });
      return { matched: true };
    });
  }

  return {
    receiveFace: (ctx: Ctx, { faceId, ...message }: FaceMessage, exchange: SignedExchange) =>
      receive(ctx, 'face', { ...message, value: faceId }, exchange),
    receivePlate: (ctx: Ctx, { plate, ...message }: PlateMessage, exchange: SignedExchange) =>
      receive(ctx, 'plate', { ...message, value: plate }, exchange),
  };
}
