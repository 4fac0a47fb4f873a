import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Instant, Named, Reason } from '../core/fields.ts';

export const retentionErrors = errors({
  'privacy.kind_unknown': { status: 404, zh: '没有这类数据', en: 'There is no such kind of data' },
  'privacy.rule_changed': {
    status: 409,
    zh: '规则已被他人修改，请刷新后重试',
    en: 'Somebody else has changed the rule; reload and try again',
  },
  'privacy.too_short': {
    status: 409,
    zh: '保存期短于法定最低期限',
    en: 'Shorter than the law allows',
  },
  'privacy.kept_always': {
    status: 409,
    zh: '这类数据只增不减，不能设定保存期',
    en: 'This data is append-only; it has no period',
  },
  'privacy.plan_changed': {
    status: 409,
    zh: '试运行之后情况有变，请重新试运行',
    en: 'Things have changed since the dry run; run it again',
  },
});

export const RetentionKind = z.object({
  kind: z.string(),
  name: Named,
  tables: z.array(z.string()),
  /** Shortest that law or use allows, days. */
  leastDays: z.number().int(),
  /** Null: kept for ever. */
  days: z.number().int().nullable(),
  /** The table forbids taking anything out. */
  isEndless: z.boolean(),
  version: z.number().int(),
  publishedBy: z.string().nullable(),
});
export type RetentionKind = z.output<typeof RetentionKind>;
export const Hold = z.object({
  id: Id,
  kind: z.string().nullable(),
  reason: z.string(),
  placedBy: z.string(),
  placedAt: Instant,
  liftedBy: z.string().nullable(),
  liftedAt: Instant.nullable(),
});
export type Hold = z.output<typeof Hold>;

/** One kind in a run: what goes, of before which day, and why nothing does. */
export const RunLine = z.object({
  kind: z.string(),
  ruleVersion: z.number().int(),
  before: BusinessDate.nullable(),
  /** Partitions dropped, or the table rows were taken out of. */
  what: z.array(z.object({ name: z.string(), rows: z.number().int(), digest: z.string() })),
  kept: z.enum(['hold', 'forEver']).nullable(),
});
export type RunLine = z.output<typeof RunLine>;
export const RetentionRun = z.object({
  id: Id,
  dryRun: z.boolean(),
  at: Instant,
  runBy: z.string(),
  lines: z.array(RunLine),
  /** SHA-256 of the lines as JSON. */
  hash: z.string(),
  /** The house's seal over hash, instant and name. */
  signature: z.string(),
});
export type RetentionRun = z.output<typeof RetentionRun>;

export const retentionEndpoints = {
  listRetention: endpoint({
    id: 'privacy.listRetention',
    method: 'GET',
    path: '/retention',
    summary: 'How long each kind of data is kept, holds, runs, and tables nobody has a rule for',
    input: z.object({}),
    output: z.object({
      kinds: z.array(RetentionKind),
      /** Tables of no kind. */
      uncovered: z.array(z.string()),
      holds: z.array(Hold),
      runs: z.array(RetentionRun),
    }),
    access: 'privacy.manage',
  }),
  setRetention: endpoint({
    id: 'privacy.setRetention',
    method: 'PUT',
    path: '/retention/:kind',
    summary: 'How long a kind of data is kept from now on',
    input: z.object({
      kind: z.string().min(1).max(60),
      basedOn: z.number().int().min(0),
      days: z.number().int().min(1).max(36_500).nullable(),
      note: Reason,
    }),
    output: z.object({ kind: RetentionKind }),
    errors: ['privacy.kind_unknown', 'privacy.rule_changed', 'privacy.too_short', 'privacy.kept_always'],
    access: 'privacy.manage',
  }),
  placeHold: endpoint({
    id: 'privacy.placeHold',
    method: 'POST',
    path: '/retention/holds',
    summary: 'Keep a kind of data, or everything, whatever its rule says',
    input: z.object({ kind: z.string().min(1).max(60).nullable(), reason: Reason }),
    output: z.object({ hold: Hold }),
    errors: ['privacy.kind_unknown'],
    access: 'privacy.manage',
  }),
  liftHold: endpoint({
    id: 'privacy.liftHold',
    method: 'POST',
    path: '/retention/holds/:holdId/lift',
    summary: 'End a hold, with the reason',
    input: z.object({ holdId: Id, reason: Reason }),
    output: z.object({ hold: Hold }),
    errors: ['privacy.not_found'],
    access: 'privacy.manage',
  }),
  runRetention: endpoint({
    id: 'privacy.runRetention',
    method: 'POST',
    path: '/retention/runs',
    summary: 'What would be destroyed; or destroy exactly that, named by the hash of the dry run',
    input: z.object({ planHash: z.string().max(64).nullable() }),
    output: z.object({ run: RetentionRun }),
    errors: ['privacy.plan_changed'],
    access: 'privacy.manage',
    // The hash of the plan names what is done: the same again finds nothing left of it.
    idempotent: false,
  }),
};
