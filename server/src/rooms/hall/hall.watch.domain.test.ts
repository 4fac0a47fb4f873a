import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWatch } from './hall.watch.domain.ts';

test('a look is worth it when nothing is known, when the room is used up, and when something else changed', async () => {
  const watch = createWatch();
  assert.equal(watch.notice('a', 'entry'), true);
  await watch.look('a', () => Promise.resolve({ entries: 2, exits: 1 }));
  assert.deepEqual(
    [
      watch.notice('a', 'entry'),
      watch.notice('a', 'entry'),
      watch.notice('b', 'exit'),
      watch.notice('a', 'entry'),
    ],
    [false, false, true, true],
  );
  await watch.look('a', () => Promise.resolve({ entries: 5, exits: 1 }));
  assert.deepEqual([watch.notice('a', 'exit'), watch.notice('a', 'exit')], [false, true]);
  await watch.look('a', () => Promise.resolve({ entries: 5, exits: 5 }));
  assert.equal(watch.notice('a', 'other'), true);
});

test('what happens during a look makes a second one, in the same go', async () => {
  const watch = createWatch();
  assert.equal(watch.notice('a', 'entry'), true);
  let looks = 0;
  await watch.look('a', async () => {
    looks++;
    // A burst while the figures are being read; it asks for no look of its own.
    if (looks === 1) for (let i = 0; i < 10; i++) assert.equal(watch.notice('a', 'entry'), false);
    return Promise.resolve({ entries: 3, exits: 3 });
  });
  assert.equal(looks, 2);
});

test('after a look that failed the next event looks', async () => {
  const watch = createWatch();
  assert.equal(watch.notice('a', 'entry'), true);
  await assert.rejects(watch.look('a', () => Promise.reject(new Error('database gone'))));
  assert.equal(watch.notice('a', 'exit'), true);
});
