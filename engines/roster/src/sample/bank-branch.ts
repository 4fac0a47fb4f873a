import { createProblem, type RosterProblem } from '../model/index.ts';
import { bankJointCover, bankWindowCover } from './bank-demand.ts';
import { bankFairness, bankPairings, bankRequests, bankStaff } from './bank-staff.ts';
import { bankShiftTypes, BANK_SKILLS } from './bank-shifts.ts';
import { drawsFrom } from './draws.ts';

export interface BankBranchOptions {
  readonly seed: number;
  /** 12 or more: below that the key posts cannot be filled twice a day. */
  readonly people?: number;
  readonly weeks?: number;
}

/**
 * A large branch that might exist: 40 people, four weeks, open every day, demand for windows every half hour by kind
 * of business with busy Mondays and pay days, and the custody rules of a bank: two vault keepers at opening and
 * closing, an authoriser always, keepers of forms and of seals who are not the same person, a cash window over
 * lunch. Equal options give equal problems. Invented, not measured.
 */
export function createBankBranch({ seed, people = 40, weeks = 4 }: BankBranchOptions): RosterProblem {
  const draw = drawsFrom(seed);
  const days = weeks * 7;
  const staff = bankStaff(draw, people, days);
  return createProblem({
    horizon: { days, firstWeekday: 0 },
    skills: BANK_SKILLS,
    shiftTypes: bankShiftTypes(),
    staff,
    intervalCover: bankWindowCover(draw, days, people),
    jointCover: bankJointCover(days),
    requests: bankRequests(draw, staff, days),
    pairings: bankPairings(staff),
    fairness: bankFairness(draw, staff, days),
    rotation: [{ id: 'lateInARow', shifts: ['late', 'lateLunch'], maxConsecutive: 4 }],
  });
}
