import {
  queueTopics,
  type DisplayBoard,
  type DisplayFigures,
  type DisplayTicket,
  type DisplayWindow,
  type TicketState,
  type VoiceCall,
} from '@huiting/contracts/queue';
import { useLiveSnapshot, type LiveSource } from '../../../lib/live.ts';
import { displayKeys, fetchDisplay } from './display.queries.ts';

const finalStates: ReadonlySet<TicketState> = new Set(['completed', 'abandoned', 'cancelled']);
/** Calls remembered: more than fit into the longest backlog the server speaks. */
const keptCalls = 12;

interface DisplayChange {
  readonly tickets: readonly DisplayTicket[];
  readonly windows: readonly DisplayWindow[];
  readonly voice: VoiceCall | null;
}

/** Puts changed cards and a new call into the board of the hall. A ticket in a final state leaves it. */
export function applyChange(board: DisplayBoard, { tickets, windows, voice }: DisplayChange): DisplayBoard {
  return {
    ...board,
    tickets: tickets.length === 0 ? board.tickets : upsertTickets(board.tickets, tickets),
    windows: windows.length === 0 ? board.windows : upsertWindows(board.windows, windows),
    voice: voice === null ? board.voice : addCall(board.voice, voice),
  };
}

function upsertTickets(held: readonly DisplayTicket[], changed: readonly DisplayTicket[]): DisplayTicket[] {
  const tickets = new Map(held.map((ticket) => [ticket.id, ticket]));
  for (const ticket of changed) {
    if (finalStates.has(ticket.state)) tickets.delete(ticket.id);
    else tickets.set(ticket.id, ticket);
  }
  return [...tickets.values()];
}

function upsertWindows(held: readonly DisplayWindow[], changed: readonly DisplayWindow[]): DisplayWindow[] {
  const windows = new Map([...held, ...changed].map((window) => [window.id, window]));
  return [...windows.values()].toSorted((a, b) => a.number - b.number);
}

function addCall(held: readonly VoiceCall[], call: VoiceCall): VoiceCall[] {
  const others = held.filter((one) => callKey(one) !== callKey(call));
  return [...others, call].toSorted((a, b) => a.startsAt - b.startsAt).slice(-keptCalls);
}

/** One spoken call among all: a recall of the same ticket is another. */
export function callKey({ ticketId, call }: Pick<VoiceCall, 'ticketId' | 'call'>): string {
  return `${ticketId}:${call}`;
}

/** Newest figures replace the old ones, never the other way round. */
export function applyFigures(board: DisplayBoard, figures: DisplayFigures): DisplayBoard {
  return figures.at < board.figures.at ? board : { ...board, figures };
}

function displaySource(branchId: string): LiveSource<DisplayBoard, typeof queueTopics.display> {
  return {
    topic: queueTopics.display,
    key: branchId,
    query: { queryKey: displayKeys.board(branchId), queryFn: ({ signal }) => fetchDisplay(branchId, signal) },
    reduce: applyChange,
    gauge: applyFigures,
  };
}

interface DisplayOptions {
  readonly onRevoked: () => void;
}
/** The hall's board, alive; for kiosks and displays. */
export function useDisplayBoard(branchId: string, { onRevoked }: DisplayOptions) {
  return useLiveSnapshot(displaySource(branchId), { onRevoked });
}
