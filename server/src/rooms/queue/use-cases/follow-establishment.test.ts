import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { organizationEvents } from '@huiting/contracts/organization';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildHall } from '../queue.fixtures.ts';
import type { QueueHall } from '../queue.fixtures.ts';
import { provisionTemplate, shippedTemplate } from '../index.ts';

/** A branch that was established has a queue; nobody set it up by hand. */
const at = (time: string) => instantOf('Asia/Shanghai', '2026-11-20', time);
let platform: TestPlatform;
let hall: QueueHall;

before(async () => {
  platform = await createTestPlatform({ at: at('09:15') });
  hall = await buildHall(platform, {});
  await platform.join(hall.queue, hall.organization);
});
after(() => platform.stop());

const ctx = () =>
  testCtx(
    platform,
    testActor({ permissions: ['queue.view', 'queue.configure', 'queue.issue', 'queue.serve'], path: '/' }),
    { endpoint: 'test' },
  );

/** As if the branch's queue had never been. */
async function forgetQueue(): Promise<void> {
  for (const table of ['service_type', 'strategy', 'branch_queue', 'window_now', 'window_mapping', 'setup'])
    await platform.pool.query(`delete from queue.${table} where branch_id = $1`, [hall.branchId]);
}

async function establish(): Promise<void> {
  const branch = await hall.organization.service.directory.get(hall.branchId);
  await platform.db.transact(
    testCtx(platform, testActor({ permissions: [], path: '/' })),
    hall.branchId,
    async (tx) =>
      tx.emit(organizationEvents.branchEstablished, {
        orgUnitId: branch.orgUnitId,
        code: branch.code,
        name: branch.name,
        format: branch.format,
        windows: branch.windows.map(({ id, kind, serviceCodes, profileCode }) => ({
          id,
          kind,
          serviceCodes,
          profileCode,
        })),
      }),
  );
  await platform.settle();
}

test("services and windows come from head office's template; a customer takes a number and is called", async () => {
  await forgetQueue();
  const branch = await hall.organization.service.directory.get(hall.branchId);
  const root = await hall.organization.service.directory.root();
  const template = shippedTemplate();
  await provisionTemplate(
    platform.pool,
    root!.id,
    { ...template, kinds: template.kinds.map((row) => ({ ...row, serviceCodes: ['personal', 'transfer'] })) },
    at('09:00'),
  );
  await establish();
  const {
    setup,
    version,
    template: compared,
    problems,
  } = await hall.queue.service.getSetup(ctx(), {
    branchId: hall.branchId,
  });
  assert.equal(version, 1);
  assert.equal(compared?.version, 1);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  // What no window of the branch takes is known, and not offered.
  assert.deepEqual(
    setup.services.filter(({ offered }) => offered).map(({ code }) => code),
    ['personal', 'transfer'],
  );
  assert.equal(setup.services.length, template.services.length);
  assert.deepEqual(
    setup.windows.map(({ windowId }) => windowId).toSorted(),
    branch.windows.map(({ id }) => id).toSorted(),
  );
  const { rows } = await platform.pool.query<{ id: string }>(
    `select id from queue.service_type where branch_id = $1 and code = 'personal'`,
    [hall.branchId],
  );
  await hall.queue.service.signIn(ctxOf(hall.tellers[0]!), {
    branchId: hall.branchId,
    windowId: hall.windows[0]!.id,
  });
  const issued = await hall.queue.service.issueTicket(ctxOf(hall.kiosk), {
    branchId: hall.branchId,
    serviceTypeId: rows[0]!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
  const called = await hall.queue.service.callNext(ctxOf(hall.tellers[0]!), {
    branchId: hall.branchId,
    windowId: hall.windows[0]!.id,
  });
  assert.equal(called.ticket?.id, issued.ticket.id);
});

test('told twice it is made once: what was set up since stays', async () => {
  await platform.pool.query(
    `update queue.service_type set name_zh = '改过' where branch_id = $1 and code = 'personal'`,
    [hall.branchId],
  );
  await establish();
  const { rows } = await platform.pool.query(
    `select name_zh, count(*) over () as n from queue.service_type where branch_id = $1 and code = 'personal'`,
    [hall.branchId],
  );
  assert.equal((rows[0] as { name_zh: string }).name_zh, '改过');
  const { version } = await hall.queue.service.getSetup(ctx(), { branchId: hall.branchId });
  assert.equal(version, 1);
});

const ctxOf = (actor: Parameters<typeof testCtx>[1]) =>
  testCtx(platform, actor, { endpoint: `test.${newId()}` });
