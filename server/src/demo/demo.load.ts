import { planBank } from '@huiting/simulator/bank/plan';
import { machineBranchOf } from '@huiting/simulator/bank/queue-machine';
import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import type pg from 'pg';
import { dateIn } from '../platform/clock/zone-time.ts';
import type { FieldCrypto } from '../platform/crypto/field-crypto.ts';
import type { Log } from '../platform/log.ts';
import { createDirectory } from '../rooms/organization/index.ts';
import { directorUserId } from './demo.accounts.ts';
import { loadDemoBank, readerOn } from './demo.bank.ts';
import { learnFromPast, openDaysOf, pastDates, serviceNames, writePast } from './demo.past.ts';
import type { PastDate } from './demo.past.ts';
import { openToday } from './demo.today.ts';
import { createPastPlayer } from './history/play-days.ts';
import { ensureMonths, gatherDate, writeDate } from './history/write-days.ts';

/** Days of history that are there before the doors open; the rest fills in behind. */
const recentDays = 7;
export const historyDays = 60;

export interface LoadedBank {
  readonly plan: BankPlan;
  /** Every date of the wanted history, newest first. */
  readonly past: readonly PastDate[];
}

/**
 * Makes sure the demo bank is there: the bank itself, its last days, and today as far as it has come. Each part is written whole, so
 * whatever was interrupted goes on where it stopped; a bank that is there already costs a few look-ups.
 */
export async function ensureDemoBank(
  client: pg.Client,
  options: { seed: number; startsAt: number; crypto: FieldCrypto; log: Log },
): Promise<LoadedBank> {
  const { startsAt, log, crypto } = options;
  const startDate = dateIn('Asia/Shanghai', startsAt);
  const plan = planBank(options.seed, startDate);
  const started = performance.now();
  const tell = (message: string): void => log.info({ ms: Math.round(performance.now() - started) }, message);

  if (!(await isThere(client, plan))) {
    await loadDemoBank(client, plan, crypto, startsAt);
    tell('demo bank loaded');
  }
  const directory = createDirectory(readerOn(client));
  const branches = await directory.all();
  const past = pastDates(directory, branches, startDate, historyDays);
  await ensureMonths(client, [startDate, ...past.map(({ date }) => date)]);
  if (!(await isOpened(client))) {
    await writePast(client, plan, past.slice(0, recentDays));
    await learnFromPast(client, plan, startsAt);
    tell('recent history written');
    const player = createPastPlayer(plan);
    const records = openDaysOf(directory, branches, startDate)
      // There the queue machine tells what the day has been, once it is switched on.
      .days.filter(({ branchId }) => branchId !== machineBranchOf(plan).id)
      .map((day) => player.play(day, startsAt));
    await writeDate(client, gatherDate(startDate, records, startsAt, serviceNames(plan)), async () => {
      for (const record of records) await openToday(client, record, startsAt);
    });
    tell('today opened');
  }
  return { plan, past };
}

async function isThere(client: pg.Client, plan: BankPlan): Promise<boolean> {
  const { rows } = await client.query<{ bank: boolean; same: boolean }>(
    `select exists (select 1 from organization.branch) as bank, exists (select 1 from access.user_account where id = $1) as same`,
    [directorUserId(plan)],
  );
  const { bank, same } = rows[0]!;
  if (bank && !same) {
    throw new Error(
      '数据库里是另一家演示银行（种子不同），请先运行 npm run reset。 / The database holds another bank (another seed): run npm run reset first.',
    );
  }
  return bank;
}

async function isOpened(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ opened: boolean }>(
    'select exists (select 1 from queue.branch_queue where business_date is not null) as opened',
  );
  return rows[0]!.opened;
}
