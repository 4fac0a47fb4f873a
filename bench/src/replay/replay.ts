import { join } from 'node:path';
import { classify } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import { createFieldCrypto } from '@huiting/server/platform/crypto/field-crypto';
import { loadCustomers } from '@huiting/server/rooms/customer/index';
import { createClient } from '../client.ts';
import type { Client } from '../client.ts';
import { UsageError } from '../run-bounded.ts';
import { serverBacklog } from '../server-metrics.ts';
import { buildWorld, startServer } from '../world.ts';
import type { World } from '../world.ts';
import { callersFor, factsOf } from './callers.ts';
import { checkRecord } from './check-record.ts';
import { planDays } from './day-plan.ts';
import type { DayPlan } from './day-plan.ts';
import { driveDay } from './drive-day.ts';
import type { DrivenDay } from './drive-day.ts';
import { compare } from './figures.ts';
import type { Both, Comparison } from './figures.ts';
import type { Problem } from './hall-model.ts';
import { callTypes, endOfDay, openAllDay, timeZone } from './recorded-calls.ts';
import type { Recording } from './recorded-calls.ts';

/** Days replayed side by side: each is a branch of its own, and within a day everything follows everything. */
const daysAtOnce = 4;
const seed = 'huiting 1999';
/** The business day goes on this long after its last hour; nobody is left by then. */
const graceMinutes = 60;

export interface ReplayedDay {
  readonly date: string;
  readonly windows: number;
  readonly sentHome: number;
  readonly classes: readonly Comparison[];
}

export interface ReplayReport {
  readonly rows: { readonly read: number; readonly kept: number; readonly leftOut: Recording['leftOut'] };
  readonly strategy: { readonly name: string; readonly version: number };
  readonly days: readonly ReplayedDay[];
  readonly total: readonly Comparison[];
  readonly commands: number;
  readonly seconds: number;
  readonly problems: readonly Problem[];
}

export interface ReplayOptions {
  readonly recording: Recording;
  /** One day; null: all of the file. */
  readonly date: string | null;
  readonly strategy: QueueStrategy;
  readonly onDay?: (day: ReplayedDay) => void;
}

/** Replays recorded days through the public API of a server of its own on a fresh database. */
export async function replay({ recording, date, strategy, onDay }: ReplayOptions): Promise<ReplayReport> {
  const all = planDays(recording.visits, seed);
  const plans = all.filter((plan) => date === null || plan.date === date);
  if (plans.length === 0) {
    throw new UsageError(
      `there is no visit on ${date ?? 'any day'}; the file has ${all.map((plan) => plan.date).join(', ')}`,
    );
  }
  const world = await openCentre(plans, strategy);
  try {
    const server = await startServer(world, { DRIVEN: '1' });
    const client = createClient(server.address, daysAtOnce);
    try {
      const started = performance.now();
      const driven = await driveAll(plans, world, client, strategy, (plan, day) => {
        onDay?.({ ...describe(plan, day, strategy) });
      });
      const seconds = (performance.now() - started) / 1000;
      const problems = await checkAll(plans, world, server.address, driven);
      const classCodes = strategy.classes.map(({ code }) => code);
      return {
        rows: { read: recording.rowsRead, kept: recording.visits.length, leftOut: recording.leftOut },
        strategy: { name: strategy.name, version: strategy.version },
        days: plans.map((plan, index) => describe(plan, driven[index]!, strategy)),
        total: compare(
          plans.flatMap((plan, index) => bothLives(plan, driven[index]!, strategy)),
          classCodes,
        ),
        commands: driven.reduce((sum, day) => sum + day.commands, 0),
        seconds: Math.round(seconds * 10) / 10,
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

/** The service centre: one branch a day, a window for every agent of that day, and the customers who can be recognised. */
async function openCentre(plans: readonly DayPlan[], strategy: QueueStrategy): Promise<World> {
  const world = await buildWorld({
    branches: plans.length,
    windowsPerBranch: plans.map(({ desks }) => Math.max(1, desks.length)),
    timeZone,
    hours: openAllDay,
    services: callTypes,
    prefixes: { PS: 'A', PE: 'E', IN: 'I', NE: 'N', NW: 'W', TT: 'T' },
    strategy,
    graceMinutes,
    at: plans[0]!.visits[0]!.arrivalAt,
  });
  const crypto = createFieldCrypto(join(world.folder, 'data', 'keys', 'fields.json'));
  const busiest = Math.max(...plans.map(({ visits }) => visits.length));
  await loadCustomers(world.reader, crypto, callersFor(busiest, world.branches[0]!.id));
  return world;
}

async function driveAll(
  plans: readonly DayPlan[],
  world: World,
  client: Client,
  strategy: QueueStrategy,
  onDay: (plan: DayPlan, day: DrivenDay) => void,
): Promise<DrivenDay[]> {
  const driven: DrivenDay[] = [];
  const waiting = [...plans.entries()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, plan] = next;
      const endsAt = endOfDay(plan.date) + graceMinutes * 60_000;
      const day = await driveDay({ client, branch: world.branches[index]!, plan, strategy, endsAt });
      driven[index] = day;
      onDay(plan, day);
    }
  };
  await Promise.all(Array.from({ length: daysAtOnce }, work));
  return driven;
}

/** Waits for the reactions, then compares what was lived with what was stored. */
async function checkAll(
  plans: readonly DayPlan[],
  world: World,
  address: string,
  driven: readonly DrivenDay[],
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const whole = (message: string): void => void problems.push({ code: 'reactions', date: 'all', message });
  for (let tries = 0; (await serverBacklog(address)) > 0; tries++) {
    if (tries === 600) {
      whole('reactions had not caught up a minute after the last command');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const parked = await world.query<{ consumer: string; type: string; error: string }>(
    'select consumer, type, error from platform.parked_event',
  );
  for (const { consumer, type, error } of parked) whole(`${consumer} gave up on ${type}: ${error}`);
  for (const [index, { model, sentHome }] of driven.entries()) {
    const wasRefused = model.problems.some(({ code }) => code === 'refused');
    if (!wasRefused) await checkRecord(world, world.branches[index]!.id, model, { sentHome });
    if (model.outcomes.size < plans[index]!.visits.length) {
      model.report('lost', `${plans[index]!.visits.length - model.outcomes.size} visits got no ticket`);
    }
    problems.push(...model.problems);
  }
  return problems;
}

function describe(plan: DayPlan, day: DrivenDay, strategy: QueueStrategy): ReplayedDay {
  return {
    date: plan.date,
    windows: plan.desks.length,
    sentHome: day.sentHome,
    classes: compare(
      bothLives(plan, day, strategy),
      strategy.classes.map(({ code }) => code),
    ),
  };
}

function bothLives(plan: DayPlan, day: DrivenDay, strategy: QueueStrategy): Both[] {
  return plan.visits.map((visit) => {
    const { recorded } = visit;
    const { classCode } = classify(strategy, factsOf(recorded));
    const outcome = day.model.outcomes.get(day.tickets.get(visit) ?? '');
    const called = outcome?.calledAt ?? null;
    return {
      recorded: { classCode, waitSeconds: recorded.service === null ? null : recorded.waitSeconds },
      replayed: { classCode, waitSeconds: called === null ? null : (called - outcome!.issuedAt) / 1000 },
    };
  });
}
