import type { Arrival, CustomerCard, CustomerView, Identifier } from '@huiting/contracts/customer';
import { customerEvents } from '@huiting/contracts/customer';
import { clearForMs, unmaskGroups, unmaskingsPerTenMinutes } from '@huiting/contracts/core/classification';
import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Reader } from '../../platform/database/query.ts';
import { AppError, refuse } from '../../platform/errors.ts';
import { fieldScope } from '../../platform/field-scope.ts';
import { authorize, permits } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { StaffService } from '../staff/index.ts';
import { arrivedOn, listArrivals, saveSighting } from './customer.arrival.store.ts';
import { placeOf, sourceOf } from './customer.domain.ts';
import type { CustomerFile, CustomerRecord, Sighting } from './customer.domain.ts';
import { createConsents } from './customer.consent.service.ts';
import type { ConsentChange } from './customer.consent.service.ts';
import { normaliseIdentifier, normalisePhone } from './customer.identifier.domain.ts';
import { arrivalWithin, cardWithin, withinFields } from './customer.fields.present.ts';
import { presentCard, presentView } from './customer.present.ts';
import { readVisits } from './customer.reports.ts';
import { createCustomerStore } from './customer.store.ts';
import { noteUnmasking } from './customer.unmasking.store.ts';

export interface CustomerUses {
  readonly directory: BranchDirectory;
  readonly crypto: FieldCrypto;
  readonly staff: Pick<StaffService, 'get' | 'nameOf' | 'listAtBranch'>;
  /** The wall clock, ms: signed messages are of it, not of business time. */
  readonly wall: () => number;
}

/** Days a visit stays in the view. */
const visitDays = 90;
/** For a file without a home branch; a prospect has no birth date, so the day does not matter to it. */
const headOfficeZone = 'Asia/Shanghai';

export type CustomerUseCases = ReturnType<typeof createCustomerUseCases>;

export function createCustomerUseCases(platform: Platform, { directory, crypto, staff, wall }: CustomerUses) {
  const { db, clock } = platform;
  const store = createCustomerStore(crypto);
  const consents = createConsents(platform, { directory, files: store });

  async function ownerNameOf(reader: Reader, file: CustomerFile): Promise<string | null> {
    if (file.ownerStaffId === null) return null;
    try {
      return (await staff.get(file.ownerStaffId, reader)).name;
    } catch (error) {
      // An owner who has left the register must not keep the customer from being served.
      if (error instanceof AppError && error.code === 'staff.not_found') return null;
      throw error;
    }
  }

  async function toCard(reader: Reader, file: CustomerFile, day: string): Promise<CustomerCard> {
    return presentCard(file, await ownerNameOf(reader, file), day);
  }

  /** Today at the branch that asks, else at the customer's own. */
  async function dayFor(file: CustomerFile, branchId: string | undefined, now: number): Promise<string> {
    const asking = branchId ?? file.homeBranchId;
    return dateIn(asking === null ? headOfficeZone : (await directory.get(asking)).timeZone, now);
  }

  async function findFile(identifier: Identifier): Promise<CustomerFile | null> {
    const normalised =
      normaliseIdentifier(identifier.kind, identifier.value) ?? refuse('customer.bad_identifier');
    const customerId = await store.findId(db, identifier.kind, normalised);
    return customerId === null ? null : store.loadFile(db, customerId);
  }

  /** Notes that a customer is here and announces it: once a day and branch, and again when a ticket number comes to it. */
  async function noteSighting(tx: Tx, sighting: Sighting): Promise<Arrival> {
    const { arrival, outcome } = await saveSighting(tx, sighting);
    if (outcome === 'arrived')
      tx.emit(customerEvents.recognised, { arrival, ownerStaffId: sighting.ownerStaffId });
    if (outcome === 'changed') tx.emit(customerEvents.arrivalChanged, { arrival });
    return arrival;
  }

  /** Clear data needs a reason to be near it: here today, of a branch in one's scope, or one's own customer. */
  async function concerns(ctx: Ctx, branchId: string, day: string, record: CustomerRecord): Promise<boolean> {
    if (record.ownerStaffId !== null && record.ownerStaffId === ctx.actor.staff?.id) return true;
    if (
      record.homeBranchId !== null &&
      permits(ctx.actor, 'customer.unmask', (await directory.get(record.homeBranchId)).path)
    )
      return true;
    return arrivedOn(db, branchId, day, record.id);
  }

  return {
    store,
    consents,

    async isNear(ctx: Ctx, branchId: string, customerId: string): Promise<boolean> {
      const record = await store.loadRecord(db, customerId);
      const { timeZone } = await directory.get(branchId);
      return record !== null && concerns(ctx, branchId, dateIn(timeZone, ctx.now()), record);
    },

    noteSighting,
    toCard,

    /**
     * Whose number is this? Two indexed reads, no transaction: call it before the branch's transaction.
     * @throws customer.bad_identifier when it is not a number of its kind.
     */
    async find(identifier: Identifier, branchId?: string): Promise<CustomerCard | null> {
      const file = await findFile(identifier);
      return file === null ? null : toCard(db, file, await dayFor(file, branchId, clock.now()));
    },

    async card(customerId: string, branchId?: string): Promise<CustomerCard | null> {
      const file = await store.loadFile(db, customerId);
      return file === null ? null : toCard(db, file, await dayFor(file, branchId, clock.now()));
    },

    /**
     * The customer of a phone; a prospect's file is made when there is none. The same however often it is called; the
     * name of a known customer is left as it is. Stands alone: call it before the branch's transaction.
     * @throws customer.bad_identifier
     */
    async ensureByPhone(
      ctx: Ctx,
      input: { name: string; phone: string; branchId: string | null },
    ): Promise<CustomerCard> {
      const phone = normalisePhone(input.phone) ?? refuse('customer.bad_identifier');
      const zone = input.branchId === null ? headOfficeZone : (await directory.get(input.branchId)).timeZone;
      const day = dateIn(zone, ctx.now());
      const customerId = await store.claimPhone(db, {
        name: input.name,
        phone,
        homeBranchId: input.branchId,
        day,
      });
      const file = await store.loadFile(db, customerId);
      if (file === null) throw new Error('an identifier leads to no file');
      return toCard(db, file, day);
    },

    async recognise(
      ctx: Ctx,
      input: { branchId: string; identifier: Identifier },
    ): Promise<{ customer: CustomerCard | null }> {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.recognise', branch.path);
      const file = await findFile(input.identifier);
      const businessDate = dateIn(branch.timeZone, ctx.now());
      const customer = file === null ? null : await toCard(db, file, businessDate);
      return db.transact(ctx, branch.id, async (tx) => {
        if (file !== null && customer !== null) {
          await noteSighting(tx, {
            customer,
            ownerStaffId: file.ownerStaffId,
            at: ctx.now(),
            businessDate,
            source: sourceOf(input.identifier.kind),
            confidence: 1,
            place: placeOf(ctx.actor.surface),
            ticketNumber: null,
          });
        }
        const scope = fieldScope(ctx.actor, branch.path);
        return { customer: customer === null ? null : cardWithin(customer, scope) };
      });
    },

    async listArrivals(
      ctx: Ctx,
      input: { branchId: string },
    ): Promise<{ number: number; arrivals: Arrival[] }> {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.view', branch.path);
      const { number, arrivals } = await listArrivals(db, branch.id, dateIn(branch.timeZone, ctx.now()));
      const scope = fieldScope(ctx.actor, branch.path);
      return { number, arrivals: arrivals.map((arrival) => arrivalWithin(arrival, scope)) };
    },

    async getView(ctx: Ctx, input: { branchId: string; customerId: string }): Promise<CustomerView> {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.view', branch.path);
      const record = (await store.loadRecord(db, input.customerId)) ?? refuse('customer.not_found');
      const day = dateIn(branch.timeZone, ctx.now());
      const { visits, recent } = await readVisits(db, record.id, {
        from: addDays(day, 1 - visitDays),
        to: addDays(day, 1),
      });
      const branchIds = new Set([
        ...recent.map((service) => service.branchId),
        ...(record.homeBranchId === null ? [] : [record.homeBranchId]),
      ]);
      const branchNames = new Map(
        await Promise.all([...branchIds].map(async (id) => [id, (await directory.get(id)).name] as const)),
      );
      const ownerName = await ownerNameOf(db, record);
      await platform.audit(null, ctx, {
        action: 'customer.view',
        object: `customer:${record.id}`,
        orgUnitId: branch.orgUnitId,
        outcome: 'done',
        detail: { branchId: branch.id },
      });
      // A consent outlived by a newer text is told as none: what it allowed is not allowed now.
      const standing = await consents.listOf(record.id, day);
      const isGiven = (purpose: 'face' | 'plate'): boolean =>
        standing.some((one) => one.purpose === purpose && one.state === 'given');
      const agreed = {
        ...record,
        faceConsent: isGiven('face'),
        plate: isGiven('plate') ? record.plate : null,
      };
      const view = presentView({ record: agreed, ownerName, day, visits, recent, branchNames }, ctx.locale);
      return withinFields(view, fieldScope(ctx.actor, branch.path));
    },

    /** What the customer agrees to, or takes back, in front of whoever writes it down. */
    async setConsent(
      ctx: Ctx,
      input: ConsentChange & { branchId: string },
    ): Promise<{ given: boolean; maskedPlate: string | null }> {
      const { branchId, ...change } = input;
      const branch = await directory.get(branchId);
      authorize(ctx, 'customer.consent', branch.path);
      const record = (await store.loadRecord(db, input.customerId)) ?? refuse('customer.not_found');
      if (!(await concerns(ctx, branch.id, dateIn(branch.timeZone, ctx.now()), record)))
        refuse('customer.not_found');
      const { surface } = ctx.actor;
      await consents.change(
        ctx,
        change,
        surface === 'pad' || surface === 'teller' ? surface : 'console',
        ctx.actor.id,
      );
      await platform.audit(null, ctx, {
        action: 'customer.setConsent',
        object: `customer:${record.id}`,
        orgUnitId: branch.orgUnitId,
        outcome: 'done',
        detail: { branchId: branch.id, purpose: input.purpose, given: input.given },
      });
      return {
        given: input.given,
        maskedPlate: input.given ? consents.maskedPlateOf(change.plate) : null,
      };
    },

    /** One field in clear. It is written down before it is told; what is told is never logged or stored. */
    async unmask(
      ctx: Ctx,
      input: {
        branchId: string;
        customerId: string;
        field: 'name' | 'idNumber' | 'phone' | 'card';
        reason: string;
      },
    ): Promise<{ value: string; forMs: typeof clearForMs }> {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'customer.unmask', branch.path);
      const group = unmaskGroups[input.field];
      if (group !== null) authorize(ctx, `field.${group}`, branch.path);
      const record = await store.loadRecord(db, input.customerId);
      const near =
        record !== null && (await concerns(ctx, branch.id, dateIn(branch.timeZone, ctx.now()), record));
      const clear =
        record === null
          ? null
          : {
              name: record.name,
              idNumber: record.idNumber,
              phone: record.phone,
              card: record.cards.join(', ') || null,
            };
      const value = near ? (clear?.[input.field] ?? null) : null;
      const shown = {
        branchId: branch.id,
        customerId: input.customerId,
        field: input.field,
        askedBy: ctx.actor.id,
        askedByName: ctx.actor.name,
      };
      const mayAsk = value === null || (await noteUnmasking(db, shown, unmaskingsPerTenMinutes, wall()));
      await platform.audit(null, ctx, {
        action: 'customer.unmask',
        object: `customer:${input.customerId}`,
        orgUnitId: branch.orgUnitId,
        outcome: value === null || !mayAsk ? 'refused' : 'done',
        detail: { branchId: branch.id, field: input.field, reason: input.reason },
      });
      if (!mayAsk) refuse('customer.unmask_too_often');
      return { value: value ?? refuse('customer.not_found'), forMs: clearForMs };
    },
  };
}
