import {
  staffEndpoints,
  type CertificateState,
  type Grade,
  type Post,
  type TenureState,
} from '@huiting/contracts/staff';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

type CertificateFilter = (typeof CertificateState.options)[number];

/** Filters of the register; they live in the address. */
export interface StaffSearch {
  readonly branch?: string;
  readonly post?: Post;
  readonly grade?: Grade;
  readonly certificates?: CertificateFilter;
  readonly left?: 'yes';
  readonly q?: string;
}

/** Everything of this room is asked anew after a change of it. */
export const staffKey = ['staff'] as const;

/** The staff register page by page. */
export const staffQuery = ({ branch, post, grade, certificates, left, q }: StaffSearch) =>
  infiniteQueryOptions({
    queryKey: [
      ...staffKey,
      'list',
      branch ?? null,
      post ?? null,
      grade ?? null,
      certificates ?? null,
      left ?? null,
      q ?? '',
    ],
    queryFn: ({ signal, pageParam }) =>
      call(
        staffEndpoints.listStaff,
        {
          ...(branch === undefined ? {} : { branchId: branch }),
          ...(post === undefined ? {} : { post }),
          ...(grade === undefined ? {} : { grade }),
          ...(certificates === undefined ? {} : { certificates }),
          ...(left === undefined ? {} : { left }),
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

/** People that words find, to choose one of. */
export const foundStaffQuery = (words: string) =>
  queryOptions({
    queryKey: [...staffKey, 'found', words],
    queryFn: ({ signal }) =>
      call(staffEndpoints.listStaff, { ...(words === '' ? {} : { search: words }), limit: 20 }, { signal }),
    placeholderData: keepPreviousData,
  });

export const staffRecordQuery = (staffId: string) =>
  queryOptions({
    queryKey: [...staffKey, 'record', staffId],
    queryFn: ({ signal }) => call(staffEndpoints.getStaff, { staffId }, { signal }),
  });

export const staffRevisionsQuery = (staffId: string) =>
  queryOptions({
    queryKey: [...staffKey, 'revisions', staffId],
    queryFn: ({ signal }) => call(staffEndpoints.listStaffRevisions, { staffId, limit: 50 }, { signal }),
  });

export const staffProfileQuery = (staffId: string) =>
  queryOptions({
    queryKey: [...staffKey, 'profile', staffId],
    queryFn: ({ signal }) => call(staffEndpoints.getProfile, { staffId }, { signal }),
    staleTime: 60_000,
  });

/** Changes asked for of one person; asked again while one may be decided elsewhere. */
export const staffChangesQuery = (staffId: string) =>
  queryOptions({
    queryKey: [...staffKey, 'changes', staffId],
    queryFn: ({ signal }) => call(staffEndpoints.listStaffChanges, { staffId, limit: 20 }, { signal }),
    refetchInterval: 30_000,
  });

export const postsQuery = queryOptions({
  queryKey: [...staffKey, 'posts'],
  queryFn: ({ signal }) => call(staffEndpoints.listPosts, {}, { signal }),
  staleTime: 60_000,
});

export const tenuresQuery = (state: TenureState | undefined) =>
  queryOptions({
    queryKey: [...staffKey, 'tenures', state ?? null],
    queryFn: ({ signal }) =>
      call(staffEndpoints.listTenures, state === undefined ? {} : { state }, { signal }),
    placeholderData: keepPreviousData,
  });

export const rotationsQuery = queryOptions({
  queryKey: [...staffKey, 'rotations'],
  queryFn: ({ signal }) => call(staffEndpoints.listRotations, { limit: 100 }, { signal }),
  refetchInterval: 30_000,
});

export const myHandoversQuery = queryOptions({
  queryKey: [...staffKey, 'handovers'],
  queryFn: ({ signal }) => call(staffEndpoints.listMyHandovers, {}, { signal }),
  refetchInterval: 30_000,
});

export const leavesQuery = queryOptions({
  queryKey: [...staffKey, 'leaves'],
  queryFn: ({ signal }) => call(staffEndpoints.listMandatoryLeaves, {}, { signal }),
});

export const leaveDrawsQuery = queryOptions({
  queryKey: [...staffKey, 'draws'],
  queryFn: ({ signal }) => call(staffEndpoints.listLeaveDraws, {}, { signal }),
});

export const teamsQuery = queryOptions({
  queryKey: [...staffKey, 'teams'],
  queryFn: ({ signal }) => call(staffEndpoints.listTeams, {}, { signal }),
});

export const teamQuery = (teamId: string) =>
  queryOptions({
    queryKey: [...staffKey, 'team', teamId],
    queryFn: ({ signal }) => call(staffEndpoints.getTeam, { teamId }, { signal }),
    refetchInterval: 60_000,
  });

export const myTeamsQuery = queryOptions({
  queryKey: [...staffKey, 'myTeams'],
  queryFn: ({ signal }) => call(staffEndpoints.listMyTeams, {}, { signal }),
  refetchInterval: 60_000,
});

export const gradeRulesQuery = queryOptions({
  queryKey: [...staffKey, 'gradeRules'],
  queryFn: ({ signal }) => call(staffEndpoints.getGradeRules, {}, { signal }),
});

export const appraisalsQuery = queryOptions({
  queryKey: [...staffKey, 'appraisals'],
  queryFn: ({ signal }) => call(staffEndpoints.listAppraisals, {}, { signal }),
  refetchInterval: 30_000,
});

export const appraisalQuery = (appraisalId: string, keptAt: string) =>
  queryOptions({
    queryKey: [...staffKey, 'appraisal', appraisalId],
    queryFn: ({ signal }) => call(staffEndpoints.getAppraisal, { appraisalId, keptAt }, { signal }),
  });
