import { queueEndpoints } from '@huiting/contracts/queue';
import { call } from '../../../lib/api.ts';

export const displayKeys = {
  board: (branchId: string) => ['queue', 'display', branchId] as const,
};

export async function fetchDisplay(branchId: string, signal: AbortSignal) {
  return await call(queueEndpoints.getDisplay, { branchId }, { signal });
}
