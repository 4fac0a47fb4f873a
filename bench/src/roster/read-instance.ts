import type { RosterDraft, ShiftRequest } from '@huiting/roster/model';

/**
 * Reads an instance of the public shift-scheduling benchmark (Curtois & Qu 2014, schedulingbenchmarks.org). All start on
 * a Monday. Shifts have no times there, only lengths and bans on what may follow; any times will do.
 */
export function readInstance(text: string): RosterDraft {
  const sections = new Map<string, string[][]>();
  let rows: string[][] = [];
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('SECTION_')) {
      rows = [];
      sections.set(line.slice('SECTION_'.length), rows);
    } else rows.push(line.split(',').map((cell) => cell.trim()));
  }
  const section = (name: string) => sections.get(name) ?? [];
  const days = Number(section('HORIZON')[0]?.[0]);
  const requests = (kind: 'on' | 'off', name: string): ShiftRequest[] =>
    section(name).map(([staff = '', day, shift = '', weight]) => ({
      kind,
      staff,
      day: Number(day),
      shift,
      weight: Number(weight),
    }));
  const daysOff = new Map(
    section('DAYS_OFF').map(([id = '', ...rest]) => [id, rest.filter(Boolean).map(Number)]),
  );
  return {
    horizon: { days, firstWeekday: 0 },
    shiftTypes: section('SHIFTS').map(([id = '', minutes, bans = '']) => ({
      id,
      startMinute: 0,
      endMinute: Number(minutes),
      breaks: [],
      paidMinutes: Number(minutes),
      requiredSkills: [],
      forbiddenNext: bans.split('|').filter(Boolean),
    })),
    staff: section('STAFF').map(([id = '', caps = '', most, least, maxRun, minRun, minOff, weekends]) => ({
      id,
      contract: {
        minMinutes: Number(least),
        maxMinutes: Number(most),
        minConsecutiveWork: Number(minRun),
        maxConsecutiveWork: Number(maxRun),
        minConsecutiveOff: Number(minOff),
        maxConsecutiveOff: null,
        maxWeekends: Number(weekends),
        minRestMinutes: 0,
        shiftCaps: Object.fromEntries(
          caps.split('|').map((cap) => {
            const [shift = '', count] = cap.split('=');
            return [shift, Number(count)];
          }),
        ),
      },
      skills: [],
      daysOff: daysOff.get(id) ?? [],
      leave: [],
      recent: [],
    })),
    requests: [...requests('on', 'SHIFT_ON_REQUESTS'), ...requests('off', 'SHIFT_OFF_REQUESTS')],
    shiftCover: section('COVER').map(([day, shift = '', required, under, over]) => ({
      day: Number(day),
      shift,
      skill: null,
      required: Number(required),
      underCost: Number(under),
      overCost: Number(over),
    })),
  };
}
