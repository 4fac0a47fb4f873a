import type { ShiftType } from '../model/index.ts';
import type { ShiftDesign } from './types.ts';

/**
 * The shift types a design uses, for a rostering problem: one for each different start, end and break, earliest first,
 * named by them (`0900-1800-1200`: nine to six, break at noon).
 */
export function shiftTypesOf({ shifts }: Pick<ShiftDesign, 'shifts'>): ShiftType[] {
  const types = new Map<string, ShiftType>();
  for (const { startMinute, endMinute, paidMinutes, breakFrom, breakTo } of shifts) {
    const id = [startMinute, endMinute, ...(breakFrom === null ? [] : [breakFrom])].map(clock).join('-');
    types.set(id, {
      id,
      startMinute,
      endMinute,
      paidMinutes,
      breaks: breakFrom === null ? [] : [{ fromMinute: breakFrom, toMinute: breakTo! }],
      requiredSkills: [],
      forbiddenNext: [],
    });
  }
  return [...types.values()].sort(
    (a, b) => a.startMinute - b.startMinute || a.endMinute - b.endMinute || (a.id < b.id ? -1 : 1),
  );
}

function clock(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}${two(minute % 60)}`;
}
