import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { accessEndpoints } from '@huiting/contracts/access';
import { queueEndpoints } from '@huiting/contracts/queue';
import { createCaller, isDailyLife, isRefusal } from './api.ts';

const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    seen.push({ method: request.method!, url: request.url!, headers: request.headers, body });
    answer(request, response);
  });
});
let url: string;
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen.length = 0;
});
const give = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const branchId = '0190a0a0-0000-7000-8000-000000000001';

test('an endpoint becomes a path, a query or a body, with the surface and whom it stands in for', async () => {
  answer = (_request, response) => give(response, 200, {});
  const director = createCaller({ url, surface: 'console' });
  await director.as('somebody', 'teller').call(queueEndpoints.getTimeline, { branchId, ticketId: branchId });
  assert.equal(seen[0]!.url, `/api/branches/${branchId}/tickets/${branchId}`);
  assert.equal(seen[0]!.headers['x-surface'], 'teller');
  assert.equal(seen[0]!.headers['x-act-as'], 'somebody');
  assert.equal(seen[0]!.headers['idempotency-key'], undefined);
  await director.call(queueEndpoints.pause, { branchId, windowId: branchId, reason: 'lunch' });
  assert.equal(seen[1]!.headers['x-act-as'], undefined);
  assert.deepEqual(JSON.parse(seen[1]!.body), { reason: 'lunch' });
});

test('a command cut off by 503 is repeated under the same key', async () => {
  answer = (_request, response) =>
    seen.length < 3 ? give(response, 503, { code: 'platform.unavailable' }) : give(response, 200, { ok: 1 });
  const caller = createCaller({ url, surface: 'teller' });
  assert.deepEqual(await caller.call(queueEndpoints.callNext, { branchId, windowId: branchId }), { ok: 1 });
  const keys = seen.map((one) => one.headers['idempotency-key']);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
});

test('what has no key is never repeated', async () => {
  answer = (_request, response) => give(response, 503, { code: 'platform.unavailable' });
  const caller = createCaller({ url, surface: 'teller' });
  await assert.rejects(caller.call(accessEndpoints.signIn, { username: 'a', password: 'b' }), (error) =>
    isRefusal(error, 'platform.unavailable'),
  );
  assert.equal(seen.length, 1);
});

test('a refusal keeps its code; a room’s is daily life, the platform’s is not', async () => {
  const caller = createCaller({ url, surface: 'teller' });
  answer = (_request, response) => give(response, 409, { code: 'queue.window_taken', detail: { by: 'x' } });
  await assert.rejects(
    caller.call(queueEndpoints.signIn, { branchId, windowId: branchId }),
    (error) => isDailyLife(error) && isRefusal(error, 'queue.window_taken'),
  );
  answer = (_request, response) => give(response, 400, { code: 'platform.bad_input' });
  await assert.rejects(
    caller.call(queueEndpoints.signIn, { branchId, windowId: branchId }),
    (error) => !isDailyLife(error),
  );
});

test('cookies of a sign-in go with every later call, also of stand-ins, and leave with the sign-out', async () => {
  const director = createCaller({ url, surface: 'console' });
  answer = (_request, response) =>
    give(response, 200, {}, { 'set-cookie': 'ht_console=secret; Path=/; HttpOnly' });
  await director.call(accessEndpoints.signIn, { username: 'director', password: 'x' });
  answer = (_request, response) => give(response, 200, {});
  await director.as('somebody', 'pad').call(accessEndpoints.getMe, {});
  assert.equal(seen[1]!.headers.cookie, 'ht_console=secret');
  answer = (_request, response) =>
    give(response, 200, {}, { 'set-cookie': 'ht_console=; Max-Age=0; Path=/' });
  await director.call(accessEndpoints.signOut, {});
  await director.call(accessEndpoints.getMe, {});
  assert.equal(seen[3]!.headers.cookie, undefined);
});
