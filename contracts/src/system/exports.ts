import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Id, Instant, Named } from '../core/fields.ts';

/** How long a file can be fetched, days. */
export const exportKeptDays = 30;
/** Of one person, waiting or being written: more would only wait for each other. */
export const exportsAtOnce = 5;
/** Rows named one by one: those a screen shows, or somebody has chosen. */
export const exportKeysAtMost = 500;
export const exportMostBytes = 200 * 1024 * 1024;

export const exportErrors = errors({
  'export.not_found': { status: 404, zh: '没有这次导出', en: 'There is no such export' },
  'export.kind_unknown': { status: 404, zh: '没有这种导出', en: 'There is no such kind of export' },
  'export.filter_unknown': {
    status: 400,
    zh: '导出不认识这些筛选条件',
    en: 'The export does not know these filters',
  },
  'export.wrong_state': {
    status: 409,
    zh: '这次导出当前不能这样操作',
    en: 'The export is not in a state for this',
  },
  'export.too_many': {
    status: 409,
    zh: '已有 5 个导出在进行，请等它们完成',
    en: 'Five exports are under way; wait for them',
  },
  'export.scope_changed': {
    status: 403,
    zh: '权限范围已变，这份文件不能再下载，请重新导出',
    en: 'Your scope has changed since: this file cannot be fetched any more; ask for it again',
  },
  'export.right_ended': {
    status: 403,
    zh: '发起人已无权查看这份名单，导出已停止',
    en: 'Who asked may no longer see this list; the export has stopped',
  },
  'export.interrupted': {
    status: 409,
    zh: '导出多次中断，已停止',
    en: 'The export broke off several times and has stopped',
  },
  'export.too_large': {
    status: 409,
    zh: '文件超过 200 MB，请缩小筛选范围',
    en: 'The file would be larger than 200 MB; narrow the filters',
  },
  'export.failed': {
    status: 500,
    zh: '导出没有完成，请重试',
    en: 'The export was not finished; try again',
  },
});

export const ExportState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']);
export type ExportState = z.output<typeof ExportState>;

/** Filters as the address of the list says them. */
export const ExportFilter = z.record(z.string().max(40), z.string().max(200));

export const Export = z.object({
  id: Id,
  kind: z.string(),
  title: Named,
  fileName: z.string(),
  state: ExportState,
  filter: ExportFilter,
  /** Rows named one by one; null = all the filters find. */
  chosen: z.number().int().nullable(),
  askedAt: Instant,
  endedAt: Instant.nullable(),
  /** Fetched until then; null while there is no file. */
  expiresAt: Instant.nullable(),
  rows: z.object({
    done: z.number().int(),
    /** Null = not known before the end. */
    all: z.number().int().nullable(),
  }),
  bytes: z.number().int(),
  /** Why there is no file. */
  problem: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type Export = z.output<typeof Export>;

/** Lists as files, written by a job. Besides these, in the same session: `GET /api/export-jobs/:exportId/file.csv`. */
export const exportEndpoints = {
  listExports: endpoint({
    id: 'system.listExports',
    method: 'GET',
    path: '/export-jobs',
    summary: "The caller's own exports of the last 30 days, newest first",
    input: z.object({}),
    output: z.object({ exports: z.array(Export) }),
    access: 'surface.console',
  }),
  getExport: endpoint({
    id: 'system.getExport',
    method: 'GET',
    path: '/export-jobs/:exportId',
    summary: 'How far an export is',
    input: z.object({ exportId: Id }),
    output: Export,
    errors: ['export.not_found'],
    access: 'surface.console',
  }),
  beginExport: endpoint({
    id: 'system.beginExport',
    method: 'POST',
    path: '/export-jobs',
    summary: 'Ask for a list as a file: all its filters find, or the rows named',
    input: z.object({
      kind: z.string().max(40),
      filter: ExportFilter.default({}),
      keys: z.array(z.string().min(1).max(100)).min(1).max(exportKeysAtMost).nullable().default(null),
    }),
    output: Export,
    errors: ['export.kind_unknown', 'export.filter_unknown', 'export.too_many'],
    access: 'surface.console',
  }),
  cancelExport: endpoint({
    id: 'system.cancelExport',
    method: 'POST',
    path: '/export-jobs/:exportId/cancel',
    summary: 'Stop; what was written is thrown away',
    input: z.object({ exportId: Id }),
    output: Export,
    errors: ['export.not_found', 'export.wrong_state'],
    access: 'surface.console',
  }),
};
