import { appointmentEndpoints } from '@huiting/contracts/appointment';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';
import { hasCode } from '../../lib/problem.ts';

export type FreeSlot = OutputOf<typeof appointmentEndpoints.listSlots>['slots'][number];
/** A booking as its holder sees it. */
export type HeldBooking = OutputOf<typeof appointmentEndpoints.getByLink>;

export const appointmentKeys = {
  slots: (branchId: string) => ['appointment', 'slots', branchId] as const,
  booking: (token: string) => ['appointment', 'booking', token] as const,
};

/** Services of a branch and, once one is chosen, its free slots of a day. */
export const slotsQuery = (branchId: string, date: string, serviceTypeId: string | null) =>
  queryOptions({
    queryKey: [...appointmentKeys.slots(branchId), date, serviceTypeId],
    queryFn: ({ signal }) =>
      call(
        appointmentEndpoints.listSlots,
        { branchId, date, ...(serviceTypeId === null ? {} : { serviceTypeId }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
    // others book meanwhile
    refetchInterval: 20_000,
  });

/** The booking of a link. No topic tells it: asked again while it may still be checked in elsewhere. */
export const bookingQuery = (token: string) =>
  queryOptions({
    queryKey: appointmentKeys.booking(token),
    queryFn: ({ signal }) => call(appointmentEndpoints.getByLink, { token }, { signal }),
    refetchInterval: (query) => (query.state.data?.state === 'booked' ? 10_000 : false),
  });

/** What the demo's phone has received; null in a bank that is not a demo. */
export const inboxQuery = (phone: string) =>
  queryOptions({
    queryKey: ['appointment', 'inbox', phone],
    queryFn: async ({ signal }) => {
      try {
        const { messages } = await call(appointmentEndpoints.readInbox, phone === '' ? {} : { phone }, {
          signal,
          tries: 1,
        });
        return messages;
      } catch (error) {
        if (hasCode(error, 'platform.not_found', 'platform.forbidden')) return null;
        throw error;
      }
    },
    refetchInterval: (query) => (query.state.data === null ? false : 3_000),
  });
