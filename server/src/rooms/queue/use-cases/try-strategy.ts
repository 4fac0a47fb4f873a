import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type { StrategyDocument, TrialGroup, queueTrialEndpoints } from '@huiting/contracts/queue';
import type { QueueStrategy, TicketFacts } from '@huiting/queueing/strategy';
import type {
  CompareDayInput,
  DayComparison,
  RecordedDay,
  WhatIfRefusal,
  WindowPlan,
} from '@huiting/queueing/what-if';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { createLanes } from '../../../platform/lanes.ts';
import { runInThread } from '../../../platform/jobs/thread.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { asStrategy, judgeStrategy } from '../queue.strategy.domain.ts';
import * as reports from '../queue.trial.reports.ts';
import { mappingOf } from '../queue.windows.domain.ts';

type Answer<K extends keyof typeof queueTrialEndpoints> = OutputOf<(typeof queueTrialEndpoints)[K]>;

const worker = new URL('../queue.trial.worker.ts', import.meta.url);
/** Days like the recorded one that are lived for the intervals. */
const replications = 60;
const timeoutMs = 20_000;
/** One trial at a time in a process: each takes a core for a second. */
const lanes = createLanes();

export async function listTrialDays(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId }: { readonly branchId: string },
): Promise<Answer<'listTrialDays'>> {
  const { branch } = await enter(deps, ctx, branchId, 'queue.configure');
  const today = deps.directory.dayAt(branch, ctx.now()).date;
  return { days: await reports.listRecordedDays(deps.platform.db, branchId, today) };
}

/**
 * QU-07: the recorded customers of a day under the strategy of that day and under the edited one. Windows were open as recorded;
 * what each takes and by which profile is that of today.
 */
export async function tryStrategy(
  deps: QueueDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly date: string; readonly document: StrategyDocument },
): Promise<Answer<'tryStrategy'>> {
  const { branchId, date } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.configure');
  const edited = asStrategy(input.document, 1);
  const { problems } = judgeStrategy(catalog, edited);
  if (problems.length > 0) refuse('queue.strategy_invalid', { problems });
  const { db } = deps.platform;
  const [visits, spans, turnover] = await Promise.all([
    reports.readVisits(db, branchId, date),
    reports.readOpenSpans(db, branchId, date),
    reports.readTurnover(db, branchId, date),
  ]);
  const beforeVersion = commonest(visits.map((visit) => visit.strategy_version));
  if (beforeVersion === null) return refuse('queue.day_not_recorded', { date });
  const before = strategyOf(catalog, beforeVersion);
  const day: RecordedDay = {
    visits: visits.map((visit) => ({
      at: visit.issued_at,
      facts: {
        serviceCode: visit.services[0]!.serviceCode,
        customerTier: visit.tier,
        booking: visit.timing ?? 'none',
        elderOrDisabled: visit.special,
        language: visit.language,
        channel: visit.channel as TicketFacts['channel'],
      },
      services: visit.services.map(({ serviceCode, minutes }) => ({
        serviceCode,
        minutes: minutes === null ? null : minutes + turnover,
      })),
      waitedMinutes: visit.waited_minutes,
      outcome: visit.outcome,
    })),
    windows: plansOf(catalog, spans),
  };
  const question: CompareDayInput = {
    day,
    before: { strategy: before },
    after: { strategy: edited },
    replications,
  };
  const compared = await lanes.run('trial', () =>
    runInThread<DayComparison | WhatIfRefusal>(worker, question, { timeoutMs }),
  );
  if ('refused' in compared) return refuse('queue.day_not_recorded', { date });
  return {
    date,
    beforeVersion,
    all: groupOf(before, compared.all),
    classes: compared.classes.map((group) => groupOf(before, group)),
    unserved: compared.unserved,
    replications: compared.replications,
    confidence: compared.confidence,
  };
}

/** Windows of the master record alone: one that is gone since has no services any more. */
function plansOf(
  catalog: Catalog,
  spans: readonly { window_id: string; started_at: number; ended_at: number }[],
): WindowPlan[] {
  return catalog.branch.windows.map((window) => {
    const { serviceCodes, profileCode } = mappingOf(catalog, window);
    return {
      windowId: window.id,
      spans: spans
        .filter((span) => span.window_id === window.id)
        .map((span) => ({ from: span.started_at, until: span.ended_at, profileCode, mayTake: serviceCodes })),
    };
  });
}

function groupOf(strategy: QueueStrategy, group: DayComparison['all']): TrialGroup {
  const { betterShare: _share, ...figures } = group;
  const found = strategy.classes.find(({ code }) => code === group.classCode);
  return { ...figures, name: found === undefined ? null : { zh: found.name, en: found.nameEn } };
}

function commonest(values: readonly number[]): number | null {
  const counts = [...Map.groupBy(values, (value) => value)].toSorted((a, b) => b[1].length - a[1].length);
  return counts[0]?.[0] ?? null;
}
