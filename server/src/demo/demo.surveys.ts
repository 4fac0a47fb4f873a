import type { SurveyContent, SurveyQuestion } from '@huiting/contracts/feedback';
import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import { seededRandom } from '@huiting/simulator/bank/random';
import type { Random } from '@huiting/simulator/bank/random';
import { drawAnswers } from '@huiting/simulator/behaviour/survey-answers';
import { addDays, dateIn } from '../platform/clock/zone-time.ts';
import type { SurveySeed } from '../rooms/feedback/index.ts';

const dayMs = 86_400_000;
const named = (zh: string, en: string) => ({ zh, en });
const choice = (
  id: string,
  kind: 'single' | 'multiple',
  title: SurveyQuestion['title'],
  options: readonly (readonly [string, string])[],
): SurveyQuestion => ({
  id,
  kind,
  title,
  required: true,
  options: options.map(([zh, en], at) => ({ id: `o${at + 1}`, label: named(zh, en) })),
  scale: null,
});
const scale = (id: string, title: SurveyQuestion['title'], points: number): SurveyQuestion => ({
  id,
  kind: 'scale',
  title,
  required: true,
  options: [],
  scale: { points, low: named('完全不会', 'not at all'), high: named('一定会', 'certainly') },
});
const words = (id: string, title: SurveyQuestion['title']): SurveyQuestion => ({
  id,
  kind: 'text',
  title,
  required: false,
  options: [],
  scale: null,
});

/** Surveys of the demo bank: one of head office's that visitors answer now, and one of the story branch that is over. */
export function demoSurveys(plan: BankPlan, now: number): SurveySeed[] {
  const random = seededRandom(`surveys/${plan.seed}`);
  const today = dateIn('Asia/Shanghai', now);
  const head = plan.orgUnits[0]!.id;
  const story = plan.orgUnits.find(({ code }) => code === '320113')!;
  const place = plan.branches.find(({ code }) => code === '320113')!.id;
  const visit: SurveyContent = {
    title: named('到店体验问卷', 'How was your visit'),
    intro: named(
      '五道题，约一分钟。您的意见会直接送到网点和总行。',
      'Five questions, about a minute. It goes straight to the branch and to head office.',
    ),
    questions: [
      choice('q1', 'single', named('今天主要来办什么？', 'What did you come for?'), [
        ['存取现金', 'Cash'],
        ['转账汇款', 'Transfers'],
        ['理财咨询', 'Investments'],
        ['卡与账户', 'Cards and accounts'],
        ['其他', 'Something else'],
      ]),
      choice('q2', 'multiple', named('哪些地方让您满意？', 'What pleased you?'), [
        ['等候时间', 'The wait'],
        ['员工态度', 'The staff'],
        ['讲解清楚', 'Clear explanations'],
        ['环境整洁', 'The place'],
        ['设备好用', 'The machines'],
      ]),
      {
        ...scale('q3', named('等候时间您能接受吗？', 'Was the wait acceptable?'), 5),
        scale: { points: 5, low: named('太久', 'far too long'), high: named('很快', 'very short') },
      },
      scale('q4', named('您会把本行推荐给亲友吗？', 'Would you recommend us?'), 10),
      words('q5', named('还有什么想告诉我们？', 'Anything else?')),
    ],
    validFrom: addDays(today, -20),
    validUntil: addDays(today, 40),
    respondents: 'visitors',
  };
  const hall: SurveyContent = {
    title: named('网点环境意见征集', 'Your opinion of our hall'),
    intro: named('感谢您帮助我们改进大厅。', 'Thank you for helping us improve the hall.'),
    questions: [
      choice('q1', 'multiple', named('大厅里最需要改进的是？', 'What needs improving most?'), [
        ['座位数量', 'Seats'],
        ['饮水与卫生间', 'Water and rest rooms'],
        ['无障碍通道', 'Step-free access'],
        ['指引标识', 'Signs'],
      ]),
      words('q2', named('您的建议', 'Your suggestion')),
    ],
    validFrom: addDays(today, -50),
    validUntil: addDays(today, -22),
    respondents: 'anyone',
  };
  return [
    seed(random, visit, {
      orgUnitId: head,
      by: '总行运营管理部',
      state: 'published',
      count: 186,
      until: now,
      place,
    }),
    seed(random, hall, {
      orgUnitId: story.id,
      by: '高岚',
      state: 'closed',
      count: 64,
      until: now - 22 * dayMs,
      place: null,
    }),
  ];
}

interface Circumstances {
  readonly orgUnitId: string;
  readonly by: string;
  readonly state: 'published' | 'closed';
  readonly count: number;
  readonly until: number;
  readonly place: string | null;
}

function seed(random: Random, content: SurveyContent, of: Circumstances): SurveySeed {
  const from = Date.parse(`${content.validFrom}T01:00:00Z`);
  return {
    id: random.id(from),
    orgUnitId: of.orgUnitId,
    content,
    state: of.state,
    publishedBy: of.by,
    publishedAt: from,
    answers: Array.from({ length: of.count }, () => {
      const day = random.int(0, Math.max(0, Math.floor((of.until - from) / dayMs) - 1));
      const at = from + day * dayMs + random.int(0, 8 * 3600) * 1000;
      return {
        id: random.id(at),
        at,
        date: dateIn('Asia/Shanghai', at),
        placeId: of.place,
        respondent: random.id(at),
        answers: drawAnswers(random, content.questions, true),
      };
    }),
  };
}
