import {
  hallEndpoints,
  type Diversion,
  type ServiceFlow,
  type ServiceSummary,
} from '@huiting/contracts/hall';
import { call } from '../../../lib/api.ts';

export interface HallService {
  readonly number: number;
  readonly flows: readonly ServiceFlow[];
  readonly diversions: readonly Diversion[];
  readonly summary: ServiceSummary;
}

export const serviceKeys = { day: (branchId: string) => ['hall', 'service', branchId] as const };

export const fetchHallService = (branchId: string, signal: AbortSignal): Promise<HallService> =>
  call(hallEndpoints.listService, { branchId }, { signal });
