import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type {
  SatisfactionBy,
  SatisfactionFigures,
  SatisfactionRow,
  satisfactionEndpoints,
} from '@huiting/contracts/feedback';
import type { Ctx } from '../../../platform/context.ts';
import { csvOf } from '../../../platform/exports/csv.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { addSums, figuresOf, noSums, periodsOf } from '../feedback.satisfaction.domain.ts';
import type { Sums } from '../feedback.satisfaction.domain.ts';
import { readByDay, readByKey } from '../feedback.satisfaction.reports.ts';
import type { KeyedSums } from '../feedback.satisfaction.reports.ts';
import type { FeedbackUses } from '../feedback.service.ts';

type Answer = OutputOf<(typeof satisfactionEndpoints)['getSatisfaction']>;
interface Asked {
  readonly branch?: string | undefined;
  readonly from: string;
  readonly until: string;
  readonly by: SatisfactionBy;
}

/** EV-04: the figures of a period beside those of the one before, for the branches the caller leads. */
export function createSatisfactionService({ db, audit }: Platform, { directory }: FeedbackUses) {
  async function branchesOf(ctx: Ctx, branchId: string | undefined): Promise<BranchInfo[]> {
    if (branchId !== undefined) {
      const branch = await directory.get(branchId);
      authorize(ctx, 'feedback.analyse', branch.path);
      return [branch];
    }
    const paths = authorizeSomewhere(ctx, 'feedback.analyse');
    return (await Promise.all(paths.map((path) => directory.underPath(path)))).flat();
  }

  function rowOf({ key, zh, en, branchId, ...sums }: KeyedSums, by: SatisfactionBy): SatisfactionRow {
    const branchName = directory.known(branchId)?.name ?? '';
    const name = by === 'branch' ? { zh: branchName, en: branchName } : { zh, en };
    return { key, name, branchName: by === 'teller' ? branchName : null, figures: figuresOf(sums) };
  }

  async function getSatisfaction(ctx: Ctx, { branch, from, until, by }: Asked): Promise<Answer> {
    const branches = await branchesOf(ctx, branch);
    const { now, before } = periodsOf(from, until) ?? refuse('feedback.period_invalid');
    const ids = branches.map(({ id }) => id);
    const [byDay, byKey] = await Promise.all([
      readByDay(db, ids, before.from, now.until),
      readByKey(db, by, ids, now.from, now.until),
    ]);
    const days = new Map<string, Sums>(byDay.map(({ date, ...sums }) => [date, sums]));
    const on = (date: string): Sums => days.get(date) ?? noSums;
    const all = (dates: readonly string[]): SatisfactionFigures =>
      figuresOf(dates.map(on).reduce(addSums, noSums));
    return {
      from,
      until,
      before: { from: before.from, until: before.until, figures: all(before.dates) },
      total: all(now.dates),
      days: now.dates.map((date, at) => ({
        date,
        figures: figuresOf(on(date)),
        before: { date: before.dates[at]!, figures: figuresOf(on(before.dates[at]!)) },
      })),
      rows: byKey.map((row) => rowOf(row, by)),
    };
  }

  return {
    getSatisfaction,

    exportSatisfaction: async (ctx: Ctx, asked: Asked): Promise<{ fileName: string; csv: string }> => {
      const { rows, from, until } = await getSatisfaction(ctx, asked);
      const branch = asked.branch === undefined ? null : await directory.get(asked.branch);
      await audit(null, ctx, {
        action: 'feedback.exportSatisfaction',
        object: branch === null ? 'scope:own' : `branch:${branch.id}`,
        orgUnitId: branch?.orgUnitId ?? null,
        outcome: 'done',
        detail: { from, until, by: asked.by, rows: rows.length },
      });
      return {
        fileName: `satisfaction-${asked.by}-${from}-${until}.csv`,
        csv: csvOf([headings[ctx.locale], ...rows.map((row) => lineOf(row, ctx.locale))], ctx),
      };
    },
  };
}

export type SatisfactionService = ReturnType<typeof createSatisfactionService>;

const headings: Readonly<Record<Ctx['locale'], readonly string[]>> = {
  'zh-CN': [
    '名称',
    '网点',
    '邀评',
    '参评',
    '参评率 %',
    '满意（4–5）',
    '满意率 %',
    '差评（1–2）',
    '差评率 %',
    '差评工单',
    '限时内处理',
    '客户已确认',
    '平均认领（分）',
    '平均处理（分）',
  ],
  en: [
    'Name',
    'Branch',
    'Asked',
    'Rated',
    'Participation %',
    'Satisfied (4–5)',
    'Satisfaction %',
    'Bad (1–2)',
    'Bad share %',
    'Cases',
    'Solved in time',
    'Confirmed',
    'Mean to claim (min)',
    'Mean to remedy (min)',
  ],
};

function lineOf({ name, branchName, figures }: SatisfactionRow, locale: Ctx['locale']): (string | number)[] {
  const percent = (share: number | null) => (share === null ? '' : Math.round(share * 1000) / 10);
  const minutes = (seconds: number | null) => (seconds === null ? '' : Math.round(seconds / 6) / 10);
  const { asked, rated, good, bad, cases, solvedInTime, confirmed, claimSeconds, solveSeconds, shares } =
    figures;
  return [
    locale === 'en' ? name.en : name.zh,
    branchName ?? '',
    asked,
    rated,
    percent(shares.participation),
    good,
    percent(shares.satisfied),
    bad,
    percent(shares.bad),
    cases,
    solvedInTime,
    confirmed,
    minutes(claimSeconds),
    minutes(solveSeconds),
  ];
}
