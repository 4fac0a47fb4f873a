import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { Client } from './client.ts';
import type { BranchWorld, World } from './world.ts';

/** What clients were told was done, and what it took. */
export interface Acknowledged {
  /** `<event type> <ticket id>` of every command that was answered. */
  readonly done: readonly string[];
  /** Answers that came only after the command had been sent again with the same key. */
  readonly repeated: number;
  /** Answers that say no; none is expected. */
  readonly refused: readonly string[];
}

const againMs = 50;

/** One worker a branch, each going round issue → call → start → complete until it is stopped. */
export function startLoad(client: Client, world: World): { stop(): Promise<Acknowledged> } {
  const done: string[] = [];
  const refused: string[] = [];
  let repeated = 0;
  let stopping = false;

  /** Repeats the command with its key until somebody answers: the answer may have been lost with the server, not the deed. */
  async function insist<E extends Endpoint>(
    endpoint: E,
    cookie: string,
    input: CallOf<E>,
  ): Promise<OutputOf<E> | null> {
    const key = randomUUID();
    for (let tries = 1; ; tries++) {
      const answer = await client.call(endpoint, cookie, input, { key }).catch(() => null);
      if (answer !== null && answer.status < 500) {
        if (tries > 1) repeated++;
        if (answer.status === 200) return answer.body;
        refused.push(`${endpoint.id}: ${JSON.stringify(answer.body)}`);
        return null;
      }
      await sleep(againMs);
    }
  }

  async function cycle(branch: BranchWorld): Promise<void> {
    const seat = branch.seats[0]!;
    const at = { branchId: branch.id, windowId: seat.windowId };
    const issued = await insist(queueEndpoints.issueTicket, branch.kiosk, {
      branchId: branch.id,
      serviceTypeId: branch.services.personal!.id,
    });
    if (issued === null) return;
    done.push(`ticket.issued ${issued.ticket.id}`);
    const called = await insist(queueEndpoints.callNext, seat.teller, at);
    const ticketId = called?.ticket?.id;
    if (ticketId === undefined) return;
    done.push(`ticket.called ${ticketId}`);
    if ((await insist(queueEndpoints.start, seat.teller, at)) === null) return;
    done.push(`ticket.started ${ticketId}`);
    if ((await insist(queueEndpoints.complete, seat.teller, { ...at, ticketId })) === null) return;
    done.push(`ticket.serviceCompleted ${ticketId}`);
  }

  const working = world.branches.map(async (branch) => {
    while (!stopping) await cycle(branch);
  });
  return {
    stop: async () => {
      stopping = true;
      await Promise.all(working);
      return { done, repeated, refused };
    },
  };
}
