import { staffEndpoints, type Post } from '@huiting/contracts/staff';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

/** Filters of the register; they live in the address. */
export interface StaffSearch {
  readonly branch?: string;
  readonly post?: Post;
  readonly q?: string;
}

/** The staff register page by page. */
export const staffQuery = ({ branch, post, q }: StaffSearch) =>
  infiniteQueryOptions({
    queryKey: ['staff', 'list', branch ?? null, post ?? null, q ?? ''],
    queryFn: ({ signal, pageParam }) =>
      call(
        staffEndpoints.listStaff,
        {
          ...(branch === undefined ? {} : { branchId: branch }),
          ...(post === undefined ? {} : { post }),
          ...(q === undefined ? {} : { search: q }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
          limit: 50,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
