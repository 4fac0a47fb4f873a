import type {
  Contract,
  FairnessGroup,
  Pairing,
  ShiftRequest,
  SkillHeld,
  StaffMember,
} from '../model/index.ts';
import { bankShiftTypes } from './bank-shifts.ts';
import type { Draw } from './draws.ts';

const WEEKLY_MINUTES = 40 * 60;

/** One in seven works half days; one in five signs for others; certificates are held by few, and overlap. */
export function bankStaff(draw: Draw, people: number, days: number): StaffMember[] {
  return Array.from({ length: people }, (_, n): StaffMember => {
    const isPartTime = n % 7 === 6;
    const skills = ['cash'];
    if (n % 5 === 0) skills.push('authorise');
    if (n % 4 === 1 || n % 10 === 0) skills.push('vault');
    if (n % 5 === 2) skills.push('forms');
    if (n % 5 === 3 || n % 10 === 2) skills.push('seals');
    if (n % 3 === 0) skills.push('corporate');
    if (n % 6 === 4) skills.shift();
    const contract = isPartTime ? partTime(days) : fullTime(days);
    const away = draw.chance(0.15) ? draw.integer(0, days - 5) : null;
    return {
      id: `s${String(n + 1).padStart(2, '0')}`,
      contract,
      skills: skills.map((skill): SkillHeld => ({ skill })),
      daysOff: draw.chance(0.3) ? [draw.integer(0, days - 1)] : [],
      leave:
        away === null
          ? []
          : [{ fromDay: away, throughDay: away + 4, creditMinutesPerDay: isPartTime ? 240 : 480 }],
      recent: pastWeek(draw, isPartTime),
    };
  });
}

function fullTime(days: number): Contract {
  const weeks = days / 7;
  return {
    minMinutes: WEEKLY_MINUTES * weeks * 0.9,
    maxMinutes: WEEKLY_MINUTES * weeks,
    minConsecutiveWork: 2,
    maxConsecutiveWork: 6,
    minConsecutiveOff: 1,
    maxConsecutiveOff: null,
    maxWeekends: Math.ceil(weeks * 0.75),
    minRestMinutes: 11 * 60,
    shiftCaps: { morning: 0, noon: 2 * weeks },
  };
}

function partTime(days: number): Contract {
  const whole = bankShiftTypes().filter(({ breaks }) => breaks.length > 0);
  return {
    ...fullTime(days),
    minMinutes: (WEEKLY_MINUTES / 2) * (days / 7) * 0.8,
    maxMinutes: (WEEKLY_MINUTES / 2) * (days / 7),
    minConsecutiveWork: 1,
    shiftCaps: Object.fromEntries(whole.map(({ id }) => [id, 0])),
  };
}

/** Five days of work with two off somewhere, or the eve of a fresh start. */
function pastWeek(draw: Draw, isPartTime: boolean): (string | null)[] {
  const off = draw.integer(0, 5);
  return Array.from({ length: 7 }, (_, day) => {
    if (day === off || day === off + 1) return null;
    return isPartTime ? 'morning' : draw.pick(['early', 'earlyLunch', 'late', 'lateLunch']);
  });
}

export function bankRequests(draw: Draw, staff: readonly StaffMember[], days: number): ShiftRequest[] {
  return staff.flatMap(({ id }) =>
    Array.from({ length: draw.integer(0, 4) }, (): ShiftRequest => {
      const isOff = draw.chance(0.7);
      return {
        kind: isOff ? 'off' : 'on',
        staff: id,
        day: draw.integer(0, days - 1),
        shift: isOff ? null : draw.pick(['early', 'late']),
        weight: draw.integer(2, 12),
      };
    }),
  );
}

/** Two who may not watch each other's keys, and a trainee who works when the mentor does. */
export function bankPairings(staff: readonly StaffMember[]): Pairing[] {
  const id = (n: number): string => staff[n % staff.length]!.id;
  return [
    { kind: 'apart', staff: [id(0), id(10)], weight: null },
    { kind: 'apart', staff: [id(5), id(9)], weight: 8 },
    { kind: 'together', staff: [id(3), id(11)], weight: 6 },
  ];
}

/** Weekends and late closings, spread over the full-timers with what they already carry. */
export function bankFairness(draw: Draw, staff: readonly StaffMember[], days: number): FairnessGroup[] {
  const fullTimers = staff.filter(({ contract }) => contract.shiftCaps['early'] !== 0);
  const members = (target: number): FairnessGroup['members'] =>
    fullTimers.map(({ id }) => ({ staff: id, carried: draw.integer(0, 2), target: target + 1 }));
  const weeks = days / 7;
  return [
    {
      id: 'weekends',
      shifts: null,
      weekendsOnly: true,
      weight: 2,
      members: members(Math.round(weeks * 0.75)),
    },
    {
      id: 'lates',
      shifts: ['late', 'lateLunch'],
      weekendsOnly: false,
      weight: 0.5,
      members: members(Math.round(weeks * 2.25)),
    },
  ];
}
