import { aheadOf, simpleWaitEstimator } from '@huiting/queueing/strategy';
import type { WaitEstimator, WaitingTicket } from '@huiting/queueing/strategy';
import type { ExpectedWait } from '@huiting/contracts/queue';
import type { Catalog } from './queue.catalog.domain.ts';
import { strategyOf } from './queue.catalog.domain.ts';
import type { WindowNow } from './queue.domain.ts';
import { mayTake, openFor } from './queue.windows.domain.ts';

/** The port behind which a better prediction can stand (engines/queueing grows one). */
const estimator: WaitEstimator = simpleWaitEstimator;

export interface WaitQuestion {
  readonly ticket: WaitingTicket;
  readonly waiting: readonly WaitingTicket[];
  readonly windows: readonly WindowNow[];
  readonly now: number;
}

/**
 * People ahead and the expected wait, P50–P80, of a waiting or would-be ticket: (ahead + 1) × median service ÷ windows
 * that may take it, widened by past errors. "No window open" is an answer.
 */
export function expectedWait(
  catalog: Catalog,
  strategyVersion: number,
  question: WaitQuestion,
): { ahead: number; expected: ExpectedWait; pointSeconds: number | null } {
  const { ticket, now } = question;
  const open = question.windows.filter((window) => window.session?.state === 'open');
  const ahead = aheadOf(strategyOf(catalog, strategyVersion), {
    ticket,
    waiting: question.waiting,
    windows: open.map((window) => ({ profileCode: window.profileCode, mayTake: mayTake(catalog, window) })),
    now,
  });
  const statistic = catalog.statistics.get(ticket.serviceCode);
  const standard = catalog.byCode.get(ticket.serviceCode)?.standardMinutes ?? 8;
  const medianServiceSeconds = statistic?.medianServiceSeconds ?? standard * 60;
  const windows = openFor(catalog, question.windows, ticket.serviceCode).length;
  const expected = estimator.estimateWait({
    ahead,
    medianServiceSeconds,
    windows,
    errors: statistic?.relativeErrors ?? [],
  });
  if ('noWindow' in expected) return { ahead, expected: { noWindow: true }, pointSeconds: null };
  return {
    ahead,
    expected: { lowSeconds: Math.round(expected.lowSeconds), highSeconds: Math.round(expected.highSeconds) },
    pointSeconds: Math.round(((ahead + 1) * medianServiceSeconds) / windows),
  };
}
