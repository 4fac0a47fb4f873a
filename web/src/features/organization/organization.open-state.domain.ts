import type { BusinessDayInfo } from '@huiting/contracts/organization';

/** How a branch stands to its hours of today, for people who want to come. */
export type OpenState = 'open' | 'opensLater' | 'closedForToday' | 'closedToday';

export function openStateOf(today: BusinessDayInfo, now: number): OpenState {
  if (today.opensAt === null || today.closesAt === null) return 'closedToday';
  if (now < today.opensAt) return 'opensLater';
  return now < today.closesAt ? 'open' : 'closedForToday';
}
