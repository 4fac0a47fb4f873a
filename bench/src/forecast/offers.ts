import {
  areaUnderCurve,
  calibrationError,
  judgeInTime,
  topHalfShare,
  type Judged,
  type PastOffer,
} from '@huiting/forecast/offers';
import { round } from '../statistics.ts';
import { readCells } from './data-file.ts';
import { learnPlainLogistic } from './plain-logistic.ts';

const SHARE_LEARNED = 0.8;
const REFIT_EVERY = 500;
/** Short, because what sold last year does not sell now; chosen on the first 80 %. The plain peer keeps the usual long one. */
const WINDOW = 5_000;
const PLAIN_WINDOW = 20_000;
/** Known only after the call: a model that uses it answers a question nobody has. */
const AFTER_THE_CALL = 'duration';
const WORDS = new Set([
  'job',
  'marital',
  'education',
  'default',
  'housing',
  'loan',
  'contact',
  'month',
  'day_of_week',
  'poutcome',
]);

/**
 * Term deposits offered by phone, in order of time: learned once from the first 80 % and judged on the rest; and refitted
 * every 500 calls on the last 5,000. Beside both a plain logistic regression on the same rows. With `earlier` the last
 * 20 % are cut off first: the part everything was chosen on.
 */
export async function offers(options: {
  readonly data: string;
  readonly earlier: boolean;
}): Promise<Record<string, unknown>> {
  const all = readOffers(options.data);
  const past = options.earlier ? all.slice(0, Math.floor(all.length * SHARE_LEARNED)) : all;
  const from = Math.floor(past.length * SHARE_LEARNED);
  const once = judgeInTime(past, { from, refitEvery: past.length, window: past.length });
  const rolling = judgeInTime(past, { from, refitEvery: REFIT_EVERY, window: WINDOW });
  return {
    bench: 'offers',
    learned: from,
    judged: once.length,
    ...figures(once, ''),
    ...figures(judgePlainly(past, from, past.length, past.length), 'Plain'),
    ...figures(rolling, 'Rolling'),
    ...figures(judgePlainly(past, from, REFIT_EVERY, PLAIN_WINDOW), 'RollingPlain'),
  };
}

function figures(judged: readonly Judged[], suffix: string): Record<string, number | null> {
  const digits = (value: number | null) => (value === null ? null : round(value, 4));
  return {
    [`auc${suffix}`]: digits(areaUnderCurve(judged)),
    [`topHalf${suffix}`]: digits(topHalfShare(judged)),
    [`calibrationError${suffix}`]: digits(calibrationError(judged)),
  };
}

function judgePlainly(
  past: readonly PastOffer[],
  from: number,
  refitEvery: number,
  window: number,
): Judged[] {
  const judged: Judged[] = [];
  for (let start = from; start < past.length; start += refitEvery) {
    const score = learnPlainLogistic(past.slice(Math.max(0, start - window), start));
    for (const { attributes, accepted } of past.slice(start, start + refitEvery)) {
      const logOdds = score(attributes);
      judged.push({ score: logOdds, probability: 1 / (1 + Math.exp(-logOdds)), accepted });
    }
  }
  return judged;
}

function readOffers(dataDir: string): PastOffer[] {
  const [header = [], ...rows] = readCells(dataDir, 'bank_marketing', 'bank_additional_dev.csv.gz');
  const outcome = header.indexOf('y');
  return rows.map((row) => ({
    accepted: row[outcome] === 'yes',
    attributes: Object.fromEntries(
      header.flatMap((name, place): [string, string | number][] =>
        name === 'y' || name === AFTER_THE_CALL
          ? []
          : [[name, WORDS.has(name) ? row[place]! : Number(row[place])]],
      ),
    ),
  }));
}
