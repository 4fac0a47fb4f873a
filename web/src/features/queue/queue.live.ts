import {
  queueTopics,
  type Board,
  type QueueFigures,
  type TicketCard,
  type TicketState,
  type WindowCard,
} from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { fetchBoard, queueKeys } from './queue.queries.ts';

const finalStates: ReadonlySet<TicketState> = new Set(['completed', 'abandoned', 'cancelled']);
const isFinal = (state: TicketState): boolean => finalStates.has(state);

interface Cards {
  readonly tickets: readonly TicketCard[];
  readonly windows: readonly WindowCard[];
}

/**
 * Puts changed cards into the board. A ticket in a final state leaves it. A card older than the one in hand is passed
 * over: the answer to my own command may overtake the change that came before it on the live line.
 */
export function applyCards(board: Board, changed: Cards): Board {
  if (changed.tickets.length === 0 && changed.windows.length === 0) return board;
  const tickets = new Map(board.tickets.map((ticket) => [ticket.id, ticket]));
  for (const ticket of changed.tickets) {
    const held = tickets.get(ticket.id);
    if (held && held.since > ticket.since) continue;
    if (isFinal(ticket.state)) tickets.delete(ticket.id);
    else tickets.set(ticket.id, ticket);
  }
  const byId = new Map(changed.windows.map((window) => [window.id, window]));
  return {
    ...board,
    tickets: [...tickets.values()],
    windows: byId.size === 0 ? board.windows : board.windows.map((window) => byId.get(window.id) ?? window),
  };
}

/** Newest figures replace the old ones, never the other way round. */
export function applyFigures(board: Board, figures: QueueFigures): Board {
  return figures.at < board.figures.at ? board : { ...board, figures };
}

function boardSource(branchId: string): LiveSource<Board, typeof queueTopics.board> {
  return {
    topic: queueTopics.board,
    key: branchId,
    query: {
      queryKey: queueKeys.board(branchId),
      queryFn: async ({ signal }) => {
        const board = await fetchBoard(branchId, signal);
        return { ...board, tickets: board.tickets.filter((ticket) => !isFinal(ticket.state)) };
      },
    },
    reduce: applyCards,
    gauge: applyFigures,
  };
}

/** The branch's board, alive. */
export function useBoard(branchId: string) {
  return useLiveSnapshot(boardSource(branchId));
}

/** Shows the answer of an own command at once, before the live line tells it. */
export function useTakeAnswer(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: {
      readonly ticket?: TicketCard | null;
      readonly window?: WindowCard | null;
      readonly completed?: TicketCard;
    }) => {
      const tickets = [answer.completed, answer.ticket].filter(
        (ticket) => ticket !== null && ticket !== undefined,
      );
      const windows = answer.window ? [answer.window] : [];
      queries.setQueryData<Board>(
        queueKeys.board(branchId),
        (board) => board && applyCards(board, { tickets, windows }),
      );
    },
    [queries, branchId],
  );
}
