import { Worker } from 'node:worker_threads';
import type { App } from '../app.ts';
import type { Config } from '../platform/config.ts';
import { createFieldCrypto } from '../platform/crypto/field-crypto.ts';
import type { Log } from '../platform/log.ts';
import {
  demoAccounts,
  directorPassword,
  directorUserId,
  directorUsername,
  sampleCustomers,
} from './demo.accounts.ts';
import type { DemoAccount } from './demo.accounts.ts';
import { ensureDemoBank, historyDays } from './demo.load.ts';
import { watchNights } from './demo.nights.ts';
import { startSimulator } from './demo.simulator.ts';
import { welcome } from './demo.welcome.ts';
import { openBulkConnection } from '../platform/database/bulk-load.ts';

export { demoAccounts, demoPassword, sampleCustomers } from './demo.accounts.ts';
export type { DemoAccount, SampleCustomer } from './demo.accounts.ts';

/** A demo bank whose data is there: it can be opened. */
export interface Demo {
  /** Business instant a new simulated clock starts at; a bank that was open before goes on where it stopped. */
  readonly clockStartsAt: number;
  readonly accounts: readonly DemoAccount[];
  /** People begin to come and go; older history fills in behind. */
  bringToLife(
    app: App,
    address: string,
    options?: { simulator?: boolean; olderHistory?: boolean },
  ): Promise<LivingBank>;
}

export interface LivingBank {
  /** Addresses and accounts, for a person at a terminal. */
  readonly welcome: string;
  stop(): Promise<void>;
}

export interface DemoDeps {
  readonly config: Config;
  readonly url: string;
  readonly log: Log;
  /** The first morning. */
  readonly morning: number;
  /** Shown on the health page; counted up as the past is written. */
  readonly history: { daysWanted: number; daysDone: number };
}

/** Makes sure the demo bank is in the database: about six seconds the first time, a moment later on. */
export async function startDemo({ config, url, log, morning, history }: DemoDeps): Promise<Demo> {
  const crypto = createFieldCrypto(config.keyFile);
  const client = await openBulkConnection(url);
  const seed = config.demo!.seed;
  const { plan, past } = await ensureDemoBank(client, { seed, startsAt: morning, crypto, log });
  await client.end();
  history.daysWanted = historyDays;
  // The plan holds twenty thousand people: what outlives this call keeps only what it needs.
  const { startDate } = plan;
  const accounts = demoAccounts(plan);
  const samples = sampleCustomers(plan);
  const directorId = directorUserId(plan);
  const { bankName } = plan;

  return {
    clockStartsAt: morning,
    accounts,
    bringToLife: async (
      app,
      address,
      { simulator = config.demo!.lives, olderHistory = config.demo!.lives } = {},
    ) => {
      const parts: { stop(): Promise<void> }[] = [watchNights(app, log)];
      if (simulator) {
        parts.push(
          startSimulator(
            { url: address, username: directorUsername, password: directorPassword(crypto), seed, startDate },
            { pool: app.platform.pool, directorId, log },
          ),
        );
      }
      if (olderHistory) parts.push(writeOlderPast({ url, seed, startDate, dates: past }, history, log));
      return {
        welcome: welcome({ bankName, accounts, samples }, address),
        stop: async () => {
          for (const part of parts.reverse()) await part.stop();
        },
      };
    },
  };
}

/** In a thread of its own, so that no answer of the living bank waits for it. */
function writeOlderPast(
  work: Record<string, unknown>,
  history: DemoDeps['history'],
  log: Log,
): { stop(): Promise<void> } {
  const worker = new Worker(new URL('./history/older-past.worker.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: 384 },
  });
  let stopping = false;
  worker.on('message', () => {
    history.daysDone += 1;
  });
  worker.on('error', (error) => {
    if (!stopping)
      log.error({ err: (error as Error).message }, 'older history stopped; it goes on at the next start');
  });
  worker.unref();
  return {
    stop: async () => {
      stopping = true;
      await worker.terminate();
    },
  };
}
