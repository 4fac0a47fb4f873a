import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SurveyAnswers, feedbackEndpoints } from '@huiting/contracts/feedback';
import type { FollowUp, SurveyQuestion } from '@huiting/contracts/feedback';
import { drawAnswers } from '../behaviour/survey-answers.ts';
import { seededRandom } from '../bank/random.ts';
import type { Caller } from '../client/api.ts';
import { createBusinessTime } from './business-time.ts';
import { createFollowUpCalls } from './follow-up-calls.ts';
import type { BranchDay } from './branch-day.ts';
import { createPeople } from './people.ts';
import { createSurveyGuests } from './survey-guests.ts';

const opensAt = Date.parse('2026-11-20T09:00:00+08:00');
const hour = 3_600_000;
const day: BranchDay = {
  date: '2026-11-20',
  midnight: opensAt - 9 * hour,
  opensAt,
  closesAt: opensAt + 8 * hour,
  visits: [],
  duties: [],
};
const never = (error: unknown): void => assert.fail(String(error));

/** Business time that jumps when told to, and whoever it is told to. */
function clock(rate = 1) {
  let at = opensAt;
  const time = createBusinessTime(
    { mode: 'simulated', rate, anchorBusiness: opensAt, anchorWall: 0 } as never,
    () => (at - opensAt) / rate,
  );
  return {
    time,
    passTo: async (instant: number): Promise<void> => {
      for (; at < instant; at += 60_000) {
        time.adopt({
          mode: 'simulated',
          rate,
          anchorBusiness: at,
          anchorWall: (at - opensAt) / rate,
        } as never);
        await new Promise((resolve) => setImmediate(resolve));
        time.at(at, () => undefined);
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    },
  };
}

/** The server as the simulator meets it: what it is asked, and what it answers. */
function serverOf(answers: Record<string, (input: Record<string, unknown>) => unknown>) {
  const asked: { id: string; input: Record<string, unknown> }[] = [];
  const caller = {
    call: (endpoint: { id: string }, input: Record<string, unknown>) => {
      asked.push({ id: endpoint.id, input });
      return Promise.resolve(answers[endpoint.id]?.(input) ?? {});
    },
  } as unknown as Caller;
  return { asked, caller };
}

const questions: SurveyQuestion[] = [
  {
    id: 'q1',
    kind: 'scale',
    title: { zh: '等候', en: 'Wait' },
    required: true,
    options: [],
    scale: { points: 5, low: { zh: '久', en: 'long' }, high: { zh: '短', en: 'short' } },
  },
];

test('eight in a hundred visitors answer the survey of their ticket, with answers the contract takes', async () => {
  const random = seededRandom('surveys');
  const { time, passTo } = clock();
  const { asked, caller } = serverOf({
    [feedbackEndpoints.surveyOfTicket.id]: () => ({ survey: { token: 'survey', title: {} } }),
    [feedbackEndpoints.openSurvey.id]: () => ({ state: 'open', version: 3, questions }),
  });
  const guests = createSurveyGuests({ phone: caller, time, random, onFault: never });
  for (let visitor = 0; visitor < 1_000; visitor++) guests.served(`ticket-${visitor}`, true);
  await passTo(opensAt + hour);
  time.stop();
  const given = asked.filter(({ id }) => id === feedbackEndpoints.answerSurvey.id);
  assert.ok(given.length > 55 && given.length < 110, `${given.length} of 1,000`);
  assert.equal(new Set(given.map(({ input }) => input['ticket'])).size, given.length);
  for (const { input } of given) {
    assert.equal(input['version'], 3);
    SurveyAnswers.parse(input['answers']);
  }
});

test('a wait beyond its limit is felt in the answers', () => {
  const random = seededRandom('felt');
  const mean = (inTime: boolean): number =>
    Array.from({ length: 2_000 }, () => drawAnswers(random, questions, inTime)['q1'] as number).reduce(
      (sum, one) => sum + one / 2_000,
      0,
    );
  const [good, late] = [mean(true), mean(false)];
  assert.ok(good > 4 && good < 4.4 && late < good - 0.4, `${good} and ${late}`);
});

test('calls that are due are made in opening hours, a few at a time; most are answered, and nobody is called twice a day', async () => {
  const list: FollowUp[] = Array.from({ length: 40 }, (_, index) => ({
    id: `f${index}`,
    branchId: 'b',
    reason: index % 4 === 0 ? 'badRating' : 'sampled',
    state: 'due',
    customer: { id: `c${index}`, maskedName: '王*芳' },
    ticketNumber: 'A001',
    serviceName: { zh: '个人业务', en: 'Personal' },
    staffName: '陈洁',
    servedAt: opensAt - 24 * hour,
    // Every fifth only next week.
    dueAt: index % 5 === 4 ? opensAt + 100 * hour : opensAt + 8 * hour,
    overdue: false,
    attempts: [],
    attemptsLeft: 3,
    satisfaction: null,
    openedCase: false,
    endedAt: null,
  }));
  const { time, passTo } = clock();
  const { asked, caller } = serverOf({
    [feedbackEndpoints.listFollowUps.id]: () => ({ followUps: list, figures: {} }),
    [feedbackEndpoints.recordFollowUp.id]: ({ followUpId, reached }) => {
      const one = list.find(({ id }) => id === followUpId)!;
      one.attempts.push({ at: time.now(), by: '林小雨', reached: reached as boolean, note: '' });
      if (reached) one.state = 'reached';
      return {};
    },
  });
  const calls = createFollowUpCalls({
    branchId: 'b',
    timeZone: 'Asia/Shanghai',
    time,
    cast: { lobby: { id: 'lobby', caller } } as never,
    people: createPeople(),
    random: seededRandom('calls'),
    onFault: never,
  });
  calls.beginDay(day);
  await passTo(day.closesAt);
  time.stop();
  const made = asked.filter(({ id }) => id === feedbackEndpoints.recordFollowUp.id).map(({ input }) => input);
  assert.ok(made.length >= 14 && made.length <= 22, `${made.length} calls`);
  assert.equal(new Set(made.map(({ followUpId }) => followUpId)).size, made.length);
  assert.ok(
    made.every(({ followUpId }) => list.find(({ id }) => id === followUpId)!.dueAt <= opensAt + 32 * hour),
  );
  const reached = made.filter((one) => one['reached']);
  assert.ok(reached.length > made.length / 2);
  for (const one of made) {
    const level = one['satisfaction'] as number | null;
    assert.equal(level === null, !one['reached']);
    assert.ok(level === null || (level >= 2 && level <= 5));
    assert.ok((one['note'] as string).length > 0);
  }
});
