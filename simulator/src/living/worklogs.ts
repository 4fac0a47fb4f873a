import { hallEndpoints } from '@huiting/contracts/hall';
import type { PatrolItem, WorklogNotes } from '@huiting/contracts/hall';
import type { Random } from '../bank/random.ts';
import { isDailyLife } from '../client/api.ts';
import type { BranchDay } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast, Player } from './cast.ts';
import type { People } from './people.ts';

export interface WorklogDeps {
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly cast: Cast;
  readonly people: People;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

const minuteMs = 60_000;
const findings: readonly { item: PatrolItem; words: string }[] = [
  { item: 'supplies', words: '存款凭条不足，已补充' },
  { item: 'selfService', words: '2 号自助机凭条纸将尽' },
  { item: 'cleanliness', words: '等候区地面有水渍，已请保洁处理' },
  { item: 'signs', words: '利率牌日期未更新，已更换' },
];
const notes: WorklogNotes = {
  service: '上午客流集中，长者优先窗口已开启',
  business: '转账缴费与改密引导至智能柜台办理',
  environment: '三轮巡检完成，问题当场处理',
  marketing: '贵宾到店由客户经理接待',
  incidents: '无重大投诉',
  summary: '高峰时段加开弹性窗口效果好；复习反诈话术',
};

/** What the lobby manager writes down: three rounds a day, and the log at closing, which the branch manager archives. */
export function createWorklogLife(deps: WorklogDeps): { beginDay(day: BranchDay): void } {
  const { branchId, time, cast, people, random } = deps;
  const { lobby, leader } = cast;
  const as = (player: Player, act: () => Promise<unknown>): void => {
    if (people.isPerson(player.id)) return;
    act().catch((error: unknown) => {
      if (!isDailyLife(error)) deps.onFault(error);
    });
  };

  async function handIn(day: BranchDay): Promise<void> {
    const { worklog, date } = await lobby!.caller.call(hallEndpoints.getMyWorklog, { branchId });
    // Not of another day, and not over what a person has written.
    if (date !== day.date || worklog !== null) return;
    const saved = await lobby!.caller.call(hallEndpoints.saveWorklog, { branchId, notes, version: 0 });
    const worklogId = saved.worklog.id;
    await lobby!.caller.call(hallEndpoints.submitWorklog, { branchId, worklogId });
    if (leader === null) return;
    time.after(random.int(5, 20) * 60, () =>
      as(leader, () =>
        leader.caller.call(hallEndpoints.reviewWorklog, {
          branchId,
          worklogId,
          decision: 'archive',
          words: '已阅',
        }),
      ),
    );
  }

  return {
    beginDay: (day) => {
      if (lobby === null) return;
      const half = (day.opensAt + day.closesAt) / 2;
      for (const at of [day.opensAt + 20 * minuteMs, half, day.closesAt - 40 * minuteMs]) {
        if (at <= time.now()) continue;
        const found = random.chance(0.4) ? [findings[random.int(0, findings.length - 1)]!] : [];
        time.at(at, () =>
          as(lobby, () => lobby.caller.call(hallEndpoints.recordPatrol, { branchId, findings: found })),
        );
      }
      if (day.closesAt > time.now()) time.at(day.closesAt + minuteMs / 2, () => as(lobby, () => handIn(day)));
    },
  };
}
