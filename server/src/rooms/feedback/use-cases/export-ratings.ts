import { BusinessDate, Id } from '@huiting/contracts/core/fields';
import { ratingReasonWords } from '@huiting/contracts/feedback';
import { z } from 'zod';
import { clockIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { exporter, slicesOf } from '../../../platform/exports/exporter.ts';
import type { Exporter, ExportRow } from '../../../platform/exports/exporter.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { RatingRequest } from '../feedback.domain.ts';
import { readGiven } from '../feedback.reports.ts';
import { periodsOf } from '../feedback.satisfaction.domain.ts';
import type { FeedbackUses } from '../feedback.service.ts';

const header: Readonly<Record<Ctx['locale'], readonly string[]>> = {
  'zh-CN': [
    '网点',
    '营业日',
    '时间',
    '号票',
    '窗口',
    '柜员',
    '工号',
    '业务',
    '星级',
    '原因',
    '留言',
    '等候（秒）',
    '办理（秒）',
    '渠道',
  ],
  en: [
    'Branch',
    'Business day',
    'Time',
    'Ticket',
    'Window',
    'Teller',
    'Staff no.',
    'Business',
    'Level',
    'Reasons',
    'Comment',
    'Waited (s)',
    'Served (s)',
    'Channel',
  ],
};
const channels = {
  evaluator: { zh: '评价器', en: 'evaluator' },
  link: { zh: '手机', en: 'phone' },
} as const;

/** EV-04: every rating given in a period, without whom the customer was. */
export function createRatingExporter({ db }: Platform, { directory }: FeedbackUses): Exporter {
  return exporter({
    kind: 'ratings',
    title: { zh: '服务评价', en: 'Ratings' },
    permission: 'feedback.analyse',
    filter: z.strictObject({ branch: Id.optional(), from: BusinessDate, until: BusinessDate }),
    open: async (ctx, { branch: branchId, from, until }) => {
      if (periodsOf(from, until) === null) refuse('feedback.period_invalid');
      const named = branchId === undefined ? null : await directory.get(branchId);
      if (named !== null) authorize(ctx, 'feedback.analyse', named.path);
      const branches =
        named === null ? await directory.underPaths(authorizeSomewhere(ctx, 'feedback.analyse')) : [named];
      return {
        header: header[ctx.locale],
        slices: slicesOf(branches, async (branch) =>
          (await readGiven(db, branch.id, from, until)).map((one) => rowOf(branch, one, ctx.locale)),
        ),
        total: null,
      };
    },
  });
}

function rowOf(branch: BranchInfo, one: RatingRequest, locale: Ctx['locale']): ExportRow {
  const word = ({ zh, en }: { readonly zh: string; readonly en: string }) => (locale === 'en' ? en : zh);
  return {
    key: one.id,
    cells: [
      branch.name,
      one.businessDate,
      one.ratedAt === null ? '' : clockIn(branch.timeZone, one.ratedAt),
      one.ticketNumber,
      branch.windows.find(({ id }) => id === one.windowId)?.label ?? '',
      one.staff.name,
      one.staff.number,
      one.serviceNames.map(word).join('、'),
      one.level ?? '',
      one.reasons.map((reason) => word(ratingReasonWords[reason])).join('、'),
      one.comment ?? '',
      one.waitSeconds,
      one.serviceSeconds,
      one.channel === null ? '' : word(channels[one.channel]),
    ],
  };
}
