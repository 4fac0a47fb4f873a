import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, dateIn, instantOf } from '../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { writeLink } from '../../platform/crypto/link-token.ts';
import type { Actor, Ctx } from '../../platform/context.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { buildBookableHall, newPhone } from './appointment.fixtures.ts';
import type { BookableHall } from './appointment.fixtures.ts';

const zone = 'Asia/Shanghai';
const today = '2026-11-20';
const at = (time: string, date = today): number => instantOf(zone, date, time);
const minute = 60_000;
let platform: TestPlatform;
let wall = Date.parse('2026-01-01T00:00:00Z');

before(async () => {
  platform = await createTestPlatform({ at: at('09:40'), demo: true });
});
after(() => platform.stop());

const built = (): Promise<BookableHall> => buildBookableHall(platform, () => wall);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const guestCtx = (b: BookableHall, key?: string, body?: unknown): Ctx =>
  testCtx(platform, b.guest, {
    endpoint: 'appointment.bookByPhone',
    ...(key === undefined ? {} : { key, body }),
  });

/** Asks for a code and reads it off the simulated phone. */
async function phoneCode(b: BookableHall, phone: string): Promise<string> {
  await b.room.service.sendPhoneCode(testCtx(platform, b.guest), { phone });
  const { messages } = await b.room.service.readInbox(testCtx(platform, b.guest), { phone });
  return /\d{6}/.exec(messages[0]!.text)![0];
}

async function bookByPhone(
  b: BookableHall,
  wish: { phone: string; code: string; time?: string; service?: string; date?: string },
  ctx = guestCtx(b),
) {
  return b.room.service.bookByPhone(ctx, {
    branchId: b.hall.branchId,
    serviceTypeId: b.hall.services[wish.service ?? 'corporate']!.id,
    start: at(wish.time ?? '14:00', wish.date),
    name: '王小芳',
    phone: wish.phone,
    phoneCode: wish.code,
    note: null,
  });
}

const slotsOf = (b: BookableHall, service: string, date = today) =>
  b.room.service.listSlots(testCtx(platform, b.guest), {
    branchId: b.hall.branchId,
    date,
    serviceTypeId: b.hall.services[service]!.id,
  });

test('slots are the half hours still to come, with the capacity of the windows that may take the business', async () => {
  const b = await built();
  const corporate = await slotsOf(b, 'corporate');
  assert.deepEqual(corporate.slots[0], { start: at('10:00'), end: at('10:30'), capacity: 1, left: 1 });
  assert.deepEqual([corporate.slots.length, corporate.slots.at(-1)!.end], [14, at('17:00')]);
  // Two general windows × 30 ÷ 10 minutes × half of their time.
  assert.equal((await slotsOf(b, 'personal')).slots[0]!.capacity, 3);
  // No window takes it: nothing to book.
  assert.equal((await slotsOf(b, 'wealth')).slots[0]!.left, 0);
  assert.deepEqual([corporate.days.length, corporate.days[0]], [15, { date: today, open: true }]);
  assert.deepEqual((await slotsOf(b, 'corporate', addDays(today, 15))).slots, []);
  assert.deepEqual((await slotsOf(b, 'corporate', addDays(today, -1))).slots, []);
});

test('where a machine of another maker gives the numbers, nothing can be booked: no booking could be checked in', async () => {
  const b = await built();
  const configures = testActor({
    permissions: ['queue.configure'],
    path: b.hall.path,
    branchId: b.hall.branchId,
  });
  await b.hall.queue.service.connectMachine(
    testCtx(platform, configures, { endpoint: 'queue.connectMachine' }),
    {
      branchId: b.hall.branchId,
      reason: '接入排队机',
    },
  );
  await platform.settle();
  const { slots, days } = await slotsOf(b, 'corporate');
  assert.deepEqual([slots, days.some(({ open }) => open)], [[], false]);
  await assert.rejects(b.book(at('14:00'), newPhone()), refusal('appointment.slot_closed'));
});

test('a branch may set the capacity of a half hour, also to none', async () => {
  const b = await built();
  await platform.pool.query(
    `insert into appointment.capacity_rule values ($1, $2, '10:00', 0), ($1, $2, '10:30', 4)`,
    [b.hall.branchId, b.hall.services.corporate!.id],
  );
  const { slots } = await slotsOf(b, 'corporate');
  assert.deepEqual(
    slots.slice(0, 3).map(({ capacity }) => capacity),
    [0, 4, 1],
  );
  await assert.rejects(b.book(at('10:00'), newPhone()), refusal('appointment.slot_full'));
});

test('the last place booked from two phones at once is given to one', async () => {
  const b = await built();
  const phones = [newPhone(), newPhone()];
  const codes = await Promise.all(phones.map((phone) => phoneCode(b, phone)));
  const results = await Promise.allSettled(
    phones.map((phone, i) => bookByPhone(b, { phone, code: codes[i]! })),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected')!;
  assert.ok(refusal('appointment.slot_full')(lost.reason));
  assert.equal((await slotsOf(b, 'corporate')).slots.find(({ start }) => start === at('14:00'))!.left, 0);
  // The one who lost keeps the code for another slot.
  const loser = results.findIndex(({ status }) => status === 'rejected');
  const other = await bookByPhone(b, { phone: phones[loser]!, code: codes[loser]!, time: '14:30' });
  assert.equal(other.booking.state, 'booked');
});

test('twelve phones at once never overfill a slot of three', async () => {
  const b = await built();
  const results = await Promise.allSettled(
    Array.from({ length: 12 }, () => b.book(at('11:00'), newPhone(), 'personal')),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 3);
  const { bookings } = await b.room.arrivals.listBookings(testCtx(platform, b.manager), {
    branchId: b.hall.branchId,
  });
  assert.equal(bookings.length, 3);
});

test('one booking per person, branch and day, also from two phones of the same number at once', async () => {
  const b = await built();
  const phone = newPhone();
  const results = await Promise.allSettled([b.book(at('10:00'), phone), b.book(at('15:00'), `+86 ${phone}`)]);
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.ok(refusal('appointment.already_booked')(results.find((r) => r.status === 'rejected')!.reason));
  // The refused one took no place.
  const { slots } = await slotsOf(b, 'corporate');
  assert.equal(
    slots.reduce((sum, { capacity, left }) => sum + capacity - left, 0),
    1,
  );
  // Another day, another branch: allowed.
  await b.book(at('10:00', '2026-11-23'), phone);
  await (await built()).book(at('10:00'), phone);
});

test('a slot that has begun, is outside the hours or too far ahead cannot be booked', async () => {
  const b = await built();
  for (const start of [at('09:30'), at('10:10'), at('17:00'), at('10:00', addDays(today, 15))]) {
    await assert.rejects(b.book(start, newPhone()), refusal('appointment.slot_closed'));
  }
  await assert.rejects(b.book(at('10:00'), '12345'), refusal('appointment.bad_phone'));
  const stranger = testActor({ permissions: ['appointment.manage'], path: '/ELSEWHERE/' });
  await assert.rejects(
    b.room.service.bookForCustomer(testCtx(platform, stranger), {
      branchId: b.hall.branchId,
      serviceTypeId: b.hall.services.corporate!.id,
      start: at('10:00'),
      name: '王芳',
      phone: newPhone(),
      note: null,
    }),
    refusal('platform.forbidden'),
  );
});

test('a suspended branch offers nothing', async () => {
  const b = await built();
  await platform.pool.query(`update organization.branch set stage = 'suspended' where id = $1`, [
    b.hall.branchId,
  ]);
  await b.uses.directory.refresh(b.hall.branchId);
  assert.deepEqual((await slotsOf(b, 'corporate')).slots, []);
  await assert.rejects(b.book(at('10:00'), newPhone()), refusal('appointment.slot_closed'));
});

test('a booking may be the first row of next month', async () => {
  const b = await built();
  const { booking } = await b.book(at('10:00', '2026-12-02'), newPhone());
  assert.equal(booking.businessDate, '2026-12-02');
});

test('the phone is proved by its newest code, five tries, five minutes of wall time', async () => {
  const b = await built();
  const phone = newPhone();
  const code = await phoneCode(b, phone);
  const wrong = code === '000000' ? '000001' : '000000';
  await assert.rejects(bookByPhone(b, { phone: newPhone(), code }), refusal('appointment.phone_not_proved'));
  for (let tries = 0; tries < 5; tries++) {
    await assert.rejects(bookByPhone(b, { phone, code: wrong }), refusal('appointment.phone_not_proved'));
  }
  await assert.rejects(bookByPhone(b, { phone, code }), refusal('appointment.phone_not_proved'));
  wall += minute + 1;
  const second = await phoneCode(b, phone);
  wall += 5 * minute + 1;
  await assert.rejects(bookByPhone(b, { phone, code: second }), refusal('appointment.phone_not_proved'));
  const third = await phoneCode(b, phone);
  await bookByPhone(b, { phone, code: third });
});

test('a code is good for one command; the same command may be sent again and gets the same answer', async () => {
  const b = await built();
  const phone = newPhone();
  const code = await phoneCode(b, phone);
  await bookByPhone(b, { phone, code, time: '15:00' }, guestCtx(b, 'key-book-1'));
  const first = platform.events.findLast(({ type }) => type === 'booking.made');
  wall += 10 * minute;
  const again = guestCtx(b, 'key-book-1');
  assert.equal(await bookByPhone(b, { phone, code, time: '15:00' }, again), undefined);
  assert.equal(
    (again.answer!.value as { booking: { id: string } }).booking.id,
    (first!.payload as { booking: { id: string } }).booking.id,
  );
  await assert.rejects(
    bookByPhone(b, { phone, code, time: '15:00', date: '2026-11-23' }),
    refusal('appointment.phone_not_proved'),
  );
});

test('codes are rationed: one a minute and five an hour for a phone', async () => {
  const b = await built();
  const phone = newPhone();
  const ask = () => b.room.service.sendPhoneCode(testCtx(platform, b.guest), { phone });
  await ask();
  await assert.rejects(ask(), refusal('platform.too_many_requests'));
  for (let sent = 1; sent < 5; sent++) {
    wall += minute + 1;
    await ask();
  }
  wall += minute + 1;
  await assert.rejects(ask(), refusal('platform.too_many_requests'));
  wall += 60 * minute;
  await ask();
  await assert.rejects(
    b.room.service.sendPhoneCode(testCtx(platform, b.guest), { phone: '13800' }),
    refusal('appointment.bad_phone'),
  );
});

test('neither a phone, nor a name, nor a code, nor a link is kept in clear', async () => {
  const b = await built();
  const phone = newPhone();
  const code = await phoneCode(b, phone);
  const { booking, token } = await bookByPhone(b, { phone, code, time: '16:00' });
  assert.deepEqual(
    [booking.maskedName, booking.maskedPhone],
    ['王*芳', `${phone.slice(0, 3)}****${phone.slice(7)}`],
  );
  const { rows } = await platform.pool.query<{ kept: string }>(
    `select (select string_agg(t::text, ' ') from appointment.booking t) || (select string_agg(t::text, ' ') from appointment.phone_code t)
       || (select string_agg(t.phone_index || t.masked_phone, ' ') from appointment.demo_message t)
       || (select string_agg(payload::text, ' ') from platform.event where branch_id = $1) as kept`,
    [b.hall.branchId],
  );
  for (const secret of [phone, '王小芳', token, token.slice(-22)])
    assert.ok(!rows[0]!.kept.includes(secret), secret);
  const codes = await platform.pool.query<{ code_hash: string }>(
    'select code_hash from appointment.phone_code',
  );
  assert.ok(codes.rows.every((row) => !row.code_hash.includes(code)));
});

test('the booking page is opened by its link alone, and cancels once, giving the place back', async () => {
  const b = await built();
  const { token, booking } = await b.book(at('15:30'), newPhone());
  const page = await b.room.service.getByLink(testCtx(platform, b.guest), { token });
  assert.equal(page.booking.code, booking.code);
  assert.match(booking.code, /^[2-9A-HJ-NP-Z]{8}$/);
  const forged = writeLink({
    branchId: b.hall.branchId,
    businessDate: today,
    id: booking.id,
    secret: Buffer.alloc(16),
  });
  for (const wrong of [forged, `${token.slice(0, -1)}!`, 'x'.repeat(40)]) {
    await assert.rejects(
      b.room.service.getByLink(testCtx(platform, b.guest), { token: wrong }),
      refusal('appointment.not_found'),
    );
    await assert.rejects(
      b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'x' }), { token: wrong }),
      refusal('appointment.not_found'),
    );
  }
  const cancel = () =>
    b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'appointment.cancelByLink' }), {
      token,
    });
  assert.equal((await cancel()).booking.state, 'cancelled');
  await assert.rejects(cancel(), refusal('appointment.wrong_state'));
  const { slots } = await slotsOf(b, 'corporate');
  assert.equal(slots.find(({ start }) => start === at('15:30'))!.left, 1);
  // Cancelled is not missed.
  await platform.passTo(at('16:00'), b.hall.branchId);
  assert.ok(
    !platform.events.some(({ type, branchId }) => type === 'booking.missed' && branchId === b.hall.branchId),
  );
  assert.equal(dateIn(zone, platform.clock.now()), today);
});

test('without a demo bank or a sender of messages no code is promised, and there is no inbox', async () => {
  const plain = await createTestPlatform({ at: at('09:40') });
  try {
    const b = await buildBookableHall(plain, () => wall);
    const ctx = testCtx(plain, b.guest);
    await assert.rejects(
      b.room.service.sendPhoneCode(ctx, { phone: newPhone() }),
      refusal('platform.unavailable'),
    );
    await assert.rejects(b.room.service.readInbox(ctx, {}), refusal('platform.not_found'));
  } finally {
    await plain.stop();
  }
});

test('every endpoint answers exactly as the contract says', async () => {
  await platform.passTo(at('09:40', '2026-11-24'));
  const b = await built();
  const { branchId, services } = b.hall;
  const call = (name: string, actor: Actor, given: object) =>
    callEndpoint(b.room, name, testCtx(platform, actor, { endpoint: `appointment.${name}` }), given);
  const phone = newPhone();
  await call('listSlots', b.guest, { branchId, date: '2026-11-24', serviceTypeId: services.corporate!.id });
  await call('sendPhoneCode', b.guest, { phone });
  const inbox = (await call('readInbox', b.guest, { phone })) as { messages: { text: string }[] };
  const wish = { branchId, serviceTypeId: services.corporate!.id, name: '王芳' };
  const phoneCode = /\d{6}/.exec(inbox.messages[0]!.text)![0];
  const mine = (await call('bookByPhone', b.guest, {
    ...wish,
    start: at('10:00', '2026-11-24'),
    phone,
    phoneCode,
  })) as {
    code: string;
    path: string;
  };
  const token = mine.path.slice('/h5/b/'.length);
  await call('bookForCustomer', b.manager, {
    ...wish,
    start: at('10:30', '2026-11-24'),
    phone: newPhone(),
    note: ' ',
  });
  await call('listBookings', b.manager, { branchId });
  const ticket = (await call('checkIn', b.kiosk, { branchId, code: mine.code })) as { progressPath: string };
  const page = (await call('getByLink', b.guest, { token })) as { progressPath: string };
  assert.equal(page.progressPath, ticket.progressPath);
  const other = await b.book(at('11:00', '2026-11-24'), newPhone());
  await call('cancelByLink', b.guest, { token: other.token });
});
