import { appointmentEndpoints, appointmentTopics } from '@huiting/contracts/appointment';
import { call } from '../../../lib/api.ts';
import { useLiveSnapshot } from '../../../lib/live.ts';
import { applyBookings, type DayBookings } from './arrivals.domain.ts';

export const arrivalKeys = {
  day: (branchId: string) => ['appointment', 'bookings', branchId] as const,
};

/** Who comes on a day, alive; null = today. */
export function useArrivals(branchId: string, date: string | null) {
  return useLiveSnapshot({
    topic: appointmentTopics.bookings,
    key: branchId,
    query: {
      queryKey: [...arrivalKeys.day(branchId), date],
      queryFn: ({ signal }): Promise<DayBookings> =>
        call(appointmentEndpoints.listBookings, { branchId, ...(date ? { date } : {}) }, { signal }),
    },
    reduce: applyBookings,
  });
}
