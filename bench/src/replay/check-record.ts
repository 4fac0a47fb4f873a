import type { World } from '../world.ts';
import type { HallModel } from './hall-model.ts';

interface TicketRow {
  readonly id: string;
  readonly state: string;
  readonly issued: number;
  readonly called: number | null;
  readonly ended: number | null;
  readonly window: string | null;
}
interface PeriodRow {
  readonly ticket: string;
  readonly state: string;
  readonly from: number;
  readonly until: number;
}
interface EventRow {
  readonly number: number;
  readonly type: string;
  readonly ticket: string | null;
  readonly window: string | null;
  readonly abandoned: number | null;
}

/**
 * What the database says of a replayed day, read behind the server's back: every ticket is final and as the replay knows it,
 * its periods follow one another from issue to end, and the event log tells one call per ticket and one ticket per window.
 */
export async function checkRecord(
  world: World,
  branchId: string,
  model: HallModel,
  expected: { readonly sentHome: number },
): Promise<void> {
  const tickets = await world.query<TicketRow>(
    `select id, state, platform.ms(issued_at) as issued, platform.ms(called_at) as called, platform.ms(ended_at) as ended, window_id as window
     from queue.ticket where branch_id = $1`,
    [branchId],
  );
  const periods = await world.query<PeriodRow>(
    `select ticket_id as ticket, state, platform.ms(started_at) as from, platform.ms(ended_at) as until
     from queue.service_period where branch_id = $1 order by ticket_id, sequence`,
    [branchId],
  );
  const events = await world.query<EventRow>(
    `select number, type, payload->'ticket'->>'id' as ticket, payload->'window'->>'id' as window, (payload->>'abandoned')::int as abandoned
     from platform.event where branch_id = $1 order by number`,
    [branchId],
  );
  checkTickets(tickets, model);
  checkPeriods(
    tickets,
    Map.groupBy(periods, ({ ticket }) => ticket),
    model,
  );
  checkEvents(events, tickets, model, expected.sentHome);
}

function checkTickets(tickets: readonly TicketRow[], model: HallModel): void {
  const stored = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  for (const [id, known] of model.outcomes) {
    const ticket = stored.get(id);
    if (ticket === undefined) {
      model.report('lost', `${id} was acknowledged but is not in the database`);
      continue;
    }
    if (ticket.state !== 'completed' && ticket.state !== 'abandoned') {
      model.report('lost', `${id} is still ${ticket.state} after the day's end`);
    }
    const same =
      ticket.state === known.state &&
      ticket.issued === known.issuedAt &&
      ticket.called === known.calledAt &&
      ticket.ended === known.endedAt &&
      ticket.window === known.windowId;
    if (!same)
      model.report(
        'wrongState',
        `${id} is stored as ${JSON.stringify(ticket)} but was lived as ${JSON.stringify(known)}`,
      );
  }
  for (const { id } of tickets) {
    if (!model.outcomes.has(id))
      model.report('wrongState', `${id} is in the database but nobody was told of it`);
  }
}

function checkPeriods(
  tickets: readonly TicketRow[],
  byTicket: ReadonlyMap<string, PeriodRow[]>,
  model: HallModel,
): void {
  for (const { id, issued, ended } of tickets) {
    const periods = byTicket.get(id) ?? [];
    const follows = periods.every(
      ({ from, until }, at) => from === (periods[at - 1]?.until ?? issued) && until >= from,
    );
    const stay = periods.reduce((sum, { from, until }) => sum + until - from, 0);
    if (!follows || periods.at(-1)?.until !== ended || stay !== (ended ?? 0) - issued) {
      model.report('periods', `the periods of ${id} do not add up to its stay: ${JSON.stringify(periods)}`);
    }
  }
}

/** Walks the log as it was committed, with no knowledge of the driver. */
function checkEvents(
  events: readonly EventRow[],
  tickets: readonly TicketRow[],
  model: HallModel,
  sentHome: number,
): void {
  const told = new Map<string, string[]>();
  const at = new Map<string, string>();
  for (const [index, { number, type, ticket, window, abandoned }] of events.entries()) {
    if (number !== index + 1) return model.report('eventLog', `event ${index + 1} is missing`);
    if (type === 'queueDay.closed' && abandoned !== sentHome) {
      model.report('eventLog', `the day's end sent ${abandoned} home, not ${sentHome}`);
    }
    if (ticket === null || !type.startsWith('ticket.')) continue;
    told.set(ticket, [...(told.get(ticket) ?? []), type]);
    if (type === 'ticket.called') {
      const there = [...at].find(([place, who]) => place === window || who === ticket);
      if (there !== undefined)
        model.report(
          'twoWindows',
          `event ${number} calls ${ticket} to ${window}, but ${there[1]} is at ${there[0]}`,
        );
      at.set(window!, ticket);
    } else if (type === 'ticket.serviceCompleted') {
      at.delete(window!);
    }
  }
  if (events.filter(({ type }) => type === 'queueDay.closed').length !== 1)
    model.report('eventLog', 'the day was not closed once');
  for (const { id, state } of tickets) {
    const wanted =
      state === 'completed'
        ? 'ticket.issued ticket.called ticket.started ticket.serviceCompleted'
        : 'ticket.issued ticket.abandoned';
    const log = told.get(id)?.join(' ');
    if (log !== wanted) model.report('eventLog', `the log tells of ${id}: ${log}`);
  }
}
