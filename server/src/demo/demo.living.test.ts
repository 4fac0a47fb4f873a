import { strict as assert } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { organizationEditingEndpoints, organizationEndpoints } from '@huiting/contracts/organization';
import { queueEndpoints } from '@huiting/contracts/queue';
import { queueMachineEndpoints } from '@huiting/contracts/queue/machine';
import type { Board, WindowCard } from '@huiting/contracts/queue';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import { createCaller, isRefusal } from '@huiting/simulator/client/api';
import type { Caller } from '@huiting/simulator/client/api';
import { machineBranchOf } from '@huiting/simulator/bank/queue-machine';
import { filePaperwork } from '@huiting/simulator/living/paperwork';
import { startLivingBank } from '@huiting/simulator/living/living-bank';
import type { LivingBank } from '@huiting/simulator/living/living-bank';
import { createApp } from '../app.ts';
import type { App } from '../app.ts';
import { instantOf } from '../platform/clock/zone-time.ts';
import { readConfig } from '../platform/config.ts';
import { createFieldCrypto } from '../platform/crypto/field-crypto.ts';
import { createTestDatabase } from '../platform/database/test-database.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { createLog } from '../platform/log.ts';
import { demoPassword, directorPassword, directorUsername } from './demo.accounts.ts';
import { startDemo } from './index.ts';
import { planBank } from '@huiting/simulator/bank/plan';

const morning = instantOf('Asia/Shanghai', '2026-11-20', '10:42');
const seed = 20261120;
const plan = planBank(seed, '2026-11-20', { customers: 20_000 });
const story = plan.branches.find((branch) => branch.name === '城东支行')!;
const others = plan.branches.slice(0, 2);
/** Being renovated: nobody comes until head office opens it. */
const asleep = plan.branches.find((branch) => branch.stage === 'renovating')!;
/** Whose numbers a queue machine of another maker prints and calls. */
const fed = machineBranchOf(plan);
const folder = mkdtempSync(join(tmpdir(), 'huiting-living-'));
const faults: unknown[] = [];
let database: TestDatabase;
let app: App;
let bank: LivingBank;
let url: string;

before(async () => {
  database = await createTestDatabase();
  const config = readConfig({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    DEMO: '1',
    DEMO_RATE: '30',
    PORT: '0',
    CHECK_OUTPUT: '1',
  });
  const log = createLog({ level: process.env.TEST_LOG_LEVEL ?? 'silent' });
  const history = { daysWanted: 0, daysDone: 0 };
  const demo = await startDemo({ config, url: database.url, log, morning, history });
  app = await createApp({
    config,
    url: database.url,
    log,
    isDatabaseUp: () => true,
    clockStartsAt: demo.clockStartsAt,
    history,
  });
  url = await app.start();
  bank = await startLivingBank({
    url,
    username: directorUsername,
    password: directorPassword(createFieldCrypto(config.keyFile)),
    seed,
    startDate: '2026-11-20',
    branchIds: [story, ...others, asleep, fed].map((branch) => branch.id),
    onFault: (error) => faults.push(error),
  });
});
after(async () => {
  bank.stop();
  await app.stop();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks every now and then until it holds, for half a minute at most. */
async function until<T>(what: string, look: () => Promise<T | null | false>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await wait(200);
  }
  throw new Error(`waited in vain: ${what}`);
}

const count = async (type: string, branchId = story.id): Promise<number> => {
  const { rows } = await app.platform.pool.query<{ n: number }>(
    'select count(*)::int as n from platform.event where branch_id = $1 and type = $2',
    [branchId, type],
  );
  return rows[0]!.n;
};

async function signIn(username: string, surface: 'teller' | 'pad' | 'console'): Promise<Caller> {
  const person = createCaller({ url, surface });
  await person.call(accessEndpoints.signIn, { username, password: demoPassword });
  return person;
}

test('the hall lives: people come, are called, served and rate', async () => {
  for (const type of [
    'ticket.issued',
    'ticket.called',
    'ticket.started',
    'ticket.serviceCompleted',
    'rating.given',
    'customer.recognised',
    'serviceFlow.changed',
    'diversion.recorded',
  ]) {
    await until(type, async () => (await count(type)) >= 2);
  }
  for (const branch of others)
    await until('another branch', async () => (await count('ticket.called', branch.id)) >= 2);
});

test('where a person sits down, the simulator does nothing; when they leave, it comes back', async () => {
  const teller = plan.users.find((user) => user.username === 'teller')!;
  const window3 = story.windows[2]!.id;
  const person = await signIn('teller', 'teller');
  bank.tellPresence([{ userId: teller.id, terminalId: null, surface: 'teller' }]);
  const board = (): Promise<Board> => person.call(queueEndpoints.getBoard, { branchId: story.id });
  const present = async (): Promise<WindowCard> =>
    (await board()).windows.find((window) => window.id === window3)!;
  await wait(400);
  const before = await present();
  assert.equal(before.session?.staffNumber, '020317');
  // Two business minutes and more: whatever is at the window stays as it is.
  await wait(6_000);
  assert.deepEqual(stateOf(await present()), stateOf(before));

  // The person serves: every act is theirs, and nobody interferes in between.
  const at = { branchId: story.id, windowId: window3 };
  let now = before;
  if (now.session!.state === 'paused') now = (await person.call(queueEndpoints.resume, at)).window;
  if (now.ticketState === 'called') now = (await person.call(queueEndpoints.start, at)).window!;
  if (now.ticketId !== null)
    now = (await person.call(queueEndpoints.complete, { ...at, ticketId: now.ticketId })).window!;
  const called = await until('somebody to call', async () => {
    const answer = await person.call(queueEndpoints.callNext, at);
    return answer.ticket === null ? null : answer;
  });
  await wait(3_000);
  assert.deepEqual(stateOf(await present()), stateOf(called.window));
  await person.call(queueEndpoints.start, at);

  await person.call(accessEndpoints.signOut, {});
  bank.tellPresence([]);
  const again = await signIn('lobby', 'pad');
  await until('the simulator to take the window over', async () => {
    const { windows } = await again.call(queueEndpoints.getBoard, { branchId: story.id });
    const window = windows.find((one) => one.id === window3)!;
    return window.ticketId !== called.ticket!.id;
  });
});

test('an act behind its back makes it keep its hands off, not fall over', async () => {
  const supervisor = await signIn('supervisor', 'pad');
  const board = await supervisor.call(queueEndpoints.getBoard, { branchId: story.id });
  const waiting = board.tickets.filter((ticket) => ticket.state === 'waiting');
  for (const ticket of waiting.slice(0, 3)) {
    await supervisor
      .call(queueEndpoints.abandon, { branchId: story.id, ticketId: ticket.id, reason: '客户离开' })
      .catch((error: unknown) => {
        if (!isRefusal(error, 'queue.ticket_wrong_state')) throw error;
      });
  }
  const completed = await count('ticket.serviceCompleted');
  await until('service to go on', async () => (await count('ticket.serviceCompleted')) > completed + 1);
});

test('an edited branch is followed: one that opens comes to life, a window that is taken away empties and goes', async () => {
  const headOffice = await signIn('headoffice', 'console');
  assert.equal(await count('ticket.issued', asleep.id), 0);
  await headOffice.call(organizationEndpoints.setStage, {
    branchId: asleep.id,
    stage: 'operating',
    reason: '改造完成',
  });
  const record = await headOffice.call(organizationEndpoints.getBranch, { branchId: others[0]!.id });
  const [gone] = record.windows;
  await headOffice.call(organizationEditingEndpoints.saveLayout, {
    branchId: record.id,
    version: record.version,
    layout: { zones: record.zones, windows: record.windows.slice(1) },
    reason: '窗口撤并',
  });
  await until('the window to be served out', async () => {
    const { windows } = await headOffice.call(queueEndpoints.getBoard, { branchId: record.id });
    return windows.every(({ id }) => id !== gone!.id);
  });
  await until('the first call of the branch that opened', async () => {
    return (await count('ticket.called', asleep.id)) > 0;
  });
});

test('a queue machine of another maker feeds its branch; told in pieces, late and twice, its day is whole', async () => {
  const headOffice = await signIn('headoffice', 'console');
  const feed = () => headOffice.call(queueMachineEndpoints.getMachineFeed, { branchId: fed.id });
  // It was switched on at 10:42: the whole morning is told at once.
  const told = await until('the machine’s morning', async () => {
    const now = await feed();
    return now.applied > 60 ? now : null;
  });
  assert.deepEqual([told.connected, told.contradictions.length, told.businessDate], [true, 0, '2026-11-20']);
  await until('every piece that came late', async () => {
    const now = await feed();
    return now.gaps.length === 0 && now.refused === 0;
  });
  const board = await headOffice.call(queueEndpoints.getBoard, { branchId: fed.id });
  const { rows } = await app.platform.pool.query<{ issued: number; printed: number }>(
    `select (select count(*)::int from queue.ticket where branch_id = $1 and business_date = '2026-11-20') as issued,
       (select count(distinct number)::int from queue.machine_event where branch_id = $1 and business_date = '2026-11-20') as printed`,
    [fed.id],
  );
  assert.equal(rows[0]!.issued, rows[0]!.printed);
  assert.ok(
    board.windows.some(({ session }) => session !== null),
    'the hall’s screens show who is served',
  );
});

test('papers lie on the desks of the first morning, filed once by those whose they are', async () => {
  const director = createCaller({ url, surface: 'console' });
  const password = directorPassword(createFieldCrypto(app.platform.config.keyFile));
  await director.call(accessEndpoints.signIn, { username: directorUsername, password });
  const headOffice = await signIn('headoffice', 'console');
  const papers = async (): Promise<string[]> => {
    const { items } = await headOffice.call(workflowEndpoints.listApprovals, {});
    return items.map(({ title, state, step }) => `${title.zh} ${step?.key ?? state}`).toSorted();
  };
  const file = () => filePaperwork({ plan, director, today: '2026-11-20' });
  await file();
  await until('every paper at its step', async () => (await papers()).length === 4 || null);
  assert.deepEqual(
    (await papers()).filter((paper) => !/轮岗.* region$/.test(paper)),
    ['惠山支行临时停业 approved', '昆山支行迁址 headOffice', '江宁支行更名 region'],
  );
  await file();
  assert.equal((await papers()).length, 4);
});

test('no ticket was lost or served twice, and the simulator met no fault', async () => {
  const { rows } = await app.platform.pool.query(
    `select p.request_id from queue.service_period p join queue.service_period o
       on o.branch_id = p.branch_id and o.business_date = p.business_date and o.window_id = p.window_id and (o.request_id, o.sequence) > (p.request_id, p.sequence)
       and o.started_at < p.ended_at and p.started_at < o.ended_at
     where p.business_date = '2026-11-20' and p.window_id is not null`,
  );
  assert.deepEqual(rows, []);
  assert.deepEqual(faults.map(String), []);
});

function stateOf(window: WindowCard): unknown {
  return [window.session?.id, window.session?.state, window.ticketId, window.ticketState];
}
