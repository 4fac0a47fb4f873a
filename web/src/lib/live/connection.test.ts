import type { LiveMessage, SubscribeRequest } from '@huiting/contracts/core/live';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createConnection, type Connection } from './connection.ts';
import type { FeedEvent } from './wire.ts';

interface Asked {
  readonly surface: string;
  readonly body: SubscribeRequest;
  answer(status: number): Promise<void>;
}

/** A server at the other end of the line, played by hand. */
function play() {
  const streams: { on: { message(data: string): void; error(): void }; closed: boolean }[] = [];
  const asked: Asked[] = [];
  const ended: string[] = [];
  let ids = 0;
  const connection: Connection = createConnection(
    {
      openStream(_url, on) {
        const stream = { on, closed: false };
        streams.push(stream);
        return { close: () => void (stream.closed = true) };
      },
      request: (method, url, surface, body) =>
        new Promise((resolve) => {
          if (method === 'DELETE') {
            ended.push(url);
            resolve({ status: 200, body: null });
            return;
          }
          asked.push({
            surface,
            body: body!,
            async answer(status) {
              resolve({ status, body: status < 300 ? { subscriptionId: `s${++ids}` } : null });
              await vi.advanceTimersByTimeAsync(0);
            },
          });
        }),
      wallNow: Date.now,
      random: () => 0.5,
    },
    { status: () => {}, clock: () => {} },
  );
  const say = (message: LiveMessage) => streams.at(-1)?.on.message(JSON.stringify(message));
  return {
    connection,
    streams,
    asked,
    ended,
    hello: (streamId: string) => say({ kind: 'hello', streamId, at: 0 }),
    delta: (number: number) => say({ kind: 'delta', topic: 'queue.board', key: 'b1', number, data: number }),
    say,
    watch(surface: string, after: number | null, memberId = `${surface}.${after}.${++ids}`) {
      const heard: FeedEvent[] = [];
      connection.join({ memberId, surface, topic: 'queue.board', key: 'b1', after }, (event) =>
        heard.push(event),
      );
      return {
        memberId,
        heard,
        numbers: () => heard.flatMap((event) => (event.kind === 'delta' ? [event.number] : [])),
      };
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the live connection', () => {
  it('asks for what came after the snapshot and hands deltas on, once and in order', async () => {
    const line = play();
    const teller = line.watch('teller', 10);
    line.hello('x1');
    expect(line.asked[0]).toMatchObject({
      surface: 'teller',
      body: { topic: 'queue.board', key: 'b1', after: 10 },
    });
    line.delta(11);
    await line.asked[0]!.answer(200);
    line.delta(12);
    line.delta(12);
    line.delta(11);
    expect(teller.numbers()).toEqual([11, 12]);
  });

  it('serves a second tab from what it has heard, without asking the server again', async () => {
    const line = play();
    line.watch('teller', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    for (const number of [11, 12, 13]) line.delta(number);
    const second = line.watch('teller', 12);
    await vi.advanceTimersByTimeAsync(0);
    expect(line.asked).toHaveLength(1);
    expect(second.numbers()).toEqual([13]);
    const older = line.watch('teller', 5);
    await vi.advanceTimersByTimeAsync(0);
    expect(older.heard).toEqual([{ kind: 'reload' }]);
  });

  it('shows a surface nothing before the server has allowed it', async () => {
    const line = play();
    line.watch('teller', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    line.delta(11);
    const pad = line.watch('pad', 10);
    line.delta(12);
    expect(pad.numbers()).toEqual([]);
    expect(line.asked[1]).toMatchObject({ surface: 'pad', body: { after: 11 } });
    await line.asked[1]!.answer(200);
    expect(pad.numbers()).toEqual([11, 12]);
    const stranger = line.watch('console', 10);
    await line.asked[2]!.answer(403);
    expect(stranger.heard).toEqual([{ kind: 'revoked', status: 403 }]);
  });

  it('replays from the last number after the line broke', async () => {
    const line = play();
    const teller = line.watch('teller', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    line.delta(11);
    line.streams[0]!.on.error();
    await vi.advanceTimersByTimeAsync(400);
    expect(line.streams).toHaveLength(2);
    line.hello('x2');
    expect(line.asked[1]).toMatchObject({ body: { after: 11 } });
    line.delta(12);
    await line.asked[1]!.answer(200);
    expect(teller.numbers()).toEqual([11, 12]);
  });

  it('notices a line that is silent though open', async () => {
    const line = play();
    line.watch('teller', 10);
    line.hello('x1');
    await vi.advanceTimersByTimeAsync(19_000);
    expect(line.streams[0]!.closed).toBe(true);
    expect(line.streams.length).toBeGreaterThan(1);
  });

  it('passes a reload on and takes the watcher back with its new snapshot', async () => {
    const line = play();
    const teller = line.watch('teller', 10);
    line.hello('x1');
    line.say({ kind: 'reload', topic: 'queue.board', key: 'b1' });
    await line.asked[0]!.answer(200);
    expect(teller.heard).toEqual([{ kind: 'reload' }]);
    line.delta(51);
    line.delta(52);
    const again = line.watch('teller', 51);
    await vi.advanceTimersByTimeAsync(0);
    expect(again.numbers()).toEqual([52]);
    expect(line.asked).toHaveLength(1);
  });

  it('ends only the surface whose right has ended', async () => {
    const line = play();
    const teller = line.watch('teller', 10);
    const pad = line.watch('pad', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    await line.asked[1]!.answer(200);
    line.say({ kind: 'revoked', topic: 'queue.board', key: 'b1' });
    await line.asked[2]!.answer(401);
    await line.asked[3]!.answer(200);
    line.delta(11);
    expect(teller.heard).toEqual([{ kind: 'revoked', status: 401 }]);
    expect(pad.numbers()).toEqual([11]);
  });

  it('gives a later watcher the newest figures at once', async () => {
    const line = play();
    line.watch('teller', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    line.say({ kind: 'gauge', topic: 'queue.board', key: 'b1', data: { waiting: 14 } });
    const second = line.watch('teller', 10);
    await vi.advanceTimersByTimeAsync(0);
    expect(second.heard).toEqual([{ kind: 'gauge', data: { waiting: 14 } }]);
  });

  it('leaves the server a while after the last watcher has gone', async () => {
    const line = play();
    const teller = line.watch('teller', 10);
    line.hello('x1');
    await line.asked[0]!.answer(200);
    line.connection.leave(teller.memberId);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(line.ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(line.ended).toHaveLength(1);
    expect(line.streams[0]!.closed).toBe(true);
  });
});
