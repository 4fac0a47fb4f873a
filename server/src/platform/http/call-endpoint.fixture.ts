import assert from 'node:assert/strict';
import type { Ctx } from '../context.ts';
import type { RoomParts } from '../room.ts';

/**
 * Calls a room's endpoint as the binder does, without HTTP: parses the input, runs, presents. Fails when the answer is not
 * exactly what the contract says: nothing missing, and nothing more, since what is more would be public by mistake.
 */
export async function callEndpoint(
  room: RoomParts,
  name: string,
  ctx: Ctx,
  input: unknown,
): Promise<unknown> {
  const endpoint = room.routes!.endpoints[name]!;
  const handler = room.routes!.handlers[name]!;
  const run = typeof handler === 'function' ? handler : handler.run;
  const present = typeof handler === 'function' ? null : handler.present;
  const asked: Ctx = { ...ctx, present: present as Ctx['present'] };
  const result: unknown = await run(asked, endpoint.input.parse(input) as never, {} as never);
  const answer = asked.answer === undefined ? result : asked.answer.value;
  assert.deepEqual(answer, endpoint.output.parse(answer), `${endpoint.id} answers as the contract says`);
  return answer;
}
