import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLanes } from './lanes.ts';

test('work of one key runs one after another, in the order it came, also after a failure; other keys do not wait', async () => {
  const lanes = createLanes();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = lanes.run('a', async () => {
    log.push('a1 begins');
    await gate.promise;
    log.push('a1 ends');
    throw new Error('a1 fails');
  });
  const second = lanes.run('a', async () => void log.push('a2'));
  const third = lanes.run('a', async () => {
    log.push('a3');
    return 3;
  });
  await lanes.run('b', async () => void log.push('b'));
  assert.deepEqual(log, ['a1 begins', 'b']);
  gate.resolve();
  await assert.rejects(first, /a1 fails/);
  await second;
  assert.equal(await third, 3);
  assert.deepEqual(log, ['a1 begins', 'b', 'a1 ends', 'a2', 'a3']);
  // A lane that is empty begins at once.
  let begun = false;
  const last = lanes.run('a', async () => {
    begun = true;
  });
  assert.equal(begun, true);
  await last;
});
