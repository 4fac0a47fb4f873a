import { defaultStrategy } from '@huiting/queueing/strategy';
import { elderAge, yearsBetween } from '@huiting/simulator/bank/dates';
import type { BankPlan, PlannedBranch, PlannedCustomer } from '@huiting/simulator/bank/plan-types';
import { dayRandom } from '@huiting/simulator/behaviour/day-random';
import type { DayFacts } from '@huiting/simulator/behaviour/day-factors';
import { planDuties } from '@huiting/simulator/behaviour/duties';
import { usualServiceSeconds } from '@huiting/simulator/behaviour/service-times';
import { customerPools, drawVisits } from '@huiting/simulator/behaviour/visits';
import { maskName } from '../../rooms/customer/index.ts';
import type { TicketHolder } from '../../rooms/queue/index.ts';
import type { DayRecord, HallPlan } from './hall-plan.ts';
import { playHall } from './play-hall.ts';

/** An open branch on a day of its calendar. `midnight` is local, in ms. */
export interface OpenDay {
  readonly branchId: string;
  readonly midnight: number;
  readonly facts: DayFacts;
}

export interface PastPlayer {
  /** One branch's day as it went, the same each time; with `until` it stops there. */
  play(day: OpenDay, until: number | null): DayRecord;
}

const graceMs = 60 * 60_000;

/** Plays days of the planned bank. */
export function createPastPlayer(plan: BankPlan): PastPlayer {
  const pools = customerPools(plan);
  const strategy = defaultStrategy();
  const branches = new Map(plan.branches.map((branch) => [branch.id, branch]));
  const staff = new Map(plan.staff.map(({ id, name, number }) => [id, { id, name, number }]));

  function hallPlan(branch: PlannedBranch, { facts, midnight }: OpenDay): HallPlan {
    const random = dayRandom(plan, branch, facts.date);
    const closesAt = midnight + facts.closes * 1000;
    const lobby = plan.staff.find((one) => one.homeBranchId === branch.id && one.post === 'lobbyManager');
    return {
      branchId: branch.id,
      date: facts.date,
      midnight,
      closesAt,
      endsAt: closesAt + graceMs,
      strategy,
      staff,
      random,
      services: new Map(
        plan.serviceTypes.map(({ id, code, name, prefix, waitLimitMinutes }) => [
          code,
          {
            id,
            code,
            name,
            prefix,
            waitLimitSeconds: waitLimitMinutes * 60,
            medianSeconds: usualServiceSeconds(code),
          },
        ]),
      ),
      windows: branch.windows,
      visits: drawVisits(random.fork('visits'), pools, branch, facts),
      duties: planDuties(random.fork('duties'), branch, plan.staff, facts),
      lobbyManager: lobby === undefined ? null : { id: lobby.id, name: lobby.name, number: lobby.number },
      holderOf: (customer) => holderOf(customer, facts.date),
    };
  }

  return { play: (day, until) => playHall(hallPlan(branches.get(day.branchId)!, day), until) };
}

function holderOf(customer: PlannedCustomer, date: string): TicketHolder {
  const elder = customer.birthDate !== null && yearsBetween(customer.birthDate, date) >= elderAge;
  return {
    id: customer.id,
    maskedName: maskName(customer.name),
    tier: customer.tier,
    elder,
    disabled: customer.disabled,
  };
}
