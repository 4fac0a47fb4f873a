import { topic } from '@huiting/contracts/core/topic';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { onSignedOut } from './api.ts';
import { useLiveSnapshot, type LiveSource } from './live.ts';
import type { FeedEvent } from './live/wire.ts';
import { declareSurface } from './surface.ts';

const line = vi.hoisted(() => ({
  watches: [] as { after: number | null; hear: (event: unknown) => void; over: boolean }[],
}));
vi.mock('./live/live-client.ts', () => ({
  liveClient: {
    watch(join: { after: number | null }, hear: (event: unknown) => void) {
      const watch = { after: join.after, hear, over: false };
      line.watches.push(watch);
      return () => void (watch.over = true);
    },
  },
}));

interface Board {
  readonly number: number;
  readonly waiting: readonly string[];
}
const boardTopic = topic({
  name: 'test.board',
  key: 'branch',
  access: 'x',
  delta: z.object({ add: z.string() }),
  gauge: z.object({}),
});
const answers: Promise<Board>[] = [];
const source: LiveSource<Board, typeof boardTopic> = {
  topic: boardTopic,
  key: 'b1',
  query: {
    queryKey: ['board', 'b1'],
    queryFn: () => answers.shift() ?? Promise.reject(new Error('fetched once too often')),
  },
  reduce: (board, { add }) => ({ ...board, waiting: [...board.waiting, add] }),
};
const say = (event: FeedEvent) => act(async () => line.watches.at(-1)!.hear(event));

function BoardView() {
  const board = useLiveSnapshot(source);
  return <p>{board.data?.waiting.join(' ') ?? 'loading'}</p>;
}

let queries: QueryClient;
beforeEach(() => {
  declareSurface('teller');
  line.watches.length = 0;
  answers.length = 0;
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
});
const show = () =>
  render(
    <QueryClientProvider client={queries}>
      <BoardView />
    </QueryClientProvider>,
  );

it('patches the snapshot after its number', async () => {
  answers.push(Promise.resolve({ number: 10, waiting: ['A001'] }));
  show();
  await screen.findByText('A001');
  expect(line.watches[0]?.after).toBe(10);
  await say({ kind: 'delta', number: 11, data: { add: 'A002' } });
  await say({ kind: 'delta', number: 11, data: { add: 'A002' } });
  await screen.findByText('A001 A002');
});

it('keeps a change that arrives while an older answer is on its way', async () => {
  answers.push(Promise.resolve({ number: 20, waiting: [] }));
  show();
  await vi.waitFor(() => expect(line.watches).toHaveLength(1));
  let answer: (board: Board) => void = () => {};
  answers.push(new Promise((resolve) => (answer = resolve)));
  const refetched = queries.refetchQueries({ queryKey: ['board', 'b1'] });
  await say({ kind: 'delta', number: 22, data: { add: 'A022' } });
  answer({ number: 21, waiting: ['A021'] });
  await act(() => refetched);
  await screen.findByText('A021 A022');
});

it('fetches again after a gap and watches on from the new number', async () => {
  answers.push(
    Promise.resolve({ number: 30, waiting: ['A030'] }),
    Promise.resolve({ number: 90, waiting: ['A090'] }),
  );
  show();
  await screen.findByText('A030');
  await say({ kind: 'reload' });
  await screen.findByText('A090');
  await vi.waitFor(() => expect(line.watches.at(-1)?.after).toBe(90));
  expect(line.watches[0]?.over).toBe(true);
});

it('finds out that the session has ended when the right to watch does', async () => {
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() =>
      Promise.resolve(Response.json({ status: 401, code: 'platform.not_signed_in' }, { status: 401 })),
    );
  const heard = vi.fn();
  const stop = onSignedOut(heard);
  answers.push(Promise.resolve({ number: 10, waiting: ['A001'] }));
  show();
  await screen.findByText('A001');
  await say({ kind: 'revoked', status: 404 });
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  stop();
  asked.mockRestore();
});
