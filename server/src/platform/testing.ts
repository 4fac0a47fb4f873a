import { createFieldCrypto } from './crypto/field-crypto.ts';
import type { FieldCrypto } from './crypto/field-crypto.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Permission } from '@huiting/contracts/access';
import { createBusinessClock } from './clock/business-clock.ts';
import type { BusinessClock } from './clock/business-clock.ts';
import { readConfig } from './config.ts';
import type { Actor, Command, Ctx } from './context.ts';
import { bodyHash } from './database/command.ts';
import { createDatabase } from './database/database.ts';
import type { Database } from './database/database.ts';
import { createPool } from './database/pool.ts';
import { createTestDatabase } from './database/test-database.ts';
import type { OutboxEvent } from './events/outbox.ts';
import { createTail } from './events/tail.ts';
import { createDiskStore } from './files/disk-store.ts';
import { createFiles } from './files/files.ts';
import { createConsumers } from './events/consumers.ts';
import { newId } from './ids.ts';
import { createLog } from './log.ts';
import { createMonths } from './months.ts';
import { createParameters } from './parameters.ts';
import type { AuditRecord, Platform, RoomParts } from './room.ts';
import { createTimers } from './timers/timers.ts';

/** A platform on a real database of its own, for tests of rooms: no HTTP, business time moved by hand. */
export interface TestPlatform extends Platform {
  readonly db: Database;
  readonly clock: BusinessClock;
  readonly crypto: FieldCrypto;
  readonly url: string;
  /** Every event committed so far, in order. */
  readonly events: OutboxEvent[];
  readonly audited: AuditRecord[];
  /** Moves business time forward and fires what is due at the branch. */
  passTo(instant: number, branchId?: string): Promise<void>;
  /** Lets rooms take part: their reactions and deadlines run from now on. */
  join(...rooms: RoomParts[]): Promise<void>;
  /** Waits until every reaction has caught up. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** `at`: the business instant it starts at. Driven: time stands still unless moved. */
export async function createTestPlatform(options: {
  at: number;
  demo?: boolean;
  secondFactor?: boolean;
  /** Further variables of the environment. */
  env?: Readonly<Record<string, string>>;
}): Promise<TestPlatform> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'huiting-test-'));
  const log = createLog({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    DEMO: options.demo === true ? '1' : '0',
    CHECK_OUTPUT: '1',
    SECOND_FACTOR: options.secondFactor === true ? '1' : '0',
    ...options.env,
  });
  const pool = createPool({ url: database.url, size: 8, log });
  const clock = createBusinessClock({
    mode: 'driven',
    anchorWall: Date.now(),
    anchorBusiness: options.at,
    rate: 0,
  });
  const events: OutboxEvent[] = [];
  const audited: AuditRecord[] = [];
  const tail = createTail({ pool, log });
  const timers = createTimers({ pool, now: () => clock.now(), log, driven: true });
  tail.onEvent((event) => void events.push(event));
  const crypto = createFieldCrypto(join(folder, 'fields.json'));
  const db = createDatabase({
    pool,
    answers: crypto,
    committed: (branchId, finished) => tail.offer(branchId, finished.events),
    ensureMonth: createMonths(pool),
    fireDue: timers.fireDue,
  });
  await tail.start();
  const files = createFiles({ db, crypto, objects: createDiskStore(config.filesDir), wall: Date.now });
  const consumers: ReturnType<typeof createConsumers>[] = [];
  return {
    config,
    db,
    pool,
    clock,
    log,
    url: database.url,
    crypto,
    files,
    parameters: createParameters(),
    audit: (_tx, _ctx, record) => {
      audited.push(record);
      return Promise.resolve();
    },
    events,
    audited,
    passTo: async (instant, branchId) => {
      clock.advanceTo(instant);
      if (branchId !== undefined) await timers.fireDue(branchId, instant);
    },
    join: async (...rooms) => {
      for (const { onEvent } of rooms) if (onEvent !== undefined) tail.onEvent(onEvent);
      for (const room of rooms)
        for (const [kind, handler] of Object.entries(room.deadlines ?? {})) timers.on(kind, handler);
      files.serve(rooms.flatMap((room) => room.attachments ?? []));
      const reactions = rooms.flatMap((room) => room.reactions ?? []);
      const joined = createConsumers({ db, tail, clock, driven: true, log, reactions });
      consumers.push(joined);
      await joined.start();
    },
    settle: async () => {
      for (const joined of consumers) await joined.idle();
    },
    stop: async () => {
      await Promise.all(consumers.map((joined) => joined.stop()));
      await tail.stop();
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An actor for tests: somebody with these permissions at a path. */
export function testActor(options: {
  permissions: readonly Permission[];
  path: string;
  branchId?: string;
  staff?: { id: string; number: string; post: string };
  name?: string;
  kind?: Actor['kind'];
}): Actor {
  return {
    kind: options.kind ?? 'user',
    id: newId(),
    name: options.name ?? '测试员',
    staff: options.staff ?? null,
    branchId: options.branchId ?? null,
    windowId: null,
    surface: 'teller',
    sessionId: newId(),
    grants: options.permissions.map((permission) => ({ permission, path: options.path })),
  };
}

/** A request's context; with `endpoint` it is a command under a key (new unless given). */
export function testCtx(
  platform: { clock: BusinessClock },
  actor: Actor,
  command?: { endpoint: string; key?: string; body?: unknown },
): Ctx {
  const asked: Command | null =
    command === undefined
      ? null
      : {
          endpoint: command.endpoint,
          key: command.key ?? newId(),
          bodyHash: bodyHash(JSON.stringify(command.body ?? null)),
        };
  return {
    actor,
    traceId: newId(),
    locale: 'zh-CN',
    now: () => platform.clock.now(),
    command: asked,
    present: null,
    firing: false,
  };
}
