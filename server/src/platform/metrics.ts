import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

export interface RecentRequest {
  readonly at: number;
  readonly endpoint: string;
  readonly ms: number;
  readonly code: string | null;
}

/** Enough for five busy minutes of an hour's average; beyond, the oldest are overwritten. 2 MB at most. */
const remembered = 20_000;
const rememberedMs = 5 * 60_000;

export interface Metrics {
  readonly registry: Registry;
  /** `code` of a refusal. */
  observe(endpoint: string, status: number, seconds: number, code?: string): void;
  /** The last requests of this process, of the last five minutes. */
  recent(): readonly RecentRequest[];
  committed(events: number): void;
  /** Read at scrape time. */
  gauge(name: string, help: string, read: () => number): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'huiting_request_seconds',
    help: 'Time to answer, by endpoint and status',
    labelNames: ['endpoint', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const events = new Counter({
    name: 'huiting_events_total',
    help: 'Events committed',
    registers: [registry],
  });
  const ring: RecentRequest[] = [];
  let written = 0;
  return {
    registry,
    observe: (endpoint, status, seconds, code) => {
      requests.observe({ endpoint, status }, seconds);
      ring[written++ % remembered] = { at: Date.now(), endpoint, ms: seconds * 1000, code: code ?? null };
    },
    recent: () => {
      const since = Date.now() - rememberedMs;
      return ring.filter(({ at }) => at >= since);
    },
    committed: (count) => events.inc(count),
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers: [registry],
        collect() {
          this.set(read());
        },
      });
    },
  };
}
