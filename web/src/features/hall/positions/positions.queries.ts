import { hallEndpoints } from '@huiting/contracts/hall';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { call } from '../../../lib/api.ts';

export type PositionBoard = OutputOf<typeof hallEndpoints.getPositions>;

export const positionKeys = { board: (branchId: string) => ['hall', 'positions', branchId] as const };

export const fetchPositions = (branchId: string, signal: AbortSignal): Promise<PositionBoard> =>
  call(hallEndpoints.getPositions, { branchId }, { signal });
