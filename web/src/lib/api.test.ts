import { endpoint } from '@huiting/contracts/core/endpoint';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createCall, requestOf } from './api.ts';
import { ApiProblem, NetworkProblem } from './problem.ts';

const callNext = endpoint({
  id: 'test.callNext',
  method: 'POST',
  path: '/branches/:branchId/windows/:windowId/call-next',
  summary: 'a command',
  input: z.object({ branchId: z.string(), windowId: z.string(), reason: z.string().optional() }),
  output: z.object({ ticket: z.string() }),
  access: 'test',
});
const listTickets = endpoint({
  id: 'test.list',
  method: 'GET',
  path: '/branches/:branchId/tickets',
  summary: 'a read',
  input: z.object({
    branchId: z.string(),
    limit: z.number().optional(),
    state: z.string().nullable().optional(),
  }),
  output: z.object({ items: z.array(z.string()) }),
  access: 'test',
});
const signIn = endpoint({
  id: 'test.signIn',
  method: 'POST',
  path: '/session',
  summary: 'a write without a key',
  input: z.object({ username: z.string() }),
  output: z.object({}),
  access: { kind: 'public' },
  idempotent: false,
});

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers },
  });
const problem = (status: number, code: string, headers?: Record<string, string>) =>
  json({ type: 'about:blank', status, code, title: code, traceId: 'trace-1' }, status, headers);

type Answer = () => Response | Promise<Response>;

function setUp(...answers: Answer[]) {
  const sent: { url: string; init: RequestInit }[] = [];
  const pauses: number[] = [];
  const onSignedOut = vi.fn();
  let keys = 0;
  const call = createCall({
    fetch: async (url, init) => {
      sent.push({ url: url as string, init: init ?? {} });
      const answer = answers.shift();
      if (!answer) throw new Error('one request too many');
      return answer();
    },
    surface: () => 'teller',
    locale: () => 'zh-CN',
    newKey: () => `key-${++keys}`,
    sleep: async (ms) => void pauses.push(ms),
    onSignedOut,
  });
  const keysSent = () => sent.map(({ init }) => (init.headers as Record<string, string>)['Idempotency-Key']);
  return { call, sent, pauses, onSignedOut, keysSent };
}
const refused = () => {
  throw new TypeError('fetch failed');
};

describe('requestOf', () => {
  it('fills the path and puts the rest of a read into the query', () => {
    expect(requestOf(listTickets, { branchId: 'a/b', limit: 5, state: null })).toEqual({
      url: '/api/branches/a%2Fb/tickets?limit=5',
      body: null,
    });
  });
  it('puts the rest of a command into the body', () => {
    expect(requestOf(callNext, { branchId: 'b', windowId: 'w', reason: '长者' })).toEqual({
      url: '/api/branches/b/windows/w/call-next',
      body: '{"reason":"长者"}',
    });
  });
});

describe('call', () => {
  it('names the surface and gives a command its key', async () => {
    const { call, sent } = setUp(() => json({ ticket: 'A026' }));
    await expect(call(callNext, { branchId: 'b', windowId: 'w' })).resolves.toEqual({ ticket: 'A026' });
    expect(sent[0]?.init.headers).toMatchObject({
      'X-Surface': 'teller',
      'Idempotency-Key': 'key-1',
      'Content-Type': 'application/json',
    });
  });

  it('repeats a command with the same key after a network fault and after 503', async () => {
    const { call, pauses, keysSent } = setUp(
      refused,
      () => problem(503, 'platform.unavailable', { 'Retry-After': '2' }),
      () => json({ ticket: 'A026' }),
    );
    await expect(call(callNext, { branchId: 'b', windowId: 'w' })).resolves.toEqual({ ticket: 'A026' });
    expect(keysSent()).toEqual(['key-1', 'key-1', 'key-1']);
    expect(pauses).toEqual([250, 2000]);
  });

  it('gives up after four tries with what went wrong last', async () => {
    const { call, sent } = setUp(refused, refused, refused, refused);
    await expect(call(callNext, { branchId: 'b', windowId: 'w' })).rejects.toBeInstanceOf(NetworkProblem);
    expect(sent).toHaveLength(4);
  });

  it('never repeats a refusal', async () => {
    const { call, sent } = setUp(() => problem(409, 'queue.window_busy'));
    const error = await call(callNext, { branchId: 'b', windowId: 'w' }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({ code: 'queue.window_busy', status: 409, traceId: 'trace-1' });
    expect(sent).toHaveLength(1);
  });

  it('never repeats a write without a key', async () => {
    const { call, sent } = setUp(refused, () => json({}));
    await expect(call(signIn, { username: 'u' })).rejects.toBeInstanceOf(NetworkProblem);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.init.headers).not.toHaveProperty('Idempotency-Key');
  });

  it('tells once that nobody is signed in any more', async () => {
    const { call, onSignedOut } = setUp(() => problem(401, 'platform.not_signed_in'));
    await expect(call(listTickets, { branchId: 'b' })).rejects.toMatchObject({
      code: 'platform.not_signed_in',
    });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
  });

  it('understands a proxy page as "not available"', async () => {
    const page = () =>
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'Content-Type': 'text/html' } });
    const { call } = setUp(page, page, page, page);
    await expect(call(listTickets, { branchId: 'b' })).rejects.toMatchObject({
      code: 'platform.unavailable',
      status: 502,
    });
  });

  it('stops at once when the screen has gone', async () => {
    const gone = new AbortController();
    const { call, sent } = setUp(() => {
      gone.abort();
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(call(listTickets, { branchId: 'b' }, { signal: gone.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(sent).toHaveLength(1);
  });
});
