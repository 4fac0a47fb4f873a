import type {
  ContactChannel,
  ContactPlan,
  ContactPurpose,
  ContactResult,
  CustomerContact,
  PlanState,
  Relationship,
} from '@huiting/contracts/customer/relationships';
import { relationshipEvents } from '@huiting/contracts/customer';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { authorize, permits } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { presentCard } from './customer.present.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { listHandovers } from './customer.handover.store.ts';
import { presentHandover } from './customer.handover.present.ts';
import { noPlace, placeAfter, planStateOn, readPlace } from './customer.relationship.domain.ts';
import type { RelationshipRow } from './customer.relationship.domain.ts';
import { createRelationshipStore } from './customer.relationship.store.ts';
import type { CustomerUseCases, CustomerUses } from './customer.service.ts';

interface AtBranch {
  readonly branchId: string;
}
type OnCustomer = AtBranch & { readonly customerId: string };

/** Posts that may look after customers. */
export const managerPosts: ReadonlySet<string> = new Set(['relationshipManager', 'wealthManager']);

/** Whose customers they may see at the branch: their own, or everybody's. */
export async function enterCare(directory: BranchDirectory, ctx: Ctx, branchId: string) {
  const branch = await directory.get(branchId);
  authorize(ctx, 'customer.relate', branch.path);
  const own = ctx.actor.staff?.id ?? null;
  const oversees = permits(ctx.actor, 'customer.oversee', branch.path);
  if (own === null && !oversees) refuse('platform.forbidden', { permission: 'customer.relate' });
  return { branch, today: dateIn(branch.timeZone, ctx.now()), own, oversees };
}

/** CU-07. A relationship manager sees and works on their own customers; whoever oversees the branch, on everybody's. */
export function createRelationships(
  platform: Platform,
  { directory, crypto, staff }: CustomerUses,
  files: CustomerUseCases['store'],
) {
  const { db } = platform;
  const relationships = createRelationshipStore(crypto);

  const enter = (ctx: Ctx, branchId: string) => enterCare(directory, ctx, branchId);
  type Entered = Awaited<ReturnType<typeof enter>>;

  /** Their own, or of the branch they oversee; somebody else's is as if it did not exist. */
  async function find(
    reader: Reader,
    { branch, own, oversees }: Entered,
    customerId: string,
    how: 'look' | 'lock',
  ): Promise<RelationshipRow> {
    const row = await relationships.find(reader, branch.id, customerId, how);
    if (row === null || (!oversees && row.ownerStaffId !== own))
      return refuse('customer.relationship_not_found');
    return row;
  }

  async function ownersOf(reader: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const id of new Set(ids)) names.set(id, (await staff.nameOf(reader, id)) ?? '');
    return names;
  }

  /** `cards` is a reader outside the branch's transaction: files rest elsewhere. */
  async function present(rows: readonly RelationshipRow[], today: string): Promise<Relationship[]> {
    const [owners, found] = await Promise.all([
      ownersOf(
        db,
        rows.map(({ ownerStaffId }) => ownerStaffId),
      ),
      files.loadFiles(
        db,
        rows.map(({ customerId }) => customerId),
      ),
    ]);
    const byId = new Map(found.map((file) => [file.id, file]));
    return rows.flatMap(({ customerId, ...row }) => {
      const file = byId.get(customerId);
      const ownerName = owners.get(row.ownerStaffId) ?? '';
      return file === undefined
        ? []
        : [
            {
              ...row,
              customer: presentCard(file, ownerName, today),
              ownerName,
              planState: planStateOn(row.plan, today),
            },
          ];
    });
  }

  /** The masked card is read before the branch's transaction; what the transaction changes is put into it. */
  async function change(
    ctx: Ctx,
    entered: Entered,
    customerId: string,
    work: (tx: Tx, row: RelationshipRow) => Promise<RelationshipRow>,
  ): Promise<Relationship> {
    const before = await find(db, entered, customerId, 'look');
    const [shown] = await present([before], entered.today);
    if (shown === undefined) return refuse('customer.relationship_not_found');
    return db.transact(ctx, entered.branch.id, async (tx) => {
      const { customerId: _id, ...after } = await work(tx, await find(tx, entered, customerId, 'lock'));
      return { ...shown, ...after, planState: planStateOn(after.plan, entered.today) };
    });
  }

  function assertAhead(plan: ContactPlan | null, today: string): void {
    if (plan !== null && plan.on < today) refuse('customer.day_past', { today });
  }

  return {
    relationships,

    async listRelationships(
      ctx: Ctx,
      input: AtBranch & {
        readonly ownerStaffId?: string | undefined;
        readonly due?: PlanState | undefined;
        readonly cursor?: string | undefined;
        readonly limit: number;
      },
    ) {
      const { branch, today, own, oversees } = await enter(ctx, input.branchId);
      // Whoever only looks after their own is told of nobody else's, whatever they ask for.
      const ownerStaffId = oversees ? (input.ownerStaffId ?? null) : own;
      const rows = await relationships.list(db, branch.id, {
        today,
        ownerStaffId,
        due: input.due ?? null,
        after: readPlace(input.cursor),
        limit: input.limit + 1,
      });
      const shown = rows.slice(0, input.limit);
      const counted = (await relationships.counts(db, branch.id, today)).filter(
        (one) => ownerStaffId === null || one.ownerStaffId === ownerStaffId,
      );
      const sum = (of: 'all' | 'overdue' | 'today' | 'none') =>
        counted.reduce((total, one) => total + one[of], 0);
      return {
        items: await present(shown, today),
        nextCursor: rows.length > shown.length ? placeAfter(shown.at(-1)!) : noPlace,
        today,
        counts: { all: sum('all'), overdue: sum('overdue'), today: sum('today'), none: sum('none') },
      };
    },

    async getRelationship(ctx: Ctx, { branchId, customerId }: OnCustomer) {
      const entered = await enter(ctx, branchId);
      const row = await find(db, entered, customerId, 'look');
      const [relationship] = await present([row], entered.today);
      if (relationship === undefined) return refuse('customer.relationship_not_found');
      const [contacts, handovers] = await Promise.all([
        relationships.listContacts(db, branchId, customerId),
        listHandovers(db, branchId, { side: null, customerId }),
      ]);
      await platform.audit(null, ctx, {
        action: 'customer.getRelationship',
        object: `customer:${customerId}`,
        orgUnitId: entered.branch.orgUnitId,
        outcome: 'done',
        detail: { branchId },
      });
      return { relationship, contacts, handovers: handovers.map((one) => presentHandover(one, directory)) };
    },

    async planContact(
      ctx: Ctx,
      input: OnCustomer & { readonly version: number; readonly plan: ContactPlan | null },
    ): Promise<Relationship> {
      const entered = await enter(ctx, input.branchId);
      return change(ctx, entered, input.customerId, async (tx, row) => {
        if (row.version !== input.version) refuse('customer.plan_changed', { version: row.version });
        assertAhead(input.plan, entered.today);
        await relationships.savePlan(tx, input.branchId, input.customerId, input.plan, null);
        return { ...row, plan: input.plan, version: row.version + 1 };
      });
    },

    async logContact(
      ctx: Ctx,
      input: OnCustomer & {
        readonly channel: ContactChannel;
        readonly result: ContactResult;
        readonly purpose: ContactPurpose;
        readonly note: string;
        readonly next: ContactPlan | null;
      },
    ): Promise<Relationship> {
      const entered = await enter(ctx, input.branchId);
      // A log says who spoke with the customer: a person of the register.
      const staffId = entered.own ?? refuse('platform.forbidden', { permission: 'customer.relate' });
      return change(ctx, entered, input.customerId, async (tx, row) => {
        assertAhead(input.next, entered.today);
        const { channel, result, purpose, note } = input;
        const contact: CustomerContact = {
          id: newId(),
          at: ctx.now(),
          staffName: ctx.actor.name,
          channel,
          result,
          purpose,
          note,
        };
        await relationships.addContact(tx, input.branchId, {
          ...contact,
          customerId: input.customerId,
          staffId,
        });
        const lastContact = { at: contact.at, channel, result };
        await relationships.savePlan(tx, input.branchId, input.customerId, input.next, lastContact);
        tx.emit(relationshipEvents.contactLogged, {
          contactId: contact.id,
          customerId: input.customerId,
          staffId,
          channel,
          result,
          purpose,
        });
        return { ...row, plan: input.next, lastContact, version: row.version + 1 };
      });
    },

    async listRelationshipManagers(ctx: Ctx, { branchId }: AtBranch) {
      const { branch, today } = await enter(ctx, branchId);
      const counted = new Map(
        (await relationships.counts(db, branch.id, today)).map((one) => [one.ownerStaffId, one]),
      );
      const managers = (await staff.listAtBranch(branch.id)).filter(({ post }) => managerPosts.has(post));
      const known = new Set(managers.map(({ id }) => id));
      // Who has left the post and still has customers must be seen, so that they can be handed over.
      const names = await ownersOf(
        db,
        [...counted.keys()].filter((id) => !known.has(id)),
      );
      return {
        managers: [
          ...managers.map(({ id, name }) => ({ staffId: id, name })),
          ...[...names].map(([staffId, name]) => ({ staffId, name })),
        ].map((one) => ({
          ...one,
          customers: counted.get(one.staffId)?.all ?? 0,
          overdue: counted.get(one.staffId)?.overdue ?? 0,
        })),
      };
    },
  };
}

export type Relationships = ReturnType<typeof createRelationships>;
