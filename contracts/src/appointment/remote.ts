import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Named, Words } from '../core/fields.ts';
import { ExpectedWait, IssuedTicket } from '../queue.ts';
import { RemoteRule } from './rules.ts';

const token = z.string().min(20).max(80);
/** Where the phone is, if its holder lets the browser tell. Used to answer and not kept. */
export const PhonePosition = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracyMetres: z.number().min(0).max(1_000_000),
});
export type PhonePosition = z.output<typeof PhonePosition>;

/** A position less exact than `coarse` says nothing about the distance: the rule of time is taken instead. Elders are given at least `elderHold` to arrive. */
export const remoteDefaults = { coarseMetres: 3_000, toleranceMetres: 500, elderHoldMinutes: 20 } as const;

export const remoteEndpoints = {
  getRemoteOffer: endpoint({
    id: 'appointment.getRemoteOffer',
    method: 'GET',
    path: '/public/branches/:branchId/remote',
    summary: 'Whether a number may be taken from afar now, for what, and how long the wait is',
    input: z.object({ branchId: Id }),
    output: z.object({
      branchName: z.string(),
      address: z.string(),
      latitude: z.number(),
      longitude: z.number(),
      rule: RemoteRule.omit({ mostAbsent: true }),
      services: z.array(
        z.object({
          id: Id,
          name: Named,
          description: Named,
          icon: z.string(),
          waiting: z.number().int(),
          expected: ExpectedWait,
          /** Null when a number may be taken; else why not, as on the kiosk's tile. */
          closed: z
            .enum([
              'notOffered',
              'outsideHours',
              'limitReached',
              'branchClosed',
              'suspended',
              'noonBreak',
              'machineFed',
            ])
            .nullable(),
        }),
      ),
    }),
    access: { kind: 'public' },
  }),
  takeNumber: endpoint({
    id: 'appointment.takeNumber',
    method: 'POST',
    path: '/public/branches/:branchId/remote-tickets',
    summary:
      'Take a number from afar; the phone is proved by the one-time code, and one must check in before being called',
    input: z.object({
      branchId: Id,
      serviceTypeId: Id,
      name: Words(40).pipe(z.string().min(1)),
      phone: z.string().min(6).max(20),
      phoneCode: z.string().min(4).max(8),
      position: PhonePosition.nullable().default(null),
      elder: z.boolean().default(false),
    }),
    output: IssuedTicket.extend({ code: z.string(), rule: z.enum(['distance', 'time']) }),
    errors: [
      'appointment.bad_phone',
      'appointment.phone_not_proved',
      'appointment.barred',
      'appointment.remote_not_offered',
      'appointment.too_far',
      'appointment.remote_full',
      'appointment.remote_live',
      'queue.branch_closed',
      'queue.noon_break',
      'queue.branch_suspended',
      'queue.service_not_found',
      'queue.service_closed',
      'queue.service_limit_reached',
    ],
    access: { kind: 'public' },
  }),
  getRemotePass: endpoint({
    id: 'appointment.getRemotePass',
    method: 'GET',
    path: '/t/:token/pass',
    summary: 'What a number taken from afar is checked in by; null when it was not',
    input: z.object({ token }),
    output: z.object({
      pass: z
        .object({
          code: z.string(),
          rule: z.enum(['distance', 'time']),
          holdMinutes: z.number().int(),
          nearAhead: z.number().int(),
          takenAt: Instant,
        })
        .nullable(),
    }),
    errors: ['queue.link_invalid'],
    access: { kind: 'link' },
  }),
};
