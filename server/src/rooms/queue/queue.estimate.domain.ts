import { predictLiveWait } from '@huiting/queueing/prediction';
import { whoIsAhead } from '@huiting/queueing/strategy';
import type { WaitingTicket } from '@huiting/queueing/strategy';
import type { ExpectedWait } from '@huiting/contracts/queue';
import type { Catalog } from './queue.catalog.domain.ts';
import { strategyOf } from './queue.catalog.domain.ts';
import type { WindowNow } from './queue.domain.ts';
import { mayTake, openFor } from './queue.windows.domain.ts';

/** Of a service nobody has measured or set a standard for. */
const usualMinutes = 8;

export interface WaitQuestion {
  readonly ticket: WaitingTicket;
  readonly waiting: readonly WaitingTicket[];
  readonly windows: readonly WindowNow[];
  readonly now: number;
}

/**
 * People ahead and the expected wait, P50–P80, of a waiting or would-be ticket: the services of those ahead and what is left of
 * those under way, shared by the open windows that may take it; past errors make the interval. "No window open" is an answer.
 */
export function expectedWait(
  catalog: Catalog,
  strategyVersion: number,
  question: WaitQuestion,
): { ahead: number; expected: ExpectedWait; pointSeconds: number | null } {
  const { ticket, now } = question;
  const open = question.windows.filter((window) => window.session?.state === 'open');
  const ahead = whoIsAhead(strategyOf(catalog, strategyVersion), {
    ticket,
    waiting: question.waiting,
    windows: open.map((window) => ({ profileCode: window.profileCode, mayTake: mayTake(catalog, window) })),
    now,
  });
  const expected = predictLiveWait({
    aheadMedians: ahead.map(({ serviceCode }) => medianSeconds(catalog, serviceCode)),
    windows: openFor(catalog, question.windows, ticket.serviceCode).map((window) => ({
      elapsedSeconds: elapsedSeconds(window, now),
      medianServiceSeconds: medianSeconds(catalog, ticket.serviceCode),
    })),
    errors: catalog.statistics.get(ticket.serviceCode)?.relativeErrors ?? [],
  });
  if ('noWindow' in expected) return { ahead: ahead.length, expected, pointSeconds: null };
  const { p50Seconds, p80Seconds, pointSeconds } = expected;
  return { ahead: ahead.length, expected: { lowSeconds: p50Seconds, highSeconds: p80Seconds }, pointSeconds };
}

function medianSeconds(catalog: Catalog, serviceCode: string): number {
  const standard = catalog.byCode.get(serviceCode)?.standardMinutes ?? usualMinutes;
  return catalog.statistics.get(serviceCode)?.medianServiceSeconds ?? standard * 60;
}

/** Of the service under way; 0 while the customer is still on the way to the window, null when nobody is there. */
function elapsedSeconds({ ticket }: WindowNow, now: number): number | null {
  if (ticket === null) return null;
  return ticket.state === 'serving' ? Math.max(0, now - ticket.since) / 1_000 : 0;
}
