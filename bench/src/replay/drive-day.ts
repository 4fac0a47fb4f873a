import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { TicketCard } from '@huiting/contracts/queue';
import { classify, positionAt } from '@huiting/queueing/strategy';
import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { Client } from '../client.ts';
import type { BranchWorld, Seat } from '../world.ts';
import { createAgenda } from './agenda.ts';
import { factsOf, phoneOf } from './callers.ts';
import type { DayPlan, PlannedVisit } from './day-plan.ts';
import type { Span } from './presence.ts';
import { createHallModel } from './hall-model.ts';
import type { HallModel } from './hall-model.ts';

export interface DayDrive {
  readonly client: Client;
  readonly branch: BranchWorld;
  readonly plan: DayPlan;
  readonly strategy: QueueStrategy;
  /** Business instant at which the day ends by itself. */
  readonly endsAt: number;
}

export interface DrivenDay {
  readonly model: HallModel;
  /** Ticket id of each visit that got one. */
  readonly tickets: ReadonlyMap<PlannedVisit, string>;
  readonly sentHome: number;
  readonly commands: number;
}

/** One agent's window as the driver sees it. */
interface Desk {
  readonly seat: Seat;
  /** Signed in until told otherwise; the span may be over while the last customer is still served. */
  signedIn: boolean;
  span: Span | null;
  serving: boolean;
  freeSince: number;
}

type Happening =
  | { readonly kind: 'serviceOver'; readonly desk: Desk; readonly ticketId: string }
  | { readonly kind: 'agentComes'; readonly desk: Desk; readonly span: Span }
  | { readonly kind: 'agentGoes'; readonly desk: Desk; readonly span: Span }
  | { readonly kind: 'arrival'; readonly visit: PlannedVisit; readonly turn: number }
  | { readonly kind: 'patienceOver'; readonly ticketId: string };

/** At one instant: windows become free and agents come before anybody arrives, agents go and patience ends after it. */
const rankOf = { serviceOver: 0, agentComes: 1, arrival: 2, agentGoes: 3, patienceOver: 4 } as const;

/** The profile every window works by; a replaced strategy must have it. */
export const profileCode = 'all';

class Refused extends Error {}

/**
 * Lives one recorded day through the public API, event by event, one command at a time: arrivals take tickets, free windows
 * call, service lasts as recorded, and who has waited beyond their patience is abandoned by the lobby manager.
 */
export async function driveDay({ client, branch, plan, strategy, endsAt }: DayDrive): Promise<DrivenDay> {
  const model = createHallModel({
    date: plan.date,
    strategy,
    profileCode,
    mayTake: Object.keys(branch.services),
  });
  const agenda = createAgenda<Happening>();
  const tickets = new Map<PlannedVisit, string>();
  const visitOf = new Map<string, PlannedVisit>();
  const desks = branch.seats.map((seat): Desk => ({
    seat,
    signedIn: false,
    span: null,
    serving: false,
    freeSince: 0,
  }));
  const lastToLeave = lastSpan(plan);
  let commands = 0;

  async function send<E extends Endpoint>(
    endpoint: E,
    cookie: string,
    input: CallOf<E>,
    at: number,
  ): Promise<OutputOf<E>> {
    commands++;
    const { status, body } = await client.call(endpoint, cookie, input, { at });
    if (status === 200) return body;
    throw new Refused(
      `${endpoint.id} at ${new Date(at).toISOString()} was refused: ${status} ${JSON.stringify(body)}`,
    );
  }
  const placeOf = (desk: Desk) => ({ branchId: branch.id, windowId: desk.seat.windowId });
  const schedule = (at: number, what: Happening): void => agenda.add(at, rankOf[what.kind], what);

  async function arrive(visit: PlannedVisit, turn: number, at: number): Promise<void> {
    const { type, priority } = visit.recorded;
    const phone = phoneOf(priority, turn);
    const { ticket } = await send(
      queueEndpoints.issueTicket,
      branch.kiosk,
      {
        branchId: branch.id,
        serviceTypeId: branch.services[type]!.id,
        identifier: phone === null ? null : { kind: 'phone', value: phone },
      },
      at,
    );
    const { classCode } = classify(strategy, factsOf(visit.recorded));
    if (ticket.classCode !== classCode)
      model.report('wrongClass', `${ticket.number} is ${ticket.classCode}, not ${classCode}`);
    tickets.set(visit, ticket.id);
    visitOf.set(ticket.id, visit);
    model.issued({ ticketId: ticket.id, serviceCode: type, classCode, position: positionAt(at) }, at);
    if (visit.givesUpAt !== null) schedule(visit.givesUpAt, { kind: 'patienceOver', ticketId: ticket.id });
  }

  /** The window has been told whom to serve: the customer is there at once, and stays as long as recorded. */
  async function serve(desk: Desk, ticket: TicketCard | null, at: number): Promise<void> {
    model.called(desk.seat.windowId, ticket?.id ?? null, at);
    desk.serving = ticket !== null;
    if (ticket === null) return;
    const { ticket: started } = await send(queueEndpoints.start, desk.seat.teller, placeOf(desk), at);
    model.started(desk.seat.windowId, started.id);
    schedule(at + (visitOf.get(ticket.id)?.serviceMs ?? 0), {
      kind: 'serviceOver',
      desk,
      ticketId: ticket.id,
    });
  }

  /** The last agent of the day stays until nobody waits; the others leave when their time is over. */
  const wantsToLeave = (desk: Desk, at: number): boolean =>
    desk.span !== null && desk.span.until <= at && (desk.span !== lastToLeave || model.waitingCount() === 0);

  async function leave(desk: Desk, at: number): Promise<void> {
    await send(queueEndpoints.signOut, desk.seat.teller, placeOf(desk), at);
    desk.signedIn = false;
    desk.span = null;
  }

  async function finishService(desk: Desk, ticketId: string, at: number): Promise<void> {
    const input = { ...placeOf(desk), ticketId };
    desk.freeSince = at;
    if (wantsToLeave(desk, at)) {
      await send(queueEndpoints.complete, desk.seat.teller, input, at);
      model.completed(desk.seat.windowId, ticketId, at);
      desk.serving = false;
      return leave(desk, at);
    }
    const { ticket } = await send(queueEndpoints.completeAndCallNext, desk.seat.teller, input, at);
    model.completed(desk.seat.windowId, ticketId, at);
    return serve(desk, ticket, at);
  }

  async function happen(what: Happening, at: number): Promise<void> {
    switch (what.kind) {
      case 'serviceOver':
        return finishService(what.desk, what.ticketId, at);
      case 'agentComes': {
        const { desk } = what;
        desk.span = what.span;
        desk.freeSince = at;
        // Still busy from the span before: they never left.
        if (desk.signedIn) return;
        await send(queueEndpoints.signIn, desk.seat.teller, placeOf(desk), at);
        desk.signedIn = true;
        return;
      }
      case 'agentGoes': {
        const { desk } = what;
        const free = desk.signedIn && !desk.serving && desk.span === what.span;
        if (free && wantsToLeave(desk, at)) await leave(desk, at);
        return;
      }
      case 'arrival':
        return arrive(what.visit, what.turn, at);
      case 'patienceOver': {
        if (!model.isWaiting(what.ticketId)) return;
        await send(
          queueEndpoints.abandon,
          branch.manager,
          { branchId: branch.id, ticketId: what.ticketId, reason: 'patience over' },
          at,
        );
        return model.gaveUp(what.ticketId, at);
      }
    }
  }

  /** Free windows call while somebody waits: the one longest free first, until one is told that nobody is for it. */
  async function callToFreeWindows(at: number): Promise<void> {
    while (model.waitingCount() > 0) {
      const [desk] = desks
        .filter(({ signedIn, serving }) => signedIn && !serving)
        .sort((a, b) => a.freeSince - b.freeSince);
      if (desk === undefined) return;
      const { ticket } = await send(queueEndpoints.callNext, desk.seat.teller, placeOf(desk), at);
      await serve(desk, ticket, at);
      if (ticket === null) return;
    }
  }

  /** The next morning's first sign-in comes after the day's deadline, which sends home whoever is left. */
  async function endDay(): Promise<number> {
    const left = model.sentHome(endsAt);
    const [desk] = desks;
    if (desk === undefined) return left;
    await send(queueEndpoints.signIn, desk.seat.teller, placeOf(desk), endsAt + 1);
    await send(queueEndpoints.signOut, desk.seat.teller, placeOf(desk), endsAt + 1);
    return left;
  }

  for (const [turn, visit] of plan.visits.entries())
    schedule(visit.arrivalAt, { kind: 'arrival', visit, turn });
  for (const [index, { spans }] of plan.desks.entries()) {
    for (const span of spans) {
      schedule(span.from, { kind: 'agentComes', desk: desks[index]!, span });
      schedule(span.until, { kind: 'agentGoes', desk: desks[index]!, span });
    }
  }
  try {
    for (let next = agenda.next(); next !== null; next = agenda.next()) {
      await happen(next.what, next.at);
      await callToFreeWindows(next.at);
    }
    const sentHome = await endDay();
    return { model, tickets, sentHome, commands };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    // The day cannot go on as recorded; what was found so far is told.
    model.report('refused', error.message);
    return { model, tickets, sentHome: 0, commands };
  }
}

function lastSpan(plan: DayPlan): Span | null {
  const spans = plan.desks.flatMap(({ spans: mine }) => mine);
  return spans.reduce<Span | null>(
    (last, span) => (last === null || span.until > last.until ? span : last),
    null,
  );
}
