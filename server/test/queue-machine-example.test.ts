import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { queueEndpoints } from '@huiting/contracts/queue';
import { queueMachineEndpoints } from '@huiting/contracts/queue/machine';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';

/** The queue machine of docs/integration.md, as its maker would run it: a process that knows an address and a secret. */
const example = fileURLToPath(new URL('../../docs/examples/queue-machine.mjs', import.meta.url));
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

test('the example feeds a hall: out of order and twice over, and nothing is refused in the end', async () => {
  const { a } = house.bank;
  const { client } = running;
  const branchId = a.id;
  const { sender, secret } = await client.must(queueMachineEndpoints.connectMachine, a.people.branchManager, {
    branchId,
    reason: '接入第三方排队机',
  });
  const { code, said } = await run([client.address, branchId, sender, secret]);
  assert.equal(code, 0, said);
  assert.match(said, /^\d+ events taken, 14 known already/);
  const feed = await client.must(queueMachineEndpoints.getMachineFeed, a.people.branchManager, { branchId });
  assert.deepEqual([feed.refused, feed.gaps, feed.contradictions], [0, [], []]);
  assert.ok(feed.received > 40);
  const board = await client.must(queueEndpoints.getBoard, a.people.lobbyManager, { branchId });
  assert.ok(board.figures.completed >= 8);
  assert.equal(
    board.tickets.some(({ state }) => state === 'waiting'),
    false,
  );
  const wrong = await run([client.address, branchId, sender, 'not-the-secret']);
  assert.equal(wrong.code, 1);
  assert.match(wrong.said, /queue\.bad_signature \(401\)/);
});
