import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id, Instant, Reason } from '../core/fields.ts';

/** QU-13: a queue machine of another maker issues and calls; what it tells becomes the same tickets as if it were ours. */

export const MachineEventKind = z.enum(['issue', 'call', 'recall', 'start', 'finish', 'noShow', 'transfer']);
export type MachineEventKind = z.output<typeof MachineEventKind>;

export const MachineEvent = z.object({
  /** The machine's own count, rising; the same event again has the same. */
  sequence: z.number().int().min(1).max(9_000_000_000_000),
  kind: MachineEventKind,
  /** The machine's clock: what puts events in order, however late they come. */
  at: Instant,
  number: z.string().regex(/^[A-Z]\d{1,5}$/),
  /** The machine's code of a business: with `issue` and `transfer`. */
  service: z.string().min(1).max(40).nullable().default(null),
  /** Number of a window: with `call`; with `start` when no call was told. */
  window: z.number().int().min(1).max(999).nullable().default(null),
});
export type MachineEvent = z.output<typeof MachineEvent>;

/** Why an event changes nothing; it is kept, and tried again with whatever comes later. */
export const MachineRefusal = z.enum([
  'notIssued',
  'issuedTwice',
  'notCalled',
  'wrongState',
  'unknownService',
  'unknownWindow',
  /** The branch printed this number itself before the machine took over. */
  'numberTaken',
]);
export type MachineRefusal = z.output<typeof MachineRefusal>;

const KeptEvent = MachineEvent.extend({
  businessDate: BusinessDate,
  receivedAt: Instant,
  refused: MachineRefusal.nullable(),
});

export const MachineFeed = z.object({
  connected: z.boolean(),
  sender: z.string().nullable(),
  since: Instant.nullable(),
  /** The machine's codes that differ from ours. */
  services: z.record(z.string().max(40), z.string().max(40)),
  version: z.number().int(),
  businessDate: BusinessDate,
  last: KeptEvent.nullable(),
  /** How long the last event took from the machine's clock to us. */
  lagSeconds: z.number().int().nullable(),
  received: z.number().int(),
  applied: z.number().int(),
  refused: z.number().int(),
  /** Counts of the machine that have not come, from–to. */
  gaps: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
  /** Newest first, at most 100. */
  refusals: z.array(KeptEvent),
  /** One count told two different things; the first was kept. */
  contradictions: z.array(
    z.object({ at: Instant, sequence: z.number().int(), kept: MachineEvent, told: MachineEvent }),
  ),
});
export type MachineFeed = z.output<typeof MachineFeed>;

const onBranch = { branchId: Id };
export const queueMachineEndpoints = {
  /** As every signed message; there is no message id: an event has the machine's count, and the same again changes nothing. */
  receiveMachineEvents: endpoint({
    id: 'queue.receiveMachineEvents',
    method: 'POST',
    path: '/branches/:branchId/webhooks/queue-machine',
    summary: 'Signed: what a queue machine did, in any order, as often as it takes',
    input: z.object({ ...onBranch, events: z.array(MachineEvent).min(1).max(100) }),
    output: z.object({
      taken: z.number().int(),
      /** Told before, word for word. */
      known: z.number().int(),
      refused: z.array(z.object({ sequence: z.number().int(), reason: MachineRefusal })),
      /** Counts that were told something else before; what was told first stands. */
      contradicted: z.array(z.number().int()),
    }),
    errors: [
      'queue.bad_signature',
      'queue.stale_message',
      'queue.machine_not_connected',
      'queue.machine_ahead',
      'queue.day_still_open',
    ],
    access: { kind: 'signed' },
    idempotent: false,
  }),
  getMachineFeed: endpoint({
    id: 'queue.getMachineFeed',
    method: 'GET',
    path: '/branches/:branchId/machine-feed',
    summary: 'How the feed of the queue machine is: last event, lag, what was refused, what is missing',
    input: z.object({ ...onBranch, date: BusinessDate.optional() }),
    output: MachineFeed,
    access: 'queue.configure',
  }),
  connectMachine: endpoint({
    id: 'queue.connectMachine',
    method: 'POST',
    path: '/branches/:branchId/machine-feed/connect',
    summary: 'From now on tickets come from the machine alone; gives its sender name and secret, once',
    input: z.object({ ...onBranch, reason: Reason }),
    output: z.object({ sender: z.string(), secret: z.string() }),
    errors: ['queue.tickets_open'],
    access: 'queue.configure',
    idempotent: false,
  }),
  disconnectMachine: endpoint({
    id: 'queue.disconnectMachine',
    method: 'POST',
    path: '/branches/:branchId/machine-feed/disconnect',
    summary: 'From now on the branch issues and calls here again',
    input: z.object({ ...onBranch, reason: Reason }),
    output: MachineFeed,
    errors: ['queue.machine_not_connected', 'queue.tickets_open'],
    access: 'queue.configure',
  }),
  mapMachineServices: endpoint({
    id: 'queue.mapMachineServices',
    method: 'PUT',
    path: '/branches/:branchId/machine-feed/services',
    summary: "Which of our businesses the machine's codes mean, where they differ",
    input: z.object({
      ...onBranch,
      version: z.number().int(),
      services: z.record(z.string().min(1).max(40), z.string().min(1).max(40)),
    }),
    output: MachineFeed,
    errors: ['queue.machine_not_connected', 'queue.service_not_found'],
    access: 'queue.configure',
  }),
  replayMachineDay: endpoint({
    id: 'queue.replayMachineDay',
    method: 'POST',
    path: '/branches/:branchId/machine-feed/replay',
    summary: "Makes a day's tickets again from the machine's events as they were kept",
    input: z.object({ ...onBranch, date: BusinessDate, reason: Reason }),
    output: z.object({ events: z.number().int(), tickets: z.number().int(), changed: z.number().int() }),
    errors: ['queue.machine_not_connected'],
    access: 'queue.configure',
  }),
};
