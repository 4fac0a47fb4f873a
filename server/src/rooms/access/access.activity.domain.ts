import type { WatchRules } from '@huiting/contracts/access/watch';

/** A branch's busiest post looks at a customer every few minutes; nights belong to nobody but operations of the centre. */
export const standardRules: WatchRules = {
  readsFloor: 60,
  readsFactor: 4,
  nightFrom: '21:30',
  nightUntil: '06:30',
  usualNights: 3,
};

/** Reads of an hour from which on they are told: a multiple of the person's own mean hour, and never less than the floor. */
export function unusualReads(meanPerHour: number, rules: WatchRules): number {
  return Math.max(rules.readsFloor, Math.ceil(rules.readsFactor * meanPerHour));
}

/** Whether a wall time of day (`HH:MM`) lies in the night, which may go over midnight. */
export function isNight(time: string, { nightFrom, nightUntil }: WatchRules): boolean {
  return nightFrom <= nightUntil
    ? time >= nightFrom && time < nightUntil
    : time >= nightFrom || time < nightUntil;
}

/** How much a request reads of customers: nothing, a look, or a field in clear. */
export function readsOf(endpointId: string, permission: string | null): number {
  if (endpointId === 'customer.unmask') return 5;
  return permission !== null && /^customer\.(view|recognise)$/.test(permission) ? 1 : 0;
}
