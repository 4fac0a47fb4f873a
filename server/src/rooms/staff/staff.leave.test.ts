import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LeaveDraw, MandatoryLeave, StaffRecord } from '@huiting/contracts/staff';
import fc from 'fast-check';
import { createWorkflow } from '../workflow/index.ts';
import { peopledBank } from './staff.fixtures.ts';
import { drawFrom, isGenuine, monthsBefore } from './staff.leave.domain.ts';

type House = Awaited<ReturnType<typeof peopledBank>>;
let house: House;

before(async () => {
  house = await peopledBank((platform, staff, directory) => createWorkflow(platform, { directory, staff }));
});
after(() => house.platform.stop());

const refused = (code: string) => ({ code });
const draw = (more: object = {}) =>
  house.call<{ drawId: string; leaveIds: string[] }>('head', 'drawLeave', {
    orgUnitId: house.bank.units.NJ01,
    count: 1,
    notDrawnMonths: 12,
    from: '2026-11-23',
    until: '2026-11-25',
    reason: '离岗检查',
    ...more,
  });
const leaves = async () =>
  (await house.call<{ leaves: MandatoryLeave[] }>('head', 'listMandatoryLeaves', {})).leaves;
const substitute = (leaveId: string, who: keyof House['ids']) =>
  house.call<{ leave: MandatoryLeave }>('head', 'nameSubstitute', { leaveId, substituteId: house.ids[who] });
const whoIs = (leave: MandatoryLeave) =>
  (Object.keys(house.ids) as (keyof House['ids'])[]).find((who) => house.ids[who] === leave.staffId)!;

test('a draw is a sample without repeats that the seed and the candidates alone decide', () => {
  const numbers = fc.uniqueArray(fc.stringMatching(/^[0-9]{5}$/), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9a-f]{32}$/), numbers, fc.nat(50), (seed, all, count) => {
      const drawn = drawFrom(seed, all, count);
      assert.equal(drawn.length, Math.min(count, all.length));
      assert.equal(new Set(drawn).size, drawn.length);
      assert.ok(drawn.every((number) => all.includes(number)));
      assert.deepEqual(drawFrom(seed, [...all].reverse(), count), drawn);
      assert.ok(isGenuine({ seed, candidates: all, drawn }));
      // Whoever is left out by the list cannot be drawn, and leaving out somebody undrawn changes nothing.
      const undrawn = all.find((number) => !drawn.includes(number));
      if (undrawn !== undefined)
        assert.deepEqual(
          drawFrom(
            seed,
            all.filter((number) => number !== undrawn),
            count,
          ),
          drawn,
        );
    }),
    { numRuns: 100 },
  );
});

test('everybody is drawn about as often as anybody else', () => {
  const all = Array.from({ length: 10 }, (_, n) => `9000${n}`);
  const counts = new Map(all.map((number) => [number, 0]));
  for (let round = 0; round < 2_000; round++)
    for (const number of drawFrom(`seed${round}`, all, 2)) counts.set(number, counts.get(number)! + 1);
  // 400 expected, deviation about 18.
  for (const count of counts.values()) assert.ok(count > 310 && count < 490, String(count));
});

test('months are counted by the calendar', () => {
  assert.equal(monthsBefore('2026-03-31', 1), '2026-02-28');
  assert.equal(monthsBefore('2026-11-23', 12), '2025-11-23');
  assert.equal(monthsBefore('2026-01-15', 0), '2026-01-15');
});

test('only holders of key posts are drawn, each once in the months, and the draw can be drawn again', async () => {
  const first = await draw({ count: 5 });
  // Supervisor and manager hold key posts; tellers and the lobby manager do not.
  assert.equal(first.leaveIds.length, 2);
  await assert.rejects(draw(), refused('staff.nobody_to_draw'));
  const { draws } = await house.call<{ draws: LeaveDraw[] }>('head', 'listLeaveDraws', {});
  assert.deepEqual([draws[0]!.verified, draws[0]!.candidates.length], [true, 2]);
  assert.equal(isGenuine({ ...draws[0]!, drawn: [...draws[0]!.drawn].reverse() }), false);
  await assert.rejects(draw({ from: '2026-11-20' }), refused('staff.day_not_ahead'));
  await assert.rejects(draw({ until: '2026-11-22' }), refused('staff.day_not_ahead'));
});

test('until the first day nobody can learn of it', async () => {
  await house.platform.settle();
  const [leave] = await leaves();
  const told = [
    JSON.stringify(house.platform.events),
    JSON.stringify(house.platform.audited),
    JSON.stringify(await house.call('manager', 'getStaff', { staffId: leave!.staffId })),
    JSON.stringify(await house.call('manager', 'listStaffRevisions', { staffId: leave!.staffId })),
  ].join('');
  assert.doesNotMatch(told, /mandatoryLeave\.started|强制休假|acting/);
  assert.ok(!house.platform.audited.some((one) => JSON.stringify(one).includes(leave!.staffId)));
  await assert.rejects(
    house.room.service.listMandatoryLeaves(
      house.ctx('manager', ['staff.view', 'staff.edit', 'staff.apply']),
      {},
    ),
    refused('platform.forbidden'),
  );
});

test('a substitute must be another, present and fit for every key post', async () => {
  const all = await leaves();
  const supervisors = all.find((leave) => whoIs(leave) === 'supervisor')!;
  await assert.rejects(substitute(supervisors.id, 'supervisor'), refused('staff.substitute_unfit'));
  // Drawn for the same days.
  await assert.rejects(substitute(supervisors.id, 'manager'), refused('staff.substitute_unfit'));
  await assert.rejects(substitute(supervisors.id, 'teller'), refused('staff.certificate_missing'));
  await house.certify('lobby', 'counterLicence', null);
  await house.certify('lobby', 'authoriser', '2026-11-22');
  await assert.rejects(substitute(supervisors.id, 'lobby'), refused('staff.certificate_expired'));
  await house.certify('second', 'counterLicence', null);
  await house.certify('second', 'authoriser', null);
  await house.certify('second', 'antiCounterfeit', null);
  await house.call('manager', 'assignDuty', {
    staffId: house.ids.second,
    post: 'vaultKeeper',
    from: '2026-11-20',
    reason: '安排',
  });
  await assert.rejects(substitute(supervisors.id, 'second'), refused('staff.posts_incompatible'));
  await house.certify('lobby', 'authoriser', null);
  assert.equal((await substitute(supervisors.id, 'lobby')).leave.state, 'ready');
});

test('on the first day the substitute stands in and people are told; after the last the check closes it', async () => {
  const ready = (await leaves()).find(({ state }) => state === 'ready')!;
  const home = house.bank.branches.NJ01;
  await house.passTo('2026-11-22', '23:59', home);
  assert.ok(!house.platform.events.some(({ type }) => type === 'mandatoryLeave.started'));
  await house.passTo('2026-11-23', '00:00', home);
  const started = house.platform.events.find(({ type }) => type === 'mandatoryLeave.started');
  assert.equal((started!.payload as { staffId: string }).staffId, ready.staffId);
  const standIn = await house.call<StaffRecord>('head', 'getStaff', { staffId: house.ids.lobby });
  assert.deepEqual(
    standIn.holdings
      .filter(({ kind }) => kind === 'acting')
      .map(({ post, since, until }) => [post, since, until]),
    [['operationsSupervisor', '2026-11-23', '2026-11-26']],
  );
  assert.ok(
    house.platform.events.some(
      ({ type, payload }) =>
        type === 'message.sent' && (payload as { staffId: string }).staffId === ready.staffId,
    ),
  );
  await assert.rejects(
    house.call('head', 'cancelLeave', { leaveId: ready.id, reason: '晚了' }),
    refused('staff.leave_state'),
  );
  await house.passTo('2026-11-26', '00:00', home);
  assert.ok(house.platform.events.some(({ type }) => type === 'mandatoryLeave.ended'));
  const check = () =>
    house.call<{ leave: MandatoryLeave }>('head', 'recordLeaveCheck', {
      leaveId: ready.id,
      result: 'clean',
      findings: '账实相符，无异常',
    });
  const { leave } = await check();
  assert.deepEqual([leave.state, leave.check?.by], ['closed', 'head']);
  await assert.rejects(check(), refused('staff.leave_state'));
});

test('called off before its day it never begins, and its person can be drawn again', async () => {
  const open = (await leaves()).find(({ state }) => state === 'drawn')!;
  await house.call('head', 'cancelLeave', { leaveId: open.id, reason: '重新安排' });
  const { leaveIds } = await draw({ count: 5, from: '2026-12-01', until: '2026-12-03' });
  const again = (await leaves()).filter(({ id }) => leaveIds.includes(id));
  // Whoever keeps the vault since holds a key post too; who had the leave this month is spared.
  assert.deepEqual(new Set(again.map(({ staffId }) => staffId)), new Set([open.staffId, house.ids.second]));
});
