import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { TicketCard } from '@huiting/contracts/queue';
import { findOrderViolation } from '@huiting/queueing/strategy';
import type { QueueStrategy, WaitingTicket } from '@huiting/queueing/strategy';
import type { Client } from '../../client.ts';
import type { BranchWorld, Seat } from '../../world.ts';
import { createAgenda } from '../agenda.ts';
import { inferPresence } from '../presence.ts';
import type { Span } from '../presence.ts';
import type { ClinicDay, ClinicStage, ClinicTicket } from './recorded-clinic.ts';

/** Minutes a counter waits for somebody who does not come. */
const noShowMs = 60_000;

export interface ClinicDrive {
  readonly client: Client;
  readonly branch: BranchWorld;
  readonly day: ClinicDay;
  /** Service code of each counter; its place is its window's. */
  readonly codes: ReadonlyMap<string, string>;
  readonly strategy: QueueStrategy;
}

export interface DrivenClinicDay {
  readonly problems: string[];
  readonly commands: number;
  readonly issued: number;
  readonly transfers: number;
  readonly noShows: number;
}

interface Desk {
  readonly code: string;
  readonly seat: Seat;
  readonly spans: readonly Span[];
  signedIn: boolean;
  busy: boolean;
}

type Happening =
  | { readonly kind: 'served'; readonly desk: Desk; readonly ticketId: string }
  | { readonly kind: 'missed'; readonly desk: Desk; readonly ticketId: string }
  | { readonly kind: 'comes'; readonly desk: Desk }
  | { readonly kind: 'arrival'; readonly ticket: ClinicTicket }
  | { readonly kind: 'passedOver'; readonly ticketId: string; readonly stage: number }
  | { readonly kind: 'goes'; readonly desk: Desk; readonly span: Span };
const rankOf = { served: 0, missed: 0, comes: 1, arrival: 2, passedOver: 3, goes: 4 } as const;

/**
 * Lives one recorded day: each counter is a window that takes its own business; a stage at another counter is a transfer, one that
 * goes on at the same counter without waiting is a further service, a no-show is called and passed over, a stage that never reached
 * a counter ends its wait when it did in the record. The last window of the day stays until nobody waits for it.
 */
export async function driveClinicDay(drive: ClinicDrive): Promise<DrivenClinicDay> {
  const { client, branch, day, codes, strategy } = drive;
  const agenda = createAgenda<Happening>();
  const problems: string[] = [];
  const waiting = new Map<string, WaitingTicket>();
  const lives = new Map<string, { ticket: ClinicTicket; stage: number }>();
  const presence = new Map(inferPresence(day.services).map(({ agent, spans }) => [agent, spans]));
  const desks = [...codes].map(([counter, code], place): Desk => ({
    code,
    seat: branch.seats[place]!,
    spans: presence.get(counter) ?? [],
    signedIn: false,
    busy: false,
  }));
  /** Whoever never reached a counter waited, as most did, for the busiest. */
  const busiest = mostServed(day);
  let commands = 0;
  let transfers = 0;
  let noShows = 0;

  async function send<E extends Endpoint>(
    endpoint: E,
    cookie: string,
    input: CallOf<E>,
    at: number,
  ): Promise<OutputOf<E>> {
    commands++;
    const { status, body } = await client.call(endpoint, cookie, input, { at });
    if (status !== 200) throw new Error(`${endpoint.id}: ${status} ${JSON.stringify(body)}`);
    return body;
  }
  const schedule = (at: number, what: Happening): void => agenda.add(at, rankOf[what.kind], what);
  const placeOf = (desk: Desk) => ({ branchId: branch.id, windowId: desk.seat.windowId });
  const stageOf = (ticketId: string): ClinicStage => {
    const life = lives.get(ticketId)!;
    return life.ticket.stages[life.stage]!;
  };
  /** Where a stage waits: its counter's line, or the line of the next counter that is known. */
  const codeOf = (ticket: ClinicTicket, stage: number): string => {
    const known =
      ticket.stages.slice(stage).find(({ counter }) => counter !== null) ??
      ticket.stages.find(({ counter }) => counter !== null);
    return codes.get(known?.counter ?? busiest)!;
  };
  const serviceId = (code: string): string => branch.services[code]!.id;

  function join(card: TicketCard, code: string, at: number): void {
    waiting.set(card.id, {
      ticketId: card.id,
      serviceCode: code,
      classCode: card.classCode,
      position: card.position,
    });
    const { counter, waitSeconds } = stageOf(card.id);
    if (counter === null)
      schedule(at + waitSeconds * 1000, {
        kind: 'passedOver',
        ticketId: card.id,
        stage: lives.get(card.id)!.stage,
      });
  }

  async function moveOn(ticketId: string, cookie: string, at: number): Promise<boolean> {
    const life = lives.get(ticketId)!;
    if (life.stage + 1 >= life.ticket.stages.length) return false;
    life.stage += 1;
    transfers++;
    const code = codeOf(life.ticket, life.stage);
    const { ticket } = await send(
      queueEndpoints.transfer,
      cookie,
      {
        branchId: branch.id,
        ticketId,
        serviceTypeId: serviceId(code),
        placement: 'end',
        reason: 'next room',
      },
      at,
    );
    join(ticket, code, at);
    return true;
  }

  async function callTo(desk: Desk, at: number): Promise<void> {
    const { ticket } = await send(queueEndpoints.callNext, desk.seat.teller, placeOf(desk), at);
    const violation = findOrderViolation(strategy, {
      profileCode: 'all',
      mayTake: [desk.code],
      waiting: [...waiting.values()],
      called: ticket?.id ?? null,
      now: at,
    });
    if (violation !== null) problems.push(`${day.date} ${desk.code}: ${JSON.stringify(violation)}`);
    if (ticket === null) return;
    waiting.delete(ticket.id);
    desk.busy = true;
    const stage = stageOf(ticket.id);
    if (stage.noShow) {
      noShows++;
      schedule(at + noShowMs, { kind: 'missed', desk, ticketId: ticket.id });
      return;
    }
    await send(queueEndpoints.start, desk.seat.teller, placeOf(desk), at);
    schedule(at + stage.serviceSeconds * 1000, { kind: 'served', desk, ticketId: ticket.id });
  }

  async function served(desk: Desk, ticketId: string, at: number): Promise<void> {
    const life = lives.get(ticketId)!;
    const next = life.ticket.stages[life.stage + 1];
    const here = codes.get(next?.counter ?? '') === desk.code;
    if (next !== undefined && here && next.waitSeconds === 0 && !next.noShow) {
      life.stage += 1;
      await send(
        queueEndpoints.addService,
        desk.seat.teller,
        { ...placeOf(desk), ticketId, serviceTypeId: serviceId(desk.code) },
        at,
      );
      schedule(at + next.serviceSeconds * 1000, { kind: 'served', desk, ticketId });
      return;
    }
    if (!(await moveOn(ticketId, desk.seat.teller, at)))
      await send(queueEndpoints.complete, desk.seat.teller, { ...placeOf(desk), ticketId }, at);
    desk.busy = false;
  }

  async function happen(what: Happening, at: number): Promise<void> {
    switch (what.kind) {
      case 'arrival': {
        const code = codeOf(what.ticket, 0);
        const { ticket } = await send(
          queueEndpoints.issueTicket,
          branch.kiosk,
          { branchId: branch.id, serviceTypeId: serviceId(code) },
          at,
        );
        lives.set(ticket.id, { ticket: what.ticket, stage: 0 });
        join(ticket, code, at);
        return;
      }
      case 'served':
        return served(what.desk, what.ticketId, at);
      case 'missed':
        await send(
          queueEndpoints.skip,
          what.desk.seat.teller,
          { ...placeOf(what.desk), ticketId: what.ticketId },
          at,
        );
        what.desk.busy = false;
        return;
      case 'passedOver': {
        // Somebody called them in time after all.
        if (!waiting.has(what.ticketId) || lives.get(what.ticketId)!.stage !== what.stage) return;
        waiting.delete(what.ticketId);
        if (await moveOn(what.ticketId, branch.manager, at)) return;
        await send(
          queueEndpoints.abandon,
          branch.manager,
          { branchId: branch.id, ticketId: what.ticketId, reason: 'passed over' },
          at,
        );
        return;
      }
      case 'comes':
        if (!what.desk.signedIn)
          await send(queueEndpoints.signIn, what.desk.seat.teller, placeOf(what.desk), at);
        what.desk.signedIn = true;
        return;
      case 'goes':
        return goes(what.desk, what.span, at);
    }
  }

  async function goes(desk: Desk, span: Span, at: number): Promise<void> {
    const isLast = span === desk.spans.at(-1);
    const awaited = [...waiting.values()].some(({ serviceCode }) => serviceCode === desk.code);
    // Whoever still serves, or is the last hope of somebody, looks again in a minute.
    if (desk.busy || (isLast && (awaited || !agendaIsQuiet()))) {
      schedule(at + 60_000, { kind: 'goes', desk, span });
      return;
    }
    if (!desk.signedIn) return;
    await send(queueEndpoints.signOut, desk.seat.teller, placeOf(desk), at);
    desk.signedIn = false;
  }
  /** Nobody is being served anywhere: nobody can be sent on to a window that has gone. */
  const agendaIsQuiet = (): boolean => desks.every(({ busy }) => !busy) && arrived === day.tickets.length;
  let arrived = 0;

  for (const ticket of oneAtATime(day.tickets)) schedule(ticket.arrivalAt, { kind: 'arrival', ticket });
  for (const desk of desks) {
    for (const span of desk.spans) {
      schedule(span.from, { kind: 'comes', desk });
      schedule(span.until, { kind: 'goes', desk, span });
    }
  }
  for (let next = agenda.next(); next !== null; next = agenda.next()) {
    if (next.what.kind === 'arrival') arrived++;
    await happen(next.what, next.at);
    for (const desk of desks) {
      const awaited = [...waiting.values()].some(({ serviceCode }) => serviceCode === desk.code);
      if (desk.signedIn && !desk.busy && awaited) await callTo(desk, next.at);
    }
  }
  return { problems, commands, issued: lives.size, transfers, noShows };
}

/** The machine knows seconds; people of one second come a millisecond apart. */
function oneAtATime(tickets: readonly ClinicTicket[]): ClinicTicket[] {
  let last = -Infinity;
  return tickets.map((ticket) => {
    last = Math.max(ticket.arrivalAt, last + 1);
    return { ...ticket, arrivalAt: last };
  });
}

function mostServed({ services }: ClinicDay): string {
  const [most] = [...Map.groupBy(services, ({ agent }) => agent)].toSorted(
    (a, b) => b[1].length - a[1].length,
  );
  return most![0];
}
