import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

/**
 * Data that lives on a topic is patched by the live connection, so nothing is fetched again by focus or timer.
 * `call` already repeats after network faults; a refusal is never repeated.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: true,
        retry: (failures, error) => !(error instanceof ApiProblem) && failures < 2,
        // a browser that believes to be offline may still reach the branch's server
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
