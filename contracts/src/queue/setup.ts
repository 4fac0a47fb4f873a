import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Reason, TimeOfDay, Words } from '../core/fields.ts';
import { BusinessLine, WindowKind } from '../organization.ts';

/** What a branch's queue is made of: business types with prefixes, number ranges, hours and limits, and which window takes what. */

const Code = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,29}$/);
/** A name in both languages, as somebody types it. */
const Title = (max: number) => z.object({ zh: Words(max), en: Words(max) });
const Count = (max: number) => z.number().int().min(1).max(max);

/** Where else a business can be done. */
export const DiversionPlace = z.enum(['smartCounter', 'mobileBank', 'selfService']);
export type DiversionPlace = z.output<typeof DiversionPlace>;
export const Diversion = z.object({
  place: DiversionPlace,
  /** What to say about it: which of the business can be done there, what to bring. */
  advice: Title(60),
  /** Usual minutes there, from starting to done. */
  minutes: Count(120),
  /** Machines at the branch; null where the number has no meaning (mobile bank). */
  machines: Count(50).nullable(),
  /** Offered only when the wait at the windows is at least this long, minutes; 0 = always. */
  whenWaitOver: z.number().int().min(0).max(240),
});
export type Diversion = z.output<typeof Diversion>;

export const ServiceGroup = z.object({ code: Code, name: Title(30) });
export type ServiceGroup = z.output<typeof ServiceGroup>;

/** One business type as it is set up; its place in the list is its place at the kiosk. */
export const ServiceSetup = z.object({
  code: Code,
  /** Group of the service tree; null = at its root. */
  groupCode: Code.nullable(),
  name: Title(30),
  description: Title(60),
  prefix: z.string().regex(/^[A-Z]$/),
  /** Numbers run from first to last; services of one prefix share a range or have separate ones. `lastNumber` null = no end. */
  firstNumber: Count(9999),
  lastNumber: Count(9999).nullable(),
  /** Whose business it is: corporate business keeps the branch's corporate hours. */
  line: BusinessLine,
  icon: z.string().regex(/^[A-Za-z]{1,30}$/),
  waitLimitMinutes: Count(480),
  standardMinutes: Count(480),
  dailyLimit: Count(9999).nullable(),
  hours: z.object({ open: TimeOfDay, close: TimeOfDay }).nullable(),
  elderFriendly: z.boolean(),
  /** False: no new numbers; whoever waits is still served. */
  offered: z.boolean(),
  diversion: Diversion.nullable(),
});
export type ServiceSetup = z.output<typeof ServiceSetup>;

const taken = { serviceCodes: z.array(Code).max(100), profileCode: z.string().max(30) };
export const WindowSetup = z.object({ windowId: Id, ...taken });
export type WindowSetup = z.output<typeof WindowSetup>;
export const KindSetup = z.object({ kind: WindowKind, ...taken });
export type KindSetup = z.output<typeof KindSetup>;

const offer = { groups: z.array(ServiceGroup).max(30), services: z.array(ServiceSetup).max(100) };
export const QueueSetup = z.object({
  ...offer,
  windows: z.array(WindowSetup).max(200),
  /** Differences from the template that are meant; each names the template's value it was kept against. */
  kept: z.array(z.string().max(400)).max(500),
});
export type QueueSetup = z.output<typeof QueueSetup>;
/** Head office's model: the same, with windows by kind. */
export const QueueTemplate = z.object({ ...offer, kinds: z.array(KindSetup).max(20) });
export type QueueTemplate = z.output<typeof QueueTemplate>;

export const SetupProblem = z.object({
  /** Where: `services[2].lastNumber`. */
  path: z.string(),
  code: z.enum([
    'noService',
    'duplicateCode',
    'missingName',
    'unknownGroup',
    'badRange',
    'overlappingRange',
    'badHours',
    'serviceRemoved',
    'unknownWindow',
    'unknownService',
    'unknownProfile',
    'serviceWithoutWindow',
    'serviceNotCalled',
    'emptyWindow',
    'dailyLimitBeyondRange',
  ]),
  /** Only errors block. */
  severity: z.enum(['error', 'warning']),
  /** Name of what it is about: a code, a label. */
  subject: z.string(),
});
export type SetupProblem = z.output<typeof SetupProblem>;

/** One difference from the template. */
export const DriftItem = z.object({
  /** Names place and the template's value: what `kept` holds. */
  key: z.string(),
  part: z.enum(['group', 'service', 'window']),
  /** Code of the group or service, id of the window. */
  id: z.string(),
  /** Field that differs; null = the whole thing is missing on one side. */
  field: z.string().nullable(),
  /** JSON of each side's value; null = absent there. */
  here: z.string().nullable(),
  template: z.string().nullable(),
  kept: z.boolean(),
});
export type DriftItem = z.output<typeof DriftItem>;

export const SetupVersion = z.object({
  version: z.number().int(),
  changedAt: Instant,
  changedBy: z.string(),
  reason: z.string(),
  templateVersion: z.number().int().nullable(),
});
export type SetupVersion = z.output<typeof SetupVersion>;

const ProfileName = z.object({ code: z.string(), name: z.string(), nameEn: z.string() });
const branch = { branchId: Id };

export const queueSetupEndpoints = {
  getSetup: endpoint({
    id: 'queue.getSetup',
    method: 'GET',
    path: '/branches/:branchId/queue-setup',
    summary: 'How the queue of a branch is set up, and how it differs from the head-office template',
    input: z.object(branch),
    output: z.object({
      version: z.number().int(),
      setup: QueueSetup,
      template: z.object({ version: z.number().int(), setup: QueueSetup }).nullable(),
      drift: z.array(DriftItem),
      problems: z.array(SetupProblem),
      windows: z.array(
        z.object({
          id: Id,
          label: z.string(),
          number: z.number().int(),
          kind: WindowKind,
          elastic: z.boolean(),
        }),
      ),
      profiles: z.array(ProfileName),
      versions: z.array(SetupVersion),
    }),
    access: 'queue.configure',
  }),
  getSetupVersion: endpoint({
    id: 'queue.getSetupVersion',
    method: 'GET',
    path: '/branches/:branchId/queue-setup/versions/:version',
    summary: 'An earlier setup of the queue, to look at or to go back to',
    input: z.object({ ...branch, version: z.coerce.number().int().min(0).max(1e6) }),
    output: z.object({ version: SetupVersion, setup: QueueSetup }),
    errors: ['queue.setup_not_found'],
    access: 'queue.configure',
  }),
  checkSetup: endpoint({
    id: 'queue.checkSetup',
    method: 'POST',
    path: '/branches/:branchId/queue-setup/check',
    summary: 'What would be wrong with a setup and how it would differ from the template; changes nothing',
    input: z.object({ ...branch, setup: QueueSetup }),
    output: z.object({ problems: z.array(SetupProblem), drift: z.array(DriftItem) }),
    access: 'queue.configure',
    idempotent: false,
  }),
  saveSetup: endpoint({
    id: 'queue.saveSetup',
    method: 'PUT',
    path: '/branches/:branchId/queue-setup',
    summary: 'Sets the queue up anew; kiosks, windows and displays follow at once',
    input: z.object({
      ...branch,
      baseVersion: z.number().int().min(0).max(1e6),
      setup: QueueSetup,
      reason: Reason,
    }),
    output: z.object({ version: z.number().int() }),
    errors: ['queue.setup_invalid'],
    access: 'queue.configure',
  }),
  getTemplate: endpoint({
    id: 'queue.getTemplate',
    method: 'GET',
    path: '/org-units/:orgUnitId/queue-template',
    summary: "Head office's model of a branch's queue",
    input: z.object({ orgUnitId: Id }),
    output: z.object({
      version: z.number().int(),
      template: QueueTemplate.nullable(),
      profiles: z.array(ProfileName),
      versions: z.array(SetupVersion.omit({ templateVersion: true })),
    }),
    errors: ['queue.org_unit_not_found'],
    access: 'queue.configure',
  }),
  saveTemplate: endpoint({
    id: 'queue.saveTemplate',
    method: 'PUT',
    path: '/org-units/:orgUnitId/queue-template',
    summary: 'Changes the model; branches see what differs and decide',
    input: z.object({
      orgUnitId: Id,
      baseVersion: z.number().int().min(0).max(1e6),
      template: QueueTemplate,
      reason: Reason,
    }),
    output: z.object({ version: z.number().int() }),
    errors: ['queue.org_unit_not_found', 'queue.setup_invalid'],
    access: 'queue.configure',
  }),
};
