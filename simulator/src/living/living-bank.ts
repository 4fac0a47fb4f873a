import { accessEndpoints } from '@huiting/contracts/access';
import { stageFunctions } from '@huiting/contracts/organization';
import { platformEndpoints } from '@huiting/contracts/platform';
import { planBank } from '../bank/plan.ts';
import { machineBranchOf } from '../bank/queue-machine.ts';
import { seededRandom } from '../bank/random.ts';
import { customerPools } from '../behaviour/visits.ts';
import type { PlannedBranch } from '../bank/plan-types.ts';
import { createCaller, isRefusal } from '../client/api.ts';
import type { Caller } from '../client/api.ts';
import { createLiveClient } from '../client/live-client.ts';
import { startBranchLife } from './branch-life.ts';
import { startCoreBank } from './core-bank.ts';
import { followBranches } from './follow-branches.ts';
import type { BranchLife } from './branch-life.ts';
import { createDayPlanner, dateAt } from './branch-day.ts';
import { createBusinessTime } from './business-time.ts';
import { filePaperwork } from './paperwork.ts';
import { createPeople } from './people.ts';
import type { Presence } from './people.ts';
import { startQueueMachine } from './queue-machine.ts';

export interface LivingBankOptions {
  /** Address of the server. */
  readonly url: string;
  /** The demo's director: may look everywhere and stand in for anybody. */
  readonly username: string;
  readonly password: string;
  /** The bank that was loaded. */
  readonly seed: number;
  readonly startDate: string;
  /** Left out = every branch that operates. */
  readonly branchIds?: readonly string[];
  readonly onFault?: (error: unknown) => void;
}

export interface LivingBank {
  /** Where people are: told by the server. */
  tellPresence(present: readonly Presence[]): void;
  stop(): void;
}

const againMs = 1_000;
/** Well within the idle time after which the director would be signed out, also while the clock is paused. */
const touchEveryMs = 4 * 60_000;

/** Fills the halls with life, through the public API alone. Every refusal is normal; a lost server is waited for. */
export async function startLivingBank(options: LivingBankOptions): Promise<LivingBank> {
  const onFault = options.onFault ?? (() => undefined);
  const director = createCaller({ url: options.url, surface: 'console' });
  await signIn(director, options, onFault);
  const phone = createCaller({ url: options.url, surface: 'h5' });
  const clock = await director.call(platformEndpoints.getClock, {});
  const time = createBusinessTime(clock);
  const people = createPeople();
  const lives = new Map<string, BranchLife>();
  let signingIn: Promise<void> | null = null;

  /** The session may end: idle while the clock was paused for long, or revoked. */
  const comeBack = (): Promise<void> =>
    (signingIn ??= signIn(director, options, onFault).finally(() => {
      signingIn = null;
    }));
  const live = createLiveClient({
    url: options.url,
    onClock: time.adopt,
    onState: (connected) => {
      if (connected) for (const life of lives.values()) life.lookAround();
    },
    onFault: (error) => {
      onFault(error);
      stillThere();
    },
  });
  const stillThere = (): void => {
    director.call(accessEndpoints.getMe, {}).catch((error: unknown) => {
      if (isRefusal(error, 'platform.not_signed_in')) void comeBack();
    });
  };
  const touching = setInterval(stillThere, touchEveryMs);

  const plan = planBank(options.seed, options.startDate);
  const pools = customerPools(plan);
  const planned = new Map(plan.branches.map((branch) => [branch.id, branch]));
  const machineBranch = machineBranchOf(plan);
  let machineStarted = false;

  async function comeToLife(branch: PlannedBranch): Promise<void> {
    const { url } = options;
    lives.set(
      branch.id,
      await startBranchLife({ url, plan, branch, pools, time, live, director, phone, people, onFault }),
    );
  }

  const follow = followBranches({
    director,
    branchIds: options.branchIds ?? [...planned.keys()],
    onChanged: async (branchId, stage) => {
      const life = lives.get(branchId);
      if (life !== undefined) return life.renew();
      const branch = planned.get(branchId);
      if (branch === undefined || !stageFunctions[stage].ticketing) return;
      if (branch.id === machineBranch.id && !machineStarted) {
        machineStarted = true;
        startQueueMachine({
          url: options.url,
          plan,
          branch,
          planner: createDayPlanner({ plan, branch, pools, director }),
          time,
          random: seededRandom(`machine/${branch.code}/${time.now()}`),
          onFault,
          // A bank loaded before there was a machine, or somebody has disconnected it: people come to life there, too.
          onDisconnected: () => void comeToLife(branch).catch(onFault),
        });
        return;
      }
      if (branch.id !== machineBranch.id) await comeToLife(branch);
    },
    onFault,
  });
  await follow.start();
  const coreBank = startCoreBank({ url: options.url, plan, time, onFault });
  if (options.branchIds === undefined)
    filePaperwork({ plan, director, today: dateAt(plan.timeZone, time.now()) }).catch(onFault);

  return {
    tellPresence: (present) => {
      people.tell(present);
      for (const life of lives.values()) life.lookAround();
    },
    stop: () => {
      follow.stop();
      coreBank.stop();
      clearInterval(touching);
      live.close();
      time.stop();
    },
  };
}

/** Tries until the server lets the director in. */
async function signIn(
  director: Caller,
  options: LivingBankOptions,
  onFault: (error: unknown) => void,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await director.call(accessEndpoints.signIn, { username: options.username, password: options.password });
      return;
    } catch (error) {
      if (tries % 10 === 1) onFault(error);
      await new Promise((resolve) => setTimeout(resolve, againMs * Math.min(tries, 10)));
    }
  }
}
