import { accessEndpoints } from '@huiting/contracts/access';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export const securityKeys = {
  alerts: ['access', 'securityAlerts'] as const,
  emergency: ['access', 'emergency'] as const,
};

/** No topic reaches over all units: asked again every five seconds, so that an emergency is seen at once. */
export const securityAlertsQuery = (limit: number) =>
  queryOptions({
    queryKey: [...securityKeys.alerts, limit],
    queryFn: ({ signal }) => call(workflowEndpoints.listSecurityAlerts, { limit }, { signal }),
    refetchInterval: 5_000,
  });

export const emergencyQuery = queryOptions({
  queryKey: securityKeys.emergency,
  queryFn: ({ signal }) => call(accessEndpoints.getEmergency, {}, { signal }),
  refetchInterval: 15_000,
});
