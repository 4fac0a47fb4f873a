import type { BookingRules, Capacity } from '@huiting/contracts/appointment';

/** Overrides as the grid holds them: by service and half hour. */
export type Overrides = ReadonlyMap<string, number>;

const keyOf = (serviceTypeId: string, starts: string): string => `${serviceTypeId} ${starts}`;

export function overridesOf(capacities: readonly Capacity[]): Overrides {
  return new Map(capacities.map((one) => [keyOf(one.serviceTypeId, one.starts), one.capacity]));
}

export function overrideAt(overrides: Overrides, serviceTypeId: string, starts: string): number | null {
  return overrides.get(keyOf(serviceTypeId, starts)) ?? null;
}

/** Null takes the override back. */
export function withOverride(
  overrides: Overrides,
  serviceTypeId: string,
  times: readonly string[],
  capacity: number | null,
): Overrides {
  const next = new Map(overrides);
  for (const starts of times) {
    if (capacity === null) next.delete(keyOf(serviceTypeId, starts));
    else next.set(keyOf(serviceTypeId, starts), capacity);
  }
  return next;
}

export function capacitiesOf(overrides: Overrides): Capacity[] {
  return [...overrides].map(([key, capacity]) => {
    const [serviceTypeId = '', starts = ''] = key.split(' ');
    return { serviceTypeId, starts, capacity };
  });
}

export interface RulesDraft {
  readonly rules: BookingRules;
  readonly overrides: Overrides;
}
