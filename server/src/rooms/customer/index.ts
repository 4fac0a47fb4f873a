import type { CustomerCard, Identifier } from '@huiting/contracts/customer';
import type { Ctx } from '../../platform/context.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { customerReactions } from './customer.events.ts';
import { customerFeeds } from './customer.feeds.ts';
import { customerRoutes } from './customer.routes.ts';
import { createCustomerUseCases } from './customer.service.ts';
import type { CustomerUses } from './customer.service.ts';
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
}

export function createCustomer(
  platform: Platform,
  uses: CustomerUses,
): RoomParts & { readonly service: CustomerService } {
  const service = createCustomerUseCases(platform, uses);
  return {
    service: { find: service.find, card: service.card, ensureByPhone: service.ensureByPhone },
    routes: customerRoutes(service, createReceivers(platform, uses, service)),
    reactions: customerReactions({ service, directory: uses.directory }),
    feeds: customerFeeds(uses.directory),
  };
}

export type { CustomerUses } from './customer.service.ts';
export { normalisePhone } from './customer.identifier.domain.ts';
export { maskName, maskPhone } from './customer.masking.present.ts';
export { demoFaceSender, loadCustomers, loadVisits, loadWebhookSender } from './customer.fixtures.ts';
export type { CustomerSeed, VisitSeed } from './customer.fixtures.ts';
