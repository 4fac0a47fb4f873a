/** `9:5`, `0905` and `09:05` are `09:05`; anything that is no time of day is null. */
export function timeFrom(text: string): string | null {
  const found = /^(\d{1,2}):(\d{1,2})$/.exec(text.trim()) ?? /^(\d{2})(\d{2})$/.exec(text.trim());
  const [hours, minutes] = [Number(found?.[1] ?? Number.NaN), Number(found?.[2] ?? Number.NaN)];
  if (!(hours < 24 && minutes < 60)) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
