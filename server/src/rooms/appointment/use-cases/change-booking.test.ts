import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, test } from 'node:test';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { createSmsGateway } from '../../../platform/messages/sms-gateway.ts';
import type { TextMessage } from '../../../platform/messages/sms-gateway.ts';
import { SmsRefused } from '../../../platform/messages/sms-gateway.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { organizationEvents } from '@huiting/contracts/organization';
import { buildBookableHall, newPhone } from '../appointment.fixtures.ts';
import type { BookableHall } from '../appointment.fixtures.ts';

const zone = 'Asia/Shanghai';
const hour = 3_600_000;
let platform: TestPlatform;
let b: BookableHall;
const date = '2026-11-23';
/** What has been sent, and whether the next is refused. */
let sent: TextMessage[] = [];
let refusing = false;
const sms = {
  send: (message: TextMessage): Promise<void> => {
    if (refusing) return Promise.reject(new SmsRefused('status503'));
    sent.push(message);
    return Promise.resolve();
  },
};

// A bank of its own for every test: rooms of an earlier one would hear its events, too. A Monday: the days that follow are open.
beforeEach(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, date, '08:30'), demo: true });
  [sent, refusing] = [[], false];
  b = await buildBookableHall(platform, () => 0, sms);
});
afterEach(() => platform.stop());

const at = (time: string, day = date): number => instantOf(zone, day, time);
/** Moves on, and lets reactions (which send) catch up. */
async function pass(instant: number): Promise<void> {
  await platform.passTo(instant, b.hall.branchId);
  await platform.settle();
}
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const told = (type: string) =>
  platform.events.filter((event) => event.type === type && event.branchId === b.hall.branchId);
const page = (token: string) => b.room.service.getByLink(testCtx(platform, b.guest), { token });
const move = (token: string, start: number) =>
  b.room.service.moveByLink(testCtx(platform, b.guest, { endpoint: 'appointment.moveByLink' }), {
    token,
    start,
  });
const cancel = (token: string) =>
  b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'appointment.cancelByLink' }), {
    token,
  });
async function leftAt(start: number): Promise<number> {
  const { slots } = await b.room.service.listSlots(testCtx(platform, b.guest), {
    branchId: b.hall.branchId,
    date: dateIn(zone, start),
    serviceTypeId: b.hall.services.corporate!.id,
  });
  return slots.find((slot) => slot.start === start)!.left;
}

test('a booking moves to another day: the old place is free, the old link leads to the new booking', async () => {
  const old = await b.book(at('10:00'), newPhone());
  const day = addDays(date, 1);
  const moved = await move(old.token, at('11:00', day));
  assert.equal(moved.booking.businessDate, day);
  assert.notEqual(moved.booking.code, old.booking.code);
  assert.deepEqual([await leftAt(at('10:00')), await leftAt(at('11:00', day))], [1, 0]);
  const followed = await page(old.token);
  assert.deepEqual([followed.booking.id, followed.token], [moved.booking.id, moved.token]);
  // And on, through a second move; the first link cannot be used to move or cancel again.
  const again = await move(moved.token, at('14:00', day));
  assert.equal((await page(old.token)).booking.id, again.booking.id);
  await assert.rejects(move(old.token, at('15:00')), refusal('appointment.wrong_state'));
  await assert.rejects(cancel(old.token), refusal('appointment.wrong_state'));
  assert.equal(told('booking.moved').length, 2);
  // A moved booking is not missed.
  await pass(at('10:16'));
  assert.deepEqual(told('booking.missed'), []);
});

test('a full slot, a closed one or the same one is refused and nothing is changed', async () => {
  const mine = await b.book(at('10:00'), newPhone());
  await b.book(at('11:00'), newPhone());
  await assert.rejects(move(mine.token, at('11:00')), refusal('appointment.slot_full'));
  await assert.rejects(move(mine.token, at('10:00')), refusal('appointment.slot_closed'));
  await assert.rejects(move(mine.token, at('20:00')), refusal('appointment.slot_closed'));
  assert.deepEqual([(await page(mine.token)).booking.state, await leftAt(at('10:00'))], ['booked', 0]);
});

test('one booking a day holds for a move, too', async () => {
  const phone = newPhone();
  const day = addDays(date, 1);
  const today = await b.book(at('10:00'), phone);
  await b.book(at('10:00', day), phone);
  await assert.rejects(move(today.token, at('11:00', day)), refusal('appointment.already_booked'));
  assert.equal((await page(today.token)).booking.state, 'booked');
});

test('eight who want the same last place: one gets it, and none loses what they had', async () => {
  const starts = ['10:00', '10:30', '11:00', '11:30', '13:00', '13:30', '14:00', '14:30'].map((time) =>
    at(time),
  );
  const bookings = [];
  for (const start of starts) bookings.push(await b.book(start, newPhone()));
  const wanted = at('15:30');
  const results = await Promise.allSettled(bookings.map(({ token }) => move(token, wanted)));
  const winners = results.flatMap((result, i) => (result.status === 'fulfilled' ? [i] : []));
  assert.equal(winners.length, 1);
  assert.equal(await leftAt(wanted), 0);
  for (const [i, start] of starts.entries()) assert.equal(await leftAt(start), i === winners[0] ? 1 : 0);
});

test('moving ends half an hour before, giving up at the start; a branch may set both', async () => {
  const mine = await b.book(at('10:00'), newPhone());
  await pass(at('09:31'));
  await assert.rejects(move(mine.token, at('11:00')), refusal('appointment.too_late_to_change'));
  assert.deepEqual((await page(mine.token)).rules.changeUntilMinutes, 30);
  await saveRules({ cancelUntilMinutes: 60 });
  await assert.rejects(cancel(mine.token), refusal('appointment.too_late_to_change'));
  await saveRules({ changeUntilMinutes: 10 });
  await move(mine.token, at('11:00'));
});

async function saveRules(change: object): Promise<void> {
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
    rules: { ...rules, ...change },
  });
}

test('reminders go out a day and two hours before, in the language of the page, to the phone alone', async () => {
  const phone = newPhone();
  const { booking } = await b.book(at('14:00', addDays(date, 2)), phone);
  await pass(booking.start - 24 * hour - 1);
  assert.equal(sent.length, 0);
  await pass(booking.start - 24 * hour);
  await pass(booking.start - 2 * hour);
  assert.deepEqual(
    sent.map((message) => [
      message.phone,
      /明天|今天/.exec(message.text)?.[0],
      message.text.includes(booking.code),
    ]),
    [
      [phone, '明天', true],
      [phone, '今天', true],
    ],
  );
  assert.match(sent[0]!.text, /\/h5\/b\/[A-Za-z0-9_-]{67}$/);
  // Each once, however often it is looked at.
  await pass(booking.start);
  assert.equal(sent.length, 2);
  const kept = await platform.pool.query<{ kept: string }>(
    `select (select string_agg(m::text, ' ') from appointment.message m where branch_id = $1) ||
       (select string_agg(payload::text, ' ') from platform.event where branch_id = $1) as kept`,
    [b.hall.branchId],
  );
  assert.ok(!kept.rows[0]!.kept.includes(phone));
});

test('no reminder of what was moved, given up, or booked just now', async () => {
  const day = addDays(date, 2);
  const gone = await b.book(at('14:00', day), newPhone());
  await cancel(gone.token);
  const moving = await b.book(at('10:00', day), newPhone());
  await move(moving.token, at('16:00', day));
  await platform.settle();
  await b.book(at('10:00'), newPhone());
  await pass(at('09:00', day));
  // Confirmation of the move, and the reminder of the new time the day before.
  assert.deepEqual(
    sent.map(({ text }) => [text.includes('已改到'), text.includes('16:00')]),
    [
      [true, true],
      [false, true],
    ],
  );
});

test('a gateway that fails is tried again; in the end the branch is told to phone', async () => {
  const { booking } = await b.book(at('14:00', addDays(date, 2)), newPhone());
  refusing = true;
  const due = booking.start - 24 * hour;
  await pass(due);
  const list = async () =>
    (
      await b.room.arrivals.listBookings(testCtx(platform, b.manager), {
        branchId: b.hall.branchId,
        date: booking.businessDate,
      })
    ).bookings[0]!.message;
  assert.equal(await list(), 'pending');
  for (const minutes of [1, 6, 21, 51]) await pass(due + minutes * 60_000);
  assert.equal(await list(), 'failed');
  const failed = told('customerMessage.failed');
  assert.equal(failed.length, 1);
  assert.deepEqual(
    [
      (failed[0]!.payload as { kind: string }).kind,
      JSON.stringify(failed[0]!.payload).includes(booking.maskedPhone),
    ],
    ['dayBefore', true],
  );
  // One that recovers is sent.
  refusing = false;
  await pass(booking.start - 2 * hour);
  assert.deepEqual([await list(), sent.length], ['sent', 1]);
});

test('three no-shows bar from booking online, with the reason and until when; staff may still book', async () => {
  const phone = newPhone();
  for (const days of [0, 1, 2]) await b.book(at('10:00', addDays(date, days)), phone);
  for (const days of [0, 1, 2]) await pass(at('10:15', addDays(date, days)));
  await platform.settle();
  assert.equal(told('booking.missed').length, 3);
  await pass(platform.clock.now() + 1);
  assert.ok(sent.some(({ text }) => text.includes('多次预约未到')));
  const later = addDays(date, 5);
  const online = () => bookOnline(phone, at('10:00', later));
  await assert.rejects(online(), (error: { code?: string; data?: { until: number } }) => {
    assert.equal(error.code, 'appointment.barred');
    assert.equal(error.data!.until, at('10:15', addDays(date, 2)) + 30 * 24 * hour);
    return true;
  });
  await b.book(at('10:00', later), phone);
});

async function bookOnline(phone: string, start: number) {
  await b.room.service.sendPhoneCode(testCtx(platform, b.guest), { phone });
  const phoneCode = /\d{6}/.exec(sent.at(-1)!.text)![0];
  return b.room.service.bookByPhone(testCtx(platform, b.guest, { endpoint: 'appointment.bookByPhone' }), {
    branchId: b.hall.branchId,
    serviceTypeId: b.hall.services.corporate!.id,
    start,
    name: '王小芳',
    phone,
    phoneCode,
    note: null,
  });
}

test('a branch that closes marks its bookings and offers another time; not coming is then no fault', async () => {
  const mine = await b.book(at('10:00', addDays(date, 1)), newPhone());
  const other = await b.book(at('10:00', addDays(date, 2)), newPhone());
  await setStage('suspended', 'operating');
  assert.equal((await page(mine.token)).booking.disturbed, 'suspended');
  await pass(platform.clock.now() + 1);
  assert.equal(sent.filter(({ text }) => text.includes('请改约')).length, 2);
  await pass(at('10:16', addDays(date, 1)));
  assert.deepEqual(told('booking.missed'), []);
  assert.equal((await page(mine.token)).booking.state, 'cancelled');
  // Open again: what is still to come stands, and is told so.
  await setStage('operating', 'suspended');
  await pass(platform.clock.now() + 1);
  assert.equal((await page(other.token)).booking.disturbed, null);
  assert.ok(sent.at(-1)!.text.includes('继续有效'));
});

async function setStage(
  stage: 'suspended' | 'operating',
  previous: 'suspended' | 'operating',
): Promise<void> {
  await platform.pool.query('update organization.branch set stage = $2 where id = $1', [
    b.hall.branchId,
    stage,
  ]);
  await platform.db.transact(testCtx(platform, b.manager), b.hall.branchId, (tx) => {
    tx.emit(organizationEvents.stageChanged, { stage, previous, reason: '测试' });
    return Promise.resolve();
  });
  await platform.settle();
}

test('a disturbed booking may be moved at any time', async () => {
  const mine = await b.book(at('10:00'), newPhone());
  await setStage('suspended', 'operating');
  await setStage('operating', 'suspended');
  await pass(at('09:45'));
  await assert.rejects(move(mine.token, at('11:00')), refusal('appointment.too_late_to_change'));
  await platform.pool.query(`update appointment.booking set disturbed = 'closed' where branch_id = $1`, [
    b.hall.branchId,
  ]);
  await move(mine.token, at('11:00'));
});

test('what is prepared is told to staff of the branch and to whoever serves the ticket, never to the customer', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  const { branchId, path } = b.hall;
  const keeper = testActor({ permissions: ['appointment.prepare', 'appointment.view'], path, name: '赵敏' });
  const prepare = (words: string, actor = keeper) =>
    b.room.arrivals.prepareBooking(testCtx(platform, actor, { endpoint: 'appointment.prepareBooking' }), {
      branchId,
      bookingId: booking.id,
      date,
      words,
    });
  await prepare('备好大额存单凭条，理财室 1');
  await assert.rejects(prepare('不', b.manager), refusal('platform.forbidden'));
  const { bookings } = await b.room.arrivals.listBookings(testCtx(platform, b.manager), { branchId });
  assert.deepEqual(
    [bookings[0]!.preparation?.words, bookings[0]!.preparation?.by],
    ['备好大额存单凭条，理财室 1', '赵敏'],
  );
  assert.ok(!JSON.stringify(told('booking.prepared')).includes('大额'));
  await pass(at('09:50'));
  const { issued } = await b.checkIn(booking.code);
  const teller = testActor({ permissions: ['queue.view'], path });
  const seen = await b.room.arrivals.getPreparation(testCtx(platform, teller), {
    branchId,
    ticketId: issued.ticket.id,
  });
  assert.deepEqual([seen.preparation?.by, seen.start], ['赵敏', booking.start]);
  assert.equal((await page(token)).booking.ticketNumber, issued.ticket.number);
  await prepare('');
  const emptied = await b.room.arrivals.listBookings(testCtx(platform, b.manager), { branchId });
  assert.equal(emptied.bookings[0]!.preparation, null);
});

test('rules are one document: an old version is refused, an unknown service too', async () => {
  const configurer = testActor({
    permissions: ['appointment.configure', 'appointment.view'],
    path: b.hall.path,
  });
  const { branchId } = b.hall;
  const { rules, services, times } = await b.room.rules.getRules(testCtx(platform, configurer), { branchId });
  assert.deepEqual([services.find(({ code }) => code === 'corporate')?.usual, times[0]], [1, '09:00']);
  const save = (version: number, serviceTypeId: string) =>
    b.room.rules.saveRules(testCtx(platform, configurer, { endpoint: 'appointment.saveRules' }), {
      branchId,
      version,
      rules,
      capacities: [{ serviceTypeId, starts: '10:00', capacity: 4 }],
    });
  const corporate = b.hall.services.corporate!.id;
  assert.equal((await save(0, corporate)).version, 1);
  await assert.rejects(save(0, corporate), refusal('appointment.rules_changed'));
  await assert.rejects(save(1, branchId), refusal('appointment.unknown_service'));
  assert.equal(await leftAt(at('10:00')), 4);
});

test('the gateway signs what it hands over, and tells a refusal by a code', async () => {
  const got: { headers: Record<string, unknown>; body: string }[] = [];
  let status = 202;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      response.writeHead(status).end('13800000000 is unknown');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sms`;
    const gateway = createSmsGateway({ url, secret: 'a-secret-of-sixteen' }, () => 1_700_000_000_000);
    const message = { id: 'm-1', phone: '13800000000', text: '你好', at: 0 };
    await gateway.send(message);
    const [first] = got;
    const signature = createHmac('sha256', 'a-secret-of-sixteen')
      .update(`1700000000.${first!.body}`)
      .digest('hex');
    assert.deepEqual(
      [first!.headers['x-huiting-signature'], first!.headers['idempotency-key'], JSON.parse(first!.body)],
      [`v1=${signature}`, 'm-1', { id: 'm-1', phone: '13800000000', text: '你好' }],
    );
    status = 503;
    await assert.rejects(gateway.send(message), (error: SmsRefused) => {
      assert.equal(error.problem, 'status503');
      assert.ok(!String(error).includes('138'));
      return true;
    });
  } finally {
    await new Promise((resolve) => void server.close(resolve));
  }
  const gone = createSmsGateway({ url: 'http://127.0.0.1:1/', secret: 'a-secret-of-sixteen' }, () => 0);
  await assert.rejects(
    gone.send({ id: 'm', phone: '1', text: '', at: 0 }),
    (error: SmsRefused) => error.problem === 'unreachable',
  );
});
