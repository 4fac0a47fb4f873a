import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildRatedHall, toNextMorning } from '../feedback.fixtures.ts';
import type { RatedHall } from '../feedback.fixtures.ts';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '09:15') });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const today = () => dateIn(zone, platform.clock.now());
const analyst = (path: string) => testActor({ permissions: ['feedback.analyse'], path, name: '高岚' });
const command = (actor: RatedHall['manager']) => testCtx(platform, actor, { endpoint: 'feedback.test' });
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

async function rate(built: RatedHall, level: number | null, window = 0): Promise<string> {
  const { requestId } = await built.serve(window);
  await platform.settle();
  if (level !== null)
    await built.room.service.rate(command(built.evaluator), {
      branchId: built.hall.branchId,
      requestId,
      level,
      reasons: [],
      comment: null,
    });
  return requestId;
}

test('the figures of a period by teller and by business, beside the period before', async () => {
  const built = await buildRatedHall(platform);
  await built.live();
  const { branchId, path } = built.hall;
  const { service } = built.room;
  await rate(built, 5);
  await rate(built, 3);
  await toNextMorning(platform);
  await rate(built, 5);
  await rate(built, 4);
  await rate(built, null);
  const caseId = await rate(built, 1, 1);
  const onCase = { branchId, caseId };
  await platform.passTo(platform.clock.now() + 2 * 60_000, branchId);
  await service.claimCase(command(built.manager), onCase);
  await platform.passTo(platform.clock.now() + 8 * 60_000, branchId);
  await service.recordTalk(command(built.manager), { ...onCase, talk: '等', stillInBranch: false });
  await service.closeCase(command(built.manager), { ...onCase, cause: '高峰', remedy: '致歉' });

  const day = { branchId, from: today(), until: today() };
  const shown = await service.getSatisfaction(testCtx(platform, analyst(path)), { ...day, by: 'teller' });
  const { shares, ...figures } = shown.total;
  assert.deepEqual(shares, {
    satisfied: 2 / 3,
    participation: 3 / 4,
    bad: 1 / 3,
    inTime: 1,
    confirmed: 0,
    levels: [1 / 3, 0, 0, 1 / 3, 1 / 3],
  });
  assert.deepEqual(figures, {
    asked: 4,
    rated: 3,
    good: 2,
    bad: 1,
    levels: [1, 0, 0, 1, 1],
    cases: 1,
    solvedInTime: 1,
    confirmed: 0,
    claimSeconds: 120,
    solveSeconds: 600,
  });
  assert.deepEqual(
    [shown.before.from, shown.before.figures.rated, shown.before.figures.good],
    [addDays(today(), -1), 2, 1],
  );
  assert.deepEqual(
    shown.rows.map(({ name, figures }) => [name.zh, figures.asked, figures.rated, figures.bad]),
    [
      ['柜员1', 3, 2, 0],
      ['柜员2', 1, 1, 1],
    ],
  );
  const byService = await service.getSatisfaction(testCtx(platform, analyst(path)), {
    ...day,
    by: 'service',
  });
  assert.deepEqual(
    byService.rows.map(({ key, figures }) => [key, figures.asked]),
    [['personal', 4]],
  );
});

test('a day without services stands in the trend as one', async () => {
  const built = await buildRatedHall(platform);
  await built.live();
  await rate(built, 5);
  const { branchId, path } = built.hall;
  const shown = await built.room.service.getSatisfaction(testCtx(platform, analyst(path)), {
    branch: branchId,
    from: addDays(today(), -6),
    until: today(),
    by: 'branch',
  });
  assert.deepEqual(
    shown.days.map(({ figures }) => figures.rated),
    [0, 0, 0, 0, 0, 0, 1],
  );
  assert.equal(shown.days[0]!.before.date, addDays(today(), -13));
});

test('a branch manager sees the own branch only; head office all; a period is at most 92 days and runs forward', async () => {
  const one = await buildRatedHall(platform);
  const other = await buildRatedHall(platform);
  await one.live();
  await rate(one, 5);
  await rate(other, 2);
  const { service } = one.room;
  const asked = { from: today(), until: today(), by: 'branch' as const };
  const own = await service.getSatisfaction(testCtx(platform, analyst(one.hall.path)), asked);
  assert.deepEqual(
    own.rows.map(({ key }) => key),
    [one.hall.branchId],
  );
  const all = await service.getSatisfaction(testCtx(platform, analyst('/')), asked);
  assert.ok(all.rows.length >= 2);
  await assert.rejects(
    service.getSatisfaction(testCtx(platform, analyst(one.hall.path)), {
      ...asked,
      branch: other.hall.branchId,
    }),
    refusal('platform.forbidden'),
  );
  await assert.rejects(
    service.getSatisfaction(testCtx(platform, one.manager), asked),
    refusal('platform.forbidden'),
  );
  for (const from of [addDays(today(), 1), addDays(today(), -92)])
    await assert.rejects(
      service.getSatisfaction(testCtx(platform, analyst('/')), { ...asked, from }),
      refusal('feedback.period_invalid'),
    );
});

test('the export says what the page says, and is audited', async () => {
  const built = await buildRatedHall(platform);
  await built.live();
  await rate(built, 5);
  const { branchId, path } = built.hall;
  const input = { branchId, from: today(), until: today(), by: 'teller' };
  const { csv, fileName } = (await callEndpoint(
    built.room,
    'exportSatisfaction',
    testCtx(platform, analyst(path)),
    input,
  )) as { csv: string; fileName: string };
  assert.equal(fileName, `satisfaction-teller-${today()}-${today()}.csv`);
  assert.match(csv.split('\r\n')[1]!, /^柜员1,[^,]+,1,1,100,1,100,0,0,0/);
  assert.equal(platform.audited.at(-1)?.action, 'feedback.exportSatisfaction');
  await callEndpoint(built.room, 'getSatisfaction', testCtx(platform, analyst(path)), input);
});
