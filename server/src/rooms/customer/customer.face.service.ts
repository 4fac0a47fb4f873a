import type { customerEndpoints } from '@huiting/contracts/customer';
import type { InputOf } from '@huiting/contracts/core/endpoint';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import type { Exchange } from '../../platform/http/handlers.ts';
import type { Platform } from '../../platform/room.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import type { CustomerUseCases, CustomerUses } from './customer.service.ts';
import { checkSignature } from './customer.signature.domain.ts';
import { findSender, takeMessage } from './customer.webhook.store.ts';

type FaceMessage = InputOf<typeof customerEndpoints.receiveFace>;

/** Below this score a face is nobody's. Vendors' usual operating point for a false match of 1 in 100,000. */
const minimumScore = 0.85;
/** Business milliseconds a message may lag behind what it tells. */
const latestLagMs = 5 * 60_000;

/**
 * Takes a face service's message. No picture and no template comes in or is kept: an opaque id and a score.
 * Also the pattern for other senders: signature over the raw body, then its age, then its id once, then the business.
 */
export function createReceiveFace(
  platform: Platform,
  { directory, crypto, wall }: CustomerUses,
  service: CustomerUseCases,
) {
  const { db } = platform;

  async function senderOf(
    exchange: Pick<Exchange, 'request' | 'rawBody'>,
    wallNow: number,
  ): Promise<{ sender: string; scopePath: string }> {
    const header = (name: string): string => {
      const value = exchange.request.headers[name];
      return typeof value === 'string' ? value : '';
    };
    const sender =
      header('x-sender') === '' ? null : await findSender(db, crypto, header('x-sender').slice(0, 80));
    if (sender === null) return refuse('customer.bad_signature');
    const checked = checkSignature({
      secret: sender.secret,
      timestamp: header('x-timestamp'),
      signature: header('x-signature'),
      rawBody: exchange.rawBody,
      wallNow,
    });
    if (checked === 'bad') refuse('customer.bad_signature');
    if (checked === 'stale') refuse('customer.stale_message');
    return sender;
  }

  return async function receiveFace(
    ctx: Ctx,
    message: FaceMessage,
    exchange: Pick<Exchange, 'request' | 'rawBody'>,
  ): Promise<{ matched: boolean }> {
    const wallNow = wall();
    const { sender, scopePath } = await senderOf(exchange, wallNow);
    // The address is not signed; the body is. They must name the same branch.
    if ((JSON.parse(exchange.rawBody) as { branchId?: unknown }).branchId !== message.branchId)
      refuse('customer.bad_signature');
    const branch = await directory.get(message.branchId);
    if (!branch.path.startsWith(scopePath)) refuse('platform.forbidden');

    const faceId = normaliseIdentifier('faceId', message.faceId);
    const certain = message.score >= minimumScore && faceId !== null;
    const customerId = certain ? await service.store.findId(db, 'faceId', faceId) : null;
    const file = customerId === null ? null : await service.store.loadFile(db, customerId);
    if (file !== null && !(await service.store.hasConsent(db, file.id, 'face')))
      refuse('customer.no_consent');

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
        source: 'face',
        confidence: message.score,
        place: message.place,
        ticketNumber: null,
      });
      await platform.audit(tx, ctx, {
        action: 'customer.recogniseFace',
        object: `customer:${file.id}`,
        orgUnitId: branch.orgUnitId,
        outcome: 'done',
        detail: { sender, messageId: message.messageId, score: message.score },
      });
      return { matched: true };
    });
  };
}
