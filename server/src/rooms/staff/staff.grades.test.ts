import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { feedbackEvents } from '@huiting/contracts/feedback';
import { queueEvents } from '@huiting/contracts/queue';
import type {
  Appraisal,
  AppraisalItem,
  StaffProfile,
  StaffRecord,
  TeamBoard,
} from '@huiting/contracts/staff';
import { systemCtx } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { createWorkflow } from '../workflow/index.ts';
import { peopledBank } from './staff.fixtures.ts';
import { loadFigures } from './staff.figures.store.ts';

type House = Awaited<ReturnType<typeof peopledBank>>;
let house: House;

before(async () => {
  house = await peopledBank((platform, staff, directory) => createWorkflow(platform, { directory, staff }));
  const branchId = house.bank.branches.NJ01;
  const past = (who: keyof House['ids'], month: string, served: number, seconds: number, rating: number) => {
    const fact = { branchId, staffId: house.ids[who], month };
    return [
      { ...fact, metric: 'served' as const, count: served, total: served * seconds },
      { ...fact, metric: 'rating' as const, count: 100, total: Math.round(100 * rating) },
    ];
  };
  await loadFigures(house.platform.db, [
    ...past('teller', '2026-10', 600, 240, 4.9),
    ...past('second', '2026-10', 200, 420, 3.5),
  ]);
});
after(() => house.platform.stop());

const refused = (code: string) => ({ code });

test('services and ratings of other rooms are counted by month, exactly once, whoever they are of', async () => {
  const { platform, ids, bank } = house;
  // What the room reads of the events; everything else of them is the queue's and feedback's.
  await platform.db.transact(systemCtx(platform.clock.now, newId()), bank.branches.NJ01, (tx) => {
    for (let n = 0; n < 3; n++)
      tx.emit(queueEvents.serviceCompleted, {
        staffNumber: '90000',
        businessDate: '2026-11-20',
        serviceSeconds: 300,
        last: false,
      } as never);
    for (const level of [5, 1])
      tx.emit(feedbackEvents.ratingGiven, {
        request: { staffId: ids.teller, level, askedAt: platform.clock.now() },
      } as never);
    return Promise.resolve();
  });
  await platform.settle();
  const { months } = await house.call<StaffProfile>('manager', 'getProfile', { staffId: ids.teller });
  assert.deepEqual(months.at(-1), {
    month: '2026-11',
    served: 3,
    averageSeconds: 300,
    ratings: 2,
    rating: 3,
    badRatings: 1,
  });
  assert.deepEqual([months.length, months[0]!.month, months.at(-2)!.served], [12, '2025-12', 600]);
});

test('a profile compares with peers of the region and says what is not known', async () => {
  const profile = await house.call<StaffProfile>('manager', 'getProfile', { staffId: house.ids.teller });
  assert.equal(profile.peers, 2);
  const axis = (name: string) => profile.radar.find((one) => one.axis === name)!;
  assert.deepEqual([axis('volume').percentile, axis('seniority').own], [100, null]);
  assert.deepEqual(profile.missing, ['attendance', 'errors', 'exams', 'sales', 'risk', 'awards']);
  await assert.rejects(
    house.call('manager', 'getProfile', { staffId: house.ids.far }),
    refused('platform.forbidden'),
  );
});

test('rules are versioned; unsound ones and a second editor are refused', async () => {
  const { version, rules } = await house.call<{ version: number; rules: { limits: object } }>(
    'head',
    'getGradeRules',
    {},
  );
  assert.equal(version, 0);
  const save = (more: object, at = version) =>
    house.call('head', 'saveGradeRules', { version: at, rules: { ...rules, ...more }, reason: '年度' });
  await assert.rejects(save({ limits: { G2: 50, G3: 40, G4: 60, G5: 70 } }), refused('staff.rules_invalid'));
  assert.deepEqual(await save({}), { version: 1 });
  await assert.rejects(save({}), refused('staff.rules_changed'));
});

test('suggested by rules, reviewed, approved by another, published: the register and the person have it', async () => {
  const { ids, bank } = house;
  const open = (more: object = {}) =>
    house.call<{ appraisal: Appraisal }>('head', 'openAppraisal', {
      orgUnitId: bank.units.NJ,
      name: '三季度评定',
      fromMonth: '2026-10',
      untilMonth: '2026-10',
      ...more,
    });
  await assert.rejects(open({ untilMonth: '2026-12' }), refused('staff.day_not_ahead'));
  await assert.rejects(open({ fromMonth: '2026-11' }), refused('staff.day_not_ahead'));
  const { appraisal } = await open();
  await assert.rejects(open(), refused('staff.appraisal_running'));
  const key = { appraisalId: appraisal.id, keptAt: appraisal.keptAt };
  const items = async (who: 'manager' | 'head') =>
    (await house.call<{ items: AppraisalItem[] }>(who, 'getAppraisal', key)).items;
  // A manager sees the own branch alone; head office everybody.
  assert.ok((await items('manager')).every(({ orgUnitName }) => orgUnitName === '鼓楼支行'));
  assert.equal((await items('head')).length, appraisal.people);
  const best = (await items('head')).find(({ staffId }) => staffId === ids.teller)!;
  // (35 + 28.5) of 65; nobody said since when they are here.
  assert.deepEqual([best.score, best.suggested], [97.7, 'G5']);
  const review = (version: number) =>
    house.call<{ item: AppraisalItem }>('manager', 'reviewGrade', {
      ...key,
      staffId: ids.teller,
      version,
      grade: 'G4',
      reason: '独立上岗未满一年',
    });
  assert.deepEqual((await review(1)).item.grade, 'G4');
  await assert.rejects(review(1), refused('staff.item_changed'));
  await assert.rejects(
    house.call('manager', 'reviewGrade', {
      ...key,
      staffId: ids.other,
      version: 1,
      grade: 'G4',
      reason: '别处',
    }),
    refused('platform.forbidden'),
  );
  await house.call('head', 'submitAppraisal', key);
  await assert.rejects(review(2), refused('staff.appraisal_closed'));
  await assert.rejects(house.decide('head', appraisal.id), refused('workflow.approval_own'));
  await house.decide('head2', appraisal.id);
  const record = await house.call<StaffRecord>('manager', 'getStaff', { staffId: ids.teller });
  assert.deepEqual(
    [record.grade, record.grades.map(({ grade, on }) => [grade, on])],
    ['G4', [['G4', '2026-11-20']]],
  );
  const told = house.platform.events.filter(
    ({ type, payload }) => type === 'message.sent' && (payload as { staffId: string }).staffId === ids.teller,
  );
  assert.match(JSON.stringify(told.at(-1)?.payload), /等级评定已公布/);
  const listed = await house.call<{ items: { id: string }[] }>('manager', 'listStaff', {
    grade: 'G4',
    limit: 50,
  });
  assert.deepEqual(
    listed.items.map(({ id }) => id),
    [ids.teller],
  );
});

test('returned grades may be reviewed again', async () => {
  const { appraisal } = await house.call<{ appraisal: Appraisal }>('head', 'openAppraisal', {
    orgUnitId: house.bank.units.NJ02,
    name: '补评',
    fromMonth: '2026-10',
    untilMonth: '2026-11',
  });
  const key = { appraisalId: appraisal.id, keptAt: appraisal.keptAt };
  await house.call('head', 'submitAppraisal', key);
  await house.decide('head2', appraisal.id, 'return');
  const again = await house.call<{ appraisal: Appraisal }>('head', 'getAppraisal', key);
  assert.equal(again.appraisal.state, 'draft');
});

test('a team has members across posts and a leader for a time, who alone sees its board as their own', async () => {
  const { ids, bank, call, ctx, room } = house;
  const { teamId } = await call<{ teamId: string }>('manager', 'createTeam', {
    orgUnitId: bank.units.NJ01,
    name: '晨星团队',
  });
  const save = (version: number, team: object, from = '2026-11-20') =>
    call('manager', 'saveTeam', {
      teamId,
      version,
      team: {
        name: '晨星团队',
        memberIds: [ids.teller, ids.second, ids.lobby],
        leaderId: ids.lobby,
        leaderUntil: '2026-12-01',
        isClosed: false,
        ...team,
      },
      from,
      reason: '组建',
    });
  await assert.rejects(save(1, { memberIds: [ids.far], leaderId: null }), refused('staff.member_elsewhere'));
  await assert.rejects(save(1, { leaderId: ids.manager }), refused('staff.leader_outside'));
  await assert.rejects(save(1, { leaderUntil: '2026-11-20' }), refused('staff.leader_outside'));
  assert.deepEqual(await save(1, {}), { version: 2 });
  await assert.rejects(save(1, {}), refused('staff.team_changed'));
  const board = await call<TeamBoard>('manager', 'getTeam', { teamId, month: '2026-10' });
  assert.deepEqual(
    [board.summed.served, board.summed.averageSeconds, board.members.length, board.team.leaderName],
    [800, 285, 3, 'lobby'],
  );
  const mine = (who: keyof House['ids']) =>
    room.service.listMyTeams(ctx(who, ['staff.self'])).then(({ boards }) => boards.length);
  assert.deepEqual([await mine('lobby'), await mine('teller')], [1, 0]);
  assert.equal(await room.service.leads(ids.lobby, ids.teller, '2026-11-30'), true);
  assert.equal(await room.service.leads(ids.lobby, ids.teller, '2026-12-01'), false);
  assert.equal(await room.service.leads(ids.lobby, ids.other, '2026-11-30'), false);
  // Somebody leaves the team tomorrow; today they are of it, and the history keeps them.
  await save(2, { memberIds: [ids.teller, ids.lobby] }, '2026-11-21');
  assert.equal((await call<TeamBoard>('manager', 'getTeam', { teamId })).members.length, 3);
  await house.passTo('2026-11-21', '09:00', bank.branches.NJ01);
  const later = await call<TeamBoard>('manager', 'getTeam', { teamId });
  assert.equal(later.members.length, 2);
  assert.ok(later.history.some(({ name, until }) => name === 'second' && until === '2026-11-21'));
});
