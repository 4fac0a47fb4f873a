import { queueEndpoints } from '@huiting/contracts/queue';
import { expect, test, vi } from 'vitest';
import { createIntentions } from './command.ts';
import { ApiProblem, NetworkProblem } from './problem.ts';

const input = { branchId: 'b', windowId: 'w' };
const refusal = (status: number) =>
  new ApiProblem({ type: '', status, code: 'queue.window_busy', title: '', traceId: '' });
const keysOf = (doCall: ReturnType<typeof vi.fn>) =>
  doCall.mock.calls.map((args) => (args[2] as { idempotencyKey: string }).idempotencyKey);

function setUp() {
  let made = 0;
  return createIntentions(() => `k${(made += 1)}`);
}

test('an act without an answer is repeated under its own key', async () => {
  const intentions = setUp();
  const doCall = vi
    .fn()
    .mockRejectedValueOnce(new NetworkProblem('lost'))
    .mockRejectedValueOnce(refusal(503))
    .mockResolvedValue({ ok: true });
  await expect(intentions.run(doCall, queueEndpoints.callNext, input)).rejects.toThrow();
  await expect(intentions.run(doCall, queueEndpoints.callNext, input)).rejects.toThrow();
  await intentions.run(doCall, queueEndpoints.callNext, input);
  await intentions.run(doCall, queueEndpoints.callNext, input);
  expect(keysOf(doCall)).toEqual(['k1', 'k1', 'k1', 'k2']);
});

test('a refused act is over: pressing again is a new one', async () => {
  const intentions = setUp();
  const doCall = vi.fn().mockRejectedValueOnce(refusal(409)).mockResolvedValue({ ok: true });
  await expect(intentions.run(doCall, queueEndpoints.callNext, input)).rejects.toThrow();
  await intentions.run(doCall, queueEndpoints.callNext, input);
  expect(keysOf(doCall)).toEqual(['k1', 'k2']);
});

test('another body is another act', async () => {
  const intentions = setUp();
  const doCall = vi.fn().mockRejectedValue(new NetworkProblem('lost'));
  await expect(intentions.run(doCall, queueEndpoints.callNext, input)).rejects.toThrow();
  await expect(
    intentions.run(doCall, queueEndpoints.callNext, { ...input, windowId: 'x' }),
  ).rejects.toThrow();
  expect(keysOf(doCall)).toEqual(['k1', 'k2']);
});
