import type { CustomerCard } from '@huiting/contracts/customer';
import { privacyEvents } from '@huiting/contracts/privacy';
import type {
  Correction,
  LegalReason,
  PrivacyRequest,
  RequestKind,
  RequestState,
} from '@huiting/contracts/privacy';
import { dateIn, weekdayOf } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';
import type { Platform } from '../../platform/room.ts';
import type { CustomerService } from '../customer/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { dueDate, mayDo, readable } from './privacy.domain.ts';
import type { Act, RequestRecord } from './privacy.domain.ts';
import { presentRequest } from './privacy.present.ts';
import { createPrivacyStore } from './privacy.store.ts';

export interface Subject {
  readonly room: string;
  readonly part: SubjectPart;
}
export interface RequestUses {
  readonly directory: BranchDirectory;
  readonly customers: CustomerService;
  readonly crypto: FieldCrypto;
  /** Every room that knows customers. */
  readonly subjects: readonly Subject[];
  readonly isHeld: () => Promise<boolean>;
}

/** As every command of a request answers; it is what is kept under the command's key. */
interface Answered {
  readonly request: PrivacyRequest;
}

const headOfficeZone = 'Asia/Shanghai';

export type Requests = ReturnType<typeof createRequests>;

/** PV-03: asked for, handled, answered in time; erased by every room for itself. */
export function createRequests({ db, audit }: Platform, uses: RequestUses) {
  const { directory, customers, subjects } = uses;
  const store = createPrivacyStore(uses.crypto);

  async function placeOf(id: string): Promise<{ id: string; name: string; path: string; zone: string }> {
    const branch = (await directory.all()).find((one) => one.id === id);
    if (branch !== undefined) return { id, name: branch.name, path: branch.path, zone: branch.timeZone };
    const unit = (await directory.unitById(id)) ?? refuse('privacy.not_found');
    return { id, name: unit.name, path: unit.path, zone: headOfficeZone };
  }
  /** Where a customer's requests are kept. */
  async function keptAt(customerId: string): Promise<string> {
    return (
      (await customers.homeOf(customerId)) ?? (await directory.root())?.id ?? refuse('platform.not_found')
    );
  }
  async function present(request: RequestRecord, now: number): Promise<PrivacyRequest> {
    const { name, zone } = await placeOf(request.branchId);
    const place = { branchName: name, today: dateIn(zone, now) };
    return presentRequest(request, place, customers.corrections.mask);
  }

  async function file(
    ctx: Ctx,
    input: {
      card: CustomerCard;
      kind: RequestKind;
      words: string;
      correction: Correction | null;
      channel: RequestRecord['channel'];
      identity: RequestRecord['identity'];
      filedBy: string | null;
    },
  ): Promise<Answered> {
    const { card, kind, words, channel, identity, filedBy } = input;
    const correction =
      kind !== 'correct' || input.correction === null ? null : customers.corrections.check(input.correction);
    if (kind === 'correct' && words === '' && correction === null) refuse('privacy.words_missing');
    const place = await placeOf(await keptAt(card.id));
    const branch = directory.known(place.id);
    const isBusinessDay = (date: string): boolean =>
      branch === null ? weekdayOf(date) <= 5 : directory.dayOf(branch, date).opensAt !== null;
    return db.transact(ctx, place.id, async (tx) => {
      const open = (await store.ofCustomer(tx, place.id, card.id)).some(
        (one) => one.kind === kind && (one.state === 'filed' || one.state === 'working'),
      );
      if (open) refuse('privacy.request_running');
      const now = ctx.now();
      const request: RequestRecord = {
        id: newId(),
        branchId: place.id,
        customerId: card.id,
        kind,
        state: 'filed',
        words,
        correction,
        filedBy,
        maskedName: card.maskedName,
        channel,
        identity,
        filedAt: now,
        dueOn: dueDate(dateIn(place.zone, now), isBusinessDay),
        handledBy: null,
        handledByName: null,
        endedAt: null,
        refusal: null,
        answer: null,
        hasPackage: false,
        parts: [],
      };
      await store.insert(tx, request);
      tx.emit(privacyEvents.requestFiled, { requestId: request.id, kind, dueOn: request.dueOn });
      return { request: await present(request, now) };
    });
  }

  /** One act on one request: right, lock, state, change. */
  async function act(
    ctx: Ctx,
    input: { branchId: string; requestId: string },
    what: Act,
    change: (tx: Tx, request: RequestRecord) => Promise<void>,
  ): Promise<Answered> {
    const place = await placeOf(input.branchId);
    if (what !== 'withdraw') authorize(ctx, 'privacy.handle', place.path);
    return db.transact(ctx, place.id, async (tx) => {
      const request = (await store.lock(tx, input.requestId)) ?? refuse('privacy.not_found');
      if (!mayDo(request, what)) refuse('privacy.request_state', { state: request.state });
      await change(tx, request);
      const after = (await store.lock(tx, input.requestId))!;
      if (after.endedAt !== null && request.endedAt === null)
        tx.emit(privacyEvents.requestEnded, { requestId: after.id, kind: after.kind, state: after.state });
      await audit(tx, ctx, {
        action: `privacy.${what}`,
        object: `privacyRequest:${request.id}`,
        orgUnitId: directory.known(place.id)?.orgUnitId ?? place.id,
        outcome: 'done',
        detail: { kind: request.kind, state: after.state },
      });
      return { request: await present(after, ctx.now()) };
    });
  }
  /** The customer is in front of whoever asks. */
  async function atCounter(ctx: Ctx, input: { branchId: string; customerId: string }): Promise<CustomerCard> {
    const branch = await directory.get(input.branchId);
    authorize(ctx, 'customer.consent', branch.path);
    if (!(await customers.isNear(ctx, branch.id, input.customerId))) refuse('customer.not_found');
    return (await customers.card(input.customerId, branch.id)) ?? refuse('customer.not_found');
  }

  /** The file is put right by a statement that stands alone; should this transaction fail, the request is finished again. */
  async function correct(ctx: Ctx, tx: Tx, request: RequestRecord, correction: Correction): Promise<void> {
    if (request.filedBy === ctx.actor.id) refuse('privacy.own_request');
    if ((await customers.corrections.carryOut(request.customerId, correction)) === 'taken')
      refuse('privacy.number_taken');
    await audit(tx, ctx, {
      action: 'customer.correct',
      object: `customer:${request.customerId}`,
      orgUnitId: directory.known(request.branchId)?.orgUnitId ?? request.branchId,
      outcome: 'done',
      detail: { field: correction.field, requestId: request.id },
    });
  }

  const by = (ctx: Ctx) => ({ handledBy: ctx.actor.id, handledByName: ctx.actor.name });

  /** What every room knows of a customer. */
  async function collect(customerId: string): Promise<string> {
    const sections = await Promise.all(
      subjects.map(async ({ room, part }) => ({
        room,
        name: part.name,
        rows: await part.collect(customerId),
      })),
    );
    return JSON.stringify({ format: 1, sections });
  }

  async function ask(tx: Tx, request: RequestRecord, rooms: readonly string[], now: number): Promise<void> {
    await store.askParts(tx, request.id, rooms, now);
    tx.emit(privacyEvents.erasureAsked, {
      requestId: request.id,
      customerId: request.customerId,
      rooms: [...rooms],
    });
  }

  return {
    store,
    placeOf,
    keptAt,
    present,
    file,

    fileRequest: async (
      ctx: Ctx,
      input: {
        branchId: string;
        customerId: string;
        kind: RequestKind;
        words: string;
        correction: Correction | null;
      },
    ) => {
      const card = await atCounter(ctx, input);
      const { kind, words, correction } = input;
      return file(ctx, {
        card,
        kind,
        words,
        correction,
        channel: 'branch',
        identity: 'inPerson',
        filedBy: ctx.actor.id,
      });
    },

    listOfCustomer: async (ctx: Ctx, input: { branchId: string; customerId: string }) => {
      const card = await atCounter(ctx, input);
      const own = await store.ofCustomer(db, await keptAt(card.id), card.id);
      return { requests: await Promise.all(own.map((request) => present(request, ctx.now()))) };
    },

    /** In clear for whoever checks what was asked for; it is in the trail. */
    readRequest: async (ctx: Ctx, input: { branchId: string; requestId: string }) => {
      const place = await placeOf(input.branchId);
      authorize(ctx, 'privacy.handle', place.path);
      const { words, correction } =
        (await store.read(db, place.id, input.requestId)) ?? refuse('privacy.not_found');
      await audit(null, ctx, {
        action: 'privacy.readRequest',
        object: `privacyRequest:${input.requestId}`,
        orgUnitId: directory.known(place.id)?.orgUnitId ?? place.id,
        outcome: 'done',
        detail: { field: correction?.field ?? null },
      });
      return { words, correction };
    },

    listRequests: async (
      ctx: Ctx,
      input: { state?: RequestState | undefined; cursor?: string | undefined; limit: number },
    ) => {
      const paths = authorizeSomewhere(ctx, 'privacy.handle');
      const places = (await directory.all())
        .filter(({ path }) => paths.some((scope) => path.startsWith(scope)))
        .map(({ id }) => id);
      const root = await directory.root();
      if (root !== null && paths.some((scope) => root.path.startsWith(scope))) places.push(root.id);
      // Open requests are few: pages are counted, not remembered.
      const offset = Math.min(100_000, Math.max(0, Number.parseInt(input.cursor ?? '0', 10) || 0));
      const rows = await store.list(db, {
        placeIds: places,
        state: input.state ?? null,
        offset,
        limit: input.limit + 1,
      });
      const items = await Promise.all(
        rows.slice(0, input.limit).map((request) => present(request, ctx.now())),
      );
      return { items, nextCursor: rows.length > input.limit ? String(offset + input.limit) : null };
    },

    takeRequest: (ctx: Ctx, input: { branchId: string; requestId: string }) =>
      act(ctx, input, 'take', (tx, { id }) =>
        store.move(tx, id, { state: 'working', ...by(ctx), endedAt: null }),
      ),

    finishRequest: async (ctx: Ctx, input: { branchId: string; requestId: string; answer: string }) => {
      const place = await placeOf(input.branchId);
      authorize(ctx, 'privacy.handle', place.path);
      const known = (await store.read(db, place.id, input.requestId)) ?? refuse('privacy.not_found');
      if (known.kind === 'delete' && (await uses.isHeld())) refuse('privacy.on_hold');
      // Read before the transaction: it looks into every room.
      const isHandedOver = known.kind === 'access' || known.kind === 'export';
      const handed = isHandedOver ? await collect(known.customerId) : undefined;
      return act(ctx, input, 'finish', async (tx, found) => {
        const { answer } = input;
        if (found.kind !== 'delete') {
          if (found.correction !== null) await correct(ctx, tx, found, found.correction);
          const ended = { state: 'done' as const, endedAt: ctx.now(), answer };
          await store.move(tx, found.id, {
            ...ended,
            ...by(ctx),
            ...(handed === undefined ? {} : { package: handed }),
          });
          return;
        }
        await store.move(tx, found.id, { state: 'working', ...by(ctx), endedAt: null, answer });
        await ask(
          tx,
          found,
          subjects.map(({ room }) => room),
          ctx.now(),
        );
      });
    },

    refuseRequest: (
      ctx: Ctx,
      input: { branchId: string; requestId: string; reason: LegalReason; answer: string },
    ) =>
      act(ctx, input, 'refuse', (tx, { id }) =>
        store.move(tx, id, {
          state: 'refused',
          ...by(ctx),
          endedAt: ctx.now(),
          refusal: input.reason,
          answer: input.answer,
        }),
      ),

    askAgain: (ctx: Ctx, input: { branchId: string; requestId: string }) =>
      act(ctx, input, 'askAgain', (tx, request) =>
        ask(
          tx,
          request,
          request.parts.filter(({ answeredAt }) => answeredAt === null).map(({ room }) => room),
          ctx.now(),
        ),
      ),

    withdraw: (ctx: Ctx, branchId: string, requestId: string) =>
      act(ctx, { branchId, requestId }, 'withdraw', (tx, { id }) =>
        store.move(tx, id, { state: 'withdrawn', handledBy: null, handledByName: null, endedAt: ctx.now() }),
      ),

    /** A room has forgotten its part; with the last answer the request is done. */
    async noteForgotten(tx: Tx, told: { requestId: string; room: string; rows: number }, now: number) {
      await store.answerPart(tx, told.requestId, told.room, told.rows, now);
      const request = await store.lock(tx, told.requestId);
      if (request === null || request.state !== 'working') return;
      if (request.parts.some(({ answeredAt }) => answeredAt === null)) return;
      await store.move(tx, request.id, {
        state: 'done',
        handledBy: null,
        handledByName: null,
        endedAt: now,
      });
      tx.emit(privacyEvents.requestEnded, { requestId: request.id, kind: request.kind, state: 'done' });
    },

    /** A kept package, for programs and to read. */
    readableOf: (json: string): string => {
      const { sections } = JSON.parse(json) as {
        sections: { name: { zh: string; en: string }; rows: Record<string, unknown>[] }[];
      };
      return readable(
        '个人信息副本 Copy of your data',
        sections.map(({ name, rows }) => ({ name: `${name.zh} ${name.en}`, rows })),
      );
    },
  };
}
