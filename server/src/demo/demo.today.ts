import { countLine, countService, noCounters, openQueue } from '../rooms/queue/index.ts';
import type { Ticket } from '../rooms/queue/index.ts';
import type pg from 'pg';
import type { DayRecord } from './history/hall-plan.ts';

/**
 * Opens the branch's queue in the middle of the day as its record left it: the lock row with the day's counters, who sits where with
 * which ticket, and the deadlines that are set. From here on the living queue goes on as if it had been there since morning.
 */
export async function openToday(client: pg.Client, record: DayRecord, now: number): Promise<void> {
  const { plan } = record;
  const skipped = [...record.tickets.values()].filter((ticket) => ticket.state === 'skipped');
  const queue = {
    branchId: plan.branchId,
    businessDate: plan.date,
    dayOpen: true,
    closesAt: plan.closesAt,
    endsAt: plan.endsAt,
    strategyVersion: plan.strategy.version,
    lastAt: now,
    voiceUntil: 0,
    counters: countersOf(record),
  };
  await openQueue(client, queue, record.windows);
  const timers = [
    { kind: 'queue.endDay', ref: 'day', due: plan.endsAt },
    ...skipped.map((ticket) => ({
      kind: 'queue.restoreExpired',
      ref: ticket.id,
      due: ticket.restorableUntil! + 1,
    })),
  ];
  await client.query(
    `insert into platform.timer (branch_id, kind, ref, due_at)
     select $1, kind, ref, platform.at(due) from jsonb_to_recordset($2) as t(kind text, ref text, due bigint) on conflict do nothing`,
    [plan.branchId, JSON.stringify(timers)],
  );
}

/** The day's counters as the queue would have kept them command by command. */
export function countersOf({ tickets, requests }: DayRecord) {
  let counters = noCounters;
  const requestsOfAll = [
    ...requests,
    ...[...tickets.values()].filter((ticket) => ticket.endedAt === null).map(openRequest),
  ];
  for (const ticket of tickets.values()) {
    const prefix = ticket.number[0]!;
    counters = {
      ...counters,
      prefix: { ...counters.prefix, [prefix]: (counters.prefix[prefix] ?? 0) + 1 },
      issued: counters.issued + 1,
    };
    counters = countLine(counters, null, ticket);
    if (ticket.state === 'completed') counters = { ...counters, completed: counters.completed + 1 };
    if (ticket.state === 'abandoned') counters = { ...counters, abandoned: counters.abandoned + 1 };
  }
  for (const request of requestsOfAll) {
    if (request.sequence === 1) counters = countService(counters, request.serviceCode, { issued: 1 });
    // A further service under the same number begins without a call.
    const called =
      request.calledAt !== null && !(request.sequence > 1 && request.startedAt === request.openedAt);
    if (called)
      counters = countService(counters, request.serviceCode, {
        called: 1,
        waitSeconds: Math.round((request.calledAt! - request.openedAt) / 1000),
      });
    if (request.outcome === 'completed')
      counters = countService(counters, request.serviceCode, { completed: 1 });
  }
  return counters;
}

function openRequest({ request, serviceCode }: Ticket) {
  return { ...request, serviceCode, outcome: null };
}
