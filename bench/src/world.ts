import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceType } from '@huiting/contracts/queue';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import { launchPostgres } from '@huiting/server/platform/database/launcher/launcher';
import { migrateDatabase } from '@huiting/server/platform/database/migrate';
import { createPool } from '@huiting/server/platform/database/pool';
import { runQuery } from '@huiting/server/platform/database/query';
import type { Reader } from '@huiting/server/platform/database/query';
import { newId } from '@huiting/server/platform/ids';
import { createLog } from '@huiting/server/platform/log';
import { loadAccess } from '@huiting/server/rooms/access/index';
import { loadBank } from '@huiting/server/rooms/organization/index';
import { provisionQueues } from '@huiting/server/rooms/queue/index';
import { loadStaff } from '@huiting/server/rooms/staff/index';
import { endWith } from './run-bounded.ts';

/** A bank made for measuring: branches with windows, a session for every teller and kiosk, on a database of its own. */
export interface WorldPlan {
  readonly branches: number;
  /** The same for every branch, or one number per branch. */
  readonly windowsPerBranch: number | readonly number[];
  readonly timeZone: string;
  readonly hours: { readonly open: string; readonly close: string };
  readonly services: readonly string[];
  /** Letter of each service's ticket numbers; default: the demo bank's. */
  readonly prefixes?: Readonly<Record<string, string>>;
  readonly strategy?: QueueStrategy;
  readonly graceMinutes?: number;
  /** Business instant the sessions and the bank are from. */
  readonly at: number;
}

export interface Seat {
  readonly windowId: string;
  readonly staffId: string;
  readonly teller: string;
  readonly evaluator: string;
}
export interface BranchWorld {
  readonly id: string;
  readonly services: Readonly<Record<string, ServiceType>>;
  readonly seats: readonly Seat[];
  /** Cookie values, ready to send. */
  readonly kiosk: string;
  readonly manager: string;
  readonly display: string;
}
export interface World {
  readonly url: string;
  readonly branches: readonly BranchWorld[];
  /** Somebody who sees every branch. */
  readonly overseer: string;
  /** Security and audit administrators of the whole bank. */
  readonly security: string;
  readonly auditor: string;
  readonly postgresPid: number;
  readonly folder: string;
  readonly dataDir: string;
  readonly reader: Reader;
  query<T>(text: string, values?: unknown[]): Promise<T[]>;
  /** Lets the database go and keeps its folder: a server may start it again as its own (`DATA_DIR` = `dataDir`). */
  stopDatabase(): Promise<void>;
  /** Ends the database and removes the folder. */
  close(): Promise<void>;
}

const prefixes: Readonly<Record<string, string>> = {
  personal: 'A',
  transfer: 'A',
  pension: 'A',
  cash: 'C',
  wealth: 'V',
  corporate: 'B',
};

export async function buildWorld(plan: WorldPlan): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'huiting-bench-'));
  const dataDir = join(folder, 'data');
  const removeFolder = endWith(async () => {
    // A killed database cannot take its socket away.
    const host = (await launching.catch(() => null))?.connection.host ?? '';
    for (const path of [host, folder])
      if (path.startsWith(tmpdir())) rmSync(path, { recursive: true, force: true });
  });
  const launching = launchPostgres({ dataDir: join(dataDir, 'pg') });
  // Also when we are told to stop while it is still starting.
  const stopPostgres = endWith(async () => (await launching.catch(() => null))?.stop());
  const postgres = await launching;
  await migrateDatabase(postgres.url);
  const pool = createPool({ url: postgres.url, size: 4, log: createLog({ level: 'silent' }) });
  const stopDatabase = endWith(async () => {
    await pool.end();
    await stopPostgres();
  });
  const sessions: Record<string, unknown>[] = [];
  const head = newId();
  const units = [
    {
      id: head,
      parentId: null,
      level: 'headOffice' as const,
      code: 'HQ',
      name: '总行',
      path: '/HQ/',
      effectiveFrom: '1990-01-01',
    },
  ];
  const users: unknown[] = [];
  const terminals: unknown[] = [];
  const staff: unknown[] = [];
  const bank: unknown[] = [];
  const queues: Parameters<typeof provisionQueues>[1][number][] = [];

  const session = (who: { user?: string; terminal?: string }, surface: string): string => {
    const token = randomBytes(24).toString('base64url');
    sessions.push({
      id: newId(),
      token_hash: createHash('sha256').update(token).digest('base64url'),
      user_id: who.user ?? null,
      terminal_id: who.terminal ?? null,
      surface,
    });
    return `ht_${surface}=${token}`;
  };
  const person = (
    branchId: string,
    number: string,
    name: string,
    post: string,
    role: string,
  ): { id: string; staffId: string } => {
    const id = newId();
    const staffId = newId();
    staff.push({ id: staffId, number, name, post, homeBranchId: branchId, orgUnitId: branchId });
    users.push({
      id,
      username: `u${number}`,
      name,
      passwordHash: null,
      orgUnitId: branchId,
      branchId,
      staff: { id: staffId, number, post },
      roles: [{ role, orgUnitId: branchId }],
    });
    return { id, staffId };
  };
  const terminal = (branchId: string, kind: string, windowId: string | null): string => {
    const id = newId();
    terminals.push({ id, branchId, kind, name: kind, windowId });
    return session({ terminal: id }, kind);
  };

  const overseerId = newId();
  users.push({
    id: overseerId,
    username: 'overseer',
    name: '总行',
    passwordHash: null,
    orgUnitId: head,
    branchId: null,
    staff: null,
    roles: [{ role: 'headOfficeOperations', orgUnitId: head }],
  });
  const overseer = session({ user: overseerId }, 'console');
  const administrator = (username: string, role: string): string => {
    const id = newId();
    users.push({
      id,
      username,
      name: username,
      passwordHash: null,
      orgUnitId: head,
      branchId: null,
      staff: null,
      roles: [{ role, orgUnitId: head }],
    });
    return session({ user: id }, 'console');
  };
  const security = administrator('security', 'securityAdmin');
  const auditor = administrator('auditor', 'auditAdmin');
  const branches = Array.from({ length: plan.branches }, (_, b): BranchWorld => {
    const id = newId();
    const code = String(100_000 + b);
    units.push({
      id,
      parentId: head,
      level: 'outlet',
      code,
      name: `第${b + 1}支行`,
      path: `/HQ/${code}/`,
      effectiveFrom: '1990-01-01',
    } as never);
    const services = plan.services.map((name, sort) => serviceType(name, sort, plan.prefixes ?? prefixes));
    const windows = Array.from({ length: windowsOf(plan, b) }, (_unused, w) => ({
      id: newId(),
      number: w + 1,
      label: String(w + 1),
      kind: 'flex' as const,
      elastic: false,
      zoneId: null,
      profileCode: 'all',
      serviceCodes: [...plan.services],
    }));
    bank.push({
      id,
      orgUnitId: id,
      code,
      name: `第${b + 1}支行`,
      format: 'full',
      stage: 'operating',
      city: '南京',
      address: '—',
      timeZone: plan.timeZone,
      holidays: 'none',
      licenceNo: '0',
      phone: '0',
      areaSquareMetres: 1,
      latitude: 0,
      longitude: 0,
      weekdayHours: plan.hours,
      weekendHours: plan.hours,
      zones: [],
      windows,
      overrides: [],
    });
    queues.push({
      branchId: id,
      windows,
      services,
      ...(plan.strategy === undefined ? {} : { strategy: plan.strategy }),
      graceMinutes: plan.graceMinutes ?? 60,
    });
    const manager = person(id, `${code}00`, '大堂', 'lobbyManager', 'lobbyManager');
    return {
      id,
      services: Object.fromEntries(services.map((service) => [service.code, service])),
      kiosk: terminal(id, 'kiosk', null),
      display: terminal(id, 'hallDisplay', null),
      manager: session({ user: manager.id }, 'pad'),
      seats: windows.map((window, w) => {
        const { id: user, staffId } = person(
          id,
          `${code}${String(w + 1).padStart(2, '0')}`,
          `柜员${w + 1}`,
          'teller',
          'teller',
        );
        return {
          windowId: window.id,
          staffId,
          teller: session({ user }, 'teller'),
          evaluator: terminal(id, 'evaluator', window.id),
        };
      }),
    };
  });

  const reader: Reader = {
    rows: (query) => runQuery(pool, query),
    row: async (query) => (await runQuery(pool, query))[0] ?? null,
  };
  await loadBank(reader, { bankName: '测量银行', units, branches: bank } as never);
  await loadStaff(reader, staff as never);
  await loadAccess(reader, { users, terminals } as never, plan.at);
  await provisionQueues(pool, queues, plan.at);
  await pool.query(
    `insert into access.session (id, token_hash, user_id, terminal_id, surface, idle_ms, opened_at, last_seen_at)
     select id, token_hash, user_id, terminal_id, surface, null, clock_timestamp(), clock_timestamp()
     from jsonb_to_recordset($1) as s(id uuid, token_hash text, user_id uuid, terminal_id uuid, surface text)`,
    [JSON.stringify(sessions)],
  );
  await pool.query('vacuum analyze');
  return {
    url: postgres.url,
    branches,
    overseer,
    security,
    auditor,
    postgresPid: postgres.pid,
    folder,
    dataDir,
    reader,
    query: async <T>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as T[],
    stopDatabase,
    close: async () => {
      await stopDatabase();
      await removeFolder();
    },
  };
}

function windowsOf({ windowsPerBranch }: WorldPlan, branch: number): number {
  return typeof windowsPerBranch === 'number' ? windowsPerBranch : windowsPerBranch[branch]!;
}

function serviceType(code: string, sort: number, letters: Readonly<Record<string, string>>): ServiceType {
  return {
    id: newId(),
    code,
    name: { zh: code, en: code },
    description: { zh: '', en: '' },
    prefix: letters[code] ?? 'A',
    icon: 'id',
    sort,
    waitLimitMinutes: 20,
    standardMinutes: 8,
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  };
}

export { startServer } from './running-server.ts';
