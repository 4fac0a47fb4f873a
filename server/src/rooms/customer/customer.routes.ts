import { customerEndpoints } from '@huiting/contracts/customer';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { createReceivers } from './customer.webhook.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

export function customerRoutes(
  service: CustomerUseCases,
  receivers: ReturnType<typeof createReceivers>,
): Routes {
  return routes(customerEndpoints, {
    recognise: service.recognise,
    listArrivals: service.listArrivals,
    getView: service.getView,
    unmask: service.unmask,
    setConsent: service.setConsent,
    ...receivers,
  });
}
