import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { NoticeDraft } from '@huiting/contracts/queue';
import type { Actor } from '../../../platform/context.ts';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { noticePaths } from '../index.ts';
import { buildHall } from '../queue.fixtures.ts';
import type { QueueHall } from '../queue.fixtures.ts';

const today = '2026-11-20';
let platform: TestPlatform;
let hall: QueueHall;
let head: Actor;

before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', today, '09:15') });
});
after(() => platform.stop());
beforeEach(async () => {
  hall = await buildHall(platform);
  await platform.join(hall.queue);
  const top = `/${hall.path.split('/')[1]!}/`;
  head = testActor({ permissions: ['display.manage'], path: top, name: '吴静' });
});

const service = () => hall.queue.service;
const ctx = (actor: Actor) => testCtx(platform, actor, { endpoint: 'queue.test' });
const draft = (change: Partial<NoticeDraft> = {}): NoticeDraft => ({
  orgUnitId: hall.branchId,
  kind: 'notice',
  text: { zh: '停电检修', en: 'Power work' },
  rates: [],
  validFrom: today,
  validUntil: null,
  sort: 10,
  ...change,
});
const shown = async () =>
  (await service().getDisplay(ctx(hall.kiosk), { branchId: hall.branchId })).notices.map(
    ({ text }) => text.zh,
  );
const headUnit = async () => (await hall.organization.service.directory.unitById(hall.branchId))!.parentId!;

test('what a unit and the units above it say is shown on its days, in order, and nothing else', async () => {
  const top = await headUnit();
  await service().createNotice(ctx(head), { notice: draft({ text: { zh: '本网点', en: '' }, sort: 20 }) });
  await service().createNotice(ctx(head), {
    notice: draft({ orgUnitId: top, text: { zh: '总行', en: '' }, validUntil: today }),
  });
  await service().createNotice(ctx(head), {
    notice: draft({ text: { zh: '明天', en: '' }, validFrom: '2026-11-21' }),
  });
  await service().createNotice(ctx(head), {
    notice: draft({ text: { zh: '昨天', en: '' }, validFrom: '2026-11-01', validUntil: '2026-11-19' }),
  });
  assert.deepEqual(await shown(), ['总行', '本网点']);
  const events = platform.events.filter((event) => noticePaths(event).length > 0);
  assert.deepEqual(events.flatMap(noticePaths).slice(0, 2), [hall.path, `/${hall.path.split('/')[1]!}/`]);
  const other = await buildHall(platform);
  await platform.join(other.queue);
  const elsewhere = await other.queue.service.getDisplay(ctx(other.kiosk), { branchId: other.branchId });
  assert.deepEqual(elsewhere.notices, []);
});

test('an older version is refused and changes nothing; a removed notice is gone from the screens', async () => {
  const made = await service().createNotice(ctx(head), { notice: draft() });
  const second = await service().saveNotice(ctx(head), {
    noticeId: made.id,
    version: 1,
    notice: draft({ text: { zh: '停水检修', en: '' } }),
  });
  assert.equal(second.version, 2);
  await assert.rejects(service().saveNotice(ctx(head), { noticeId: made.id, version: 1, notice: draft() }), {
    code: 'queue.notice_changed',
  });
  assert.deepEqual(await shown(), ['停水检修']);
  await service().removeNotice(ctx(head), { noticeId: made.id, version: 2 });
  assert.deepEqual(await shown(), []);
  await assert.rejects(service().removeNotice(ctx(head), { noticeId: made.id, version: 2 }), {
    code: 'queue.notice_not_found',
  });
});

test('a branch cannot speak for the unit above it, and nonsense is refused', async () => {
  const branchOnly = testActor({ permissions: ['display.manage'], path: hall.path });
  await assert.rejects(
    service().createNotice(ctx(branchOnly), { notice: draft({ orgUnitId: await headUnit() }) }),
    { code: 'platform.forbidden' },
  );
  await assert.rejects(service().createNotice(ctx(head), { notice: draft({ validUntil: '2026-11-01' }) }), {
    code: 'queue.notice_invalid',
  });
  await assert.rejects(service().createNotice(ctx(head), { notice: draft({ kind: 'rates' }) }), {
    code: 'queue.notice_invalid',
  });
});

test('the next call is spoken in the hall’s languages, English first for who took the number in English', async () => {
  await service().saveDisplaySetting(ctx(head), {
    branchId: hall.branchId,
    version: 0,
    spoken: ['cantonese', 'mandarin', 'english'],
    shown: ['zh-CN', 'en'],
  });
  await assert.rejects(
    service().saveDisplaySetting(ctx(head), {
      branchId: hall.branchId,
      version: 0,
      spoken: ['mandarin'],
      shown: ['zh-CN'],
    }),
    { code: 'queue.notice_changed' },
  );
  const seat = { branchId: hall.branchId, windowId: hall.windows[0]!.id };
  await service().signIn(ctx(hall.tellers[0]!), seat);
  const voices = [];
  for (const language of ['zh-CN', 'en'] as const) {
    await service().issueTicket(ctx(hall.kiosk), {
      branchId: hall.branchId,
      serviceTypeId: hall.services['personal']!.id,
      channel: 'kiosk',
      identifier: null,
      elder: false,
      language,
      note: null,
    });
    const { ticket } = await service().callNext(ctx(hall.tellers[0]!), seat);
    await service().skip(ctx(hall.tellers[0]!), { ...seat, ticketId: ticket!.id });
    const called = platform.events.findLast(({ type }) => type === 'ticket.called')!;
    voices.push(
      (called.payload as { voice: { languages: string[]; startsAt: number; endsAt: number } }).voice,
    );
  }
  assert.deepEqual(
    voices.map(({ languages }) => languages),
    [
      ['cantonese', 'mandarin', 'english'],
      ['english', 'cantonese'],
    ],
  );
  // The second begins when the first has been said.
  assert.equal(voices[1]!.startsAt, voices[0]!.endsAt);
  const { display } = await service().getDisplay(ctx(hall.kiosk), { branchId: hall.branchId });
  assert.deepEqual(display.shown, ['zh-CN', 'en']);
});
