import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { seededRandom } from '../bank/random.ts';
import type { CustomerPools } from '../behaviour/visits.ts';
import type { Caller } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';
import { addDays, createDayPlanner, dateAt } from './branch-day.ts';
import type { BranchDay, BranchNow } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import { castOf } from './cast.ts';
import { createFollowUpCalls } from './follow-up-calls.ts';
import { createGate } from './gate.ts';
import { mirrorHall } from './hall-mirror.ts';
import { watchHallService } from './hall-service.ts';
import type { HallService } from './hall-service.ts';
import { watchLobby } from './lobby.ts';
import type { People } from './people.ts';
import { watchRatings } from './raters.ts';
import { createSmartCounter } from './smart-counter.ts';
import { createSurveyGuests } from './survey-guests.ts';
import { createVisitors } from './visitors.ts';
import type { Visitors } from './visitors.ts';
import { createWindowActor } from './window-actor.ts';
import type { WindowActor } from './window-actor.ts';
import { createWorklogLife } from './worklogs.ts';

export interface BranchLifeDeps {
  /** Address of the server. */
  readonly url: string;
  readonly plan: BankPlan;
  readonly branch: PlannedBranch;
  readonly pools: CustomerPools;
  readonly time: BusinessTime;
  readonly live: LiveClient;
  readonly director: Caller;
  /** Of whoever has a ticket's link. */
  readonly phone: Caller;
  readonly people: People;
  readonly onFault: (error: unknown) => void;
}

/** One branch coming to life: its windows, its customers, its lobby manager. */
export interface BranchLife {
  /** Somebody came or went at a screen, or the stream is back: every window decides again. */
  lookAround(): void;
  /** The branch was edited: windows, hours and stage are asked for again. */
  renew(): void;
}

const dayCheckSeconds = 60;

export async function startBranchLife(deps: BranchLifeDeps): Promise<BranchLife> {
  const { plan, branch, time, live, director, people, onFault } = deps;
  const branchId = branch.id;
  // Chance of the living day: unlike the plan, it need not repeat.
  const random = seededRandom(`living/${branch.code}/${time.now()}`);
  const cast = castOf(plan, branch, director);
  const planner = createDayPlanner({ plan, branch, pools: deps.pools, director });
  const actors = new Map<string, WindowActor>();
  let now: BranchNow = await director.call(organizationEndpoints.getBranch, { branchId });
  let date = '';
  /** Plans are made one after another: an older answer must not overtake a newer one. */
  let planning: Promise<void> = Promise.resolve();
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
      for (const actor of actors.values()) actor.look();
      if (tickets.some((ticket) => ticket.state === 'waiting'))
        for (const actor of actors.values()) actor.somebodyWaits();
    },
  });
  const guests = createSurveyGuests({ phone: deps.phone, time, random, onFault });
  const own = createVisitors({ branchId, time, cast, people, hall, guests, random, onFault });
  visitors = own;
  own.adopt(hall.tickets());
  const actorAt = (windowId: string): WindowActor =>
    createWindowActor({
      branchId,
      windowId,
      time,
      hall,
      cast,
      people,
      visitors: own,
      random,
      isLive: live.isConnected,
      onFault,
    });
  /** A window that is new gets somebody; one that is gone keeps its actor until it has signed out. */
  const manWindows = (): void => {
    for (const { id } of now.windows) if (!actors.has(id)) actors.set(id, actorAt(id));
  };
  manWindows();
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

  function begin(day: BranchDay | null): void {
    own.beginDay(day);
    if (day !== null) {
      worklogs.beginDay(day);
      calls.beginDay(day);
      gate.beginDay(day);
      smartCounter.beginDay(day);
    }
    for (const actor of actors.values()) {
      if (day === null) actor.endDay();
      else actor.beginDay(day);
    }
  }

  const gate = createGate({ url: deps.url, branchId, time, random, onFault });
  const smartCounter = createSmartCounter({ url: deps.url, branchId, time, random, onFault });
  const { timeZone } = branch;
  const calls = createFollowUpCalls({ branchId, timeZone, time, cast, people, random, onFault });
  const worklogs = createWorklogLife({ branchId, time, cast, people, random, onFault });

  async function checkDay(): Promise<void> {
    const today = dateAt(branch.timeZone, time.now());
    if (today === date) return;
    const day = await planner.plan(today, now);
    date = today;
    if (day === null) return;
    begin(day);
    const tomorrow = await planner.plan(addDays(today, 1), now);
    if (tomorrow !== null) own.bookAhead(tomorrow);
  }

  async function renew(): Promise<void> {
    now = await director.call(organizationEndpoints.getBranch, { branchId });
    manWindows();
    if (date !== '') begin(await planner.plan(date, now));
  }

  const keepChecking = (): void => {
    planning = planning.then(checkDay).catch(onFault);
    void planning.finally(() => time.after(dayCheckSeconds, keepChecking));
  };
  keepChecking();

  return {
    lookAround: () => {
      for (const actor of actors.values()) actor.look();
    },
    renew: () => {
      planning = planning.then(renew).catch(onFault);
    },
  };
}
