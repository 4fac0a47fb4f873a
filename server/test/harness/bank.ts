import { createHash, randomBytes } from 'node:crypto';
import { RoleCode, Surface, TerminalKind } from '@huiting/contracts/access';
import type { ServiceType } from '@huiting/contracts/queue';
import type pg from 'pg';
import type { FieldCrypto } from '../../src/platform/crypto/field-crypto.ts';
import { runQuery } from '../../src/platform/database/query.ts';
import type { Reader } from '../../src/platform/database/query.ts';
import { newId } from '../../src/platform/ids.ts';
import { hashPassword, loadAccess, permissionsOf } from '../../src/rooms/access/index.ts';
import type { AccessPlan } from '../../src/rooms/access/index.ts';
import { loadWebhookSender } from '../../src/platform/webhooks/senders.ts';
import { loadCustomers } from '../../src/rooms/customer/index.ts';
import { seedOf } from '../../src/rooms/customer/customer.bank.fixtures.ts';
import { loadBank } from '../../src/rooms/organization/index.ts';
import type { BankPlan } from '../../src/rooms/organization/index.ts';
import { provisionQueues } from '../../src/rooms/queue/index.ts';
import { loadStaff } from '../../src/rooms/staff/index.ts';

/** Who calls: the cookie of one surface, and the surface named in the request. Null: nobody. */
export interface Caller {
  readonly cookie: string | null;
  readonly surface: Surface | null;
}

export interface Person extends Caller {
  readonly id: string;
  readonly kind: 'user' | 'terminal';
  readonly role: RoleCode;
  readonly surface: Surface;
  readonly cookie: string;
  readonly username: string | null;
  readonly staffId: string | null;
}

export interface TestBranch {
  readonly id: string;
  readonly orgUnitId: string;
  readonly path: string;
  readonly name: string;
  readonly windows: readonly [string, string, string];
  readonly services: Readonly<Record<'personal' | 'cash' | 'wealth', ServiceType>>;
  /** Every role of the house, granted here: users signed in on their first surface, terminals on their own. */
  readonly people: Readonly<Record<RoleCode, Person>>;
  /** A login and a terminal that nothing else of a test depends on. */
  readonly spare: { readonly userId: string; readonly terminalId: string };
  readonly customer: {
    readonly id: string;
    readonly name: string;
    readonly phone: string;
    readonly idNumber: string;
    readonly card: string;
  };
}

/** Two branches in two regions under one head office, alike in everything. */
export interface TestBank {
  readonly headOfficeId: string;
  readonly a: TestBranch;
  readonly b: TestBranch;
  readonly password: string;
}

const password = 'Correct-Horse-9';
const faceSender = { sender: 'test-face', secret: 'a-secret-of-the-tests-alone', scopePath: '/' };

/** Where a role works: the first surface it may sign in on, or its own as a terminal. */
function surfaceOf(role: RoleCode): Surface {
  const terminal = TerminalKind.safeParse(role);
  if (terminal.success) return terminal.data;
  const permission = permissionsOf(role, { demo: true }).find((name) => name.startsWith('surface.'))!;
  return Surface.parse(permission.slice('surface.'.length));
}

const serviceCodes = ['personal', 'cash', 'wealth'] as const;

function serviceType(code: (typeof serviceCodes)[number], sort: number): ServiceType {
  return {
    id: newId(),
    code,
    name: { zh: { personal: '个人业务', cash: '现金业务', wealth: '理财业务' }[code], en: code },
    description: { zh: '', en: '' },
    prefix: { personal: 'A', cash: 'C', wealth: 'V' }[code],
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

/** Writes the bank into a migrated database and opens a session for everybody in it. */
export async function loadTestBank(
  pool: pg.Pool,
  crypto: FieldCrypto,
  options: { at: number; hours: { open: string; close: string }; timeZone: string },
): Promise<TestBank> {
  const reader: Reader = {
    rows: (query) => runQuery(pool, query),
    row: async (query) => (await runQuery(pool, query))[0] ?? null,
  };
  const headOfficeId = newId();
  const drafts = [
    draftBranch('NJ01', '鼓楼支行', '/JH/NJ/NJ01/'),
    draftBranch('SZ01', '姑苏支行', '/JH/SZ/SZ01/'),
  ];
  await loadBank(reader, bankPlan(headOfficeId, drafts, options));
  const passwordHash = await hashPassword(password);
  await loadAccess(reader, accessPlan(drafts, passwordHash), options.at);
  await loadStaff(
    reader,
    drafts.flatMap(({ id, unitId, users }) =>
      users.map((user) => ({
        id: user.staffId,
        number: user.number,
        name: user.name,
        post: postOf(user.role),
        homeBranchId: id,
        orgUnitId: unitId,
        userId: user.id,
      })),
    ),
  );
  await provisionQueues(
    pool,
    drafts.map(({ id, windows, services }) => ({
      branchId: id,
      windows: windows.map((window) => ({ id: window, kind: 'general', profileCode: 'general' })),
      services: Object.values(services),
    })),
    options.at,
  );
  const seeds = drafts.map(({ id }, index) =>
    seedOf(index + 1, { homeBranchId: id, faceId: `face-${index + 1}` }),
  );
  await loadCustomers(pool, crypto, seeds);
  await loadWebhookSender(pool, crypto, faceSender);
  const sessions: SessionRow[] = [];
  const [a, b] = drafts.map((draft, index): TestBranch => {
    const { id, name, phone, idNumber, cards } = seeds[index]!;
    return {
      ...branchOf(draft, sessions),
      customer: { id, name, phone, idNumber: idNumber!, card: cards[0]! },
    };
  });
  await insertSessions(pool, sessions);
  return { headOfficeId, a: a!, b: b!, password };
}

interface Draft {
  readonly id: string;
  readonly unitId: string;
  readonly regionId: string;
  readonly code: string;
  readonly name: string;
  readonly path: string;
  readonly windows: readonly [string, string, string];
  readonly services: TestBranch['services'];
  readonly users: readonly {
    readonly id: string;
    readonly staffId: string;
    readonly number: string;
    readonly username: string;
    readonly name: string;
    readonly role: RoleCode;
    readonly isSpare: boolean;
  }[];
  readonly terminals: readonly {
    readonly id: string;
    readonly role: TerminalKind;
    readonly windowId: string | null;
    readonly isSpare: boolean;
  }[];
}

function draftBranch(code: string, name: string, path: string): Draft {
  const windows = [newId(), newId(), newId()] as const;
  const user = (role: RoleCode, index: number, isSpare = false) => ({
    id: newId(),
    staffId: newId(),
    number: `${code}${String(index).padStart(2, '0')}`,
    username: `${code.toLowerCase()}-${role.toLowerCase()}${isSpare ? '-spare' : ''}`,
    name: `员工${code}${index}`,
    role,
    isSpare,
  });
  const terminal = (role: TerminalKind, isSpare = false) => ({
    id: newId(),
    role,
    windowId: role === 'windowDisplay' || role === 'evaluator' ? windows[0] : null,
    isSpare,
  });
  const staffRoles = RoleCode.options.filter((role) => !TerminalKind.safeParse(role).success);
  return {
    id: newId(),
    unitId: newId(),
    regionId: newId(),
    code,
    name,
    path,
    windows,
    services: Object.fromEntries(
      serviceCodes.map((service, sort) => [service, serviceType(service, sort)]),
    ) as TestBranch['services'],
    users: [...staffRoles.map((role, index) => user(role, index + 1)), user('teller', 90, true)],
    terminals: [...TerminalKind.options.map((kind) => terminal(kind)), terminal('kiosk', true)],
  };
}

function postOf(role: RoleCode) {
  switch (role) {
    case 'teller':
    case 'lobbyManager':
    case 'relationshipManager':
    case 'operationsSupervisor':
    case 'branchManager':
      return role;
    default:
      return 'headOffice';
  }
}

function bankPlan(
  headOfficeId: string,
  drafts: readonly Draft[],
  { hours, timeZone }: { hours: { open: string; close: string }; timeZone: string },
): BankPlan {
  return {
    bankName: '江淮银行',
    units: [
      { id: headOfficeId, parentId: null, level: 'headOffice', code: 'JH', name: '总行', path: '/JH/' },
      ...drafts.flatMap(({ regionId, unitId, code, name, path }) => [
        {
          id: regionId,
          parentId: headOfficeId,
          level: 'regionalBranch' as const,
          code: code.slice(0, 2),
          name: `${code.slice(0, 2)}分行`,
          path: path.slice(0, -code.length - 1),
        },
        { id: unitId, parentId: regionId, level: 'outlet' as const, code, name, path },
      ]),
    ],
    branches: drafts.map(({ id, unitId, code, name, windows }) => ({
      id,
      orgUnitId: unitId,
      code,
      name,
      format: 'full',
      stage: 'operating',
      city: code.slice(0, 2),
      address: '示范路 1 号',
      timeZone,
      holidays: 'none',
      licenceNo: `B00${code}`,
      phone: '025-00000000',
      areaSquareMetres: 400,
      latitude: 32,
      longitude: 118,
      weekdayHours: hours,
      weekendHours: hours,
      zones: [],
      windows: windows.map((window, index) => ({
        id: window,
        number: index + 1,
        label: String(index + 1),
        kind: 'general',
        elastic: index === 2,
        zoneId: null,
        profileCode: 'general',
        serviceCodes: [...serviceCodes],
      })),
    })),
  };
}

function accessPlan(drafts: readonly Draft[], passwordHash: string): AccessPlan {
  return {
    users: drafts.flatMap(({ id, unitId, users }) =>
      users.map(({ id: userId, username, name, staffId, number, role }) => ({
        id: userId,
        username,
        name,
        passwordHash,
        orgUnitId: unitId,
        branchId: id,
        staff: { id: staffId, number, post: postOf(role) },
        roles: [{ role, orgUnitId: unitId }],
      })),
    ),
    terminals: drafts.flatMap(({ id: branchId, terminals }) =>
      terminals.map(({ id, role, windowId }) => ({ id, branchId, kind: role, name: role, windowId })),
    ),
  };
}

interface SessionRow {
  readonly id: string;
  readonly token_hash: string;
  readonly user_id: string | null;
  readonly terminal_id: string | null;
  readonly surface: Surface;
}

function branchOf(draft: Draft, sessions: SessionRow[]): Omit<TestBranch, 'customer'> {
  const people = {} as Record<RoleCode, Person>;
  for (const { id, role, username, staffId, isSpare } of draft.users) {
    if (isSpare) continue;
    const { cookie, row } = newSession({ kind: 'user', id }, surfaceOf(role));
    sessions.push(row);
    people[role] = { id, kind: 'user', role, username, staffId, surface: row.surface, cookie };
  }
  for (const { id, role, isSpare } of draft.terminals) {
    if (isSpare) continue;
    const { cookie, row } = newSession({ kind: 'terminal', id }, role);
    sessions.push(row);
    people[role] = { id, kind: 'terminal', role, username: null, staffId: null, surface: role, cookie };
  }
  const { id, unitId, path, name, windows, services } = draft;
  const spare = {
    userId: draft.users.find(({ isSpare }) => isSpare)!.id,
    terminalId: draft.terminals.find(({ isSpare }) => isSpare)!.id,
  };
  return { id, orgUnitId: unitId, path, name, windows, services, people, spare };
}

function newSession(
  principal: { kind: 'user' | 'terminal'; id: string },
  surface: Surface,
): { cookie: string; row: SessionRow } {
  const token = randomBytes(24).toString('base64url');
  return {
    cookie: `ht_${surface}=${token}`,
    row: {
      id: newId(),
      token_hash: createHash('sha256').update(token).digest('base64url'),
      user_id: principal.kind === 'user' ? principal.id : null,
      terminal_id: principal.kind === 'terminal' ? principal.id : null,
      surface,
    },
  };
}

async function insertSessions(pool: pg.Pool, rows: readonly SessionRow[]): Promise<void> {
  await pool.query(
    `insert into access.session (id, token_hash, user_id, terminal_id, surface, idle_ms, opened_at, last_seen_at)
     select id, token_hash, user_id, terminal_id, surface, null, clock_timestamp(), clock_timestamp()
     from jsonb_to_recordset($1) as s(id uuid, token_hash text, user_id uuid, terminal_id uuid, surface text)`,
    [JSON.stringify(rows)],
  );
}

/** A further session of somebody, on the same surface or another. */
export async function openSession(pool: pg.Pool, person: Person, surface = person.surface): Promise<Person> {
  const { cookie, row } = newSession(person, surface);
  await insertSessions(pool, [row]);
  return { ...person, surface, cookie };
}
