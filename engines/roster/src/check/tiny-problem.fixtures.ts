import fc from 'fast-check';
import {
  createProblem,
  type RosterDraft,
  type RosterProblem,
  type ShiftType,
  type Weekday,
} from '../model/index.ts';

const SKILLS = ['cash', 'vault', 'seal'];
const SHIFTS = ['early', 'late', 'night'];

const small = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const some = <T>(item: fc.Arbitrary<T>, maxLength = 2): fc.Arbitrary<T[]> => fc.array(item, { maxLength });
const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(item, { nil: null });
const skill = fc.constantFrom(...SKILLS);

function anyShiftType(id: string, shifts: readonly string[]): fc.Arbitrary<ShiftType> {
  return fc
    .record({
      startMinute: fc.constantFrom(420, 480, 720, 1200),
      length: fc.constantFrom(240, 480, 600),
      hasBreak: fc.boolean(),
      requiredSkills: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.tuple(skill) },
      ),
      forbiddenNext: fc.subarray([...shifts], { maxLength: 1 }),
    })
    .map(({ startMinute, length, hasBreak, ...rest }) => ({
      id,
      startMinute,
      endMinute: startMinute + length,
      paidMinutes: length,
      breaks: hasBreak ? [{ fromMinute: startMinute + 120, toMinute: startMinute + 150 }] : [],
      ...rest,
    }));
}

export interface TinySize {
  readonly days?: number;
  readonly people?: number;
  readonly types?: number;
}

/** Sound problems that use every part of the model, small enough for brute force; some have no legal roster. */
export function anyTinyProblem({
  days = 3,
  people = 3,
  types = 2,
}: TinySize = {}): fc.Arbitrary<RosterProblem> {
  return fc
    .record({ days: small(days, 1), people: small(people, 1), types: small(types, 1) })
    .chain((size) => anyDraft(size.days, size.people, SHIFTS.slice(0, size.types)))
    .filter(isSound)
    .map(createProblem);
}

function isSound(draft: RosterDraft): boolean {
  try {
    createProblem(draft);
    return true;
  } catch {
    return false;
  }
}

function anyDraft(days: number, people: number, shifts: readonly string[]): fc.Arbitrary<RosterDraft> {
  const ids = ['a', 'b', 'c', 'd'].slice(0, people);
  const day = small(days - 1);
  const shift = fc.constantFrom(...shifts);
  const who = fc.constantFrom(...ids);
  const span = fc
    .constantFrom([480, 510], [540, 600], [0, 60], [780, 810], [300, 1200])
    .map(([fromMinute, toMinute]) => ({
      fromMinute: fromMinute!,
      toMinute: toMinute!,
    }));
  const wanted = { required: small(2), underCost: fc.constantFrom(0, 3, 100), overCost: small(2) };
  const pair = fc
    .shuffledSubarray(ids, { minLength: Math.min(2, people), maxLength: Math.min(2, people) })
    .map(([a, b]) => [a!, b!] as const);
  return fc.record({
    horizon: fc.record({ days: fc.constant(days), firstWeekday: small(6).map((d) => d as Weekday) }),
    skills: fc.constant(SKILLS),
    shiftTypes: fc.tuple(...shifts.map((id) => anyShiftType(id, shifts))),
    staff: fc.tuple(...ids.map((id) => anyPerson(id, days, shifts))),
    shiftCover: some(fc.record({ day, shift, skill: maybe(skill), ...wanted })),
    intervalCover: some(
      fc
        .record({ day, skill: maybe(skill), ...wanted, span })
        .map(({ span: part, ...rest }) => ({ ...rest, ...part })),
    ),
    jointCover: some(
      fc
        .record({
          rule: fc.constant('joint'),
          day,
          roles: fc
            .subarray(SKILLS, { minLength: 1, maxLength: 3 })
            .chain((names) =>
              fc.tuple(...names.map((name) => fc.record({ skill: fc.constant(name), count: small(2) }))),
            ),
          underCost: small(20),
          span,
        })
        .map(({ span: part, ...rest }) => ({ ...rest, ...part })),
    ),
    requests: some(
      fc.record({
        kind: fc.constantFrom('on' as const, 'off' as const),
        staff: who,
        day,
        shift: maybe(shift),
        weight: small(5),
      }),
      3,
    ),
    pairings:
      people < 2
        ? fc.constant([])
        : some(
            fc.record({
              kind: fc.constantFrom('apart' as const, 'together' as const),
              staff: pair,
              weight: maybe(small(5)),
            }),
            1,
          ),
    pins: some(fc.record({ staff: who, day, shift: maybe(shift) }), 1),
    fairness: some(
      fc.record({
        id: fc.constant('fair'),
        shifts: maybe(fc.subarray([...shifts])),
        weekendsOnly: fc.boolean(),
        weight: small(3),
        members: fc
          .subarray(ids)
          .chain((names) =>
            fc.tuple(
              ...names.map((staff) =>
                fc.record({ staff: fc.constant(staff), carried: small(2), target: small(3) }),
              ),
            ),
          ),
      }),
      1,
    ),
    rotation: some(
      fc.record({
        id: fc.constant('turn'),
        shifts: fc.subarray([...shifts], { minLength: 1 }),
        maxConsecutive: small(3, 1),
      }),
      1,
    ),
    published: maybe(
      fc.record({
        roster: fc.tuple(...ids.map(() => fc.tuple(...Array.from({ length: days }, () => maybe(shift))))),
        changeCost: small(4),
      }),
    ),
  });
}

function anyPerson(
  id: string,
  days: number,
  shifts: readonly string[],
): fc.Arbitrary<RosterDraft['staff'][number]> {
  const day = small(days - 1);
  const rarely = <T>(usual: T, item: fc.Arbitrary<T>): fc.Arbitrary<T> =>
    fc.oneof({ weight: 2, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: item });
  return fc.record({
    id: fc.constant(id),
    contract: fc
      .record({
        minMinutes: rarely(0, fc.constantFrom(240, 480)),
        moreMinutes: fc.constantFrom(0, 480, 960, 2400),
        minConsecutiveWork: small(2, 1),
        moreWork: small(2),
        minConsecutiveOff: small(2, 1),
        moreOff: maybe(small(2)),
        maxWeekends: small(2),
        minRestMinutes: fc.constantFrom(0, 600, 900),
        shiftCaps: rarely({}, fc.dictionary(fc.constantFrom(...shifts), small(2), { noNullPrototype: true })),
      })
      .map(({ moreMinutes, moreWork, moreOff, ...contract }) => ({
        ...contract,
        maxMinutes: contract.minMinutes + moreMinutes,
        maxConsecutiveWork: contract.minConsecutiveWork + moreWork,
        maxConsecutiveOff: moreOff === null ? null : contract.minConsecutiveOff + moreOff,
      })),
    skills: some(
      fc
        .record({ skill, fromDay: small(1), throughDay: small(days, 0) })
        .map((held) => (held.throughDay === days ? { skill: held.skill } : held)),
      3,
    ),
    daysOff: rarely<readonly number[]>([], fc.tuple(day)),
    leave: rarely(
      [],
      fc
        .tuple(day, small(480))
        .map(([fromDay, creditMinutesPerDay]) => [{ fromDay, throughDay: fromDay, creditMinutesPerDay }]),
    ),
    recent: some(maybe(fc.constantFrom(...shifts)), 4),
  });
}
