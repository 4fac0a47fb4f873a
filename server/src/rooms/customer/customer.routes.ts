import { customerEndpoints } from '@huiting/contracts/customer';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { createReceiveFace } from './customer.face.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

export function customerRoutes(
  service: CustomerUseCases,
  receiveFace: ReturnType<typeof createReceiveFace>,
): Routes {
  return routes(customerEndpoints, {
    recognise: service.recognise,
    listArrivals: service.listArrivals,
    getView: service.getView,
    unmask: service.unmask,
    receiveFace,
  });
}
