import { BusinessDate, Id } from '@huiting/contracts/core/fields';
import { WorklogState } from '@huiting/contracts/hall';
import type { WorklogFigures } from '@huiting/contracts/hall';
import { z } from 'zod';
import { addDays } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { exporter, slicesOf } from '../../../platform/exports/exporter.ts';
import type { Exporter, ExportRow } from '../../../platform/exports/exporter.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { BranchDirectory, BranchInfo } from '../../organization/index.ts';
import { listedDays } from './keep-worklog.ts';
import type { WorklogAt, WorklogService } from './keep-worklog.ts';

const states = {
  draft: { zh: '未提交', en: 'not submitted' },
  submitted: { zh: '待审阅', en: 'to review' },
  returned: { zh: '已退回', en: 'returned' },
  archived: { zh: '已归档', en: 'archived' },
} as const;
const figures = [
  ['tickets', '取号', 'Tickets'],
  ['served', '办结', 'Served'],
  ['abandoned', '放弃', 'Gave up'],
  ['elder', '长者', 'Elders'],
  ['diverted', '分流', 'Diverted'],
  ['divertedDone', '分流办成', 'Done elsewhere'],
  ['rated', '参评', 'Rated'],
  ['good', '满意', 'Good'],
  ['bad', '差评', 'Bad'],
  ['patrols', '巡检', 'Patrols'],
  ['incidents', '突发事件', 'Incidents'],
  ['alerts', '预警', 'Alerts'],
] as const satisfies readonly (readonly [keyof WorklogFigures, string, string])[];
const notes = [
  ['service', '服务情况', 'Service'],
  ['business', '业务情况', 'Business'],
  ['environment', '环境设备', 'Environment'],
  ['marketing', '营销情况', 'Marketing'],
  ['incidents', '突发事件处理', 'Handling of incidents'],
  ['summary', '小结', 'Summary'],
] as const;

/** HA-06: logs that were handed in, of one branch or of all somebody oversees. */
export function createWorklogExporter(
  directory: BranchDirectory,
  worklogs: Pick<WorklogService, 'logsOf'>,
): Exporter {
  return exporter({
    kind: 'worklogs',
    title: { zh: '大堂日志', en: 'Lobby logs' },
    permission: 'hall.overview',
    filter: z.strictObject({
      branch: Id.optional(),
      state: WorklogState.optional(),
      from: BusinessDate.optional(),
    }),
    open: async (ctx, { branch: branchId, state, from }) => {
      const named = branchId === undefined ? null : await directory.get(branchId);
      if (named !== null) authorize(ctx, 'hall.overview', named.path);
      const branches =
        named === null ? await directory.underPaths(authorizeSomewhere(ctx, 'hall.overview')) : [named];
      const first = (branch: BranchInfo): string =>
        from ?? addDays(directory.dayAt(branch, ctx.now()).date, -listedDays);
      return {
        header: headerIn(ctx.locale),
        slices: slicesOf(branches, async (branch) =>
          (await worklogs.logsOf(ctx, branch, first(branch), mostOfBranch))
            .filter(({ log }) => state === undefined || log.state === state)
            .map((one) => rowOf(branch, one, ctx.locale)),
        ),
        total: null,
      };
    },
  });
}

/** Logs of one branch: several years of them. */
const mostOfBranch = 10_000;

function headerIn(locale: Ctx['locale']): string[] {
  const english = locale === 'en';
  return [
    ...(english ? ['Branch', 'Day', 'Lobby manager', 'State'] : ['网点', '日期', '大堂经理', '状态']),
    ...[...figures, ...notes].map(([, zh, en]) => (english ? en : zh)),
    ...(english ? ['Reviewed by', 'Review'] : ['审阅人', '审阅意见']),
  ];
}

function rowOf(branch: BranchInfo, { log, figures: counted }: WorklogAt, locale: Ctx['locale']): ExportRow {
  const word = states[log.state];
  return {
    key: log.id,
    cells: [
      branch.name,
      log.date,
      log.staffName,
      locale === 'en' ? word.en : word.zh,
      ...figures.map(([name]) => counted[name]),
      ...notes.map(([name]) => log.notes[name]),
      log.review?.name ?? '',
      log.review?.words ?? '',
    ],
  };
}
