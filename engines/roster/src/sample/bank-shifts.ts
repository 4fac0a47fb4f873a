import type { ShiftType } from '../model/index.ts';

export const BANK_SKILLS = ['cash', 'corporate', 'authorise', 'vault', 'forms', 'seals'] as const;

/** Minutes of a day: doors 8:30 to 17:00, vault at 8:00 and 17:30. */
export const BANK_HOURS = { vaultOpens: 480, opens: 510, closes: 1020, vaultCloses: 1050 } as const;

const hour = 60;

/** Eight paid hours round two lunches an hour long, early and late; half days for part-timers and peaks. */
export function bankShiftTypes(): ShiftType[] {
  const whole = (id: string, start: number, lunch: number): ShiftType => ({
    id,
    startMinute: start,
    endMinute: start + 9 * hour,
    breaks: [{ fromMinute: lunch, toMinute: lunch + hour }],
    paidMinutes: 8 * hour,
    requiredSkills: [],
    forbiddenNext: [],
  });
  const half = (id: string, start: number): ShiftType => ({
    id,
    startMinute: start,
    endMinute: start + 4 * hour,
    breaks: [],
    paidMinutes: 4 * hour,
    requiredSkills: [],
    forbiddenNext: [],
  });
  return [
    whole('early', 8 * hour, 11.5 * hour),
    whole('earlyLunch', 8 * hour, 12.5 * hour),
    whole('late', 8.5 * hour, 12 * hour),
    whole('lateLunch', 8.5 * hour, 13 * hour),
    half('morning', 8.5 * hour),
    half('noon', 10.5 * hour),
  ];
}
