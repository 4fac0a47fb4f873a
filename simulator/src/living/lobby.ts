import { feedbackEndpoints, feedbackTopics } from '@huiting/contracts/feedback';
import type { BadRatingCase } from '@huiting/contracts/feedback';
import { workflowEndpoints, workflowTopics } from '@huiting/contracts/workflow';
import type { Alert } from '@huiting/contracts/workflow';
import type { Random } from '../bank/random.ts';
import type { Caller } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast } from './cast.ts';
import { createLobbyHand } from './lobby-hand.ts';
import type { People } from './people.ts';

export interface LobbyDeps {
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly live: LiveClient;
  readonly director: Caller;
  readonly cast: Cast;
  readonly people: People;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

const talks = ['客户说等候时没有人告知进度', '客户反映讲解太快没听明白', '客户说准备材料来回跑了两趟'];
const causes = ['高峰时段窗口不足', '业务解释不够清楚', '材料清单未一次告知'];
const remedies = ['当面致歉，补开窗口并告知预计时间', '重新讲解并留下联系方式', '协助备齐材料并预约优先办理'];
const resolutions: Readonly<Record<string, string>> = {
  'customer.arrival': '已迎接并引导至贵宾区',
  'hall.congestion': '已引导客户至智能柜台，并协调增开窗口',
};

/** The lobby manager: takes alerts and bad ratings after a while, unless a person has the branch's PAD in hand. */
export async function watchLobby(deps: LobbyDeps): Promise<void> {
  const { branchId, time, live, director, cast, people, random } = deps;
  const { lobby } = cast;
  if (lobby === null) return;
  const seen = new Map<string, string>();

  const { soon } = createLobbyHand({ lobby, time, people, random, onFault: deps.onFault });
  const story = random.int(0, talks.length - 1);

  /** One look at each state a thing comes to. */
  const isNew = (id: string, state: string): boolean => {
    if (seen.get(id) === state) return false;
    seen.set(id, state);
    return true;
  };

  function handle(badCase: BadRatingCase): void {
    const onCase = { branchId, caseId: badCase.id };
    if (!isNew(badCase.id, badCase.state)) return;
    // What a customer disputed is for somebody above to take.
    if (badCase.state === 'open' && badCase.chain.every(({ reason }) => reason !== 'disputed'))
      soon([2, 4.5], () => lobby!.caller.call(feedbackEndpoints.claimCase, onCase));
    if (badCase.state === 'claimed')
      soon([3, 8], () =>
        lobby!.caller.call(feedbackEndpoints.recordTalk, {
          ...onCase,
          talk: talks[story]!,
          stillInBranch: random.chance(0.6),
        }),
      );
    if (badCase.state === 'talked')
      soon([10, 45], () =>
        lobby!.caller.call(feedbackEndpoints.closeCase, {
          ...onCase,
          cause: causes[story]!,
          remedy: remedies[story]!,
        }),
      );
    // Most customers say yes when they are called, some do not, and some are not reached before the limit.
    if (badCase.state === 'confirming') {
      const answer = random.index([0.7, 0.1, 0.2]);
      if (answer < 2)
        soon([25, 150], () =>
          lobby!.caller.call(feedbackEndpoints.confirmCase, {
            ...onCase,
            accepted: answer === 0,
            note: answer === 0 ? '电话回访，客户表示认可' : '电话回访，客户认为问题没有解决',
          }),
        );
    }
  }

  function attend(alert: Alert): void {
    const resolution = resolutions[alert.kind];
    const onAlert = { branchId, alertId: alert.id };
    if (resolution === undefined || !isNew(alert.id, alert.state)) return;
    if (alert.state === 'open')
      soon([1.5, 7], () => lobby!.caller.call(workflowEndpoints.claimAlert, onAlert));
    if (alert.state === 'claimed')
      soon([3, 12], () => lobby!.caller.call(workflowEndpoints.resolveAlert, { ...onAlert, resolution }));
  }

  async function begin(): Promise<void> {
    const [cases, alerts] = await Promise.all([
      director.call(feedbackEndpoints.listCases, { branchId }),
      director.call(workflowEndpoints.listAlerts, { branchId }),
    ]);
    cases.cases.forEach(handle);
    alerts.alerts.forEach(attend);
    await live.watch({
      topic: feedbackTopics.cases.name,
      key: branchId,
      caller: director,
      after: cases.number,
      onDelta: (data: { case: BadRatingCase | null }) => data.case !== null && handle(data.case),
      onReload: () => void begin().catch(deps.onFault),
    });
    await live.watch({
      topic: workflowTopics.alerts.name,
      key: branchId,
      caller: director,
      after: alerts.number,
      onDelta: (data: { alert: Alert }) => attend(data.alert),
      onReload: () => void begin().catch(deps.onFault),
    });
  }
  await begin();
}
