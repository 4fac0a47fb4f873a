import { hallEndpoints } from '@huiting/contracts/hall';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { HallService } from './hall.service.ts';

export function hallRoutes(service: HallService): Routes {
  return routes(hallEndpoints, {
    getPulse: service.getPulse,
    listStaffOnDuty: async (ctx, input) => ({ staff: await service.listStaffOnDuty(ctx, input) }),
    listPulses: async (ctx, input) => ({ branches: await service.listPulses(ctx, input) }),
  });
}
