import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHallModel } from './hall-model.ts';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import standard from './service-centre.strategy.json' with { type: 'json' };

const strategy = standard as QueueStrategy;
const second = 1_000;

/** A hall in which `a` (regular, 100 s ago) and `b` (priority, 20 s ago) wait: the priority customer counts as 110 s. */
function hall() {
  const model = createHallModel({ date: '1999-02-01', strategy, profileCode: 'all', mayTake: ['PS'] });
  const issue = (ticketId: string, classCode: string, at: number) =>
    model.issued({ ticketId, serviceCode: 'PS', classCode, position: at * 1_000 }, at);
  issue('a', 'regular', 0);
  issue('b', 'priority', 80 * second);
  return { model, codes: () => model.problems.map(({ code }) => code) };
}
const now = 100 * second;

test('calls in the strategy’s order are no problem', () => {
  const { model, codes } = hall();
  model.called('w1', 'b', now);
  model.called('w2', 'a', now);
  model.started('w1', 'b');
  model.completed('w1', 'b', now + second);
  model.called('w1', null, now + second);
  assert.deepEqual(codes(), []);
  assert.equal(model.outcomes.get('b')?.state, 'completed');
});

test('a call out of order is found, and so is nobody called', () => {
  const wrong = hall();
  wrong.model.called('w1', 'a', now);
  assert.deepEqual(wrong.codes(), ['outOfOrder']);
  const idle = hall();
  idle.model.called('w1', null, now);
  assert.deepEqual(idle.codes(), ['outOfOrder']);
});

test('a second call, a second window and a second customer at a window are found', () => {
  const { model, codes } = hall();
  model.called('w1', 'b', now);
  model.called('w2', 'b', now);
  assert.deepEqual([...new Set(codes())].sort(), ['calledTwice', 'twoWindows', 'wrongState']);
  const busy = hall();
  busy.model.called('w1', 'b', now);
  busy.model.called('w1', 'a', now);
  assert.deepEqual(busy.codes(), ['twoWindows']);
});

test('who is not waiting cannot give up, and an unknown ticket is found', () => {
  const { model, codes } = hall();
  model.called('w1', 'b', now);
  model.gaveUp('b', now);
  model.completed('w9', 'nobody', now);
  assert.deepEqual(codes(), ['wrongState', 'twoWindows', 'wrongState']);
});
