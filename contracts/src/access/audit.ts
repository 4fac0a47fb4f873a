import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { event } from '../core/event.ts';
import { Id, Instant, PageInput, page } from '../core/fields.ts';

export const AuditEntry = z.object({
  id: Id,
  chain: z.string(),
  sequence: z.number().int(),
  recordedAt: Instant,
  businessAt: Instant,
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  object: z.string(),
  orgUnitId: Id.nullable(),
  outcome: z.enum(['done', 'refused']),
  detail: z.record(z.string(), z.unknown()),
  traceId: z.string(),
  sealed: z.boolean(),
  /** Whether the entry still fits its link in the chain; null while it is not sealed. */
  intact: z.boolean().nullable(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

const Altered = z.object({ chain: z.string(), sequence: z.number().int(), id: Id, problem: z.string() });

export const AuditVerification = z.object({
  id: Id,
  state: z.enum(['running', 'done', 'broken']),
  startedAt: Instant,
  startedByName: z.string(),
  endedAt: Instant.nullable(),
  chains: z.number().int(),
  chainsDone: z.number().int(),
  entries: z.number().int(),
  entriesDone: z.number().int(),
  unsealed: z.number().int(),
  altered: z.array(Altered),
});
export type AuditVerification = z.output<typeof AuditVerification>;
const Last = z.object({ verification: AuditVerification.nullable() });

const search = {
  /** The beginning of an act: `session.`, `user.grantRole`. */
  action: z.string().max(60).optional(),
  /** Words of a name; or exactly a user name, a staff number or an id. */
  actor: z.string().max(60).optional(),
  /** Exactly `<kind>:<id>`. */
  object: z.string().max(120).optional(),
  outcome: z.enum(['done', 'refused']).optional(),
  /** Recorded from, and before: wall clock. */
  from: z.coerce.number().pipe(Instant).optional(),
  until: z.coerce.number().pipe(Instant).optional(),
};
/** The same, as the filter of an export. */
export const AuditFilter = z.strictObject(search);

export const auditEvents = {
  auditTampered: event({
    type: 'audit.tampered',
    room: 'access',
    payload: z.object({ orgUnitId: Id, count: z.number().int() }),
    notify: {
      kind: 'access.auditTampered',
      severity: 'urgent',
      dedupeKey: ({ orgUnitId }) => `auditTampered:${orgUnitId}`,
      audience: { permission: 'access.watch' },
      title: () => ({ zh: '审计记录被改动', en: 'The audit trail was altered' }),
      body: ({ count }) => ({
        zh: `核验发现 ${count} 处改动或缺失，请在审计页查看是哪几条`,
        en: `The verifier found ${count} altered or missing entries; the audit page names them`,
      }),
      subject: ({ orgUnitId }) => ({ kind: 'orgUnit', id: orgUnitId }),
      escalateAfterMinutes: null,
    },
  }),
};

export const auditEndpoints = {
  listAudit: endpoint({
    id: 'access.listAudit',
    method: 'GET',
    path: '/audit',
    summary: 'The audit trail, newest first',
    input: z.object({ ...search, ...PageInput }),
    output: page(AuditEntry),
    access: 'access.audit',
  }),
  listAuditActions: endpoint({
    id: 'access.listAuditActions',
    method: 'GET',
    path: '/audit/actions',
    summary: 'Every act the trail knows, for the search',
    input: z.object({}),
    output: z.object({ actions: z.array(z.string()) }),
    access: 'access.audit',
  }),
  exportAudit: endpoint({
    id: 'access.exportAudit',
    method: 'POST',
    path: '/audit/export',
    summary:
      'What a search finds as CSV, 20,000 rows at most, with who took it when; taking it is in the trail',
    input: z.object(search),
    output: z.object({
      fileName: z.string(),
      csv: z.string(),
      rows: z.number().int(),
      complete: z.boolean(),
    }),
    access: 'access.audit',
    idempotent: false,
  }),
  verifyAudit: endpoint({
    id: 'access.verifyAudit',
    method: 'POST',
    path: '/audit/verify',
    summary: 'Walk every chain and name any altered row and the unsealed tail',
    input: z.object({}),
    output: z.object({
      chains: z.number().int(),
      entries: z.number().int(),
      unsealed: z.number().int(),
      altered: z.array(Altered),
    }),
    access: 'access.audit',
    idempotent: false,
  }),
  startVerification: endpoint({
    id: 'access.startVerification',
    method: 'POST',
    path: '/audit/verifications',
    summary: 'Begin such a walk in the background, or find the one under way',
    input: z.object({}),
    output: Last,
    access: 'access.audit',
    idempotent: false,
  }),
  getVerification: endpoint({
    id: 'access.getVerification',
    method: 'GET',
    path: '/audit/verifications/last',
    summary: 'How far the last walk has come and what it found',
    input: z.object({}),
    output: Last,
    access: 'access.audit',
  }),
};
