import { classify } from '../strategy/classify.ts';
import type { QueueStrategy } from '../strategy/types.ts';
import type { ListedVisit, WindowPlan } from '../simulator/model.ts';
import { Random } from '../simulator/random.ts';
import { simulate } from '../simulator/simulate.ts';
import { PatienceCurve } from './patience.ts';
import type { RecordedDay, RecordedVisit } from './recorded-day.ts';

/** A visit with everything its customer brings along, so that it can be lived again under any strategy. */
export interface LivedVisit {
  readonly recorded: RecordedVisit;
  /** Place in the record: names the customer's group. */
  readonly place: number;
  readonly at: number;
  readonly minutes: readonly number[];
  readonly patienceMinutes: number | null;
}

/** What became of each visit: minutes waited over all its services (of one never served, until the last window closed). */
export interface Life {
  readonly waited: Float64Array;
  readonly left: Uint8Array;
  /** Waited still when nobody could serve any more. */
  readonly unserved: Uint8Array;
}

/** Minutes a window waits for somebody who does not come: what the record does not tell. */
const noShowMinutes = 1;
const blockMs = 30 * 60_000;

/** Gives back days to live: the recorded one, and others like it. */
export class DaySource {
  readonly #day: RecordedDay;
  readonly #patience: PatienceCurve;
  readonly #served: ReadonlyMap<string, readonly number[]>;
  readonly #allServed: readonly number[];

  constructor(day: RecordedDay) {
    this.#day = day;
    this.#patience = new PatienceCurve(
      day.visits.map(({ waitedMinutes, outcome }) => ({
        minutes: waitedMinutes,
        hasLeft: outcome === 'left',
      })),
    );
    const services = day.visits.flatMap((visit) => visit.services);
    const known = services.filter(({ minutes }) => minutes !== null) as {
      serviceCode: string;
      minutes: number;
    }[];
    this.#allServed = known.map(({ minutes }) => minutes);
    this.#served = new Map(
      [...Map.groupBy(known, ({ serviceCode }) => serviceCode)].map(([code, those]) => [
        code,
        those.map(({ minutes }) => minutes),
      ]),
    );
  }

  /** The recorded customers; what the record cannot know (patience of the called, services of those who left) is drawn. */
  asRecorded(seed: number): LivedVisit[] {
    return this.#day.visits.map((visit, place) =>
      this.#bringToLife(visit, place, visit.at, new Random(seed, place)),
    );
  }

  /**
   * A day that could as well have been: each recorded customer comes a Poisson(1) number of times, at an instant of their half
   * hour (the bootstrap, keeping the day's shape, its mix and its chance of more or fewer people).
   */
  likeRecorded(seed: number): LivedVisit[] {
    const lived: LivedVisit[] = [];
    for (const [place, visit] of this.#day.visits.entries()) {
      const random = new Random(seed, place, 1);
      for (let copies = poissonOfOne(random); copies > 0; copies -= 1) {
        const block = Math.floor(visit.at / blockMs) * blockMs;
        lived.push(this.#bringToLife(visit, place, block + random.share() * blockMs, random));
      }
    }
    return lived.sort((a, b) => a.at - b.at);
  }

  #bringToLife(visit: RecordedVisit, place: number, at: number, random: Random): LivedVisit {
    const patience = random.share();
    return {
      recorded: visit,
      place,
      at,
      minutes: visit.services.map(({ serviceCode, minutes }) => {
        const pool = this.#served.get(serviceCode) ?? this.#allServed;
        const drawn = pool[random.index(pool.length)] ?? 0;
        return minutes ?? drawn;
      }),
      patienceMinutes:
        visit.outcome === 'left'
          ? visit.waitedMinutes
          : this.#patience.drawBeyond(visit.waitedMinutes, patience),
    };
  }
}

/** Lives a day under a strategy and a window plan. Visits ascend in `at`. */
export function liveDay(
  visits: readonly LivedVisit[],
  { strategy, windows }: { readonly strategy: QueueStrategy; readonly windows: readonly WindowPlan[] },
): Life {
  const waited = new Float64Array(visits.length);
  const left = new Uint8Array(visits.length);
  const unserved = new Uint8Array(visits.length).fill(1);
  const last = visits.at(-1)?.at ?? 0;
  const first = visits[0]?.at ?? 0;
  simulate(
    {
      strategy,
      from: Math.min(first, ...windows.flatMap(({ spans }) => spans.map(({ from }) => from))),
      until: last,
      afterwards: 'serve',
      windows,
      arrivals: [{ kind: 'list', visits: visits.map((visit) => listed(strategy, visit)) }],
    },
    0,
    ({ key, step, outcome, waitMs }) => {
      waited[key] = waited[key]! + waitMs / 60_000;
      if (outcome === 'abandoned') left[key] = 1;
      if (step + 1 === visits[key]!.minutes.length || outcome !== 'served') unserved[key] = 0;
    },
  );
  const closing = Math.max(last, ...windows.flatMap(({ spans }) => spans.map(({ until }) => until)));
  for (let visit = 0; visit < visits.length; visit += 1)
    if (unserved[visit] === 1)
      waited[visit] = Math.max(waited[visit]!, (closing - visits[visit]!.at) / 60_000);
  return { waited, left, unserved };
}

function listed(
  strategy: QueueStrategy,
  { recorded, at, minutes, patienceMinutes }: LivedVisit,
): ListedVisit {
  return {
    at,
    classCode: classify(strategy, recorded.facts).classCode,
    services: recorded.services.map(({ serviceCode }, step) => ({ serviceCode, minutes: minutes[step]! })),
    patienceMinutes,
    noShowMinutes: recorded.outcome === 'noShow' ? noShowMinutes : null,
  };
}

/** Knuth's product method. */
function poissonOfOne(random: Random): number {
  let count = 0;
  for (let product = random.share(); product > Math.exp(-1); product *= random.share()) count += 1;
  return count;
}
