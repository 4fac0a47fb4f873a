import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Done, Id, Instant } from '../core/fields.ts';

export const operationErrors = errors({
  'system.job_unknown': { status: 404, zh: '没有这项任务', en: 'There is no such job' },
  'system.jobs_off': {
    status: 409,
    zh: '这台服务器不运行任务，请在任务服务器上操作',
    en: 'This server runs no jobs; ask one that does',
  },
  'system.parked_unknown': {
    status: 404,
    zh: '这条搁置的事件不存在或已处理',
    en: 'This parked event does not exist or has been handled',
  },
  'system.retry_failed': {
    status: 409,
    zh: '重试仍未成功，事件继续搁置',
    en: 'The retry failed too; the event stays parked',
  },
});

export const JobRunState = z.enum(['waiting', 'running', 'done', 'failed']);

/** Wall time throughout. */
export const JobRun = z.object({
  state: JobRunState,
  startedAt: Instant.nullable(),
  endedAt: Instant.nullable(),
});
export const JobStatus = z.object({
  name: z.string(),
  cron: z.string(),
  timeZone: z.string(),
  nextAt: Instant.nullable(),
  runs: z.array(JobRun),
});
export type JobStatus = z.output<typeof JobStatus>;
export const TimerStatus = z.object({
  kind: z.string(),
  count: z.number().int(),
  /** Business instant of the first one due. */
  nextAt: Instant,
  overdue: z.number().int(),
  /** Tried before and not carried out yet. */
  failing: z.number().int(),
});
export const ParkedEvent = z.object({
  consumer: z.string(),
  branchId: Id,
  number: z.number().int(),
  type: z.string(),
  error: z.string(),
  parkedAt: Instant,
});
export type ParkedEvent = z.output<typeof ParkedEvent>;

export const Health = z.object({
  upSince: Instant,
  roles: z.enum(['all', 'web', 'worker']),
  memoryMb: z.number(),
  /** Milliseconds the process was late for its own timer since somebody last looked: 99 of 100 times no more. */
  loopDelayMs: z.number(),
  database: z.object({
    version: z.string(),
    bytes: z.number().int(),
    connections: z.object({ active: z.number().int(), all: z.number().int(), most: z.number().int() }),
    /** Share of blocks found in memory; null = nothing has been read. */
    cacheHit: z.number().nullable(),
    oldestTransactionSeconds: z.number().nullable(),
    answersInMs: z.number(),
    tables: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
  }),
  consumers: z.array(z.object({ name: z.string(), behind: z.number().int(), parked: z.number().int() })),
  streams: z.number().int(),
  /** Of the requests this process answered in the last five minutes. */
  requests: z.object({
    count: z.number().int(),
    perSecond: z.number(),
    p50Ms: z.number().nullable(),
    p95Ms: z.number().nullable(),
    p99Ms: z.number().nullable(),
    slowest: z.array(z.object({ endpoint: z.string(), count: z.number().int(), p95Ms: z.number() })),
    refusals: z.array(z.object({ code: z.string(), count: z.number().int(), message: z.string() })),
  }),
});
export type Health = z.output<typeof Health>;

export const operationEndpoints = {
  getHealth: endpoint({
    id: 'system.getHealth',
    method: 'GET',
    path: '/system-health',
    summary: 'How this process, its database and the flow of events are',
    input: z.object({}),
    output: Health,
    access: 'system.view',
  }),
  listJobs: endpoint({
    id: 'system.listJobs',
    method: 'GET',
    path: '/jobs',
    summary: 'Jobs with their last runs and the next one, deadlines, and parked events',
    input: z.object({}),
    output: z.object({
      jobs: z.array(JobStatus),
      timers: z.array(TimerStatus),
      parked: z.array(ParkedEvent),
    }),
    access: 'system.view',
  }),
  runJob: endpoint({
    id: 'system.runJob',
    method: 'POST',
    path: '/jobs/:name/run',
    summary: 'Run a job now, besides its plan',
    input: z.object({ name: z.string().max(60) }),
    output: Done,
    errors: ['system.job_unknown', 'system.jobs_off'],
    access: 'system.operate',
    // Jobs are idempotent themselves.
    idempotent: false,
  }),
  retryParked: endpoint({
    id: 'system.retryParked',
    method: 'POST',
    path: '/branches/:branchId/parked-events/retry',
    summary: 'Let a consumer try an event once more that it could not handle',
    input: z.object({
      branchId: Id,
      consumer: z.string().max(80),
      number: z
        .number()
        .int()
        .min(1)
        .max(2 ** 50),
    }),
    output: Done,
    errors: ['system.parked_unknown', 'system.retry_failed'],
    access: 'system.operate',
    // Handled once whoever asks how often: the parked row goes with its effect.
    idempotent: false,
  }),
};
