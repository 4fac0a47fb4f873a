import type { MinuteSpan, ShiftType } from '../model/index.ts';

/** Whether who works the shift is present during all of the span, given in minutes of a day `shift` minutes later. */
export function isPresent(type: ShiftType, span: MinuteSpan, shift: number): boolean {
  const from = span.fromMinute + shift;
  const to = span.toMinute + shift;
  return (
    type.startMinute <= from &&
    to <= type.endMinute &&
    type.breaks.every(({ fromMinute, toMinute }) => to <= fromMinute || toMinute <= from)
  );
}
