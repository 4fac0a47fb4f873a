import { workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

/** Filters of the list; they live in the address. `undone` is open and claimed together. */
export interface AlertSearch {
  readonly state?: Alert['state'] | 'all';
  readonly severity?: Alert['severity'];
}
export const alertLimit = 200;
export const scopeAlertsKey = ['workflow', 'scopeAlerts'] as const;

/** Alerts of every branch in scope. No topic spans branches: asked again when the overview tells other counts, and every 15 s. */
export const scopeAlertsQuery = ({ state, severity }: AlertSearch, pulse: string) =>
  queryOptions({
    queryKey: [...scopeAlertsKey, state ?? 'undone', severity ?? null, pulse],
    queryFn: ({ signal }) =>
      call(
        workflowEndpoints.listScopeAlerts,
        {
          ...(state === undefined || state === 'all' ? {} : { state }),
          ...(severity === undefined ? {} : { severity }),
          limit: alertLimit,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
