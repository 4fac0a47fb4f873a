import fc from 'fast-check';
import { positionAt } from './positions.ts';
import type { LineHead, WaitingTicket } from './call-types.ts';
import type { PriorityClass, QueueStrategy, WorkProfile } from './types.ts';

export const NOW = Date.UTC(2026, 0, 5, 2, 0);
export const SERVICES = ['personal', 'cash', 'corporate'];
const CLASSES = ['ordinary', 'elder', 'vip'];

/** A ticket that has waited this long at NOW. */
export function waitingFor(
  minutes: number,
  ticketId: string,
  serviceCode = 'personal',
  classCode = 'ordinary',
): WaitingTicket {
  return { ticketId, serviceCode, classCode, position: positionAt(NOW - minutes * 60_000) };
}

/** The head of each line of a waiting list, found the plain way. */
export function headsOf(waiting: readonly WaitingTicket[]): LineHead[] {
  const lines = Map.groupBy(waiting, ({ serviceCode, classCode }) => `${serviceCode}/${classCode}`);
  return [...lines.values()].map((line) => {
    const first = line.toSorted((a, b) => a.position - b.position || (a.ticketId < b.ticketId ? -1 : 1))[0]!;
    return { ...first, waitingInLine: line.length };
  });
}

export function classNamed(code: string, over: Partial<PriorityClass> = {}): PriorityClass {
  return {
    code,
    name: code,
    nameEn: code,
    startingCredit: 0,
    creditPerMinute: 1,
    guaranteedWaitMinutes: null,
    ...over,
  };
}

export function strategyOf(classes: PriorityClass[], ...profiles: Partial<WorkProfile>[]): QueueStrategy {
  return {
    version: 1,
    name: 'test',
    classes,
    rules: [{ id: 'all', when: {}, classCode: classes[0]!.code }],
    profiles: profiles.map((profile) => ({
      code: 'p',
      name: 'p',
      nameEn: 'p',
      tiers: [{ serviceCodes: 'any' }],
      helpOut: [],
      ...profile,
    })),
  };
}

const credits = fc.constantFrom(0, 0.1, 0.5, 1, 1.5, 2, 3, 10);
const guarantees = fc.constantFrom(null, null, 5, 10, 15.5, 30);
const someServices = fc.oneof(fc.constant('any' as const), fc.subarray(SERVICES, { minLength: 1 }));
const someClasses = fc.option(fc.oneof(fc.constant('any' as const), fc.subarray(CLASSES, { minLength: 1 })), {
  nil: undefined,
});

const helpOut = fc.record({
  when: fc.record({
    serviceCode: fc.option(fc.constantFrom(...SERVICES), { nil: undefined }),
    classCode: fc.option(fc.constantFrom(...CLASSES), { nil: undefined }),
    waitMinutesOver: fc.option(fc.constantFrom(0, 5, 15, 25), { nil: undefined }),
    waitingOver: fc.option(fc.constantFrom(0, 1, 3, 6), { nil: undefined }),
  }),
  serviceCodes: someServices,
  rank: fc.constantFrom('before' as const, 'after' as const),
});

export const anyStrategy: fc.Arbitrary<QueueStrategy> = fc
  .record({
    classes: fc.tuple(
      ...CLASSES.map((code) =>
        fc
          .record({ startingCredit: credits, creditPerMinute: credits, guaranteedWaitMinutes: guarantees })
          .map((over) => classNamed(code, over)),
      ),
    ),
    tiers: fc.array(fc.record({ serviceCodes: someServices, classCodes: someClasses }), { maxLength: 3 }),
    helpOut: fc.array(helpOut, { maxLength: 3 }),
  })
  .map(({ classes, tiers, helpOut: rules }) => strategyOf(classes, { tiers, helpOut: rules }));

/** Up to 14 tickets, −5 to 40 minutes old, many of them equal in position; some of a class the strategy no longer has. */
export const anyWaiting: fc.Arbitrary<WaitingTicket[]> = fc.uniqueArray(
  fc.record({
    ticketId: fc.string({ minLength: 1, maxLength: 4 }),
    serviceCode: fc.constantFrom(...SERVICES),
    classCode: fc.constantFrom(...CLASSES, 'gone'),
    position: fc
      .oneof(fc.integer({ min: -5, max: 40 }), fc.double({ min: -5, max: 40, noNaN: true }))
      .map((minutes) => positionAt(NOW - Math.round(minutes * 60_000))),
  }),
  { selector: ({ ticketId }) => ticketId, maxLength: 14 },
);

export const anyMayTake = fc.subarray(SERVICES);
