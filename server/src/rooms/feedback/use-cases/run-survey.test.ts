import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { SurveyContent } from '@huiting/contracts/feedback';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildRatedHall, toNextMorning } from '../feedback.fixtures.ts';
import type { RatedHall } from '../feedback.fixtures.ts';
import { surveyToken } from '../feedback.surveys.domain.ts';
import { createOrganization } from '../../organization/index.ts';

const zone = 'Asia/Shanghai';
let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform({ at: instantOf(zone, '2026-11-20', '09:15') });
});
after(() => platform.stop());
beforeEach(() => toNextMorning(platform));

const today = () => dateIn(zone, platform.clock.now());
const anybody = testActor({ permissions: [], path: '/', kind: 'link' });
const command = (actor: RatedHall['manager']) => testCtx(platform, actor, { endpoint: 'feedback.test' });
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const words = (zh: string) => ({ zh, en: `${zh} en` });
const content = (change: Partial<SurveyContent> = {}): SurveyContent => ({
  title: words('到店体验'),
  intro: words('一分钟'),
  questions: [
    {
      id: 'why',
      kind: 'multiple',
      title: words('为什么来'),
      required: true,
      options: [
        { id: 'near', label: words('离家近') },
        { id: 'fast', label: words('=办得快') },
      ],
      scale: null,
    },
    {
      id: 'nps',
      kind: 'scale',
      title: words('会推荐吗'),
      required: false,
      options: [],
      scale: { points: 10, low: words('不会'), high: words('会') },
    },
    { id: 'more', kind: 'text', title: words('还想说'), required: false, options: [], scale: null },
  ],
  validFrom: today(),
  validUntil: null,
  respondents: 'anyone',
  ...change,
});

async function published(change: Partial<SurveyContent> = {}) {
  const built = await buildRatedHall(platform);
  const { directory } = createOrganization(platform).service;
  const { orgUnitId, path } = await directory.get(built.hall.branchId);
  const asker = testActor({ permissions: ['feedback.configure', 'feedback.analyse'], path, name: '高岚' });
  const { service } = built.room;
  const { survey: draft } = await service.createSurvey(command(asker), {
    orgUnitId,
    content: content(change),
  });
  const { survey } = await service.publishSurvey(command(asker), { surveyId: draft.id, version: 1 });
  const token = surveyToken(survey.id);
  const answer = (answers: Record<string, string | number | string[]>, more: object = {}) =>
    service.answerSurvey(command(anybody), {
      token,
      ticket: null,
      respondent: newId(),
      version: 1,
      answers,
      ...more,
    });
  return { built, asker, service, survey, token, answer, orgUnitId };
}

test('a draft is published as a version; editing changes nothing for customers until it is published again', async () => {
  const { service, asker, survey, token } = await published();
  assert.deepEqual([survey.state, survey.publishedVersion, survey.hasChanges], ['published', 1, false]);
  assert.equal(survey.path, `/h5/s/${token}`);
  const { survey: edited } = await service.saveSurvey(command(asker), {
    surveyId: survey.id,
    version: survey.version,
    content: content({ title: words('新标题') }),
  });
  assert.equal(edited.hasChanges, true);
  const look = () => service.openSurvey(testCtx(platform, anybody), { token });
  assert.deepEqual([(await look()).title.zh, (await look()).version], ['到店体验', 1]);
  // Whoever edits what somebody else changed meets the conflict.
  await assert.rejects(
    service.saveSurvey(command(asker), { surveyId: survey.id, version: survey.version, content: content() }),
    refusal('feedback.survey_changed'),
  );
  await service.publishSurvey(command(asker), { surveyId: survey.id, version: edited.version });
  assert.deepEqual([(await look()).title.zh, (await look()).version], ['新标题', 2]);
});

test('answers add up; the same phone answers once, also at the same moment; an old version is told so', async () => {
  const { service, asker, survey, token, answer } = await published();
  const phone = newId();
  const twice = await Promise.allSettled(
    [1, 2, 3].map(() => answer({ why: ['near'], nps: 9 }, { respondent: phone })),
  );
  assert.deepEqual(twice.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
  assert.equal(
    (await service.openSurvey(testCtx(platform, anybody), { token, respondent: phone })).state,
    'answered',
  );
  await answer({ why: ['near', 'fast'], nps: 6, more: '很好' });
  await answer({ why: ['fast'], more: '' });
  await assert.rejects(answer({ nps: 3 }), refusal('feedback.answers_invalid'));
  await assert.rejects(answer({ why: ['fast'] }, { version: 2 }), refusal('feedback.answers_invalid'));
  const results = await service.getSurveyResults(testCtx(platform, asker), { surveyId: survey.id });
  assert.equal(results.survey.answers, 3);
  assert.deepEqual(results.days, [{ date: today(), count: 3 }]);
  const [why, nps, more] = results.questions;
  assert.deepEqual(why!.counts, [
    { key: 'near', count: 2 },
    { key: 'fast', count: 2 },
  ]);
  assert.deepEqual([nps!.answered, nps!.mean, nps!.counts.length], [2, 7.5, 10]);
  assert.deepEqual(
    more!.texts.map((one) => one.words),
    ['很好'],
  );
});

test('for visitors it takes the link of a ticket of a branch that is asked; one answer per ticket', async () => {
  const { built, service, token, answer } = await published({ respondents: 'visitors' });
  const served = await built.serve();
  const invited = () => service.surveyOfTicket(testCtx(platform, anybody), { token: served.token });
  assert.equal((await invited()).survey?.token, token);
  assert.equal((await service.openSurvey(testCtx(platform, anybody), { token })).state, 'ticketNeeded');
  const open = await service.openSurvey(testCtx(platform, anybody), { token, ticket: served.token });
  assert.deepEqual([open.state, open.questions.length], ['open', 3]);
  await assert.rejects(answer({ why: ['near'] }), refusal('feedback.survey_not_for_you'));
  const elsewhere = await buildRatedHall(platform);
  const stranger = await elsewhere.serve();
  await assert.rejects(
    answer({ why: ['near'] }, { ticket: stranger.token }),
    refusal('feedback.survey_not_for_you'),
  );
  await answer({ why: ['near'] }, { ticket: served.token });
  // Another phone with the same ticket is the same visit.
  await assert.rejects(
    answer({ why: ['near'] }, { ticket: served.token }),
    refusal('feedback.survey_answered'),
  );
  assert.equal((await invited()).survey, null);
});

test('closed or past its last day: the link says so and takes no answer', async () => {
  const { service, asker, survey, token, answer } = await published({ validUntil: addDays(today(), 1) });
  const look = async () => service.openSurvey(testCtx(platform, anybody), { token });
  assert.equal((await look()).state, 'open');
  await service.closeSurvey(command(asker), { surveyId: survey.id, version: survey.version });
  const closed = await look();
  assert.deepEqual([closed.state, closed.title.zh, closed.questions], ['over', '到店体验', []]);
  await assert.rejects(answer({ why: ['near'] }), refusal('feedback.survey_closed'));
  await assert.rejects(
    service.publishSurvey(command(asker), { surveyId: survey.id, version: survey.version + 1 }),
    refusal('feedback.survey_closed'),
  );
  const other = await published({ validUntil: today() });
  await toNextMorning(platform);
  assert.equal(
    (await other.service.openSurvey(testCtx(platform, anybody), { token: other.token })).state,
    'over',
  );
});

test('who may ask, and where; a draft has no link yet', async () => {
  const { built, service, survey, orgUnitId } = await published();
  const outside = testActor({ permissions: ['feedback.configure', 'feedback.analyse'], path: '/ELSEWHERE/' });
  await assert.rejects(
    service.createSurvey(command(outside), { orgUnitId, content: content() }),
    refusal('platform.forbidden'),
  );
  await assert.rejects(
    service.getSurveyResults(testCtx(platform, outside), { surveyId: survey.id }),
    refusal('platform.forbidden'),
  );
  assert.deepEqual((await service.listSurveys(testCtx(platform, outside))).surveys, []);
  await assert.rejects(service.listSurveys(testCtx(platform, built.manager)), refusal('platform.forbidden'));
  await assert.rejects(
    service.openSurvey(testCtx(platform, anybody), { token: surveyToken(newId()) }),
    refusal('feedback.survey_not_found'),
  );
});

test('the export holds every answer and no formula; every endpoint answers as the contract says', async () => {
  const { built, asker, survey, token } = await published();
  const call = (name: string, actor: RatedHall['manager'], input: object) =>
    callEndpoint(built.room, name, command(actor), input);
  await call('openSurvey', anybody, { token });
  await call('answerSurvey', anybody, {
    token,
    ticket: null,
    respondent: newId(),
    version: 1,
    answers: { why: ['fast'], more: '=HYPERLINK("x")' },
  });
  const { csv } = (await call('exportSurvey', asker, { surveyId: survey.id })) as { csv: string };
  assert.match(csv, /'=办得快,,"'=HYPERLINK\(""x""\)"/);
  assert.equal(platform.audited.at(-1)?.action, 'feedback.exportSurvey');
  await call('listSurveys', asker, {});
  await call('getSurveyResults', asker, { surveyId: survey.id });
});
