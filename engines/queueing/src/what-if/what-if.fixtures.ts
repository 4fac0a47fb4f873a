import { classify } from '../strategy/classify.ts';
import { defaultStrategy } from '../strategy/default-strategy.ts';
import type { TicketFacts } from '../strategy/types.ts';
import { Random } from '../simulator/random.ts';
import { simulate } from '../simulator/simulate.ts';
import type { WindowPlan } from '../simulator/model.ts';
import type { RecordedDay, RecordedVisit } from './recorded-day.ts';

const opening = Date.UTC(2026, 0, 5, 1, 0);
const minute = 60_000;
const services = ['personal', 'cash', 'transfer'];

/** Windows that call everything from nine to five. */
export function windowsOpen(count: number): WindowPlan[] {
  return Array.from({ length: count }, (_, place) => ({
    windowId: `w${place + 1}`,
    spans: [{ from: opening, until: opening + 480 * minute, profileCode: 'all', mayTake: services }],
  }));
}

/** A day of about 190 visits at windows with 92 % of their time taken, recorded from a simulated hall. */
export function busyDay(windows: number): RecordedDay {
  const random = new Random(20_260_105);
  const strategy = defaultStrategy();
  const coming: { at: number; facts: TicketFacts; minutes: number; patienceMinutes: number }[] = [];
  for (let at = opening; at < opening + 465 * minute; at += 2.4 * minute * random.exponential())
    coming.push({
      at: Math.round(at),
      facts: {
        serviceCode: services[random.index(3)]!,
        customerTier: random.share() < 0.15 ? 'platinum' : null,
        booking: random.share() < 0.1 ? 'onTime' : 'none',
        elderOrDisabled: random.share() < 0.2,
        language: 'zh-CN',
        channel: 'kiosk',
      },
      minutes: 0.5 + 6.2 * random.exponential(),
      patienceMinutes: 60 * random.exponential(),
    });
  const visits: RecordedVisit[] = [];
  simulate(
    {
      strategy,
      from: opening,
      until: opening + 480 * minute,
      afterwards: 'serve',
      windows: windowsOpen(windows),
      arrivals: [
        {
          kind: 'list',
          visits: coming.map(({ at, facts, minutes, patienceMinutes }) => ({
            at,
            classCode: classify(strategy, facts).classCode,
            services: [{ serviceCode: facts.serviceCode, minutes }],
            patienceMinutes,
          })),
        },
      ],
    },
    1,
    ({ key, outcome, waitMs }) => {
      const { at, facts, minutes } = coming[key]!;
      visits.push({
        at,
        facts,
        services: [{ serviceCode: facts.serviceCode, minutes: outcome === 'served' ? minutes : null }],
        waitedMinutes: waitMs / minute,
        outcome: outcome === 'served' ? 'served' : 'left',
      });
    },
  );
  return { visits, windows: windowsOpen(windows) };
}
