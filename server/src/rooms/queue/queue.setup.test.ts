import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { QueueSetup } from '@huiting/contracts/queue';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { provisionTemplate } from './index.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';
import { driftOf, setupProblems } from './queue.setup.domain.ts';
import { defaultStrategy } from '@huiting/queueing/strategy';

const nine = instantOf('Asia/Shanghai', '2026-11-20', '09:15');
let platform: TestPlatform;
let hall: QueueHall;

before(async () => {
  platform = await createTestPlatform({ at: nine });
});
after(() => platform.stop());
beforeEach(async () => {
  hall = await buildHall(platform);
  await platform.join(hall.queue);
});

const service = () => hall.queue.service;
const manager = () => testActor({ permissions: ['queue.configure'], path: hall.path, name: '高岚' });
const read = () => service().getSetup(testCtx(platform, manager()), { branchId: hall.branchId });
const save = (setup: QueueSetup, baseVersion: number) =>
  service().saveSetup(testCtx(platform, manager(), { endpoint: 'queue.saveSetup' }), {
    branchId: hall.branchId,
    baseVersion,
    setup,
    reason: '试一试',
  });
const issue = (serviceTypeId: string) =>
  service().issueTicket(testCtx(platform, hall.kiosk, { endpoint: 'queue.issueTicket' }), {
    branchId: hall.branchId,
    serviceTypeId,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
const code = (wanted: string) => (error: unknown) => (error as { code?: string }).code === wanted;
const withService = (setup: QueueSetup, change: Partial<QueueSetup['services'][number]>): QueueSetup => ({
  ...setup,
  services: [
    ...setup.services,
    { ...setup.services[0]!, code: 'gold', name: { zh: '贵金属', en: 'Gold' }, ...change },
  ],
  windows: setup.windows.map((window) => ({ ...window, serviceCodes: [...window.serviceCodes, 'gold'] })),
});

test('a branch that was never set up shows what is in force, as version 0', async () => {
  const { version, setup, drift, template } = await read();
  assert.equal(version, 0);
  assert.deepEqual(
    setup.services.map((one) => one.code),
    ['personal', 'transfer', 'pension', 'cash', 'wealth', 'corporate'],
  );
  assert.deepEqual(setup.windows[0]!.serviceCodes, ['personal', 'cash', 'transfer', 'pension']);
  assert.deepEqual([template, drift], [null, []]);
});

test('a new service is at the kiosk and at its windows at once, and everybody is told', async () => {
  const { setup } = await read();
  const added = withService(setup, { prefix: 'G', firstNumber: 501, lastNumber: 502 });
  const { problems } = await service().checkSetup(testCtx(platform, manager()), {
    branchId: hall.branchId,
    setup: added,
  });
  // Windows take it, but no work profile looks at it yet.
  assert.ok(problems.some((one) => one.code === 'serviceNotCalled' && one.subject === 'gold'));
  const windows = added.windows.map((window) => ({ ...window, profileCode: 'all' }));
  await save({ ...added, windows }, 0);
  const board = await service().getDisplay(testCtx(platform, hall.kiosk), { branchId: hall.branchId });
  const gold = board.services.find((one) => one.code === 'gold')!;
  assert.equal(gold.name.zh, '贵金属');
  assert.ok(board.windows.every((window) => window.serviceTypeIds.includes(gold.id)));
  assert.equal((await issue(gold.id)).ticket.number, 'G501');
  assert.equal((await issue(gold.id)).ticket.number, 'G502');
  await assert.rejects(issue(gold.id), code('queue.service_limit_reached'));
  assert.ok(
    platform.events.some((event) => event.type === 'queueSetup.changed' && event.branchId === hall.branchId),
  );
  const seat = { branchId: hall.branchId, windowId: hall.windows[2]!.id };
  await service().signIn(testCtx(platform, hall.tellers[2]!, { endpoint: 'x' }), seat);
  const called = await service().callNext(testCtx(platform, hall.tellers[2]!, { endpoint: 'y' }), seat);
  assert.equal(called.ticket?.number, 'G501');
  assert.equal(platform.audited.at(-1)?.action, 'queue.saveSetup');
});

test('a range changed while the day is open never prints a number twice', async () => {
  const { setup } = await read();
  const personal = hall.services['personal']!.id;
  for (const number of ['A001', 'A002', 'A003']) assert.equal((await issue(personal)).ticket.number, number);
  const moved = (firstNumber: number): QueueSetup => ({
    ...setup,
    services: setup.services.map((one) => (one.prefix === 'A' ? { ...one, firstNumber } : one)),
  });
  await save(moved(2), 0);
  assert.equal((await issue(personal)).ticket.number, 'A004');
  await save(moved(1), 1);
  assert.equal((await issue(personal)).ticket.number, 'A005');
});

test('a withdrawn service gives no number; who waits for it is still called', async () => {
  const { setup } = await read();
  const cash = hall.services['cash']!.id;
  const { ticket } = await issue(cash);
  await save(
    {
      ...setup,
      services: setup.services.map((one) => (one.code === 'cash' ? { ...one, offered: false } : one)),
    },
    0,
  );
  await assert.rejects(issue(cash), code('queue.service_closed'));
  const figures = await service().figures(hall.branchId);
  assert.equal(figures.services.find((one) => one.serviceTypeId === cash)!.closed, 'notOffered');
  assert.ok(!(await service().serviceTypes(hall.branchId)).some((one) => one.code === 'cash'));
  const seat = { branchId: hall.branchId, windowId: hall.windows[2]!.id };
  await service().signIn(testCtx(platform, hall.tellers[2]!, { endpoint: 'x' }), seat);
  const called = await service().callNext(testCtx(platform, hall.tellers[2]!, { endpoint: 'y' }), seat);
  assert.equal(called.ticket?.id, ticket.id);
});

test('two editors: the second is told, nothing is overwritten', async () => {
  const { setup } = await read();
  await save({ ...setup, kept: ['a'] }, 0);
  await assert.rejects(save({ ...setup, kept: ['b'] }, 0), code('platform.conflict'));
  const { version, setup: now, versions } = await read();
  assert.deepEqual([version, now.kept], [1, ['a']]);
  assert.deepEqual(
    versions.map((one) => one.version),
    [1, 0],
  );
  const first = await service().getSetupVersion(testCtx(platform, manager()), {
    branchId: hall.branchId,
    version: 0,
  });
  assert.deepEqual(first.setup, setup);
});

test('what differs from the template is listed, and stays kept until the template says something else', async () => {
  const { setup } = await read();
  const headOffice = (await platform.db.row<{ id: string }>({
    text: 'select id from organization.org_unit where path = $1',
    values: [`/${hall.path.split('/')[1]}/`],
  }))!.id;
  const template = {
    groups: [],
    services: setup.services.map((one) => (one.code === 'cash' ? { ...one, waitLimitMinutes: 15 } : one)),
    kinds: [],
  };
  await provisionTemplate(platform.pool, headOffice, template, nine);
  const { drift } = await read();
  assert.deepEqual(
    drift.map(({ part, id, field, here, template: theirs, kept }) => [part, id, field, here, theirs, kept]),
    [['service', 'cash', 'waitLimitMinutes', '20', '15', false]],
  );
  await save({ ...setup, kept: [drift[0]!.key] }, 0);
  assert.equal((await read()).drift[0]!.kept, true);
  const head = testActor({ permissions: ['queue.configure'], path: `/${hall.path.split('/')[1]}/` });
  const asHead = () => testCtx(platform, head, { endpoint: 'queue.saveTemplate' });
  const services = template.services.map((one) =>
    one.code === 'cash' ? { ...one, waitLimitMinutes: 12 } : one,
  );
  const change = {
    orgUnitId: headOffice,
    baseVersion: 1,
    reason: '收紧',
    template: { ...template, services },
  };
  await assert.rejects(
    service().saveTemplate(testCtx(platform, manager(), { endpoint: 'queue.saveTemplate' }), change),
    code('platform.forbidden'),
  );
  assert.deepEqual(await service().saveTemplate(asHead(), change), { version: 2 });
  assert.equal((await read()).drift[0]!.kept, false);
});

test('nobody sets up the queue of a branch outside their scope', async () => {
  const stranger = testActor({ permissions: ['queue.configure'], path: '/ELSEWHERE/' });
  await assert.rejects(
    service().getSetup(testCtx(platform, stranger), { branchId: hall.branchId }),
    code('platform.forbidden'),
  );
});

test('mistakes are named with their place and block', async () => {
  const { setup } = await read();
  const bounds = { windows: [], strategy: defaultStrategy(), existing: ['personal', 'gone'] };
  const found = (change: QueueSetup) =>
    setupProblems({ ...change, windows: [] }, bounds)
      .filter(({ severity }) => severity === 'error')
      .map((one) => `${one.path} ${one.code} ${one.subject}`);
  const withGone = (change: Partial<QueueSetup['services'][number]>) =>
    found(withService(setup, { ...change }));
  assert.deepEqual(withGone({ prefix: 'A', firstNumber: 5 }), [
    'services[6].firstNumber overlappingRange personal',
    'services serviceRemoved gone',
  ]);
  assert.ok(
    withGone({ prefix: 'G', lastNumber: 1, firstNumber: 9 }).includes('services[6].lastNumber badRange gold'),
  );
  assert.ok(withGone({ code: 'cash', prefix: 'C' }).includes('services[6].code duplicateCode cash'));
  assert.ok(
    withGone({ prefix: 'G', hours: { open: '16:00', close: '09:00' } }).includes(
      'services[6].hours badHours gold',
    ),
  );
  assert.ok(withGone({ prefix: 'G', groupCode: 'none' }).includes('services[6].groupCode unknownGroup none'));
  await assert.rejects(save({ ...setup, services: [] }, 0), code('queue.setup_invalid'));
  const unknown = setup.windows.map((window) => ({ ...window, profileCode: 'nobody' }));
  await assert.rejects(save({ ...setup, windows: unknown }, 0), code('queue.setup_invalid'));
});

test('the order in which a window lists its services is no difference', () => {
  const windows = (serviceCodes: string[]) => [{ windowId: 'w', serviceCodes, profileCode: 'all' }];
  const base = { groups: [], services: [], kept: [] };
  assert.deepEqual(
    driftOf({ ...base, windows: windows(['a', 'b']) }, { ...base, windows: windows(['b', 'a']) }),
    [],
  );
});
