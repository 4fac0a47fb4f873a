import { queueEndpoints, type QueueSetup } from '@huiting/contracts/queue';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const setupKeys = {
  setup: (branchId: string) => ['queue', 'setup', branchId] as const,
  template: (orgUnitId: string) => ['queue', 'template', orgUnitId] as const,
};

export const setupQuery = (branchId: string) =>
  queryOptions({
    queryKey: setupKeys.setup(branchId),
    queryFn: ({ signal }) => call(queueEndpoints.getSetup, { branchId }, { signal }),
    // Somebody edits it: it is not taken away under their hands.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

export const setupVersionQuery = (branchId: string, version: number) =>
  queryOptions({
    queryKey: [...setupKeys.setup(branchId), 'version', version],
    queryFn: ({ signal }) => call(queueEndpoints.getSetupVersion, { branchId, version }, { signal }),
    staleTime: Infinity,
  });

/** What would be wrong with a setup and how it would differ from the template. */
export const setupCheckQuery = (branchId: string, setup: QueueSetup) =>
  queryOptions({
    queryKey: [...setupKeys.setup(branchId), 'check', setup],
    queryFn: ({ signal }) => call(queueEndpoints.checkSetup, { branchId, setup }, { signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });

export const templateQuery = (orgUnitId: string) =>
  queryOptions({
    queryKey: setupKeys.template(orgUnitId),
    queryFn: ({ signal }) => call(queueEndpoints.getTemplate, { orgUnitId }, { signal }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
