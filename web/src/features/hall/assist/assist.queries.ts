import { hallEndpoints, type AssistCall } from '@huiting/contracts/hall';
import { call } from '../../../lib/api.ts';

export interface AssistCalls {
  readonly number: number;
  readonly calls: readonly AssistCall[];
}

export const assistKeys = { calls: (branchId: string) => ['hall', 'assist', branchId] as const };

export const fetchAssistCalls = (branchId: string, signal: AbortSignal): Promise<AssistCalls> =>
  call(hallEndpoints.listAssistCalls, { branchId }, { signal });
