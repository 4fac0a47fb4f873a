import { createHash } from 'node:crypto';
import { inferPresence } from './presence.ts';
import type { Desk } from './presence.ts';
import { drawBeyond, survivalOf } from './patience.ts';
import type { SurvivalStep } from './patience.ts';
import type { CallType, RecordedVisit } from './recorded-calls.ts';

/** A visit with everything its customer brings along, so that it can be lived again. */
export interface PlannedVisit {
  readonly recorded: RecordedVisit;
  readonly arrivalAt: number;
  readonly serviceMs: number;
  /** When they give up if nobody has called them; null: they stay. */
  readonly givesUpAt: number | null;
}

export interface DayPlan {
  readonly date: string;
  readonly visits: readonly PlannedVisit[];
  readonly desks: readonly Desk[];
}

/** Every day of the recording. Patience and missing service times are learnt from the whole of it, so one day replays alike alone or among others. */
export function planDays(visits: readonly RecordedVisit[], seed: string): DayPlan[] {
  const patience = survivalOf(
    visits.map((visit) => ({ seconds: visit.waitSeconds, hungUp: visit.service === null })),
  );
  const serviceSeconds = serviceTimesOf(visits);
  return [...Map.groupBy(visits, ({ businessDate }) => businessDate)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, ofDay]) => ({
      date,
      visits: oneAtATime(ofDay).map(({ visit, arrivalAt }) =>
        plan(visit, arrivalAt, patience, serviceSeconds, seed),
      ),
      desks: inferPresence(ofDay.flatMap(({ service }) => (service === null ? [] : [service]))),
    }));
}

function plan(
  visit: RecordedVisit,
  arrivalAt: number,
  patience: readonly SurvivalStep[],
  serviceSeconds: (type: CallType, share: number) => number,
  seed: string,
): PlannedVisit {
  const { type, service, waitSeconds } = visit;
  const draw = (what: string): number => shareOf(`${seed} ${visit.key} ${what}`);
  const patienceSeconds =
    service === null ? waitSeconds : drawBeyond(patience, waitSeconds, draw('patience'));
  return {
    recorded: visit,
    arrivalAt,
    // Who hung up in the record may be called in time here: then their business takes as long as somebody else's of that type.
    serviceMs: (service?.seconds ?? serviceSeconds(type, draw('service'))) * 1_000,
    givesUpAt: patienceSeconds === null ? null : arrivalAt + patienceSeconds * 1_000,
  };
}

/** The record knows seconds; people of one second come a millisecond apart, in the record's order, so that no tie is left to chance. */
function oneAtATime(visits: readonly RecordedVisit[]): { visit: RecordedVisit; arrivalAt: number }[] {
  let last = -Infinity;
  return visits
    .toSorted((a, b) => a.arrivalAt - b.arrivalAt)
    .map((visit) => {
      last = Math.max(visit.arrivalAt, last + 1);
      return { visit, arrivalAt: last };
    });
}

/** Draws from the recorded service times of a type; of all types where that one was never served. */
function serviceTimesOf(visits: readonly RecordedVisit[]): (type: CallType, share: number) => number {
  const served = visits.flatMap(({ type, service }) =>
    service === null ? [] : [{ type, seconds: service.seconds }],
  );
  const byType = Map.groupBy(served, ({ type }) => type);
  return (type, share) => {
    const pool = byType.get(type) ?? served;
    return pool.length === 0 ? 0 : pool[Math.floor(share * pool.length)]!.seconds;
  };
}

/** A share in [0, 1) that depends on the text alone: the same visit gets the same draw whatever else is replayed. */
function shareOf(text: string): number {
  return createHash('sha256').update(text).digest().readUIntBE(0, 6) / 2 ** 48;
}
