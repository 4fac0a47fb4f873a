import { defaultStrategy, DEFAULT_SERVICE_CODES } from '@huiting/queueing/strategy';
import { simulate } from '@huiting/queueing/simulator';
import type { HallModel, WindowSpan } from '@huiting/queueing/simulator';
import { median, round } from '../waits/figures.ts';

const services = [...DEFAULT_SERVICE_CODES];
/** Per hour and service, of each class of the standard strategy. */
const perHour = { vip: 1.05, booked: 1.05, elder: 2.1, corporate: 1.05, ordinary: 6.3 };
const windows = [
  'general',
  'general',
  'general',
  'general',
  'cash',
  'cash',
  'nonCash',
  'corporate',
  'vip',
  'express',
];
const rounds = 5;
const day = 480 * 60_000;

/**
 * `npm run bench -- queueing-speed`: events a second of processor time (wall time beside it; they are one on a quiet machine) through the general simulator: the standard strategy with its guarantees, tiers
 * and help-out rules, 30 lines, ten windows of seven profiles with skills and lunch breaks, lognormal services, patience, no-shows,
 * second services. Beside it the floor: the same number of exponential draws and sorted insertions into an array of events.
 */
export async function queueingSpeed(): Promise<Record<string, unknown>> {
  simulate(hall(60), 0);
  const perSecond: number[] = [];
  const perWallSecond: number[] = [];
  let events = 0;
  for (let round_ = 1; round_ <= rounds; round_ += 1) {
    const model = hall(600);
    const [begin, used] = [performance.now(), process.cpuUsage()];
    events = simulate(model, round_).events;
    const { user, system } = process.cpuUsage(used);
    perSecond.push(events / ((user + system) / 1e6));
    perWallSecond.push(events / ((performance.now() - begin) / 1_000));
  }
  const longModel = hall(6_000);
  simulate(hall(3_000), 1);
  const before = process.memoryUsage().rss;
  const long = simulate(longModel, 1);
  return {
    bench: 'queueing-speed',
    eventsPerSecond: Math.round(median(perSecond)),
    eventsPerWallSecond: Math.round(median(perWallSecond)),
    slowest: Math.round(Math.min(...perSecond)),
    eventsPerRun: events,
    longRunEvents: long.events,
    memoryGrowthMb: round((process.memoryUsage().rss - before) / 2 ** 20, 1),
    occupancy: round(
      long.windows.reduce((sum, { occupancy }) => sum + (occupancy ?? 0), 0) / windows.length,
      3,
    ),
    meanWaitMinutes: round(long.all.meanWaitMinutes ?? 0, 2),
    abandonedShare: round(long.all.abandoned / long.all.arrived, 4),
    floorPerSecond: Math.round(floor(events)),
  };
}

/** So many working days of eight hours, end to end. */
function hall(days: number): HallModel {
  return {
    strategy: defaultStrategy(),
    from: 0,
    until: days * day,
    afterwards: 'stop',
    windows: windows.map((profileCode, window) => ({
      windowId: `w${window}`,
      spans: spansOf(profileCode, window, days),
    })),
    arrivals: services.flatMap((serviceCode) =>
      Object.entries(perHour).map(([classCode, rate]) => ({
        kind: 'stream' as const,
        classCode,
        perHour: [rate * 0.85],
        intervalMinutes: 60,
        services: [
          { serviceCode, duration: { kind: 'lognormal' as const, meanMinutes: 8, variation: 0.8 } },
          { serviceCode: 'wealth', duration: { kind: 'exponential' as const, meanMinutes: 6 }, share: 0.03 },
        ],
        patience: { kind: 'exponential' as const, meanMinutes: 40 },
        noShow: { share: 0.03, minutes: 1 },
      })),
    ),
  };
}

/** Eight hours a day with half an hour for lunch, one window after another. */
function spansOf(profileCode: string, window: number, days: number): WindowSpan[] {
  const span = { profileCode, mayTake: mayTake(profileCode) };
  return Array.from({ length: days }, (_, number) => number * day).flatMap((at) => {
    const lunch = at + (180 + 6 * window) * 60_000;
    return [
      { ...span, from: at, until: lunch },
      { ...span, from: lunch + 30 * 60_000, until: at + day },
    ];
  });
}

function mayTake(profileCode: string): string[] {
  switch (profileCode) {
    case 'cash':
      return ['cash', 'pension', 'personal', 'transfer'];
    case 'corporate':
      return ['corporate', 'personal', 'cash'];
    case 'express':
      return ['pension', 'transfer', 'cash', 'personal'];
    default:
      return services;
  }
}

/** The barest event loop: one draw, one removal and one sorted insertion among forty pending events. */
function floor(events: number): number {
  let state = 1;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return -Math.log((state + 0.5) / 4_294_967_296);
  };
  const pending = Array.from({ length: 40 }, draw).sort((a, b) => b - a);
  const begin = performance.now();
  for (let event = 0; event < events; event += 1) {
    const at = pending.pop()! + draw();
    let place = pending.length;
    while (place > 0 && pending[place - 1]! < at) place -= 1;
    pending.splice(place, 0, at);
  }
  return events / ((performance.now() - begin) / 1_000);
}
