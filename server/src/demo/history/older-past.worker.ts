import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { planBank } from '@huiting/simulator/bank/plan';
import { writePast } from '../demo.past.ts';
import type { PastDate } from '../demo.past.ts';
import { openBulkConnection } from '../../platform/database/bulk-load.ts';

/** Writes the dates that are not there yet, one by one with a breath between, and tells of each. */
interface Work {
  readonly url: string;
  readonly seed: number;
  readonly startDate: string;
  readonly dates: readonly PastDate[];
}

/** The living bank goes first: the past takes about half of one core. */
const breathMs = 400;

const { url, seed, startDate, dates } = workerData as Work;
const client = await openBulkConnection(url);
const plan = planBank(seed, startDate);
await writePast(client, plan, dates, {
  told: (date) => parentPort?.postMessage(date),
  between: () => pause(breathMs),
});
await client.end();
