import { defaultStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { Diversion, QueueTemplate, ServiceType } from '@huiting/contracts/queue';
import type pg from 'pg';
import type { Reader } from '../../platform/database/query.ts';
import { writeTogether } from '../../platform/database/write.ts';
import type { BranchQueue, WindowNow } from './queue.domain.ts';
import { addVersion } from './queue.setup.store.ts';
import { fromQueue, fromWindow } from './queue.rows.ts';
import { updateQueue, updateWindow } from './queue.write.store.ts';

export interface BranchProvision {
  readonly branchId: string;
  readonly windows: readonly { readonly id: string; readonly kind: string; readonly profileCode: string }[];
  readonly services: readonly ServiceType[];
  /** Default: the engine's default strategy, version 1. */
  readonly strategy?: QueueStrategy;
  /** Minutes after closing until the day ends by itself. */
  readonly graceMinutes?: number;
  /** Where else a business can be done, by service code. */
  readonly diversions?: Readonly<Record<string, Diversion>>;
}

/** Head office's model of a queue, version 1. */
export async function provisionTemplate(
  pool: Pick<pg.ClientBase, 'query'> | pg.Pool,
  orgUnitId: string,
  template: QueueTemplate,
  at: number,
): Promise<void> {
  await pool.query(
    `insert into queue.template (branch_id, version, document, reason, changed_by, changed_by_name, changed_at)
     values ($1, 1, $2, '初始模板', 'system', '系统', $3) on conflict do nothing`,
    [orgUnitId, JSON.stringify(template), new Date(at)],
  );
}

/** The same through a transaction of the house. */
export async function loadTemplate(
  target: Reader,
  orgUnitId: string,
  template: QueueTemplate,
  at: number,
): Promise<void> {
  await addVersion(target, 'queue.template', {
    id: orgUnitId,
    version: 1,
    document: template,
    reason: '初始模板',
    by: { id: 'system', name: '系统' },
    at,
  });
}

/** Gives branches their queue: service types, strategy, lock row, windows. Set-based; repeatable. Used by demo data, replays and benches. */
export async function provisionQueues(
  pool: Pick<pg.ClientBase, 'query'> | pg.Pool,
  branches: readonly BranchProvision[],
  publishedAt: number,
): Promise<void> {
  const services = branches.flatMap(({ branchId, services: types, diversions = {} }) =>
    types.map((type) => ({
      branch_id: branchId,
      id: type.id,
      code: type.code,
      name_zh: type.name.zh,
      name_en: type.name.en,
      description_zh: type.description.zh,
      description_en: type.description.en,
      prefix: type.prefix,
      icon: type.icon,
      sort: type.sort,
      wait_limit_minutes: type.waitLimitMinutes,
      standard_minutes: type.standardMinutes,
      daily_limit: type.dailyLimit,
      opens: type.hours?.open ?? null,
      closes: type.hours?.close ?? null,
      elder_friendly: type.elderFriendly,
      line: type.line,
      first_number: 1,
      last_number: null,
      offered: true,
      diversion: diversions[type.code] ?? null,
    })),
  );
  const strategies = branches.map(({ branchId, strategy = defaultStrategy() }) => ({
    branch_id: branchId,
    version: strategy.version,
    document: strategy,
    published_at: new Date(publishedAt).toISOString(),
  }));
  const queues = branches.map(({ branchId, strategy, graceMinutes }) => ({
    branch_id: branchId,
    strategy_version: strategy?.version ?? 1,
    grace_minutes: graceMinutes ?? 60,
  }));
  const windows = branches.flatMap(({ branchId, windows: list }) =>
    list.map((window) => ({
      branch_id: branchId,
      window_id: window.id,
      kind: window.kind,
      profile_code: window.profileCode,
    })),
  );
  await pool.query(
    'insert into queue.service_type select * from jsonb_populate_recordset(null::queue.service_type, $1) on conflict do nothing',
    [JSON.stringify(services)],
  );
  await pool.query(
    `insert into queue.strategy (branch_id, version, document, published_at)
     select branch_id, version, document, published_at from jsonb_populate_recordset(null::queue.strategy, $1) on conflict do nothing`,
    [JSON.stringify(strategies)],
  );
  await pool.query(
    `insert into queue.branch_queue (branch_id, strategy_version, grace_minutes)
     select branch_id, strategy_version, grace_minutes from jsonb_populate_recordset(null::queue.branch_queue, $1) on conflict do nothing`,
    [JSON.stringify(queues)],
  );
  await pool.query(
    `insert into queue.window_now (branch_id, window_id, kind, profile_code)
     select branch_id, window_id, kind, profile_code from jsonb_populate_recordset(null::queue.window_now, $1) on conflict do nothing`,
    [JSON.stringify(windows)],
  );
}

/** Puts a queue that was provided into the middle of a day: the lock row with its counters, and who sits where. */
export async function openQueue(
  client: Pick<pg.ClientBase, 'query'>,
  queue: Omit<BranchQueue, 'graceMinutes'>,
  windows: readonly WindowNow[],
): Promise<void> {
  for (const write of [
    updateQueue(fromQueue(queue)),
    ...windows.map((window) => updateWindow(fromWindow(window))),
  ]) {
    const { text, values } = writeTogether(queue.branchId, [write]);
    await client.query(text, [...values]);
  }
}
