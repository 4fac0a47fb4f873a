import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { demoQueueMachine } from '../bank/queue-machine.ts';
import type { Random } from '../bank/random.ts';
import { playMachineDay } from '../behaviour/machine-day.ts';
import type { MachineFact } from '../behaviour/machine-day.ts';
import { tellSigned } from '../client/signed.ts';
import type { BranchDay, DayPlanner } from './branch-day.ts';
import { dateAt } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';

export interface QueueMachineDeps {
  /** Address of the server. */
  readonly url: string;
  readonly plan: BankPlan;
  readonly branch: PlannedBranch;
  readonly planner: DayPlanner;
  readonly time: BusinessTime;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
  /** The branch has gone back to issuing and calling by itself. */
  readonly onDisconnected: () => void;
}

/** Business seconds between two looks at what the machine has written down, and at least so many of wall time. */
const flushSeconds = 15;
const flushWallSeconds = 2;
/** Facts of one message: what the server takes. */
const mostAtOnce = 100;
/** A bad line: such a share of the messages comes late, overtaken by others, and such a share comes twice. */
const lateShare = 0.06;
const lateSeconds = [30, 150] as const;
const twiceShare = 0.08;
const againSeconds = 20;
const dayCheckSeconds = 60;

/** A queue machine of another maker at work: it tells over the signed webhook what happens in its hall, not always in order. */
export function startQueueMachine(deps: QueueMachineDeps): void {
  const { branch, plan, planner, time, random, onFault } = deps;
  let day: BranchDay | null = null;
  let waiting: MachineFact[] = [];
  let date = '';
  let isOver = false;

  async function send(facts: readonly MachineFact[], midnight: number): Promise<void> {
    const answer = await tellSigned(
      deps.url,
      `/branches/${branch.id}/webhooks/queue-machine`,
      demoQueueMachine,
      {
        branchId: branch.id,
        events: facts.map((fact) => ({ ...fact, at: midnight + Math.round(fact.at * 1000) })),
      },
    );
    if (answer.ok || isOver) return;
    if (answer.text.includes('queue.machine_not_connected')) {
      isOver = true;
      deps.onDisconnected();
      return;
    }
    throw new Error(`the queue machine was refused: ${answer.status} ${answer.text}`);
  }

  /** Kept until the server has it: a server that is away, or yesterday still being open there, loses nothing. */
  const deliver = (facts: readonly MachineFact[], midnight: number): void =>
    void send(facts, midnight).catch((error: unknown) => {
      onFault(error);
      if (!isOver) time.after(againSeconds, () => deliver(facts, midnight));
    });

  function flush(): void {
    if (day === null) return;
    const { midnight } = day;
    const now = (time.now() - midnight) / 1000;
    const due = waiting.filter(({ at }) => at <= now);
    waiting = waiting.slice(due.length);
    for (let from = 0; from < due.length; from += mostAtOnce) {
      const facts = due.slice(from, from + mostAtOnce);
      if (random.chance(lateShare)) time.after(random.int(...lateSeconds), () => deliver(facts, midnight));
      else deliver(facts, midnight);
      if (random.chance(twiceShare)) time.after(random.int(...lateSeconds), () => deliver(facts, midnight));
    }
  }

  async function checkDay(): Promise<void> {
    const today = dateAt(branch.timeZone, time.now());
    if (today === date) return;
    // Its own idea of the hall: what we change about windows means nothing to it.
    day = await planner.plan(today, { stage: branch.stage, windows: [...branch.windows] });
    date = today;
    waiting =
      day === null
        ? []
        : playMachineDay({
            visits: day.visits,
            duties: day.duties,
            windows: branch.windows,
            services: plan.serviceTypes,
            closes: (day.closesAt - day.midnight) / 1000,
          });
  }

  const keepLooking = (): void => {
    if (isOver) return;
    flush();
    time.after(Math.max(flushSeconds, flushWallSeconds * time.rate()), keepLooking);
  };
  const keepChecking = (): void => {
    if (isOver) return;
    checkDay()
      .catch(onFault)
      .finally(() => time.after(dayCheckSeconds, keepChecking));
  };
  keepChecking();
  keepLooking();
}
