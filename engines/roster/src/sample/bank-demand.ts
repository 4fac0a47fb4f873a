import type { IntervalCover, JointCover } from '../model/index.ts';
import { BANK_HOURS } from './bank-shifts.ts';
import type { Draw } from './draws.ts';

const HALF_HOUR = 30;
/** Missing people per half hour cost this much; one too many costs 1, so that nobody is placed for nothing. */
const UNDER = { window: 20, skill: 30, custody: 100 } as const;

/** Share of the peak in each half hour from 8:30: the morning rush, the quiet noon, the smaller afternoon. */
const CURVE = [
  0.55, 0.85, 1, 1, 0.95, 0.85, 0.7, 0.6, 0.5, 0.5, 0.6, 0.75, 0.8, 0.75, 0.65, 0.55, 0.4,
] as const;
/** Monday … Sunday. */
const WEEK = [1.1, 0.95, 0.9, 0.95, 1.05, 0.55, 0.45] as const;

/** People wanted at windows every half hour: all together, at cash windows, at corporate ones. */
export function bankWindowCover(draw: Draw, days: number, people: number): IntervalCover[] {
  const cover: IntervalCover[] = [];
  for (let day = 0; day < days; day += 1) {
    const weekday = day % 7;
    // Pay and pension days early in the month: the second week of the plan.
    const factor = WEEK[weekday]! * (day >= 7 && day < 12 ? 1.1 : 1) * draw.between(0.95, 1.05);
    for (const [i, share] of CURVE.entries()) {
      const fromMinute = BANK_HOURS.opens + i * HALF_HOUR;
      const span = { day, fromMinute, toMinute: fromMinute + HALF_HOUR };
      const all = Math.max(2, Math.round(people * 0.8 * share * factor));
      cover.push({ ...span, skill: null, required: all, underCost: UNDER.window, overCost: 1 });
      cover.push({
        ...span,
        skill: 'cash',
        required: Math.max(1, Math.round(all * 0.45)),
        underCost: UNDER.skill,
        overCost: 0,
      });
      if (weekday < 5)
        cover.push({
          ...span,
          skill: 'corporate',
          required: Math.max(1, Math.round(all * 0.14)),
          underCost: UNDER.skill,
          overCost: 0,
        });
    }
  }
  return cover;
}

/** The custody rules, judged half hour by half hour where they must always hold. */
export function bankJointCover(days: number): JointCover[] {
  const { vaultOpens, opens, closes, vaultCloses } = BANK_HOURS;
  const joint: JointCover[] = [];
  for (let day = 0; day < days; day += 1) {
    for (const [fromMinute, toMinute] of [
      [vaultOpens, opens],
      // Late shifts begin with the doors and close the vault.
      [closes, vaultCloses],
    ] as const)
      joint.push({
        rule: 'vault',
        day,
        fromMinute,
        toMinute,
        roles: [{ skill: 'vault', count: 2 }],
        underCost: UNDER.custody,
      });
    for (let fromMinute: number = opens; fromMinute < closes; fromMinute += HALF_HOUR) {
      const span = { day, fromMinute, toMinute: fromMinute + HALF_HOUR, underCost: UNDER.custody };
      joint.push({ ...span, rule: 'authoriser', roles: [{ skill: 'authorise', count: 1 }] });
      joint.push({
        ...span,
        rule: 'formsAndSeals',
        roles: [
          { skill: 'forms', count: 1 },
          { skill: 'seals', count: 1 },
        ],
      });
      if (fromMinute >= 690 && fromMinute < 840)
        joint.push({ ...span, rule: 'lunch', roles: [{ skill: 'cash', count: 1 }] });
    }
  }
  return joint;
}
