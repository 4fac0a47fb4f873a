import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant } from '../core/fields.ts';
import { Surface } from './session.ts';

/** SY-05: where I am signed in, and signing out there. */
export const OwnSession = z.object({
  id: Id,
  surface: Surface,
  openedAt: Instant,
  lastSeenAt: Instant,
  deviceName: z.string(),
  /** Address on the network it was opened from. */
  address: z.string(),
  /** The one that asks. */
  current: z.boolean(),
});
export type OwnSession = z.output<typeof OwnSession>;

export const ownSessionEndpoints = {
  listOwnSessions: endpoint({
    id: 'access.listOwnSessions',
    method: 'GET',
    path: '/own-sessions',
    summary: 'Where I am signed in: surface, browser, place and time',
    input: z.object({}),
    output: z.object({ sessions: z.array(OwnSession), hasSecondFactor: z.boolean() }),
    access: { kind: 'session' },
  }),
  endOwnSession: endpoint({
    id: 'access.endOwnSession',
    method: 'POST',
    path: '/own-sessions/:sessionId/end',
    summary: 'Sign me out there, at once; one that has ended already stays so',
    input: z.object({ sessionId: Id }),
    output: z.object({ ended: z.boolean() }),
    access: { kind: 'session' },
    idempotent: false,
  }),
};
