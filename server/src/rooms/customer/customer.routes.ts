import { consentEndpoints, customerEndpoints } from '@huiting/contracts/customer';
import { dueBusinessEndpoints } from '@huiting/contracts/customer/due-business';
import { relationshipEndpoints } from '@huiting/contracts/customer/relationships';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { DueBusiness } from './customer.due.service.ts';
import type { Handovers } from './customer.handover.service.ts';
import type { Relationships } from './customer.relationship.service.ts';
import type { createReceivers } from './customer.webhook.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

export function customerRoutes(
  service: CustomerUseCases,
  receivers: ReturnType<typeof createReceivers>,
  { relationships: _store, ...relationships }: Relationships & Handovers,
  { todosOf: _todos, ...due }: DueBusiness,
): Routes {
  return routes(
    { ...customerEndpoints, ...consentEndpoints, ...relationshipEndpoints, ...dueBusinessEndpoints },
    {
      recognise: service.recognise,
      listArrivals: service.listArrivals,
      getView: service.getView,
      unmask: service.unmask,
      setConsent: service.setConsent,
      listConsents: service.consents.listConsents,
      listConsentTexts: service.consents.listConsentTexts,
      publishConsentText: service.consents.publishConsentText,
      ...receivers,
      ...relationships,
      ...due,
    },
  );
}
