import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const bookingKeys = { day: (branchId: string) => ['appointment', 'bookings', branchId] as const };

/** No topic tells bookings; asked again every half minute while somebody looks. */
export const dayBookingsQuery = (branchId: string, date: string | null) =>
  queryOptions({
    queryKey: [...bookingKeys.day(branchId), date],
    queryFn: ({ signal }) =>
      call(appointmentEndpoints.listBookings, { branchId, ...(date ? { date } : {}) }, { signal }),
    refetchInterval: 30_000,
  });
