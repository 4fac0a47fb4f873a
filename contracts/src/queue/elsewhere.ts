import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Named } from '../core/fields.ts';
import { ExpectedWait } from './model.ts';
import { DiversionPlace } from './setup.ts';

/** BR-13: another channel, or another branch. Nothing in it that does not stand on a door or a public display. */
export const Elsewhere = z.object({
  /** What can be asked about: services this branch offers. */
  services: z.array(z.object({ code: z.string(), name: Named })),
  /** The one the rest is about; null = any. */
  serviceCode: z.string().nullable(),
  /** The channel that can do it without a window; null = only at a window. */
  channel: z.object({ place: DiversionPlace, advice: Named, minutes: z.number().int() }).nullable(),
  here: z.object({ waiting: z.number().int(), expected: ExpectedWait.nullable() }),
  /** Open ones that do it, nearest first, at most five. */
  branches: z.array(
    z.object({
      id: Id,
      name: z.string(),
      city: z.string(),
      address: z.string(),
      /** As the crow flies; a road is longer. */
      straightMetres: z.number().int(),
      closesAt: Instant,
      waiting: z.number().int(),
      /** Null when no service was named. */
      expected: ExpectedWait.nullable(),
    }),
  ),
});
export type Elsewhere = z.output<typeof Elsewhere>;

export const queueElsewhereEndpoints = {
  findElsewhere: endpoint({
    id: 'queue.findElsewhere',
    method: 'GET',
    path: '/public/branches/:branchId/elsewhere',
    summary:
      'Where else a business can be done: other channels, and the nearest open branches with their waits of now',
    input: z.object({ branchId: Id, serviceCode: z.string().max(40).optional() }),
    output: Elsewhere,
    errors: ['organization.branch_not_found'],
    access: { kind: 'public' },
  }),
};
