import type { ErrorCode } from '@huiting/contracts';
import type { Health } from '@huiting/contracts/system';
import type { RecentRequest } from '../../platform/metrics.ts';

const shownEndpoints = 8;
const shownCodes = 12;

/** The value below which a share of them lies (nearest rank); null of nothing. */
function percentile(sorted: readonly number[], share: number): number | null {
  const at = Math.ceil(sorted.length * share) - 1;
  const value = sorted[Math.max(0, at)];
  return value === undefined ? null : Math.round(value * 10) / 10;
}

const ascending = (a: number, b: number): number => a - b;

/** Percentiles and refusals of recent requests; `seconds` they spread over. */
export function summarise(
  requests: readonly RecentRequest[],
  seconds: number,
  messageOf: (code: ErrorCode) => string,
): Health['requests'] {
  const all = requests.map(({ ms }) => ms).sort(ascending);
  const byEndpoint = Map.groupBy(requests, ({ endpoint }) => endpoint);
  const byCode = Map.groupBy(
    requests.filter(({ code }) => code !== null),
    ({ code }) => code!,
  );
  return {
    count: all.length,
    perSecond: Math.round((all.length / Math.max(1, seconds)) * 10) / 10,
    p50Ms: percentile(all, 0.5),
    p95Ms: percentile(all, 0.95),
    p99Ms: percentile(all, 0.99),
    slowest: [...byEndpoint]
      .map(([endpoint, some]) => ({
        endpoint,
        count: some.length,
        p95Ms: percentile(some.map(({ ms }) => ms).sort(ascending), 0.95)!,
      }))
      .sort((a, b) => b.p95Ms - a.p95Ms)
      .slice(0, shownEndpoints),
    refusals: [...byCode]
      .map(([code, some]) => ({ code, count: some.length, message: messageOf(code as ErrorCode) }))
      .sort((a, b) => b.count - a.count)
      .slice(0, shownCodes),
  };
}
