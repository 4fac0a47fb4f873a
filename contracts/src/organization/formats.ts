import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Id, Instant, Reason, Words } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { BranchFormat, WindowKind, ZoneKind } from './model.ts';

export const formatErrors = errors({
  'organization.standard_invalid': {
    status: 409,
    zh: '这份业态标准自相矛盾，未保存',
    en: 'This standard contradicts itself; nothing was saved',
  },
});

/** Kinds of device a standard may ask for; devices themselves are another room's. */
export const StandardDevice = z.enum([
  'kiosk',
  'hallDisplay',
  'windowDisplay',
  'evaluator',
  'smartTeller',
  'atm',
  'cashRecycler',
  'selfTerminal',
  'remoteTeller',
  'pad',
  'signage',
]);
export type StandardDevice = z.output<typeof StandardDevice>;

const Count = z.number().int().min(1).max(200);
const ServiceCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);

/** BR-04: what a branch of a format has. Branches begin with it when they are established, and are compared with it ever after. */
export const FormatStandard = z.object({
  /** Usual size in square metres, both ends included. */
  area: z.object({ from: z.number().min(0).max(100_000), to: z.number().min(0).max(100_000) }),
  zones: z.array(z.object({ kind: ZoneKind, name: Words(20).pipe(z.string().min(1)) })).max(20),
  windows: z
    .array(
      z.object({
        kind: WindowKind,
        count: z.number().int().min(1).max(30),
        /** Where they stand; null = outside every zone. */
        zone: ZoneKind.nullable(),
        elastic: z.boolean(),
        serviceCodes: z.array(ServiceCode).max(40),
        profileCode: ServiceCode,
      }),
    )
    .max(20),
  staffing: z.array(z.object({ post: Post, count: Count })).max(20),
  devices: z.array(z.object({ kind: StandardDevice, count: Count })).max(20),
});
export type FormatStandard = z.output<typeof FormatStandard>;

const known = {
  /** 0 = as shipped, never changed by this bank. */
  version: z.number().int(),
  changedAt: Instant.nullable(),
  changedBy: z.string(),
  reason: z.string(),
};
export const StandardVersion = z.object({ ...known, standard: FormatStandard });
export type StandardVersion = z.output<typeof StandardVersion>;

/** One way a branch is not as its format says. */
export const Deviation = z.object({
  /** People and devices only of kinds that somebody counts. */
  part: z.enum(['zone', 'window', 'area', 'staffing', 'device']),
  /** A kind of zone, window or device, a post; empty for the area. */
  kind: z.string(),
  /** How many the standard has; of the area the nearer end, square metres. */
  standard: z.number(),
  actual: z.number(),
});
export type Deviation = z.output<typeof Deviation>;

export const formatEndpoints = {
  listFormats: endpoint({
    id: 'organization.listFormats',
    method: 'GET',
    path: '/format-standards',
    summary: 'The dictionary of branch formats with the standard of each',
    input: z.object({}),
    output: z.object({
      formats: z.array(StandardVersion.extend({ format: BranchFormat, branches: z.number().int() })),
    }),
    access: 'organization.view',
  }),
  listStandardVersions: endpoint({
    id: 'organization.listStandardVersions',
    method: 'GET',
    path: '/format-standards/:format/versions',
    summary: 'How the standard of a format came to be, newest first',
    input: z.object({ format: BranchFormat }),
    output: z.object({ versions: z.array(StandardVersion) }),
    access: 'organization.view',
  }),
  saveStandard: endpoint({
    id: 'organization.saveStandard',
    method: 'PUT',
    path: '/org-units/:orgUnitId/format-standards/:format',
    summary: "Head office's next version of a standard; branches stay as they are and show how they differ",
    input: z.object({
      orgUnitId: Id,
      format: BranchFormat,
      baseVersion: z.number().int().min(0).max(1e6),
      standard: FormatStandard,
      reason: Reason,
    }),
    output: z.object({ version: z.number().int() }),
    errors: ['organization.unit_not_found', 'organization.standard_invalid'],
    access: 'organization.manage',
  }),
  listDeviations: endpoint({
    id: 'organization.listDeviations',
    method: 'GET',
    path: '/format-standards/:format/deviations',
    summary: "Branches of the caller's scope that are not as their format says",
    input: z.object({ format: BranchFormat }),
    output: z.object({
      version: z.number().int(),
      branches: z.array(
        z.object({ id: Id, name: z.string(), code: z.string(), deviations: z.array(Deviation) }),
      ),
      /** How many there are; the list ends at 200. */
      total: z.number().int(),
    }),
    access: 'staff.view',
  }),
  getDeviations: endpoint({
    id: 'organization.getDeviations',
    method: 'GET',
    path: '/branches/:branchId/deviations',
    summary: 'How a branch differs from the standard of its format',
    input: z.object({ branchId: Id }),
    output: z.object({
      format: BranchFormat,
      version: z.number().int(),
      standard: FormatStandard,
      deviations: z.array(Deviation),
    }),
    errors: ['organization.branch_not_found'],
    access: 'staff.view',
  }),
};
