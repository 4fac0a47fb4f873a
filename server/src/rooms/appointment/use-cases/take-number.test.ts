import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import type { PhonePosition } from '@huiting/contracts/appointment';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import type { TextMessage } from '../../../platform/messages/sms-gateway.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildBookableHall, newPhone } from '../appointment.fixtures.ts';
import type { BookableHall } from '../appointment.fixtures.ts';
import { metresBetween, ruleFor } from '../appointment.remote.domain.ts';
import { bookingRuleDefaults } from '@huiting/contracts/appointment';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
let b: BookableHall;
const date = '2026-11-23';
let wall = 0;
let sent: TextMessage[] = [];
const sms = { send: (message: TextMessage) => Promise.resolve(void sent.push(message)) };

// A bank of its own for every test: rooms of an earlier one would hear its events, too. A Monday: the days that follow are open.
beforeEach(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, date, '09:00'), demo: true });
  sent = [];
  b = await buildBookableHall(platform, () => wall, sms);
});
afterEach(() => platform.stop());

const at = (time: string): number => instantOf(zone, date, time);
/** Moves on; twice, since what reactions plan for that instant is due at it. */
async function pass(instant: number): Promise<void> {
  for (let round = 0; round < 2; round++) {
    await platform.passTo(instant, b.hall.branchId);
    await platform.settle();
  }
}
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const told = (type: string) =>
  platform.events.filter((event) => event.type === type && event.branchId === b.hall.branchId);
const progress = (token: string) => b.hall.queue.service.getProgress(token);
const here: PhonePosition = { latitude: 32, longitude: 118, accuracyMetres: 30 };

async function take(
  phone: string,
  options: { position?: PhonePosition | null; service?: string; key?: string; hall?: BookableHall } = {},
) {
  const { hall = b, position = here, service = 'corporate', key } = options;
  wall += 61_000;
  await hall.room.service.sendPhoneCode(testCtx(platform, hall.guest), { phone });
  const phoneCode = /\d{6}/.exec(sent.findLast((message) => message.phone === phone)!.text)![0];
  return take2(hall, { phone, phoneCode, position, service, ...(key === undefined ? {} : { key }) });
}
function take2(
  hall: BookableHall,
  wish: { phone: string; phoneCode: string; position: PhonePosition | null; service: string; key?: string },
) {
  const { key, phone, phoneCode, position, service } = wish;
  const ctx = testCtx(platform, hall.guest, {
    endpoint: 'appointment.takeNumber',
    ...(key === undefined ? {} : { key }),
  });
  return hall.room.service.takeNumber(ctx, {
    branchId: hall.hall.branchId,
    serviceTypeId: hall.hall.services[service]!.id,
    name: '王小芳',
    phone,
    phoneCode,
    position,
    elder: false,
  });
}
const tokenOf = (taken: { issued: { token: string } }) => taken.issued.token;
const walkIn = () =>
  b.hall.queue.service.issueTicket(testCtx(platform, b.hall.kiosk, { endpoint: 'queue.issueTicket' }), {
    branchId: b.hall.branchId,
    serviceTypeId: b.hall.services['corporate']!.id,
    channel: 'kiosk',
    identifier: null,
    elder: false,
    language: 'zh-CN',
    note: null,
  });
/** At the corporate window. */
const desk = () => ({ branchId: b.hall.branchId, windowId: b.hall.windows[2]!.id });
const atDesk = (endpoint: string) => testCtx(platform, b.hall.tellers[2]!, { endpoint });
const signIn = () => b.hall.queue.service.signIn(atDesk('queue.signIn'), desk());
const callNext = () => b.hall.queue.service.callNext(atDesk('queue.callNext'), desk());
async function serveOut(ticketId: string): Promise<void> {
  await b.hall.queue.service.start(atDesk('queue.start'), desk());
  await b.hall.queue.service.complete(atDesk('queue.complete'), { ...desk(), ticketId });
}

test('distance is by the sphere, tolerance is limited, and a coarse or hidden position falls back on time', () => {
  const branch = { latitude: 32, longitude: 118 };
  const metres = metresBetween(branch, { latitude: 32.009, longitude: 118 });
  assert.ok(Math.abs(metres - 1_000.8) < 1, String(metres));
  const { remote } = bookingRuleDefaults;
  const from = (latitude: number, accuracyMetres: number) =>
    ruleFor(remote, branch, { latitude, longitude: 118, accuracyMetres });
  assert.deepEqual(from(32.009, 10), { tooFar: false, rule: 'distance', holdMinutes: 10 });
  assert.equal(from(32.029, 10).tooFar, true);
  assert.equal(from(32.029, 400).tooFar, false);
  assert.equal(from(32.2, 2_999).tooFar, true);
  assert.deepEqual(from(32.2, 3_001), { tooFar: false, rule: 'time', holdMinutes: 5 });
  assert.deepEqual(ruleFor(remote, branch, null), { tooFar: false, rule: 'time', holdMinutes: 5 });
  assert.deepEqual(ruleFor({ ...remote, rule: 'time' }, branch, here), {
    tooFar: false,
    rule: 'time',
    holdMinutes: 5,
  });
});

test('whoever is not here is passed over, keeps the place, and is called in it once they have checked in', async () => {
  const taken = await take(newPhone());
  assert.equal(taken.issued.ticket.state, 'absent');
  await pass(at('09:01'));
  const later = await walkIn();
  const third = await walkIn();
  await signIn();
  // The one behind is called: nobody calls an absent number.
  assert.equal((await callNext()).ticket?.id, later.ticket.id);
  const checked = await b.checkIn(taken.remote.code);
  assert.deepEqual([checked.issued.ticket.state, checked.issued.ahead], ['waiting', 0]);
  assert.equal(checked.issued.token, tokenOf(taken));
  assert.equal(told('ticket.arrived').length, 1);
  // Read again, at a kiosk that lost the answer: the same, and nothing more happens.
  assert.equal(
    (await b.checkIn(`https://bank.example/h5/t/${tokenOf(taken)}`)).issued.ticket.id,
    checked.issued.ticket.id,
  );
  assert.equal(told('ticket.arrived').length, 1);
  await serveOut(later.ticket.id);
  assert.equal((await callNext()).ticket?.id, taken.issued.ticket.id);
  assert.notEqual(third.ticket.id, taken.issued.ticket.id);
});

test('near the turn a message and the page tell; at the turn the limit runs; after it the number ends and counts', async () => {
  const phone = newPhone();
  await signIn();
  const before = await walkIn();
  const taken = await take(phone);
  await pass(at('09:02'));
  assert.equal(told('ticket.near').length, 1);
  assert.ok(sent.some((message) => message.phone === phone && message.text.includes('前面还有 1 人')));
  assert.equal((await progress(tokenOf(taken))).restorableUntil, null);
  assert.equal((await callNext()).ticket?.id, before.ticket.id);
  await pass(at('09:10'));
  const { restorableUntil, ahead } = await progress(tokenOf(taken));
  assert.equal(ahead, 0);
  assert.ok(restorableUntil !== null && restorableUntil > at('09:02') && restorableUntil <= at('09:20'));
  assert.ok(sent.some(({ text }) => text.includes('已轮到')));
  await pass(restorableUntil);
  assert.equal((await progress(tokenOf(taken))).state, 'abandoned');
  assert.equal((told('ticket.abandoned')[0]!.payload as { reason: string }).reason, 'notArrived');
  await platform.settle();
  const { rows } = await platform.pool.query('select kind from appointment.no_show where branch_id = $1', [
    b.hall.branchId,
  ]);
  assert.deepEqual(rows, [{ kind: 'remoteTicket' }]);
  await assert.rejects(b.checkIn(taken.remote.code), refusal('appointment.wrong_state'));
});

test('one live number a customer, over all branches; it may be taken again once the first has ended', async () => {
  const phone = newPhone();
  const first = await take(phone);
  const other = await buildBookableHall(platform, () => wall, sms);
  await b.uses.directory.refresh();
  await assert.rejects(
    take(phone, { hall: other }),
    (error: { code?: string; data?: { progressPath: string; number: string } }) => {
      assert.equal(error.code, 'appointment.remote_live');
      assert.deepEqual(error.data, {
        progressPath: `/h5/t/${tokenOf(first)}`,
        number: first.issued.ticket.number,
      });
      return true;
    },
  );
  await b.hall.queue.service.cancelByLink(
    testCtx(platform, b.guest, { endpoint: 'queue.cancelByLink' }),
    tokenOf(first),
  );
  assert.equal((await take(phone, { hall: other })).issued.ticket.state, 'absent');
});

test('two phones of one number at once get one ticket; the same key gets the same', async () => {
  const phone = newPhone();
  wall += 61_000;
  await b.room.service.sendPhoneCode(testCtx(platform, b.guest), { phone });
  const phoneCode = /\d{6}/.exec(sent.at(-1)!.text)![0];
  const wish = { phone, phoneCode, position: here, service: 'corporate' };
  const results = await Promise.allSettled([take2(b, wish), take2(b, wish)]);
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.equal(told('ticket.issued').length, 1);
  const second = newPhone();
  await take(second, { key: 'key-remote-1' });
  const code = /\d{6}/.exec(sent.findLast((message) => message.phone === second)!.text)![0];
  const again = testCtx(platform, b.guest, { endpoint: 'appointment.takeNumber', key: 'key-remote-1' });
  await b.room.service.takeNumber(again, {
    branchId: b.hall.branchId,
    serviceTypeId: b.hall.services['corporate']!.id,
    name: '王小芳',
    phone: second,
    phoneCode: code,
    position: here,
    elder: false,
  });
  assert.ok(again.answer !== undefined);
  assert.equal(told('ticket.issued').length, 2);
});

test('too far, switched off, too many: refused, and nothing is issued', async () => {
  await assert.rejects(
    take(newPhone(), { position: { latitude: 32.1, longitude: 118, accuracyMetres: 20 } }),
    refusal('appointment.too_far'),
  );
  await saveRemote({ mostAbsent: 1 });
  await take(newPhone());
  await assert.rejects(take(newPhone()), refusal('appointment.remote_full'));
  await saveRemote({ offered: false });
  await assert.rejects(take(newPhone()), refusal('appointment.remote_not_offered'));
  assert.equal(told('ticket.issued').length, 1);
  const offer = await b.room.service.getRemoteOffer(testCtx(platform, b.guest), {
    branchId: b.hall.branchId,
  });
  assert.equal(offer.rule.offered, false);
});

test('where a customer was is kept nowhere; staff see the number and may say that its holder is here', async () => {
  const taken = await take(newPhone(), { position: { ...here, latitude: 32.0031234 } });
  const { rows } = await platform.pool.query<{ kept: string }>(
    `select (select string_agg(r::text, ' ') from appointment.remote_ticket r) ||
       (select string_agg(payload::text, ' ') from platform.event where branch_id = $1) as kept`,
    [b.hall.branchId],
  );
  assert.ok(!rows[0]!.kept.includes('32.00312'));
  const manager = testActor({ permissions: ['queue.move'], path: b.hall.path });
  const { ticket } = await b.hall.queue.service.arrive(
    testCtx(platform, manager, { endpoint: 'queue.arrive' }),
    { branchId: b.hall.branchId, ticketId: taken.issued.ticket.id },
  );
  assert.equal(ticket.state, 'waiting');
  const pass = await b.room.service.getRemotePass(testCtx(platform, b.guest), { token: tokenOf(taken) });
  assert.deepEqual([pass.pass?.code, pass.pass?.rule], [taken.remote.code, 'distance']);
  const other = await walkIn();
  assert.deepEqual(await b.room.service.getRemotePass(testCtx(platform, b.guest), { token: other.token }), {
    pass: null,
  });
});

async function saveRemote(change: object): Promise<void> {
  const configurer = testActor({
    permissions: ['appointment.configure', 'appointment.view'],
    path: b.hall.path,
  });
  const { branchId } = b.hall;
  const { version, rules, capacities } = await b.room.rules.getRules(testCtx(platform, configurer), {
    branchId,
  });
  await b.room.rules.saveRules(testCtx(platform, configurer, { endpoint: 'appointment.saveRules' }), {
    branchId,
    version,
    capacities,
    rules: { ...rules, remote: { ...rules.remote, ...change } },
  });
}
