import type { Arrival } from '@huiting/contracts/customer';
import { expect, test } from 'vitest';
import { applyArrival } from './customer.live.ts';

function arrival(id: string, at: number, ticketNumber: string | null = null): Arrival {
  const customer = {
    id: `c-${id}`,
    maskedName: '王*芳',
    tier: 'gold' as const,
    elder: false,
    disabled: false,
    tags: [],
    ownerName: null,
  };
  return { id, branchId: 'b', at, source: 'idCard', confidence: 1, customer, place: '取号机', ticketNumber };
}

test('the newest arrival stands first, however late its message came', () => {
  const after = applyArrival(
    { number: 1, arrivals: [arrival('late', 9), arrival('early', 1)] },
    { arrival: arrival('middle', 5) },
  );
  expect(after.arrivals.map((one) => one.id)).toEqual(['late', 'middle', 'early']);
});

test('a repeat replaces the first message', () => {
  const after = applyArrival(
    { number: 1, arrivals: [arrival('a', 1)] },
    { arrival: arrival('a', 1, 'A027') },
  );
  expect(after.arrivals.map((one) => one.ticketNumber)).toEqual(['A027']);
});
