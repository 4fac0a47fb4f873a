import type { ConsentPurpose } from '@huiting/contracts/customer';
import type { Correction, RequestKind } from '@huiting/contracts/privacy';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import { hashSecret, newSecret, opensLink, readLink, writeLink } from '../../platform/crypto/link-token.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/room.ts';
import type { AppointmentService } from '../appointment/index.ts';
import type { CustomerService } from '../customer/index.ts';
import type { RequestRecord } from './privacy.domain.ts';
import type { Requests } from './privacy.request.service.ts';

/** Wall milliseconds the page of one's own data stays open. */
const openMs = 30 * 60_000;

/** The customer's own page: opened by a one-time code to their phone, for half an hour. */
export function createMine(
  { db }: Platform,
  requests: Requests,
  uses: {
    readonly customers: CustomerService;
    readonly appointments: Pick<AppointmentService, 'provePhone'>;
    readonly wall: () => number;
  },
) {
  const { customers, wall } = uses;
  const { store } = requests;

  async function visitorOf(token: string) {
    const link = readLink(token) ?? refuse('privacy.link_ended');
    const visit = await store.readVisit(db, link.branchId, link.id, wall());
    if (visit === null || !opensLink(link, visit.linkHash)) return refuse('privacy.link_ended');
    return { branchId: link.branchId, customerId: visit.customerId };
  }
  async function ownRequest(token: string, requestId: string): Promise<RequestRecord> {
    const { branchId, customerId } = await visitorOf(token);
    const request = await store.read(db, branchId, requestId);
    return request?.customerId === customerId ? request : refuse('privacy.not_found');
  }

  return {
    openMine: async (ctx: Ctx, input: { phone: string; phoneCode: string }): Promise<{ path: string }> =>
      uses.appointments.provePhone(ctx, input.phone, input.phoneCode, async (phone) => {
        const card = (await customers.find({ kind: 'phone', value: phone })) ?? refuse('privacy.no_file');
        const branchId = await requests.keptAt(card.id);
        const visit = { branchId, businessDate: '2000-01-01', id: newId(), secret: newSecret() };
        await db.transact(ctx, branchId, (tx) =>
          store.openVisit(tx, {
            id: visit.id,
            customerId: card.id,
            linkHash: hashSecret(visit.secret),
            expiresAt: wall() + openMs,
          }),
        );
        return { path: `/h5/p/${writeLink(visit)}` };
      }),

    getMine: async (ctx: Ctx, { token }: { token: string }) => {
      const { branchId, customerId } = await visitorOf(token);
      const [card, own] = await Promise.all([
        customers.card(customerId),
        store.ofCustomer(db, branchId, customerId),
      ]);
      const { zone } = await requests.placeOf(branchId);
      return {
        // Of an erased file the request is what is left.
        maskedName: card?.maskedName ?? own[0]?.maskedName ?? '',
        consents: card === null ? [] : await customers.consents.listOf(customerId, dateIn(zone, ctx.now())),
        requests: await Promise.all(own.map((request) => requests.present(request, ctx.now()))),
      };
    },

    setMyConsent: async (
      ctx: Ctx,
      input: {
        token: string;
        purpose: ConsentPurpose;
        given: boolean;
        textVersion: number | null;
        plate: string | null;
      },
    ) => {
      const { token, ...change } = input;
      const { customerId } = await visitorOf(token);
      await customers.consents.change(ctx, { customerId, ...change }, 'h5', `customer:${customerId}`);
      return { ok: true as const };
    },

    fileMine: async (
      ctx: Ctx,
      input: { token: string; kind: RequestKind; words: string; correction: Correction | null },
    ) => {
      const { customerId } = await visitorOf(input.token);
      const card = (await customers.card(customerId)) ?? refuse('privacy.link_ended');
      const { kind, words, correction } = input;
      return requests.file(ctx, {
        card,
        kind,
        words,
        correction,
        channel: 'h5',
        identity: 'phoneCode',
        filedBy: null,
      });
    },

    withdrawMine: async (ctx: Ctx, input: { token: string; requestId: string }) => {
      const { branchId, id } = await ownRequest(input.token, input.requestId);
      return requests.withdraw(ctx, branchId, id);
    },

    getMyPackage: async (_ctx: Ctx, input: { token: string; requestId: string }) => {
      const { branchId, id } = await ownRequest(input.token, input.requestId);
      const json = (await store.packageOf(db, branchId, id)) ?? refuse('privacy.not_found');
      return { json, readable: requests.readableOf(json) };
    },
  };
}
