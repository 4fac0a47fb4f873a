import type { CustomerCard, Identifier } from '@huiting/contracts/customer';
import { customerEvents, customerTopics } from '@huiting/contracts/customer';
import type { Arrival } from '@huiting/contracts/customer';
import type { Ctx } from '../../platform/context.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { refuse } from '../../platform/errors.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { customerReactions } from './customer.events.ts';
import { createReceiveFace } from './customer.face.service.ts';
import { customerRoutes } from './customer.routes.ts';
import { createCustomerUseCases } from './customer.service.ts';
import type { CustomerUses } from './customer.service.ts';

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
  ensureByPhone(ctx: Ctx, input: { name: string; phone: string; branchId: string | null }): Promise<CustomerCard>;
}

export function createCustomer(platform: Platform, uses: CustomerUses): RoomParts & { readonly service: CustomerService } {
  const service = createCustomerUseCases(platform, uses);
  return {
    service: { find: service.find, card: service.card, ensureByPhone: service.ensureByPhone },
    routes: customerRoutes(service, createReceiveFace(platform, uses, service)),
    reactions: customerReactions({ service, directory: uses.directory }),
    feeds: [
      feed({
        topic: customerTopics.arrivals,
        admit: async (actor, branchId) => {
          const branch = await uses.directory.get(branchId);
          if (!permits(actor, 'customer.view', branch.path)) refuse('platform.forbidden');
          return { branchIds: [branchId] };
        },
        project: tellArrival,
      }),
    ],
  };
}

function tellArrival(event: OutboxEvent): { key: string; data: { arrival: Arrival } } | null {
  if (event.type !== customerEvents.recognised.type && event.type !== customerEvents.arrivalChanged.type) return null;
  return { key: event.branchId, data: { arrival: (event.payload as { arrival: Arrival }).arrival } };
}

export type { CustomerUses, StaffNames } from './customer.service.ts';
export { normalisePhone } from './customer.identifier.domain.ts';
export { maskName, maskPhone } from './customer.masking.present.ts';
export { demoFaceSender, loadCustomers, loadVisits, loadWebhookSender } from './customer.fixtures.ts';
export type { CustomerSeed, VisitSeed } from './customer.fixtures.ts';
