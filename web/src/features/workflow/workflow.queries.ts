import { workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { call } from '../../lib/api.ts';

export interface Alerts {
  readonly number: number;
  readonly alerts: readonly Alert[];
}

export const workflowKeys = { alerts: (branchId: string) => ['workflow', 'alerts', branchId] as const };

export const fetchAlerts = (branchId: string, signal: AbortSignal): Promise<Alerts> =>
  call(workflowEndpoints.listAlerts, { branchId, limit: 200 }, { signal });
