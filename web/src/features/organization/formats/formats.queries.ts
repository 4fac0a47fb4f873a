import { formatEndpoints } from '@huiting/contracts/organization/formats';
import type { BranchFormat } from '@huiting/contracts/organization';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const formatKeys = { all: ['organization', 'formats'] as const };

/** The dictionary: every format with its standard. */
export const formatsQuery = queryOptions({
  queryKey: [...formatKeys.all, 'list'],
  queryFn: ({ signal }) => call(formatEndpoints.listFormats, {}, { signal }),
  staleTime: 60_000,
});

export const standardVersionsQuery = (format: BranchFormat) =>
  queryOptions({
    queryKey: [...formatKeys.all, 'versions', format],
    queryFn: ({ signal }) => call(formatEndpoints.listStandardVersions, { format }, { signal }),
  });

/** Branches of the scope that are not as the format says. */
export const deviatingQuery = (format: BranchFormat) =>
  queryOptions({
    queryKey: [...formatKeys.all, 'deviating', format],
    queryFn: ({ signal }) => call(formatEndpoints.listDeviations, { format }, { signal }),
    staleTime: 30_000,
  });

export const deviationsQuery = (branchId: string, version: number) =>
  queryOptions({
    // A branch that was edited is compared anew.
    queryKey: [...formatKeys.all, 'of', branchId, version],
    queryFn: ({ signal }) => call(formatEndpoints.getDeviations, { branchId }, { signal }),
    staleTime: 60_000,
  });
