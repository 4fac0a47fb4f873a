import type { MinuteSpan, RosterProblem, ShiftType, StaffMember } from '../model/index.ts';
import { createLinearModel, type LinearModel } from './linear-model.ts';
import { addPairings, addSequences, type DayEntries } from './sequence-rows.ts';

/** Columns of (person, day, type); undefined where the person may not work it. */
type Works = (person: number, day: number, type: number) => number | undefined;

/**
 * A cost no legal roster is below, or null when `seconds` did not suffice: the linear relaxation of the whole problem,
 * a column for each person, day and type. Shares nothing with the solver, so that its quality can be judged by it.
 * Blocks its thread; Infinity: no roster exists.
 */
export async function linearBound(problem: RosterProblem, seconds = 60): Promise<number | null> {
  const model = createLinearModel();
  const works = addPeople(model, problem);
  const dayOf: DayEntries = (person, day, types) =>
    (types ?? [...problem.shiftTypes.keys()]).flatMap((type) => {
      const column = works(person, day, type);
      return column === undefined ? [] : [[column, 1] as const];
    });
  addSequences(model, problem, dayOf);
  addPairings(model, problem, dayOf);
  addPins(model, problem, dayOf);
  addCover(model, problem, works);
  addWishes(model, problem, works);
  const cost = await model.solve(seconds);
  // The program is solved to a tolerance.
  return cost === null || cost === Infinity ? cost : Math.max(0, cost - 1e-5 * (1 + Math.abs(cost)));
}

function holds({ skills }: StaffMember, skill: string, day: number): boolean {
  return skills.some(
    (held) => held.skill === skill && (held.fromDay ?? 0) <= day && day <= (held.throughDay ?? Infinity),
  );
}

function addPeople(model: LinearModel, { horizon, shiftTypes, staff }: RosterProblem): Works {
  const { days, firstWeekday } = horizon;
  const columns = staff.map((member) =>
    Array.from({ length: days }, (_, day) =>
      shiftTypes.map(({ id, requiredSkills }) => {
        const isFree =
          member.daysOff.includes(day) ||
          member.leave.some(({ fromDay, throughDay }) => fromDay <= day && day <= throughDay);
        const may =
          !isFree &&
          member.contract.shiftCaps[id] !== 0 &&
          requiredSkills.every((skill) => holds(member, skill, day));
        return may ? model.column(0, 1) : undefined;
      }),
    ),
  );
  const dayOf = (n: number, day: number): [number, number][] =>
    columns[n]![day]!.flatMap((column): [number, number][] => (column === undefined ? [] : [[column, 1]]));
  for (const [n, { contract, leave }] of staff.entries()) {
    const credits = Array.from({ length: days }, (_, day) =>
      Math.max(
        0,
        ...leave
          .filter(({ fromDay, throughDay }) => fromDay <= day && day <= throughDay)
          .map(({ creditMinutesPerDay }) => creditMinutesPerDay),
      ),
    ).reduce((sum, minutes) => sum + minutes, 0);
    const minutes = columns[n]!.flatMap((types) =>
      types.flatMap((column, s): [number, number][] =>
        column === undefined ? [] : [[column, shiftTypes[s]!.paidMinutes]],
      ),
    );
    model.row(contract.minMinutes - credits, contract.maxMinutes - credits, minutes);
    for (const [s, { id }] of shiftTypes.entries()) {
      const cap = contract.shiftCaps[id] ?? Infinity;
      const uses = columns[n]!.flatMap((types): [number, number][] =>
        types[s] === undefined ? [] : [[types[s], 1]],
      );
      if (cap > 0 && cap < uses.length) model.row(0, cap, uses);
    }
    for (let day = 0; day < days; day += 1) model.row(0, 1, dayOf(n, day));
    const weekends = new Map<number, number>();
    for (let day = 0; day < days; day += 1) {
      if ((firstWeekday + day) % 7 < 5) continue;
      const week = Math.floor((firstWeekday + day) / 7);
      if (!weekends.has(week)) weekends.set(week, model.column(0, 1));
      model.row(-Infinity, 0, [...dayOf(n, day), [weekends.get(week)!, -1]]);
    }
    model.row(
      0,
      contract.maxWeekends,
      [...weekends.values()].map((column) => [column, 1]),
    );
  }
  return (n, day, type) => columns[n]![day]?.[type];
}

function addPins(model: LinearModel, { staff, shiftTypes, pins }: RosterProblem, dayOf: DayEntries): void {
  for (const { staff: id, day, shift } of pins) {
    const person = staff.findIndex((member) => member.id === id);
    const type = shiftTypes.findIndex((candidate) => candidate.id === shift);
    if (shift === null) model.row(0, 0, dayOf(person, day, null));
    else model.row(1, 1, dayOf(person, day, [type]));
  }
}

function addCover(model: LinearModel, problem: RosterProblem, works: Works): void {
  const { shiftTypes, staff, shiftCover, intervalCover, jointCover } = problem;
  /** Those who would be present and count. */
  const present = (
    day: number,
    isThere: (type: ShiftType, offset: number) => boolean,
    counts: (member: StaffMember, began: number) => boolean,
  ): [number, number][] =>
    [day - 1, day].flatMap((began) =>
      shiftTypes.flatMap((type, s) =>
        began < 0 || !isThere(type, (day - began) * 1440)
          ? []
          : staff.flatMap((member, n): [number, number][] => {
              const column = works(n, began, s);
              return column === undefined || !counts(member, began) ? [] : [[column, 1]];
            }),
      ),
    );
  const spans =
    ({ fromMinute, toMinute }: MinuteSpan) =>
    ({ startMinute, endMinute, breaks }: ShiftType, offset: number): boolean =>
      startMinute <= fromMinute + offset &&
      endMinute >= toMinute + offset &&
      !breaks.some((rest) => rest.fromMinute < toMinute + offset && fromMinute + offset < rest.toMinute);
  const wanted = (
    people: [number, number][],
    { required, underCost, overCost }: { required: number; underCost: number; overCost: number },
  ): void =>
    model.row(required, required, [
      ...people,
      [model.column(underCost, Infinity), 1],
      [model.column(overCost, Infinity), -1],
    ]);
  for (const { day, shift, skill, ...cover } of shiftCover)
    wanted(
      present(
        day,
        (type, offset) => offset === 0 && type.id === shift,
        (member, began) => skill === null || holds(member, skill, began),
      ),
      cover,
    );
  for (const { day, skill, fromMinute, toMinute, ...cover } of intervalCover)
    wanted(
      present(
        day,
        spans({ fromMinute, toMinute }),
        (member, began) => skill === null || holds(member, skill, began),
      ),
      cover,
    );
  for (const { day, roles, underCost, ...span } of jointCover) {
    const missing = model.column(underCost, Infinity);
    // Hall: every set of roles needs as many people who can fill one of them as it has places.
    for (let set = 1; set < 1 << roles.length; set += 1) {
      const chosen = roles.filter((_, role) => (set & (1 << role)) !== 0);
      const able = present(day, spans(span), (member, began) =>
        chosen.some(({ skill }) => holds(member, skill, began)),
      );
      model.row(
        chosen.reduce((sum, { count }) => sum + count, 0),
        Infinity,
        [...able, [missing, 1]],
      );
    }
  }
}

function addWishes(model: LinearModel, problem: RosterProblem, works: Works): void {
  const { horizon, shiftTypes, staff, requests, fairness, published } = problem;
  const personOf = new Map(staff.map(({ id }, n) => [id, n]));
  const matching = (n: number, day: number, shift: string | null): [number, number][] =>
    shiftTypes.flatMap(({ id }, s): [number, number][] => {
      const column = works(n, day, s);
      return column === undefined || (shift !== null && id !== shift) ? [] : [[column, 1]];
    });
  /** Adds `weight` × (share of the day that is worked as said), or × (the rest of it). */
  const charge = (entries: readonly [number, number][], weight: number, whenMet: boolean): void => {
    const share = model.column(whenMet ? weight : -weight, 1);
    if (!whenMet) model.constant(weight);
    model.row(0, 0, [...entries, [share, -1]]);
  };
  for (const { kind, staff: id, day, shift, weight } of requests)
    charge(matching(personOf.get(id)!, day, shift), weight, kind === 'off');
  for (const [n, row] of (published?.roster ?? []).entries())
    for (const [day, shift] of row.entries())
      charge(matching(n, day, shift), published!.changeCost, shift === null);
  for (const { shifts, weekendsOnly, weight, members } of fairness) {
    if (weight === 0) continue;
    for (const { staff: id, carried, target } of members) {
      const entries = Array.from({ length: horizon.days }, (_, day) =>
        weekendsOnly && (horizon.firstWeekday + day) % 7 < 5
          ? []
          : (shifts ?? [null]).flatMap((shift) => matching(personOf.get(id)!, day, shift)),
      ).flat();
      const cost = model.column(1, Infinity);
      const square = (count: number): number => weight * (carried + count - target) ** 2;
      // Chords between whole numbers of days: the square itself at each of them, below it nowhere.
      for (let count = 0; count < horizon.days; count += 1) {
        const slope = square(count + 1) - square(count);
        model.row(square(count) - slope * count, Infinity, [
          [cost, 1],
          ...entries.map(([column]): [number, number] => [column, -slope]),
        ]);
      }
    }
  }
}
