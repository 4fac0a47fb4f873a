import type { StaffBooking } from '@huiting/contracts/appointment';
import { expect, test } from 'vitest';
import { applyBookings, arrivalOf, inOrder } from './arrivals.domain.ts';

function booking(id: string, change: Partial<StaffBooking> = {}): StaffBooking {
  return {
    id,
    branchId: 'b',
    code: 'ABCD2345',
    state: 'booked',
    serviceTypeId: 's',
    serviceName: { zh: '对公', en: 'Corporate' },
    start: 100,
    end: 200,
    businessDate: '2026-11-20',
    maskedName: '王*芳',
    maskedPhone: '138****0000',
    channel: 'h5',
    note: null,
    ticketNumber: null,
    checkedInAt: null,
    disturbed: null,
    preparation: null,
    message: null,
    ...change,
  };
}

test('a booking is due until its time, then late; a closed branch makes nobody late', () => {
  expect(arrivalOf(booking('a'), 100)).toBe('due');
  expect(arrivalOf(booking('a'), 101)).toBe('late');
  expect(arrivalOf(booking('a', { disturbed: 'closed' }), 101)).toBe('disturbed');
  expect(arrivalOf(booking('a', { state: 'checkedIn' }), 101)).toBe('arrived');
});

test('who is overdue stands first, who is here after who comes next', () => {
  const list = [
    booking('here', { state: 'checkedIn', start: 50 }),
    booking('gone', { state: 'cancelled' }),
    booking('next', { start: 300 }),
    booking('late', { start: 90 }),
    booking('soon', { start: 200 }),
  ];
  expect(inOrder(list, 150).map(({ id }) => id)).toEqual(['late', 'soon', 'next', 'here', 'gone']);
});

test('a change keeps what is noted; other days stay out; a new booking joins', () => {
  const preparation = { words: '备好凭条', by: '赵敏', at: 1 };
  const held = { number: 1, businessDate: '2026-11-20', bookings: [booking('a', { preparation })] };
  const after = applyBookings(held, {
    bookings: [
      booking('a', { state: 'checkedIn' }),
      booking('b'),
      booking('other', { businessDate: '2026-11-21' }),
    ],
  });
  expect(after.bookings.map(({ id, state }) => [id, state])).toEqual([
    ['a', 'checkedIn'],
    ['b', 'booked'],
  ]);
  expect(after.bookings[0]?.preparation).toEqual(preparation);
  expect(applyBookings(held, { bookings: [booking('x', { businessDate: '2027-01-01' })] })).toBe(held);
});
