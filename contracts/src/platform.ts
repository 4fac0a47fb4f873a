import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { Instant } from './core/fields.ts';

export const clockErrors = errors({
  'clock.not_simulated': {
    status: 409,
    zh: '业务时钟不是模拟时钟，不能调整',
    en: 'The business clock is real and cannot be set',
  },
});
export const Clock = z.object({
  mode: z.enum(['real', 'simulated', 'driven']),
  anchorWall: Instant,
  anchorBusiness: Instant,
  /** Business seconds per wall second; 0 = paused. */
  rate: z.number().min(0).max(60),
  now: Instant,
});
export type Clock = z.output<typeof Clock>;

export const platformEndpoints = {
  getClock: endpoint({
    id: 'platform.getClock',
    method: 'GET',
    path: '/clock',
    summary: 'How business time runs',
    input: z.object({}),
    output: Clock,
    access: { kind: 'public' },
  }),
  setClock: endpoint({
    id: 'platform.setClock',
    method: 'POST',
    path: '/clock',
    summary: 'Pause the simulated clock, or run it 1× to 60×',
    input: z.object({ rate: z.number().min(0).max(60) }),
    output: Clock,
    errors: ['clock.not_simulated'],
    access: 'clock.control',
    idempotent: false,
  }),
  getHealthDetail: endpoint({
    id: 'platform.getHealthDetail',
    method: 'GET',
    path: '/health-detail',
    summary: 'Consumers, backlog, parked events, jobs',
    input: z.object({}),
    output: z.object({
      consumers: z.array(z.object({ name: z.string(), behind: z.number().int(), parked: z.number().int() })),
      parked: z.array(
        z.object({
          consumer: z.string(),
          branchId: z.string(),
          number: z.number().int(),
          type: z.string(),
          error: z.string(),
          at: Instant,
        }),
      ),
      streams: z.number().int(),
      history: z.object({ daysWanted: z.number().int(), daysDone: z.number().int() }),
    }),
    access: 'system.view',
  }),
};
