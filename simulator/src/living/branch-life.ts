import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { seededRandom } from '../bank/random.ts';
import type { CustomerPools } from '../behaviour/visits.ts';
import type { Caller } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';
import { addDays, createDayPlanner, dateAt } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import { castOf } from './cast.ts';
import { mirrorHall } from './hall-mirror.ts';
import { watchHallService } from './hall-service.ts';
import type { HallService } from './hall-service.ts';
import { watchLobby } from './lobby.ts';
import type { People } from './people.ts';
import { watchRatings } from './raters.ts';
import { createVisitors } from './visitors.ts';
import type { Visitors } from './visitors.ts';
import { createWindowActor } from './window-actor.ts';
import type { WindowActor } from './window-actor.ts';

export interface BranchLifeDeps {
  readonly plan: BankPlan;
  readonly branch: PlannedBranch;
  readonly pools: CustomerPools;
  readonly time: BusinessTime;
  readonly live: LiveClient;
  readonly director: Caller;
  readonly people: People;
  readonly onFault: (error: unknown) => void;
}

/** One branch coming to life: its windows, its customers, its lobby manager. */
export interface BranchLife {
  /** Somebody came or went at a screen, or the stream is back: every window decides again. */
  lookAround(): void;
}

const dayCheckSeconds = 60;

export async function startBranchLife(deps: BranchLifeDeps): Promise<BranchLife> {
  const { plan, branch, time, live, director, people, onFault } = deps;
  const branchId = branch.id;
  // Chance of the living day: unlike the plan, it need not repeat.
  const random = seededRandom(`living/${branch.code}/${time.now()}`);
  const cast = castOf(plan, branch, director);
  const planner = createDayPlanner({ plan, branch, pools: deps.pools, director });
  let actors: WindowActor[] = [];
  let date = '';
  let visitors: Visitors | null = null;
  let service: HallService | null = null;

  const hall = await mirrorHall({
    branchId,
    director,
    live,
    onFault,
    onChange: ({ tickets }) => {
      visitors?.saw(tickets);
      service?.saw(tickets);
      for (const actor of actors) actor.look();
      if (tickets.some((ticket) => ticket.state === 'waiting'))
        for (const actor of actors) actor.somebodyWaits();
    },
  });
  const own = createVisitors({ branchId, time, cast, people, hall, random, onFault });
  visitors = own;
  own.adopt(hall.tickets());
  actors = branch.windows.map((window) =>
    createWindowActor({
      branchId,
      windowId: window.id,
      time,
      hall,
      cast,
      people,
      visitors: own,
      random,
      isLive: live.isConnected,
      onFault,
    }),
  );
  await watchRatings({ branchId, time, live, cast, people, hall, visitors: own, random, onFault });
  await watchLobby({ branchId, time, live, director, cast, people, random, onFault });
  service = await watchHallService({
    branchId,
    time,
    live,
    cast,
    people,
    hall,
    visitors: own,
    random,
    onFault,
  });

  async function checkDay(): Promise<void> {
    const today = dateAt(branch.timeZone, time.now());
    if (today === date) return;
    const day = await planner.plan(today);
    date = today;
    if (day === null) return;
    own.beginDay(day);
    for (const actor of actors) actor.beginDay(day);
    const tomorrow = await planner.plan(addDays(today, 1));
    if (tomorrow !== null) own.bookAhead(tomorrow);
  }

  const keepChecking = (): void => {
    checkDay()
      .catch(onFault)
      .finally(() => time.after(dayCheckSeconds, keepChecking));
  };
  keepChecking();

  return {
    lookAround: () => {
      for (const actor of actors) actor.look();
    },
  };
}
