import type { DesignInput } from './types.ts';

export type DesignIssueCode =
  | 'badNumber'
  | 'notOnSlot'
  | 'duplicate'
  | 'noDays'
  | 'noShiftFits'
  | 'unequalDays';

export interface DesignIssue {
  readonly path: string;
  /** Stable; screens switch on it. */
  readonly code: DesignIssueCode;
  /** For logs, in English. */
  readonly message: string;
}

/** Thrown before anything is designed. */
export class InvalidDesign extends Error {
  readonly issues: readonly DesignIssue[];
  constructor(issues: readonly DesignIssue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'));
    this.name = 'InvalidDesign';
    this.issues = issues;
  }
}

/** Every reason why nothing can be designed; empty when it can. */
export function designIssues(input: DesignInput): DesignIssue[] {
  const issues: DesignIssue[] = [];
  const add = (path: string, code: DesignIssueCode, message: string): void =>
    void issues.push({ path, code, message });
  const number = (path: string, value: number, least = 0): void => {
    if (!Number.isFinite(value) || value < least || value > 1e9)
      add(path, 'badNumber', `${value} is not in ${least}…1e9`);
  };
  const { slotMinutes, firstMinute, days, lengths, starts, maxKinds } = input;
  const onSlot = (path: string, minutes: number): void => {
    if (!Number.isInteger(minutes / slotMinutes))
      add(path, 'notOnSlot', `${minutes} is not a multiple of ${slotMinutes} minutes`);
  };
  number('slotMinutes', slotMinutes, 1);
  number('firstMinute', firstMinute);
  number('underCost', input.underCost);
  number('overCost', input.overCost);
  if (maxKinds !== null && (!Number.isInteger(maxKinds) || maxKinds < 1))
    add('maxKinds', 'badNumber', `${maxKinds} kinds`);
  if (days.length === 0) add('days', 'noDays', 'no day to design for');
  const slots = days[0]?.demand.length ?? 0;
  for (const [d, { id, count, demand }] of days.entries()) {
    if (days.findIndex((day) => day.id === id) !== d) add(`days[${d}]`, 'duplicate', `${id} appears twice`);
    number(`days[${d}].count`, count, 1);
    if (demand.length !== slots) add(`days[${d}].demand`, 'unequalDays', 'days differ in slots');
    for (const [s, wanted] of demand.entries())
      if (!Number.isInteger(wanted) || wanted < 0)
        add(`days[${d}].demand[${s}]`, 'badNumber', `${wanted} people`);
  }
  for (const [l, { minutes, paidMinutes, cost, rest }] of lengths.entries()) {
    const path = `lengths[${l}]`;
    number(`${path}.minutes`, minutes, 1);
    number(`${path}.paidMinutes`, paidMinutes);
    number(`${path}.cost`, cost, 1e-6);
    onSlot(path, minutes);
    if (rest === null) continue;
    number(`${path}.rest.minutes`, rest.minutes, 1);
    onSlot(`${path}.rest`, rest.fromMinute);
    if (
      !(rest.fromMinute >= 0 && rest.fromMinute <= rest.toMinute && rest.toMinute + rest.minutes <= minutes)
    )
      add(`${path}.rest`, 'badNumber', 'the break does not lie inside the shift');
  }
  for (const [s, start] of starts.entries()) {
    onSlot(`starts[${s}]`, start - firstMinute);
    if (starts.indexOf(start) !== s) add(`starts[${s}]`, 'duplicate', `${start} appears twice`);
  }
  const fits = starts.some((start) =>
    lengths.some(
      ({ minutes }) => start >= firstMinute && start + minutes <= firstMinute + slots * slotMinutes,
    ),
  );
  if (issues.length === 0 && !fits) add('starts', 'noShiftFits', 'no start and length lie within the slots');
  return issues;
}
