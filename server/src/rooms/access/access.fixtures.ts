import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/context.ts';
import { bindRoutes } from '../../platform/http/binder.ts';
import { createHttpServer } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/room.ts';
import { createTestPlatform } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { createOrganization, loadBank } from '../organization/index.ts';
import type { BankPlan } from '../organization/index.ts';
import type { Surface } from './access.domain.ts';
import { createAccess, createAuditWriter, hashPassword, loadAccess } from './index.ts';
import type { Access, AccessPlan, Role } from './index.ts';

const testPassword = 'Correct-Horse-9';

/** Logins and terminals for tests, by short names. */
export interface AccessHouse {
  readonly platform: TestPlatform;
  readonly access: Access;
  readonly http: FastifyInstance;
  /** Moves the wall clock that sessions and lockouts run on. */
  passWall(ms: number): void;
  readonly users: Readonly<Record<string, string>>;
  /** A second process on the same database. */
  another(): Access;
  stop(): Promise<void>;
}

interface Planned {
  readonly username: string;
  readonly role: Role;
  /** Path of the unit the role and the person belong to. */
  readonly path: string;
}

/** Builds the rooms organization and access over a bank, with an HTTP server that is not listening. */
export async function buildAccessHouse(options: {
  plan: BankPlan;
  people: readonly Planned[];
  terminals?: AccessPlan['terminals'];
  demo?: boolean;
  secondFactor?: boolean;
  env?: Readonly<Record<string, string>>;
}): Promise<AccessHouse> {
  const base = await createTestPlatform({
    at: Date.parse('2026-11-20T02:00:00Z'),
    demo: options.demo ?? false,
    secondFactor: options.secondFactor ?? false,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  let skipped = 0;
  // eslint-disable-next-line no-restricted-properties -- the wall clock of the composition root, for tests
  const wall = (): number => Date.now() + skipped;
  const platform = { ...base, audit: createAuditWriter({ pool: base.pool, wall }) } satisfies TestPlatform;
  await loadBank(platform.db, options.plan);
  const passwordHash = await hashPassword(testPassword);
  const users = options.people.map(({ username, role, path }) =>
    toUser(options.plan, { username, role, path }, passwordHash),
  );
  await loadAccess(platform.db, { users, terminals: options.terminals ?? [] }, wall());
  const build = (on: Platform): Access =>
    createAccess(on, { directory: createOrganization(on).service.directory, crypto: base.crypto, wall });
  const access = build(platform);
  const http = await createHttpServer({
    log: platform.log,
    tls: null,
    trustProxy: false,
  });
  const binder = {
    authenticator: access.authenticator,
    now: platform.clock.now,
    driven: null,
    isUp: () => true,
    publicPerMinute: 10_000,
    refused: access.refused,
    acted: access.acted,
    observe: () => undefined,
    checkOutput: true,
  };
  bindRoutes(http, binder, access.routes!);
  bindRoutes(http, binder, createOrganization(platform).routes!);
  return {
    platform,
    access,
    http,
    users: Object.fromEntries(users.map(({ username, id }) => [username, id])),
    passWall: (ms) => {
      skipped += ms;
    },
    another: () => build(platform),
    stop: async () => {
      await http.close();
      await access.revocations.stop();
      await platform.stop();
    },
  };
}

function toUser(
  plan: BankPlan,
  { username, role, path }: Planned,
  passwordHash: string,
): AccessPlan['users'][number] {
  const unit = plan.units.find((one) => one.path === path)!;
  const branch = plan.branches.find(({ orgUnitId }) => orgUnitId === unit.id);
  const staff = { id: newId(), number: `8${username}`, post: 'teller' };
  const roles = [{ role, orgUnitId: unit.id }];
  return {
    id: newId(),
    username,
    name: `员工${username}`,
    passwordHash,
    orgUnitId: unit.id,
    branchId: branch?.id ?? null,
    staff,
    roles,
  };
}

/** One browser: keeps the cookies it is given, like a jar that knows no ports. */
export function browser(http: FastifyInstance) {
  const cookies = new Map<string, string>();
  async function ask(
    surface: Surface,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ) {
    const response = await http.inject({
      method,
      url: `/api${path}`,
      headers: { 'x-surface': surface, 'idempotency-key': newId(), ...headers },
      cookies: Object.fromEntries(cookies),
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    return {
      status: response.statusCode,
      body: response.json() as Record<string, unknown>,
      setCookies: response.cookies,
    };
  }
  return {
    cookies,
    ask,
    signIn: (surface: Surface, username: string, password = testPassword) =>
      ask(surface, 'POST', '/session', { username, password }),
    me: (surface: Surface, headers?: Record<string, string>) =>
      ask(surface, 'GET', '/session', undefined, headers),
  };
}

/** An actor as a session's cookie would make it. */
export async function actorOf(access: Access, userId: string, surface: Surface): Promise<Actor> {
  const { sessionId } = await access.service.openSession({ kind: 'user', id: userId }, surface);
  return (await access.revocations.actorOf(sessionId))!;
}
