import { queueEndpoints, queueTopics } from '@huiting/contracts/queue';
import type { Board, ServiceType, TicketCard, WindowCard } from '@huiting/contracts/queue';
import type { Caller } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';

/** A branch's board as it is now, kept true by the live stream. What the simulator looks at before every act. */
export interface HallMirror {
  readonly branchId: string;
  window(id: string): WindowCard | undefined;
  windows(): Iterable<WindowCard>;
  ticket(id: string): TicketCard | undefined;
  tickets(): Iterable<TicketCard>;
  services(): Iterable<ServiceType>;
  service(id: string): ServiceType | undefined;
  serviceByCode(code: string): ServiceType | undefined;
  /** Whether anybody waits whom this window may take. */
  hasWorkFor(window: WindowCard): boolean;
}

export interface MirrorDeps {
  readonly branchId: string;
  /** May look at every board. */
  readonly director: Caller;
  readonly live: LiveClient;
  /** After the mirror has taken a change over. A reload tells everything. */
  readonly onChange: (change: { tickets: readonly TicketCard[]; windows: readonly WindowCard[] }) => void;
  readonly onFault: (error: unknown) => void;
}

const finals = new Set(['completed', 'abandoned', 'cancelled']);

export async function mirrorHall(deps: MirrorDeps): Promise<HallMirror> {
  const { branchId, director } = deps;
  const tickets = new Map<string, TicketCard>();
  const windows = new Map<string, WindowCard>();
  const services = new Map<string, ServiceType>();

  function take(change: { tickets: readonly TicketCard[]; windows: readonly WindowCard[] }): void {
    for (const ticket of change.tickets) {
      if (finals.has(ticket.state)) tickets.delete(ticket.id);
      else tickets.set(ticket.id, ticket);
    }
    for (const window of change.windows) windows.set(window.id, window);
    deps.onChange(change);
  }

  async function fetchBoard(): Promise<Board> {
    const board = await director.call(queueEndpoints.getBoard, { branchId });
    tickets.clear();
    windows.clear();
    for (const service of board.services) services.set(service.id, service);
    return board;
  }

  async function watch(board: Board): Promise<void> {
    await deps.live.watch({
      topic: queueTopics.board.name,
      key: branchId,
      caller: director,
      after: board.number,
      onDelta: (data: { tickets: TicketCard[]; windows: WindowCard[] }) => take(data),
      onReload: () => {
        // The subscription goes on; only the picture is taken anew.
        fetchBoard().then(take).catch(deps.onFault);
      },
    });
  }

  const first = await fetchBoard();
  const mirror: HallMirror = {
    branchId,
    window: (id) => windows.get(id),
    windows: () => windows.values(),
    ticket: (id) => tickets.get(id),
    tickets: () => tickets.values(),
    services: () => services.values(),
    service: (id) => services.get(id),
    serviceByCode: (code) => [...services.values()].find((service) => service.code === code),
    hasWorkFor: (window) => {
      for (const ticket of tickets.values()) {
        if (ticket.state === 'waiting' && window.serviceTypeIds.includes(ticket.serviceTypeId)) return true;
      }
      return false;
    },
  };
  for (const ticket of first.tickets) if (!finals.has(ticket.state)) tickets.set(ticket.id, ticket);
  for (const window of first.windows) windows.set(window.id, window);
  await watch(first);
  return mirror;
}
