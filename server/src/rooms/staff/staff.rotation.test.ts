import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { HandoverItem } from '@huiting/contracts/staff';
import type { Rotation, StaffRecord, Tenure } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import { createWorkflow } from '../workflow/index.ts';
import { peopledBank } from './staff.fixtures.ts';

type House = Awaited<ReturnType<typeof peopledBank>>;
let house: House;

before(async () => {
  house = await peopledBank((platform, staff, directory) => createWorkflow(platform, { directory, staff }));
  for (const who of ['teller', 'second', 'lobby'] as const) await house.certify(who, 'antiCounterfeit', null);
});
after(() => house.platform.stop());

const refused = (code: string) => ({ code });
const today = '2026-11-20';
const record = (staffId: string) => house.call<StaffRecord>('head', 'getStaff', { staffId });
const all = HandoverItem.options;

/** A duty held since a day that is long past: only the database knows such a past. */
async function hold(who: keyof House['ids'], post: string, since: string): Promise<void> {
  await house.call('manager', 'assignDuty', { staffId: house.ids[who], post, from: today, reason: '安排' });
  await house.platform.db.rows(
    statement('update staff.post_holding set since = $3 where staff_id = $1 and post = $2', [
      house.ids[who],
      post,
      since,
    ]),
  );
}
const tenures = async () =>
  (await house.call<{ tenures: Tenure[] }>('manager', 'listTenures', {})).tenures.filter(
    ({ postKind }) => postKind === 'duty',
  );

async function plan(
  post: string,
  who: keyof House['ids'],
  successor: keyof House['ids'],
  more: object = {},
): Promise<Rotation> {
  const { holdings, version } = await record(house.ids[who]);
  const { rotation } = await house.call<{ rotation: Rotation }>('manager', 'planRotation', {
    staffId: house.ids[who],
    version,
    holdingId: holdings.find((one) => one.post === post && one.until === null)!.id,
    successorId: house.ids[successor],
    plannedOn: '2026-11-23',
    reason: '任期将满',
    ...more,
  });
  return rotation;
}
const sign = (who: keyof House['ids'], rotation: Rotation, items: readonly string[] = all) =>
  house.call<{ rotation: Rotation }>(who, 'signHandover', {
    rotationId: rotation.id,
    keptAt: rotation.keptAt,
    items,
    note: '已清点',
  });

test('the most urgent tenure comes first; what nobody dated is unknown, never invented', async () => {
  await hold('teller', 'vaultKeeper', '2024-10-01');
  await hold('second', 'sealKeeper', '2024-12-31');
  const found = await tenures();
  assert.deepEqual(
    found.map(({ post, state, limitOn }) => [post, state, limitOn]),
    [
      ['vaultKeeper', 'over', '2026-10-01'],
      ['sealKeeper', 'near', '2026-12-31'],
    ],
  );
  const mains = await house.call<{ tenures: Tenure[] }>('manager', 'listTenures', { state: 'unknown' });
  assert.ok(mains.tenures.every(({ since }) => since === null));
});

test('each tenure is told once at its mark', async () => {
  const told = () =>
    house.platform.events
      .filter(({ type }) => type === 'tenure.due')
      .map(({ payload }) => (payload as { what: string }).what)
      .sort();
  const home = house.bank.branches.NJ01;
  await house.passTo('2026-11-21', '09:00', home);
  assert.deepEqual(told(), ['near', 'over']);
  await house.passTo('2026-11-22', '09:00', home);
  assert.deepEqual(told(), ['near', 'over']);
});

test('a successor who may not hold the post is refused by the rule; so is oneself, and a second plan', async () => {
  await assert.rejects(plan('sealKeeper', 'second', 'second'), refused('staff.successor_invalid'));
  // The manager keeps no seal.
  await assert.rejects(plan('sealKeeper', 'second', 'manager'), refused('staff.posts_incompatible'));
  await assert.rejects(plan('vaultKeeper', 'teller', 'supervisor'), refused('staff.posts_incompatible'));
  await assert.rejects(plan('vaultKeeper', 'teller', 'other'), refused('platform.forbidden'));
  await assert.rejects(
    plan('vaultKeeper', 'teller', 'lobby', { plannedOn: today }),
    refused('staff.day_not_ahead'),
  );
  const to = { post: 'reserve', orgUnitId: house.bank.units.NJ01 };
  await assert.rejects(plan('vaultKeeper', 'teller', 'lobby', { to }), refused('staff.successor_invalid'));
});

test('plan, approval by others, both sign every item, and on the day the post changes hands', async () => {
  const rotation = await plan('vaultKeeper', 'teller', 'lobby');
  await assert.rejects(plan('vaultKeeper', 'teller', 'lobby'), refused('staff.rotation_running'));
  await house.platform.settle();
  await assert.rejects(sign('teller', rotation), refused('staff.rotation_not_found'));
  await assert.rejects(house.decide('manager', rotation.id), /./);
  await house.decide('region', rotation.id);
  await assert.rejects(sign('second', rotation), refused('staff.rotation_not_found'));
  await assert.rejects(sign('teller', rotation, all.slice(1)), refused('staff.handover_incomplete'));
  await sign('teller', rotation);
  await assert.rejects(sign('teller', rotation), refused('staff.handover_signed'));
  assert.equal((await sign('lobby', rotation)).rotation.state, 'approved');
  await house.passTo('2026-11-23', '00:00', rotation.keptAt);
  const [outgoing, incoming] = [await record(house.ids.teller), await record(house.ids.lobby)];
  assert.equal(outgoing.holdings.find(({ post }) => post === 'vaultKeeper')?.until, '2026-11-23');
  assert.equal(incoming.holdings.find(({ post }) => post === 'vaultKeeper')?.since, '2026-11-23');
  assert.equal(
    (await house.call<{ items: Rotation[] }>('manager', 'listRotations', {})).items[0]!.state,
    'done',
  );
  await assert.rejects(sign('lobby', rotation), refused('staff.handover_not_open'));
  const alerts = house.platform.events.filter(({ type }) => type === 'alert.changed');
  assert.match(JSON.stringify(alerts.at(-1)?.payload), /resolved/);
});

test('not signed by its day it is late and told; signed late it is done from that day', async () => {
  const rotation = await plan('sealKeeper', 'second', 'teller', { plannedOn: '2026-11-24' });
  await house.decide('region', rotation.id);
  await sign('second', rotation);
  await house.passTo('2026-11-25', '00:01', rotation.keptAt);
  const [late] = (await house.call<{ items: Rotation[] }>('manager', 'listRotations', {})).items;
  assert.deepEqual([late!.state, late!.overdue], ['approved', true]);
  assert.equal((await sign('teller', rotation)).rotation.state, 'done');
  const incoming = await record(house.ids.teller);
  assert.equal(incoming.holdings.find(({ post }) => post === 'sealKeeper')?.since, '2026-11-25');
});

test('who got an excluding post meanwhile does not get this one: the rotation lapses', async () => {
  const rotation = await plan('sealKeeper', 'teller', 'second', { plannedOn: '2026-11-26' });
  await house.decide('region', rotation.id);
  await house.call('manager', 'assignDuty', {
    staffId: house.ids.second,
    post: 'formKeeper',
    from: '2026-11-25',
    reason: '安排',
  });
  await sign('teller', rotation);
  await sign('second', rotation);
  await house.passTo('2026-11-26', '00:00', rotation.keptAt);
  const ended = house.platform.events.filter(({ type }) => type === 'rotation.ended').at(-1);
  assert.deepEqual(
    [(ended!.payload as { state: string }).state, (ended!.payload as { why: string }).why],
    ['lapsed', 'staff.posts_incompatible'],
  );
  const holder = await record(house.ids.teller);
  assert.equal(
    holder.holdings.find(({ post, until }) => post === 'sealKeeper' && until === null)?.until,
    null,
  );
});

test('a main post is rotated by two transfers on one day', async () => {
  await house.certify('lobby', 'counterLicence', null);
  await house.certify('teller', 'counterLicence', null);
  await house.certify('teller', 'authoriser', null);
  const { version, holdings } = await record(house.ids.supervisor);
  const plans = (successor: keyof House['ids']) =>
    house.call<{ rotation: Rotation }>('manager', 'planRotation', {
      staffId: house.ids.supervisor,
      version,
      holdingId: holdings[0]!.id,
      successorId: house.ids[successor],
      to: { post: 'lobbyManager', orgUnitId: house.bank.units.NJ01 },
      plannedOn: '2026-11-27',
      reason: '轮岗',
    });
  await assert.rejects(plans('lobby'), (error: { code: string }) =>
    ['staff.posts_incompatible', 'staff.certificate_missing'].includes(error.code),
  );
  const { rotation } = await plans('teller');
  await house.decide('region', rotation.id);
  await house.decide('head', rotation.id);
  await sign('supervisor', rotation);
  await sign('teller', rotation);
  await house.passTo('2026-11-27', '00:00', rotation.keptAt);
  assert.deepEqual(
    [(await record(house.ids.supervisor)).post, (await record(house.ids.teller)).post],
    ['lobbyManager', 'operationsSupervisor'],
  );
});
