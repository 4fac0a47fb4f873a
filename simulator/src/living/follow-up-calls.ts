import { feedbackEndpoints } from '@huiting/contracts/feedback';
import type { FollowUp } from '@huiting/contracts/feedback';
import type { Random } from '../bank/random.ts';
import type { BranchDay } from './branch-day.ts';
import { dateAt } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast } from './cast.ts';
import { createLobbyHand } from './lobby-hand.ts';
import type { People } from './people.ts';

export interface FollowUpCallsDeps {
  readonly branchId: string;
  readonly timeZone: string;
  readonly time: BusinessTime;
  readonly cast: Cast;
  readonly people: People;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

const hourMs = 3_600_000;
/** Between two looks at the calls to make, from an hour after opening on; so many are made at each. */
const lookMs = 40 * 60_000;
const atOnce = 2;
/** Made on the day they are due or the one before. */
const aheadMs = 24 * hourMs;
/** Of ten calls seven are answered, as in the bank's past (`follow-up-rows.ts`). */
const reachedShare = 0.72;
/** How content those are who are reached, by why they are called: levels 2 to 5. */
const contentOf = { sampled: [0.01, 0.1, 0.4, 0.49], badRating: [0.06, 0.38, 0.38, 0.18] } as const;
const missed = ['无人接听', '电话占线', '客户正在忙，约改日再打'];
const said: Readonly<Record<number, string>> = {
  5: '客户对服务很满意，表示感谢',
  4: '客户总体满意，希望高峰时多开窗口',
  3: '客户认为等候偏长，办理过程还可以',
  2: '客户对上次的处理不满意，希望网点负责人联系',
};

/** The lobby manager on the phone, in the quiet of the day: the follow-up calls that are due (EV-07). */
export function createFollowUpCalls(deps: FollowUpCallsDeps): { beginDay(day: BranchDay): void } {
  const { branchId, time, cast, random } = deps;
  const { lobby } = cast;
  /** Which plan of the day counts. */
  let planned = 0;
  if (lobby === null) return { beginDay: () => undefined };
  const { caller } = lobby;
  const hand = createLobbyHand({ ...deps, lobby });

  const calledToday = ({ attempts }: FollowUp): boolean =>
    attempts.some(({ at }) => dateAt(deps.timeZone, at) === dateAt(deps.timeZone, time.now()));

  async function look(): Promise<void> {
    const { followUps } = await caller.call(feedbackEndpoints.listFollowUps, { branchId });
    const now = time.now();
    const due = followUps.filter(
      (one) => one.state === 'due' && one.dueAt - now < aheadMs && !calledToday(one),
    );
    for (const one of due.slice(0, atOnce)) hand.soon([1, 12], () => ring(one));
  }

  function ring({ id: followUpId, reason }: FollowUp): Promise<unknown> {
    const reached = random.chance(reachedShare);
    const satisfaction = reached ? random.index(contentOf[reason]) + 2 : null;
    return caller.call(feedbackEndpoints.recordFollowUp, {
      branchId,
      followUpId,
      reached,
      satisfaction,
      note: satisfaction === null ? random.pick(missed) : said[satisfaction]!,
    });
  }

  return {
    beginDay: (day) => {
      const plan = ++planned;
      for (let at = day.opensAt + hourMs; at < day.closesAt - hourMs / 2; at += lookMs) {
        if (at <= time.now()) continue;
        time.at(at + random.int(0, 600) * 1000, () => {
          if (plan === planned) hand.soon([0, 1], look);
        });
      }
    },
  };
}
