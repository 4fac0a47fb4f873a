import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

let house: AccessHouse;
before(async () => {
  house = await buildAccessHouse({
    plan: smallBank().plan,
    people: [
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'manager2', role: 'branchManager', path: '/JH/NJ/NJ01/' },
    ],
  });
});
after(() => house.stop());

async function signedIn(username: string) {
  const tab = browser(house.http);
  await tab.signIn('console', username);
  return {
    kept: async () => (await tab.ask('console', 'GET', '/preferences')).body['preferences'],
    keep: (name: string, value: unknown) =>
      tab.ask('console', 'PUT', `/preferences/${encodeURIComponent(name)}`, { value }),
  };
}

test('settings follow their owner to another browser, and are nobody else’s', async () => {
  const here = await signedIn('manager1');
  await here.keep('console.table.users', { hidden: ['post'] });
  await here.keep('console.table.users', { hidden: ['name'] });
  const elsewhere = await signedIn('manager1');
  assert.deepEqual(await elsewhere.kept(), { 'console.table.users': { hidden: ['name'] } });
  assert.deepEqual(await (await signedIn('manager2')).kept(), {});
  await elsewhere.keep('console.table.users', null);
  assert.deepEqual(await here.kept(), {});
});

test('neither large nor many nor oddly named settings are kept', async () => {
  const me = await signedIn('manager2');
  assert.equal((await me.keep('a', 'x'.repeat(9_000))).status, 400);
  assert.equal((await me.keep('../a', 1)).status, 400);
  for (let each = 0; each < 200; each++) await me.keep(`n${each}`, each);
  const oneMore = await me.keep('more', 1);
  assert.deepEqual([oneMore.status, oneMore.body['code']], [409, 'access.too_many_preferences']);
  assert.equal((await me.keep('n0', 'again')).status, 200);
});
