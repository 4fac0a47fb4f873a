import { QueryClient } from '@tanstack/react-query';

/**
 * Data that lives on a topic is patched by the live connection, so nothing is fetched again by focus or timer.
 * `call` already repeats after network faults and never repeats a refusal.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        retry: false,
        // a browser that believes to be offline may still reach the branch's server
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}
