import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { readLink } from '../../../platform/crypto/link-token.ts';
import { createTestPlatform, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildBookableHall, newPhone } from '../appointment.fixtures.ts';
import type { BookableHall } from '../appointment.fixtures.ts';
import { branchMark } from '../appointment.code.domain.ts';
import { createAppointment } from '../index.ts';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
let b: BookableHall;
let date = '2026-11-20';

before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, date, '08:30'), demo: true });
});
after(() => platform.stop());
// A branch and a day of its own for every test.
beforeEach(async () => {
  date = addDays(dateIn(zone, platform.clock.now()), 1);
  await platform.passTo(instantOf(zone, date, '08:30'));
  b = await buildBookableHall(platform);
});

const at = (time: string): number => instantOf(zone, date, time);
const pass = (time: string) => platform.passTo(at(time), b.hall.branchId);
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const told = (type: string) =>
  platform.events.filter((event) => event.type === type && event.branchId === b.hall.branchId);
const page = (token: string) => b.room.service.getByLink(testCtx(platform, b.guest), { token });

test('check-in opens half an hour before the slot and closes a quarter of an hour into it', async () => {
  const { booking } = await b.book(at('10:00'), newPhone());
  await pass('09:29');
  await assert.rejects(b.checkIn(booking.code), refusal('appointment.too_early'));
  await pass('09:30');
  const early = await b.checkIn(booking.code);
  assert.deepEqual(
    [early.timing, early.issued.ticket.classCode, early.issued.ticket.bookingStart],
    ['early', 'booked', at('10:00')],
  );
  const second = await b.book(at('10:30'), newPhone());
  await pass('10:35');
  assert.equal((await b.checkIn(second.booking.code)).timing, 'onTime');
  const third = await b.book(at('11:00'), newPhone());
  await pass('11:14');
  const late = await b.checkIn(third.booking.code);
  assert.deepEqual([late.timing, late.issued.ticket.classCode], ['late', 'corporate']);
  const fourth = await b.book(at('11:30'), newPhone());
  await pass('11:45');
  assert.equal(told('booking.missed').length, 1);
  await assert.rejects(b.checkIn(fourth.booking.code), refusal('appointment.wrong_state'));
  const { bookings } = await b.room.arrivals.listBookings(testCtx(platform, b.manager), {
    branchId: b.hall.branchId,
  });
  assert.deepEqual(
    bookings.map(({ state }) => state),
    ['checkedIn', 'checkedIn', 'checkedIn', 'noShow'],
  );
});

test('a code of another day is too early, not unknown', async () => {
  const { booking } = await b.book(instantOf(zone, addDays(date, 3), '10:00'), newPhone());
  await pass('09:45');
  await assert.rejects(b.checkIn(booking.code), refusal('appointment.too_early'));
});

test('the code in any writing, the link, and the link as scanned all lead to the same ticket', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  const typed = `${booking.code.slice(0, 4).toLowerCase()}-${booking.code.slice(4)} `;
  const first = await b.checkIn(typed);
  for (const text of [booking.code, token, `/h5/b/${token}`, `https://bank.example/h5/b/${token}?from=qr`]) {
    const again = await b.checkIn(text);
    assert.equal(again.issued.ticket.id, first.issued.ticket.id);
    assert.equal(again.issued.token, first.issued.token);
  }
  assert.equal(told('ticket.issued').length, 1);
  assert.equal(told('booking.checkedIn').length, 1);
  const held = await page(token);
  assert.equal(held.ticketToken, first.issued.token);
  assert.deepEqual(
    await b.hall.queue.service.ticketByLink(first.issued.token).then((found) => found?.ticketId),
    first.issued.ticket.id,
  );
  // Kept, so it can be neither missed nor cancelled.
  await pass('10:20');
  assert.deepEqual(told('booking.missed'), []);
  const cancel = b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'x' }), { token });
  await assert.rejects(cancel, refusal('appointment.wrong_state'));
});

test('eight kiosks scan the same code at once: one ticket', async () => {
  const { booking } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  const results = await Promise.all(Array.from({ length: 8 }, () => b.checkIn(booking.code)));
  assert.equal(new Set(results.map(({ issued }) => issued.ticket.id)).size, 1);
  assert.equal(told('booking.checkedIn').length, 1);
});

test('a guest at the wrong branch is told so, a code of nobody is unknown', async () => {
  const here = await b.book(at('10:00'), newPhone());
  const other = await buildBookableHall(platform);
  await b.uses.directory.refresh();
  const { booking, token } = await other.book(at('10:00'), newPhone());
  await pass('09:50');
  await assert.rejects(b.checkIn(token), refusal('appointment.wrong_branch'));
  // Two branches may share a mark (one pair in a thousand): then the code is merely unknown here.
  const told =
    branchMark(other.hall.branchId) === branchMark(b.hall.branchId)
      ? 'appointment.not_found'
      : 'appointment.wrong_branch';
  await assert.rejects(b.checkIn(booking.code), refusal(told));
  const unknown = `${here.booking.code.slice(0, 2)}${here.booking.code.slice(2) === '222222' ? '333333' : '222222'}`;
  for (const text of [
    unknown,
    '0O1I0O1I',
    'https://example.com',
    "'; drop table appointment.booking; --",
    '😀'.repeat(8),
  ]) {
    await assert.rejects(b.checkIn(text), refusal('appointment.not_found'));
  }
});

test('killed between the ticket and its booking: trying again gives the ticket that was issued', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  const { service } = dyingAfter('ticket');
  await assert.rejects(service.checkIn(kioskCtx('key-crash-1', booking.code), input(booking.code)), /killed/);
  assert.equal((await page(token)).booking.state, 'booked');
  // Whoever is being checked in cannot cancel meanwhile.
  const cancel = b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'x' }), { token });
  await assert.rejects(cancel, refusal('appointment.wrong_state'));
  const { issued, timing } = await b.checkIn(booking.code, 'key-crash-1');
  assert.equal(issued.ticket.id, (told('ticket.issued')[0]!.payload as { ticket: { id: string } }).ticket.id);
  assert.deepEqual(
    [told('ticket.issued').length, timing, readLink(issued.token)?.id],
    [1, 'early', issued.ticket.id],
  );
});

test('killed there and never tried again: the deadline finds the ticket', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  await assert.rejects(
    dyingAfter('ticket').service.checkIn(kioskCtx('key-crash-2', booking.code), input(booking.code)),
    /killed/,
  );
  await pass('10:15');
  const { booking: found } = await page(token);
  assert.deepEqual([found.state, found.ticketNumber, found.checkedInAt], ['checkedIn', 'B001', at('09:50')]);
  assert.deepEqual([told('booking.checkedIn').length, told('booking.missed').length], [1, 0]);
});

test('killed before the ticket: late by two minutes the booking counts as missed', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  await pass('10:14');
  await assert.rejects(
    dyingAfter('nothing').service.checkIn(kioskCtx('key-crash-3', booking.code), input(booking.code)),
    /killed/,
  );
  await pass('10:15');
  assert.equal((await page(token)).booking.state, 'booked');
  await pass('10:16');
  assert.equal((await page(token)).booking.state, 'noShow');
});

test('the same key answers again, and checks in no other booking', async () => {
  const one = await b.book(at('10:00'), newPhone());
  const two = await b.book(at('10:30'), newPhone());
  await pass('10:05');
  await b.checkIn(one.booking.code, 'key-same-1');
  const again = kioskCtx('key-same-1', one.booking.code);
  assert.equal(await b.room.service.checkIn(again, input(one.booking.code)), undefined);
  assert.ok(again.answer !== undefined);
  await assert.rejects(b.checkIn(two.booking.code, 'key-same-1'), refusal('platform.key_reused'));
  assert.equal((await page(two.token)).booking.state, 'booked');
  assert.equal(told('ticket.issued').length, 1);
  // On the next day, too, the key has its answer, and issues nothing.
  await platform.passTo(instantOf(zone, addDays(date, 1), '09:50'), b.hall.branchId);
  const tomorrow = kioskCtx('key-same-1', one.booking.code);
  assert.equal(await b.room.service.checkIn(tomorrow, input(one.booking.code)), undefined);
  assert.ok(tomorrow.answer !== undefined);
  assert.equal(told('ticket.issued').length, 1);
});

test('when the queue refuses, the booking is free again', async () => {
  const { booking, token } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  await platform.pool.query(`update organization.branch set stage = 'suspended' where id = $1`, [
    b.hall.branchId,
  ]);
  const suspended = await buildSuspended();
  await assert.rejects(
    suspended.checkIn(kioskCtx('key-refused', booking.code), input(booking.code)),
    refusal('queue.branch_suspended'),
  );
  const cancelled = await b.room.service.cancelByLink(testCtx(platform, b.guest, { endpoint: 'x' }), {
    token,
  });
  assert.equal(cancelled.booking.state, 'cancelled');
});

test('the ticket belongs to whoever booked', async () => {
  const { booking } = await b.book(at('10:00'), newPhone());
  await pass('09:50');
  const { issued } = await b.checkIn(booking.code);
  assert.deepEqual(
    [issued.ticket.holder?.id, issued.ticket.holder?.maskedName],
    [booking.customerId, '王*芳'],
  );
  assert.equal(issued.ticket.bookingId, booking.id);
});

const input = (code: string) => ({
  branchId: b.hall.branchId,
  code,
  elder: false,
  channel: 'kiosk' as const,
});
const kioskCtx = (key: string, code: string) =>
  testCtx(platform, b.kiosk, { endpoint: 'appointment.checkIn', key, body: code });

/** The room in a process that dies on its way: before or after the queue's transaction has committed. */
function dyingAfter(what: 'ticket' | 'nothing') {
  const { queue } = b.uses;
  return createAppointment(platform, {
    ...b.uses,
    queue: {
      ...queue,
      issueForBooking: async (ctx, booking) => {
        if (what === 'ticket') await queue.issueForBooking(ctx, booking);
        throw new Error('killed');
      },
    },
  });
}

/** The same branch seen by a process that knows it is suspended. */
async function buildSuspended() {
  const { createOrganization } = await import('../../organization/index.ts');
  const { createQueue } = await import('../../queue/index.ts');
  const { directory } = createOrganization(platform).service;
  const staff = { listAtBranch: () => Promise.resolve([]) } as never;
  const queue = createQueue(platform, {
    directory,
    customers: b.uses.customers,
    staff,
    crypto: platform.crypto,
    wall: () => 0,
  });
  return createAppointment(platform, { ...b.uses, directory, queue: queue.service }).service;
}
