import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Elsewhere } from '@huiting/contracts/queue';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { straightMetres } from './queue.elsewhere.domain.ts';
import { buildHall } from './queue.fixtures.ts';
import type { QueueHall } from './queue.fixtures.ts';

const at = (time: string) => instantOf('Asia/Shanghai', '2026-11-20', time);
let platform: TestPlatform;
let hall: QueueHall;

before(async () => {
  platform = await createTestPlatform({ at: at('09:15') });
  hall = await buildHall(platform, {});
  await platform.join(hall.queue, hall.organization);
});
after(() => platform.stop());

const stranger = () => testCtx(platform, testActor({ permissions: [], path: '/' }), { endpoint: 'test' });
const ask = (serviceCode?: string, branchId = hall.branchId) =>
  callEndpoint(hall.queue, 'findElsewhere', stranger(), {
    branchId,
    ...(serviceCode === undefined ? {} : { serviceCode }),
  }) as Promise<Elsewhere>;

test('the straight way is the great circle: a degree of latitude, half the earth, nothing at all', () => {
  const at = (latitude: number, longitude: number) => ({ latitude, longitude });
  assert.equal(straightMetres(at(32, 118), at(32, 118)), 0);
  assert.ok(Math.abs(straightMetres(at(31, 118), at(32, 118)) - 111_195) < 10);
  assert.ok(Math.abs(straightMetres(at(0, 0), at(0, 180)) - Math.PI * 6_371_009) < 1);
  // Nanjing to Shanghai, by published coordinates of the cities: about 270 km.
  assert.ok(Math.abs(straightMetres(at(32.06, 118.79), at(31.23, 121.47)) - 269_700) < 3_000);
});

test('anybody may ask; a service that is not offered is any service; a branch that is not there is refused', async () => {
  const any = await ask();
  assert.equal(any.serviceCode, null);
  assert.equal(any.channel, null);
  assert.ok(any.services.length > 0);
  assert.equal((await ask('nonsense')).serviceCode, null);
  const { code } = any.services[0]!;
  const one = await ask(code);
  assert.equal(one.serviceCode, code);
  assert.notEqual(one.here.expected, null);
  await assert.rejects(ask(undefined, newId()), { code: 'organization.branch_not_found' });
  // Nothing of people or tickets.
  assert.doesNotMatch(JSON.stringify(one), /staff|ticket|customer/i);
});

test('open branches come nearest first, each with those who wait there; one that closes is not named', async () => {
  await platform.passTo(at('09:30'), hall.branchId);
  const first = await ask();
  const metres = first.branches.map(({ straightMetres: way }) => way);
  assert.deepEqual(
    metres,
    metres.toSorted((a, b) => a - b),
  );
  assert.ok(first.branches.every(({ id }) => id !== hall.branchId));
});
