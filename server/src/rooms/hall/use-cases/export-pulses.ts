import { Id } from '@huiting/contracts/core/fields';
import { PulseSort, PulseView, type BranchPulse } from '@huiting/contracts/hall';
import { BranchFormat, BranchStage } from '@huiting/contracts/organization';
import { z } from 'zod';
import type { Ctx } from '../../../platform/context.ts';
import { exporter, slicesOf } from '../../../platform/exports/exporter.ts';
import type { Exporter, ExportRow } from '../../../platform/exports/exporter.ts';
import type { OverviewService } from '../hall.overview.service.ts';

const header: Readonly<Record<Ctx['locale'], readonly string[]>> = {
  'zh-CN': [
    '机构号',
    '网点',
    '城市',
    '营业',
    '等候',
    '平均等候（分）',
    '最长等候（分）',
    '开窗',
    '窗口',
    '已办',
    '放弃',
    '未办结预警',
  ],
  en: [
    'Code',
    'Branch',
    'City',
    'Open',
    'Waiting',
    'Mean wait (min)',
    'Longest wait (min)',
    'Windows open',
    'Windows',
    'Served',
    'Gave up',
    'Open alerts',
  ],
};
const yesNo = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] } as const;

/** MW-01: the list of branches with its figures of this moment, as its filters and its sort show it. */
export function createPulseExporter(overview: Pick<OverviewService, 'listPulses'>): Exporter {
  return exporter({
    kind: 'pulses',
    title: { zh: '网点此刻', en: 'Branches now' },
    permission: 'hall.overview',
    filter: z.strictObject({
      view: PulseView.default('all'),
      org: Id.optional(),
      q: z.string().max(60).optional(),
      format: BranchFormat.optional(),
      stage: BranchStage.optional(),
      sort: PulseSort.optional(),
      order: z.enum(['ascend', 'descend']).default('descend'),
    }),
    open: async (ctx, { org, q, ...filter }) => {
      const found = await overview.listPulses(ctx, {
        ...filter,
        search: q,
        orgUnitId: org,
        page: 1,
        pageSize: Number.MAX_SAFE_INTEGER,
      });
      return {
        header: header[ctx.locale],
        slices: slicesOf([found.branches], (all) =>
          Promise.resolve(all.map((one) => rowOf(one, ctx.locale))),
        ),
        total: found.total,
      };
    },
  });
}

const minutes = (seconds: number | null): number | string =>
  seconds === null ? '' : Math.round(seconds / 6) / 10;

function rowOf(one: BranchPulse, locale: Ctx['locale']): ExportRow {
  return {
    key: one.branchId,
    cells: [
      one.code,
      one.name,
      one.city,
      yesNo[locale][one.open ? 0 : 1],
      one.waiting,
      minutes(one.averageWaitSeconds),
      minutes(one.longestWaitSeconds),
      one.openWindows,
      one.totalWindows,
      one.completedServices,
      one.abandoned,
      one.openAlerts,
    ],
  };
}
