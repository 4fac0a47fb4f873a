import { createCorrections } from './customer.correction.service.ts';
import type { Corrections } from './customer.correction.service.ts';
import { indexedCustomers } from './customer.indexed.store.ts';
import { customerRetained } from './customer.retention.domain.ts';
import { customerSubject } from './customer.subject.store.ts';
import type { CustomerCard, CustomerTodo, Identifier } from '@huiting/contracts/customer';
import type { Ctx } from '../../platform/context.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { createDueBusiness } from './customer.due.service.ts';
import { customerReactions } from './customer.events.ts';
import { customerFeeds } from './customer.feeds.ts';
import { handoverReactions } from './customer.handover.events.ts';
import { createHandovers } from './customer.handover.service.ts';
import { createRelationships } from './customer.relationship.service.ts';
import { customerRoutes } from './customer.routes.ts';
import { createCustomerUseCases } from './customer.service.ts';
import { refuse } from '../../platform/errors.ts';
import type { CustomerUseCases, CustomerUses } from './customer.service.ts';
import { createReceivers } from './customer.webhook.service.ts';

/** What other rooms may ask. All of it stands outside a branch's transaction: ask first, then open it. */
export interface CustomerService {
  /**
   * Whose number is this? `branchId` says whose calendar day the elder flag is true on (default: the home branch's).
   * @throws customer.bad_identifier when it is not a number of its kind.
   */
  find(identifier: Identifier, branchId?: string): Promise<CustomerCard | null>;
  card(customerId: string, branchId?: string): Promise<CustomerCard | null>;
  /**
   * The customer of a phone; makes a prospect's file (name and phone, sealed) when there is none. Idempotent.
   * @throws customer.bad_identifier
   */
  ensureByPhone(
    ctx: Ctx,
    input: { name: string; phone: string; branchId: string | null },
  ): Promise<CustomerCard>;
  /** What is open with a customer who is at the branch (CU-08). Whoever asks has authorized. */
  todos(customerId: string, branchId: string, now: number): Promise<CustomerTodo[]>;
  /** Where consent stands, and the act of giving it or taking it back; whoever calls has proved who asks (PV-02). */
  readonly consents: Pick<CustomerUseCases['consents'], 'listOf' | 'change'>;
  /** Whether a customer concerns whoever asks: here today, of a branch in their scope, or their own. */
  isNear(ctx: Ctx, branchId: string, customerId: string): Promise<boolean>;
  /** A field put right, when it has been agreed to (PV-03). */
  readonly corrections: Corrections;
  /** Home branch; null = none. @throws customer.not_found */
  homeOf(customerId: string): Promise<string | null>;
  /** The phone in clear, to hand to whoever sends text messages; never to be kept, logged or shown. Null = none known. */
  phoneOf(customerId: string): Promise<string | null>;
}

export function createCustomer(
  platform: Platform,
  uses: CustomerUses,
): RoomParts & { readonly service: CustomerService } {
  const service = createCustomerUseCases(platform, uses);
  const relationships = createRelationships(platform, uses, service.store);
  const due = createDueBusiness(platform, uses, service.store, relationships);
  return {
    service: {
      find: service.find,
      card: service.card,
      ensureByPhone: service.ensureByPhone,
      todos: due.todosOf,
      consents: service.consents,
      corrections: createCorrections(platform.db, uses.crypto),
      isNear: service.isNear,
      homeOf: async (customerId) =>
        ((await service.store.loadFile(platform.db, customerId)) ?? refuse('customer.not_found'))
          .homeBranchId,
      phoneOf: async (customerId) => (await service.store.loadRecord(platform.db, customerId))?.phone ?? null,
    },
    routes: customerRoutes(
      service,
      createReceivers(platform, uses, service),
      { ...relationships, ...createHandovers(platform, uses) },
      due,
    ),
    reactions: [
      ...customerReactions({ service, directory: uses.directory }),
      ...handoverReactions(platform, uses.directory, service.store),
    ],
    feeds: customerFeeds(uses.directory),
    indexed: indexedCustomers(platform.db, uses.crypto),
    subject: customerSubject(platform.db, service.store),
    retained: customerRetained,
  };
}

export type { Corrections } from './customer.correction.service.ts';
export type { CustomerUses } from './customer.service.ts';
export { normalisePhone } from './customer.identifier.domain.ts';
export { maskName, maskPhone } from './customer.masking.present.ts';
export { demoFaceSender, loadContactPlans, loadCustomers, loadVisits } from './customer.fixtures.ts';
export type { CustomerSeed, VisitSeed } from './customer.fixtures.ts';
