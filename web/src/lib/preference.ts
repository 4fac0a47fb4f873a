import { preferenceEndpoints } from '@huiting/contracts/access/preferences';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from './api.ts';

const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async ({ signal }) =>
    (await call(preferenceEndpoints.listPreferences, {}, { signal })).preferences,
  staleTime: Number.POSITIVE_INFINITY,
});

/**
 * One setting of the person signed in, kept on the server: it follows to other machines. `read` takes what was kept, of
 * whatever age, and gives a value of today's shape. A change shows at once; if it cannot be kept it holds until the page ends.
 */
export function usePreference<T>(
  name: string,
  read: (kept: unknown) => T,
): readonly [T, (value: T | null) => Promise<boolean>] {
  const queries = useQueryClient();
  const { data } = useQuery(preferencesQuery);
  function keep(value: T | null): Promise<boolean> {
    queries.setQueryData(preferencesQuery.queryKey, (before: Record<string, unknown> | undefined) => ({
      ...before,
      [name]: value,
    }));
    return call(preferenceEndpoints.keepPreference, { name, value: value as never }).then(
      () => true,
      () => false,
    );
  }
  return [read(data?.[name] ?? null), keep];
}
