import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type {
  AssistCall,
  CallUp,
  Diversion,
  Worklog,
  WorklogFigures,
  WorklogNotes,
} from '@huiting/contracts/hall';
import type { TicketCard } from '@huiting/contracts/queue';
import type { RatingRequest } from '@huiting/contracts/feedback';
import type { Alert } from '@huiting/contracts/workflow';
import type { Actor } from '../../../platform/context.ts';
import { dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../../platform/http/call-endpoint.fixture.ts';
import { createTestPlatform, testActor, testCtx } from '../../../platform/testing.ts';
import type { TestPlatform } from '../../../platform/testing.ts';
import { buildHallHouse } from '../hall.fixtures.ts';
import type { HallBranch, HallHouse } from '../hall.fixtures.ts';

interface MyLog {
  worklog: Worklog | null;
  figures: WorklogFigures;
  patrols: { round: number }[];
}

let platform: TestPlatform;
let house: HallHouse;
let branch: HallBranch;
before(async () => {
  platform = await createTestPlatform({ at: instantOf('Asia/Shanghai', '2026-11-20', '09:00') });
  house = await buildHallHouse(platform);
});
after(() => platform.stop());
beforeEach(async () => {
  branch = await house.openBranch();
  await branch.register();
});

const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const run = (name: string, actor: Actor, input: object = {}): Promise<unknown> =>
  callEndpoint(house.room, name, testCtx(platform, actor, { endpoint: name }), {
    branchId: branch.branchId,
    ...input,
  });
const myLog = async (actor = branch.lobby) => (await run('getMyWorklog', actor)) as MyLog;
const written = (change: Partial<WorklogNotes> = {}): WorklogNotes => ({
  service: '',
  business: '',
  environment: '',
  marketing: '',
  incidents: '',
  summary: '',
  ...change,
});
const save = async (notes: WorklogNotes, version: number, actor = branch.lobby) =>
  ((await run('saveWorklog', actor, { notes, version })) as { worklog: Worklog }).worklog;

test('the log of a simulated day equals the raw events of that day', async () => {
  await simulateDay();
  const { figures } = await myLog();
  assert.deepEqual(figures, countEvents());
  // The day was one in which something of everything happened: a log of zeros would prove nothing.
  const { booked, known, arrivals, ...happened } = figures;
  assert.deepEqual([booked, known, arrivals], [0, 0, 0]);
  for (const [figure, count] of Object.entries(happened)) assert.ok(count !== null && count > 0, figure);
});

/** Guests come, are received, diverted, served and rate; tellers call for help; rounds, an incident, alerts, a reserve. */
async function simulateDay(): Promise<void> {
  const evaluator = testActor({
    permissions: ['feedback.rate'],
    path: branch.queue.path,
    branchId: branch.branchId,
    kind: 'terminal',
  });
  const at = { branchId: branch.branchId };
  const teller = await branch.sit(0);
  await branch.sit(1);
  for (let guest = 0; guest < 14; guest++) {
    const ticket = await branch.takeTicket(guest % 5 === 0);
    await branch.pass(60_000);
    if (guest % 3 === 0) {
      await run('startFlow', branch.lobby, {
        ticketId: guest % 2 === 0 ? ticket.id : null,
        serviceTypeId: null,
      });
      const told = [
        { channel: 'smartCounter', result: 'guided', reason: null },
        { channel: 'selfService', result: 'completed', reason: null },
        { channel: null, result: 'declined', reason: 'noPhone' },
        { channel: null, result: 'notMovable', reason: 'paperDocument' },
      ][(guest / 3) % 4]!;
      await run('recordDiversion', branch.lobby, {
        flowId: null,
        ticketId: ticket.id,
        serviceTypeId: null,
        ...told,
      });
    }
    if (guest === 6 || guest === 11) continue;
    const { requestId } = await branch.serve(guest % 2, 3 + (guest % 4));
    await platform.settle();
    if (guest % 4 === 3) continue;
    const level = guest === 4 ? 1 : guest % 2 === 0 ? 5 : 3;
    const rated = { ...at, requestId, level, reasons: [], comment: null };
    await house.feedback.service.rate(testCtx(platform, evaluator, { endpoint: 'rate' }), rated);
    if (level > 1) continue;
    const onCase = { ...at, caseId: requestId };
    const handle = () => testCtx(platform, branch.lobby, { endpoint: 'handle' });
    await house.feedback.service.claimCase(handle(), onCase);
    await house.feedback.service.recordTalk(handle(), { ...onCase, talk: '等得久', stillInBranch: true });
    await house.feedback.service.closeCase(handle(), { ...onCase, cause: '高峰', remedy: '致歉' });
  }
  const windowId = branch.queue.windows[0]!.id;
  const { call } = (await run('callAssist', teller, { windowId, reason: 'elder' })) as { call: AssistCall };
  await platform.settle();
  await branch.pass(61_000);
  await platform.settle();
  await run('acceptAssist', branch.lobby, { callId: call.id });
  // Reserves have been called by rule while guests were received, and did not answer; this one comes.
  const { callUp } = (await run('callReserve', branch.lobby)) as { callUp: CallUp };
  await run('answerCallUp', branch.leader, { callUpId: callUp.id, comes: true });
  await run('recordPatrol', branch.lobby, { findings: [] });
  await run('recordPatrol', branch.lobby, { findings: [{ item: 'supplies', words: '凭条纸不足' }] });
  await run('recordIncident', branch.lobby, { kind: 'lost', words: '拾到雨伞一把', handling: '交咨询台' });
  const today = dateIn('Asia/Shanghai', platform.clock.now());
  await platform.passTo(instantOf('Asia/Shanghai', today, '18:30'), branch.branchId);
  await platform.settle();
}

/** The same counted from the event log alone. */
function countEvents(): WorklogFigures {
  const of = <P>(type: string) => branch.told(type) as P[];
  const issued = of<{ ticket: TicketCard }>('ticket.issued').map(({ ticket }) => ticket);
  const served = of<{ waitSeconds: number }>('ticket.serviceCompleted');
  const ratings = of<{ request: RatingRequest }>('rating.given').map(({ request }) => request.level!);
  const diversions = new Map<string, Diversion>();
  for (const type of ['diversion.recorded', 'diversion.settled'])
    for (const { diversion } of of<{ diversion: Diversion }>(type)) diversions.set(diversion.id, diversion);
  const results = [...diversions.values()].map(({ result }) => result);
  const flows = new Map(
    of<{ flow: { id: string; ticketId: string | null } }>('serviceFlow.changed').map(({ flow }) => [
      flow.id,
      flow,
    ]),
  );
  const rounds = of<{ findings: string[] }>('patrol.recorded');
  const count = (list: readonly unknown[]): number => list.length;
  return {
    visits: new Set(issued.map(({ visitId }) => visitId)).size,
    tickets: issued.length,
    elder: count(issued.filter(({ elder }) => elder)),
    booked: count(issued.filter(({ booked }) => booked)),
    known: count(issued.filter(({ customer }) => customer !== null)),
    served: served.length,
    abandoned: count(of('ticket.abandoned')),
    averageWaitSeconds: Math.round(
      served.reduce((sum, { waitSeconds }) => sum + waitSeconds, 0) / served.length,
    ),
    received: flows.size,
    walkIns: count([...flows.values()].filter(({ ticketId }) => ticketId === null)),
    diverted: count(results.filter((result) => ['guided', 'completed', 'returned'].includes(result))),
    divertedDone: count(results.filter((result) => result === 'completed')),
    declined: count(results.filter((result) => result === 'declined')),
    notMovable: count(results.filter((result) => result === 'notMovable')),
    patrols: rounds.length,
    findings: rounds.reduce((sum, { findings }) => sum + findings.length, 0),
    arrivals: count(of('customer.recognised')),
    rated: ratings.length,
    good: count(ratings.filter((level) => level >= 4)),
    bad: count(of('badRating.opened')),
    badClosed: count(
      of<{ case: { state: string } }>('badRating.changed').filter(
        ({ case: { state } }) => state === 'confirming',
      ),
    ),
    assistCalls: count(of('assist.called')),
    assistEscalated: count(of('assist.escalated')),
    callUps: count(
      of<{ callUp: { state: string } }>('reserve.answered').filter(
        ({ callUp }) => callUp.state === 'accepted',
      ),
    ),
    alerts: new Set(of<{ alert: Alert }>('alert.changed').map(({ alert }) => alert.id)).size,
    incidents: count(of('incident.recorded')),
  };
}

test('written, handed in, given back, completed, archived; from then on nothing changes it', async () => {
  await branch.sit(0);
  await branch.takeTicket();
  const first = await save(written({ service: '上午客流平稳' }), 0);
  assert.deepEqual([first.state, first.version, first.figures.tickets], ['draft', 1, 1]);
  await assert.rejects(save(written(), 0), refusal('platform.conflict'));
  const worklogId = first.id;
  await assert.rejects(run('submitWorklog', branch.lobby, { worklogId }), refusal('hall.worklog_empty'));
  await save(written({ service: '上午客流平稳', summary: '学习反诈要点' }), 1);
  await assert.rejects(
    run('submitWorklog', branch.colleague, { worklogId }),
    refusal('hall.worklog_not_found'),
  );
  const reviewing = (decision: string) =>
    run('reviewWorklog', branch.leader, { worklogId, decision, words: '补充' });
  await assert.rejects(reviewing('archive'), refusal('hall.worklog_wrong_state'));
  const handedIn = ((await run('submitWorklog', branch.lobby, { worklogId })) as { worklog: Worklog })
    .worklog;
  assert.equal(handedIn.figures.tickets, 1);
  await assert.rejects(save(written(), handedIn.version), refusal('hall.worklog_wrong_state'));
  await reviewing('return');
  const back = (await myLog()).worklog!;
  assert.deepEqual([back.state, back.review?.words, back.review?.name], ['returned', '补充', '高敏']);
  await save({ ...back.notes, environment: '三轮巡检完成' }, back.version);
  await branch.takeTicket();
  await run('submitWorklog', branch.lobby, { worklogId });
  await reviewing('archive');
  // Frozen as handed in, also when the day goes on.
  await branch.takeTicket();
  const { worklogs } = (await run('listWorklogs', branch.leader)) as { worklogs: Worklog[] };
  assert.deepEqual(
    worklogs.map(({ state, figures, notes }) => [state, figures.tickets, notes.environment]),
    [['archived', 2, '三轮巡检完成']],
  );
  await assert.rejects(save(written(), worklogs[0]!.version), refusal('hall.worklog_wrong_state'));
  await assert.rejects(
    platform.pool.query(`update hall.worklog set notes = '{}' where id = $1`, [worklogId]),
    /archived/,
  );
  await assert.rejects(
    platform.pool.query('delete from hall.worklog where id = $1', [worklogId]),
    /archived/,
  );
});

test('nobody reviews their own log; a draft is its author’s alone', async () => {
  const author = {
    ...branch.lobby,
    grants: [...branch.lobby.grants, { permission: 'hall.review', path: branch.queue.path }],
  };
  const draft = await save(written({ summary: '今日平稳' }), 0, author);
  const { worklogs } = (await run('listWorklogs', branch.leader)) as { worklogs: Worklog[] };
  assert.deepEqual(worklogs, []);
  await run('submitWorklog', author, { worklogId: draft.id });
  await assert.rejects(
    run('reviewWorklog', author, { worklogId: draft.id, decision: 'archive', words: '' }),
    refusal('hall.worklog_own'),
  );
});

test('rounds are numbered as they are made, also at the same moment', async () => {
  await Promise.all([1, 2, 3].map(() => run('recordPatrol', branch.lobby, { findings: [] })));
  assert.deepEqual(
    (await myLog()).patrols.map(({ round }) => round),
    [1, 2, 3],
  );
});
