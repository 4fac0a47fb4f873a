import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Named, TimeOfDay } from '../core/fields.ts';

/** Taking a number from afar (AP-08). */
export const RemoteRule = z.object({
  offered: z.boolean(),
  /** By how far away the phone may be, where the browser tells it; otherwise, and always with `time`, by the time to come. */
  rule: z.enum(['distance', 'time']),
  withinMetres: z.number().int().min(100).max(50_000),
  /** Minutes an absent ticket keeps its place once its turn has come, by each rule. */
  holdMinutes: z.number().int().min(1).max(60),
  arriveMinutes: z.number().int().min(1).max(60),
  /** The customer is told to come when no more than these are in front. */
  nearAhead: z.number().int().min(0).max(20),
  /** Numbers of people who are not here that a branch lets wait at once. */
  mostAbsent: z.number().int().min(0).max(200),
});
export type RemoteRule = z.output<typeof RemoteRule>;

/** How a branch takes bookings and remote numbers. */
export const BookingRules = z.object({
  /** A booking may be moved until so many minutes before it, and given up until so many. */
  changeUntilMinutes: z.number().int().min(0).max(2_880),
  cancelUntilMinutes: z.number().int().min(0).max(2_880),
  /** So many no-shows within so many days bar from booking online for so many days; 0 = never. */
  noShows: z.number().int().min(0).max(20),
  noShowDays: z.number().int().min(1).max(365),
  barredDays: z.number().int().min(1).max(365),
  remote: RemoteRule,
});
export type BookingRules = z.output<typeof BookingRules>;

/** Ours, until domain practice of a bank says otherwise. */
export const bookingRuleDefaults: BookingRules = {
  changeUntilMinutes: 30,
  cancelUntilMinutes: 0,
  noShows: 3,
  noShowDays: 90,
  barredDays: 30,
  remote: {
    offered: true,
    rule: 'distance',
    withinMetres: 3_000,
    holdMinutes: 10,
    arriveMinutes: 5,
    nearAhead: 3,
    mostAbsent: 20,
  },
};

/** Bookings a half hour takes where the branch overrides what its windows give; 0 = none then. */
export const Capacity = z.object({
  serviceTypeId: Id,
  starts: TimeOfDay,
  capacity: z.number().int().min(0).max(200),
});
export type Capacity = z.output<typeof Capacity>;

const document = {
  /** Rises with each change; 0 = the defaults. */
  version: z.number().int().min(0).max(2_000_000_000),
  rules: BookingRules,
  capacities: z.array(Capacity).max(2_000),
};
const Document = z.object(document);
export const ruleEndpoints = {
  getRules: endpoint({
    id: 'appointment.getRules',
    method: 'GET',
    path: '/branches/:branchId/booking-rules',
    summary: 'How the branch takes bookings and remote numbers, with the capacity its windows give',
    input: z.object({ branchId: Id }),
    output: Document.extend({
      services: z.array(z.object({ id: Id, code: z.string(), name: Named, usual: z.number().int() })),
      /** Half hours of a usual working day. */
      times: z.array(TimeOfDay),
    }),
    access: 'appointment.view',
  }),
  saveRules: endpoint({
    id: 'appointment.saveRules',
    method: 'PUT',
    path: '/branches/:branchId/booking-rules',
    summary: 'Set how the branch takes bookings and remote numbers; bookings already made stay',
    input: z.object({ branchId: Id, ...document }),
    output: Document,
    errors: ['appointment.rules_changed', 'appointment.unknown_service'],
    access: 'appointment.configure',
  }),
};
