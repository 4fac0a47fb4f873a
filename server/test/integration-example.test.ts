import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { branchDay } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';

/** The client of docs/integration.md, as a stranger would run it: a process of its own, knowing an address and a login. */
const example = fileURLToPath(new URL('../../docs/examples/watch-hall.mjs', import.meta.url));
let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

function run(args: readonly string[]): Promise<{ code: number | string; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [example, ...args], { timeout: 60_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : (error.code ?? 'killed'), said: out + err }),
    );
  });
}

test('the example signs in, reads a board and hears what happens in the hall', async () => {
  const { a } = house.bank;
  const day = branchDay(running.client, a);
  await day.signIn();
  const watching = run([running.client.address, a.people.branchManager.username!, house.bank.password, '1']);
  // Numbers are taken until the example has heard of one.
  let heard = false;
  void watching.then(() => {
    heard = true;
  });
  while (!heard) {
    await day.issue();
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const { code, said } = await watching;
  assert.equal(code, 0, said);
  assert.match(said, /\d+ waiting, 1 windows open/);
  assert.match(said, /#\d+ A\d{3} waiting/);
});

test('a wrong password is told by its code', async () => {
  const { code, said } = await run([running.client.address, 'nobody', 'wrong-password']);
  assert.notEqual(code, 0);
  assert.match(said, /access\.wrong_credentials \(401\)/);
});
