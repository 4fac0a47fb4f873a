import { defaultStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import { createClient } from '../../client.ts';
import { percentile, round } from '../../statistics.ts';
import { buildWorld, startServer } from '../../world.ts';
import type { World } from '../../world.ts';
import { driveClinicDay } from './drive-clinic.ts';
import type { DrivenClinicDay } from './drive-clinic.ts';
import { clinicZone } from './recorded-clinic.ts';
import type { ClinicLog } from './recorded-clinic.ts';

interface Waits {
  readonly stages: number;
  readonly meanSeconds: number;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
}
export interface ClinicReport {
  readonly rows: { readonly read: number; readonly unreadable: number };
  readonly days: number;
  readonly tickets: number;
  readonly transfers: number;
  readonly noShows: number;
  readonly commands: number;
  readonly seconds: number;
  readonly counters: readonly {
    readonly counter: string;
    readonly recorded: Waits;
    readonly replayed: Waits;
  }[];
  readonly problems: readonly string[];
}

/** Every line first come, first served, as the clinic's machine did. */
function oneClass(): QueueStrategy {
  const base = defaultStrategy();
  return {
    version: 1,
    name: '先来先办',
    classes: base.classes
      .filter(({ code }) => code === 'ordinary')
      .map((one) => ({ ...one, guaranteedWaitMinutes: null })),
    rules: [{ id: 'everybody', when: {}, classCode: 'ordinary' }],
    profiles: [
      { code: 'all', name: '全部', nameEn: 'Everything', tiers: [{ serviceCodes: 'any' }], helpOut: [] },
    ],
  };
}

/** Replays a real ticket machine's days through the public API, each as a branch of its own, and checks what was stored. */
export async function replayClinic(log: ClinicLog, date: string | null): Promise<ClinicReport> {
  const days = log.days.filter((day) => date === null || day.date === date);
  const counters = [...new Set(log.days.flatMap(({ services }) => services.map(({ agent }) => agent)))].sort(
    (a, b) => (a < b ? -1 : 1),
  );
  const codes = new Map(counters.map((counter, place) => [counter, `room${place + 1}`]));
  const strategy = oneClass();
  const world = await buildWorld({
    branches: days.length,
    windowsPerBranch: counters.length,
    timeZone: clinicZone,
    hours: { open: '05:00', close: '22:00' },
    services: [...codes.values()],
    prefixes: Object.fromEntries([...codes.values()].map((code, place) => [code, 'ABCDEFGHJK'[place]!])),
    strategy,
    graceMinutes: 60,
    at: days[0]!.tickets[0]!.arrivalAt - 3_600_000,
  });
  try {
    // Each room takes its own patients alone.
    for (const branch of world.branches)
      for (const [place, code] of [...codes.values()].entries())
        await world.query('insert into queue.window_mapping values ($1, $2, $3, $4)', [
          branch.id,
          branch.seats[place]!.windowId,
          [code],
          'all',
        ]);
    const server = await startServer(world, { DRIVEN: '1' });
    const client = createClient(server.address, 4);
    try {
      const started = performance.now();
      const driven: DrivenClinicDay[] = [];
      for (const [index, day] of days.entries())
        driven.push(await driveClinicDay({ client, branch: world.branches[index]!, day, codes, strategy }));
      const seconds = round((performance.now() - started) / 1000);
      const problems = [...driven.flatMap((day) => day.problems), ...(await checkStored(world, driven))];
      return {
        rows: { read: log.rowsRead, unreadable: log.unreadable },
        days: days.length,
        tickets: sum(driven.map(({ issued }) => issued)),
        transfers: sum(driven.map(({ transfers }) => transfers)),
        noShows: sum(driven.map(({ noShows }) => noShows)),
        commands: sum(driven.map(({ commands }) => commands)),
        seconds,
        counters: await Promise.all(
          [...codes].map(async ([counter, code]) => ({
            counter,
            recorded: waitsOf(
              days.flatMap(({ tickets }) =>
                tickets.flatMap(({ stages }) =>
                  stages.filter((stage) => stage.counter === counter).map(({ waitSeconds }) => waitSeconds),
                ),
              ),
            ),
            replayed: waitsOf(
              (
                await world.query<{ seconds: number }>(
                  `select extract(epoch from called_at - opened_at)::float8 as seconds from queue.service_request
                   where service_code = $1 and called_at is not null`,
                  [code],
                )
              ).map(({ seconds: wait }) => wait),
            ),
          })),
        ),
        problems,
      };
    } finally {
      await client.close();
      await server.stop();
    }
  } finally {
    await world.close();
  }
}

/** The database behind the API's back: no ticket lost or served at two windows at once, every stay's periods in one piece. */
async function checkStored(world: World, driven: readonly DrivenClinicDay[]): Promise<string[]> {
  const [row] = await world.query<{ stored: number; broken: number; twice: number }>(
    `select (select count(*)::int from queue.ticket) as stored,
       (select count(*)::int from (
          select started_at, lag(ended_at) over (partition by ticket_id order by started_at, ended_at) as before from queue.service_period) p
        where before is not null and before > started_at) as broken,
       (select count(*)::int from queue.service_period a join queue.service_period b
          on b.ticket_id = a.ticket_id and b.window_id <> a.window_id and a.started_at < b.ended_at and b.started_at < a.ended_at) as twice`,
  );
  const issued = sum(driven.map((day) => day.issued));
  const problems: string[] = [];
  if (row!.stored !== issued) problems.push(`${issued} tickets were taken, ${row!.stored} are stored`);
  if (row!.broken > 0) problems.push(`${row!.broken} periods begin before the one before them has ended`);
  if (row!.twice > 0) problems.push(`${row!.twice} times a ticket was at two windows`);
  return problems;
}

function waitsOf(seconds: readonly number[]): Waits {
  return {
    stages: seconds.length,
    meanSeconds: round(seconds.length === 0 ? 0 : sum(seconds) / seconds.length),
    medianSeconds: percentile(seconds, 0.5),
    p90Seconds: percentile(seconds, 0.9),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A line a counter, and what was wrong. */
export function printClinic(report: ClinicReport): string {
  const cells = ({ stages, meanSeconds, medianSeconds, p90Seconds }: Waits): string =>
    [stages, meanSeconds, medianSeconds, p90Seconds].map((value) => String(value).padStart(9)).join('');
  return [
    `${report.days} days, ${report.tickets} tickets, ${report.transfers} transfers, ${report.noShows} no-shows; ${report.commands} commands in ${report.seconds} s`,
    `${''.padEnd(34)}${['stages', 'mean s', 'median s', 'P90 s'].map((head) => head.padStart(9)).join('')}`,
    ...report.counters
      .filter(({ recorded, replayed }) => recorded.stages + replayed.stages > 0)
      .flatMap(({ counter, recorded, replayed }) => [
        `${counter.padEnd(24)}recorded  ${cells(recorded)}`,
        `${''.padEnd(24)}replayed  ${cells(replayed)}`,
      ]),
    `Rows: ${report.rows.read} read, ${report.rows.unreadable} unreadable. Breaks of less than half an hour are not recorded, so rooms call sooner here.`,
    report.problems.length === 0
      ? 'No ticket was lost, called out of order or served at two windows.'
      : `FAILED: ${report.problems.length} problems\n${report.problems.slice(0, 50).join('\n')}`,
  ].join('\n');
}
