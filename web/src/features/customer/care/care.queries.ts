import { relationshipEndpoints, type PlanState } from '@huiting/contracts/customer/relationships';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export interface CareFilter {
  readonly due?: PlanState;
  readonly owner?: string;
}

export const careKeys = { all: (branchId: string) => ['customer', 'care', branchId] as const };

/** Customers looked after at a branch, page by page. */
export const careListQuery = (branchId: string, { due, owner }: CareFilter) =>
  infiniteQueryOptions({
    queryKey: [...careKeys.all(branchId), 'list', due ?? null, owner ?? null],
    queryFn: ({ signal, pageParam }) =>
      call(
        relationshipEndpoints.listRelationships,
        {
          branchId,
          ...(due === undefined ? {} : { due }),
          ...(owner === undefined ? {} : { ownerStaffId: owner }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
          limit: 50,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const careFileQuery = (branchId: string, customerId: string) =>
  queryOptions({
    queryKey: [...careKeys.all(branchId), 'file', customerId],
    queryFn: ({ signal }) =>
      call(relationshipEndpoints.getRelationship, { branchId, customerId }, { signal }),
  });

export const managersQuery = (branchId: string) =>
  queryOptions({
    queryKey: [...careKeys.all(branchId), 'managers'],
    queryFn: ({ signal }) => call(relationshipEndpoints.listRelationshipManagers, { branchId }, { signal }),
  });

/** Other branches by name or code, and who looks after customers at the one chosen. */
export const receiversQuery = (branchId: string, search: string, toBranchId: string | null) =>
  queryOptions({
    queryKey: [...careKeys.all(branchId), 'receivers', search, toBranchId],
    queryFn: ({ signal }) =>
      call(
        relationshipEndpoints.listHandoverReceivers,
        {
          branchId,
          ...(search === '' ? {} : { search }),
          ...(toBranchId === null ? {} : { toBranchId }),
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

export const handoversQuery = (branchId: string) =>
  queryOptions({
    queryKey: [...careKeys.all(branchId), 'handovers'],
    queryFn: ({ signal }) => call(relationshipEndpoints.listHandovers, { branchId }, { signal }),
  });
