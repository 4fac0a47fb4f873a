/** A calendar month by its business dates; no time zone takes part in it. */
export interface Month {
  readonly year: number;
  readonly month: number;
  /** `2026-11-01` */
  readonly first: string;
  readonly days: number;
  /** Column of the first day, Monday = 1. */
  readonly firstWeekday: number;
}

function monthAt(year: number, month: number): Month {
  const first = new Date(Date.UTC(year, month - 1, 1));
  return {
    year: first.getUTCFullYear(),
    month: first.getUTCMonth() + 1,
    first: first.toISOString().slice(0, 10),
    days: new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate(),
    firstWeekday: first.getUTCDay() || 7,
  };
}

export const monthOf = (businessDate: string): Month =>
  monthAt(Number(businessDate.slice(0, 4)), Number(businessDate.slice(5, 7)));

export const monthAfter = ({ year, month }: Month, months: number): Month => monthAt(year, month + months);
