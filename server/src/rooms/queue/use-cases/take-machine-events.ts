import type { InputOf } from '@huiting/contracts/core/endpoint';
import { queueEvents } from '@huiting/contracts/queue';
import type { MachineEvent, queueMachineEndpoints } from '@huiting/contracts/queue/machine';
import { addDays, dateIn, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { FieldCrypto } from '../../../platform/crypto/field-crypto.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { branchInBody, verifySender } from '../../../platform/webhooks/verify.ts';
import type { SignedExchange } from '../../../platform/webhooks/verify.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { noCounters } from '../queue.domain.ts';
import type { BranchQueue, Ticket, WindowNow } from '../queue.domain.ts';
import { lockQueue, writeQueue, writeWindow } from '../queue.lock.store.ts';
import {
  countNumber,
  foldNumber,
  inOrder,
  machineStaff,
  machineTicketId,
  nameId,
} from '../queue.machine.domain.ts';
import type { MachineDay, MachineTicket } from '../queue.machine.domain.ts';
import * as rows from '../queue.machine.rows.store.ts';
import * as store from '../queue.machine.store.ts';
import { presentTicket, presentWindow } from '../queue.present.ts';
import { completedFacts } from './serve.ts';

export type MachineDeps = QueueDeps & { readonly crypto: FieldCrypto; readonly wall: () => number };
type Message = InputOf<typeof queueMachineEndpoints.receiveMachineEvents>;

/** Milliseconds by which the machine's clock may be ahead of ours: more, and tomorrow's tickets would stand before today's. */
const aheadMs = 5 * 60_000;

/** QU-13: what a queue machine tells, in any order and as often as it takes, becomes the tickets it would have been in order. */
export async function receiveMachineEvents(
  deps: MachineDeps,
  ctx: Ctx,
  message: Message,
  exchange: SignedExchange,
) {
  const { db } = deps.platform;
  const sender = await verifySender({ db, crypto: deps.crypto }, exchange, 'queueMachine', deps.wall());
  if (sender === 'bad') return refuse('queue.bad_signature');
  if (sender === 'stale') return refuse('queue.stale_message');
  if (branchInBody(exchange) !== message.branchId) refuse('queue.bad_signature');
  const catalog = await deps.catalogs.of(message.branchId);
  const { branch } = catalog;
  if (!branch.path.startsWith(sender.scopePath)) refuse('platform.forbidden');
  if (message.events.some(({ at }) => at > ctx.now() + aheadMs)) refuse('queue.machine_ahead');

  return db.transactInTurn(ctx, branch.id, async (tx) => {
    const queue = (await lockQueue(tx, branch.id)) ?? refuse('organization.branch_not_found');
    const feed = await store.readFeed(tx, branch.id);
    if (feed === null || !feed.connected || feed.sender !== sender.sender)
      return refuse('queue.machine_not_connected');
    const answer = { taken: 0, known: 0, refused: [] as Refused[], contradicted: [] as number[] };
    let now = queue;
    // A message seldom spans midnight; each day is a matter of its own, the earlier one first.
    for (const [date, events] of byDate(branch.timeZone, message.events)) {
      now = opened(deps, catalog, tx, now, date);
      now = await takeDay(ctx, tx, { catalog, services: feed.services, queue: now, date }, events, answer);
    }
    await writeQueue(tx, { ...now, lastAt: Math.max(now.lastAt, ctx.now()) });
    return answer;
  });
}

type Refused = { sequence: number; reason: Exclude<Outcome, null> };
type Outcome = NonNullable<ReturnType<MachineTicket['outcomes']['get']>> | null;

function byDate(zone: string, events: readonly MachineEvent[]): [string, MachineEvent[]][] {
  const days = new Map<string, MachineEvent[]>();
  for (const event of events) {
    const date = dateIn(zone, event.at);
    days.set(date, [...(days.get(date) ?? []), event]);
  }
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The machine's first word of a day opens it here, whatever our calendar says: somebody is being served. */
function opened(deps: QueueDeps, catalog: Catalog, tx: Tx, queue: BranchQueue, date: string): BranchQueue {
  if (queue.businessDate !== null && date <= queue.businessDate) return queue;
  if (queue.dayOpen) return refuse('queue.day_still_open', { businessDate: queue.businessDate });
  const { branch } = catalog;
  const closesAt =
    deps.directory.dayOf(branch, date).closesAt ??
    instantOf(branch.timeZone, addDays(date, 1), '00:00') - 60_000;
  const endsAt = closesAt + queue.graceMinutes * 60_000;
  tx.setTimer('queue.endDay', 'day', endsAt);
  tx.emit(queueEvents.dayOpened, { businessDate: date, closesAt });
  return {
    ...queue,
    businessDate: date,
    dayOpen: true,
    closesAt,
    endsAt,
    counters: noCounters,
    voiceUntil: 0,
    strategyVersion: Math.max(queue.strategyVersion, ...catalog.strategies.keys()),
  };
}

interface Day {
  readonly catalog: Catalog;
  readonly services: Readonly<Record<string, string>>;
  readonly queue: BranchQueue;
  readonly date: string;
}

async function takeDay(
  ctx: Ctx,
  tx: Tx,
  here: Day,
  events: readonly MachineEvent[],
  answer: { taken: number; known: number; refused: Refused[]; contradicted: number[] },
): Promise<BranchQueue> {
  const { date } = here;
  const day = { branchId: tx.branchId, date };
  const numbers = [...new Set(events.map(({ number }) => number))];
  const before = await store.eventsOf(tx, day, numbers);
  const added: MachineEvent[] = [];
  for (const event of events) {
    if (await store.insertEvent(tx, day, event, ctx.now())) {
      added.push(event);
      continue;
    }
    const kept = await store.readEvent(tx, day, event.sequence);
    if (isSame(kept, event)) answer.known++;
    else {
      answer.contradicted.push(event.sequence);
      await store.addContradiction(tx, day, { at: ctx.now(), sequence: event.sequence, kept, told: event });
    }
  }
  answer.taken += added.length;
  if (added.length === 0) return here.queue;
  const made = await remake(tx, here, [...before, ...added], before);
  for (const { sequence } of added) {
    const reason = made.outcomes.get(sequence) ?? null;
    if (reason !== null) answer.refused.push({ sequence, reason });
  }
  const windows = isOpenDay(here) ? await renewWindows(tx, here) : [];
  announce(tx, here.catalog, windows, inOrder(made.applied), made.tickets);
  return made.queue;
}

function isSame(a: MachineEvent, b: MachineEvent): boolean {
  return (['kind', 'at', 'number', 'service', 'window'] as const).every((field) => a[field] === b[field]);
}

const isOpenDay = ({ queue, date }: Day): boolean => queue.dayOpen && queue.businessDate === date;

/** A day as the machine's events are read: over when ours is. */
function machineDay({ catalog, services, queue, date }: Day): MachineDay {
  const { branch } = catalog;
  const windows = new Map(branch.windows.map(({ number, id }) => [number, id]));
  const isOver = queue.businessDate === null || date < queue.businessDate || !queue.dayOpen;
  const dayEnd = instantOf(branch.timeZone, addDays(date, 1), '00:00');
  return {
    branchId: branch.id,
    businessDate: date,
    serviceOf: (code) => catalog.byCode.get(services[code] ?? code) ?? null,
    windowOf: (number) => windows.get(number) ?? null,
    strategy: strategyOf(catalog, queue.strategyVersion),
    strategyVersion: queue.strategyVersion,
    endedAt: isOver ? (queue.businessDate === date ? (queue.endsAt ?? dayEnd) : dayEnd) : null,
  };
}

/** Makes the numbers that these events are of anew, and the day's counters with them. `before`: what they were made of. */
export async function remake(
  tx: Tx,
  here: Day,
  events: readonly MachineEvent[],
  before: readonly MachineEvent[],
) {
  const reading = machineDay(here);
  const day = { branchId: tx.branchId, date: here.date };
  const was = Map.groupBy(before, ({ number }) => number);
  const outcomes = new Map<number, Outcome>();
  const tickets = new Map<string, MachineTicket>();
  const applied: MachineEvent[] = [];
  const byNumber = Map.groupBy(events, ({ number }) => number);
  const ids = new Map([...byNumber.keys()].map((number) => [number, machineTicketId(reading, number)]));
  const taken = await rows.numbersTaken(tx, day, ids);
  let { counters } = here.queue;
  for (const [number, told] of byNumber) {
    if (taken.has(number)) {
      for (const { sequence } of told) outcomes.set(sequence, 'numberTaken');
      continue;
    }
    const former = foldNumber(reading, was.get(number) ?? []);
    const made = foldNumber(reading, told);
    if (here.queue.businessDate === here.date)
      counters = countNumber(countNumber(counters, former, -1), made, 1);
    await rows.writeNumber(tx, day, ids.get(number)!, made);
    tickets.set(number, made);
    for (const [sequence, outcome] of made.outcomes) outcomes.set(sequence, outcome);
    // What takes part now and did not before is news: also an event that waited for what came late.
    const isNews = ({ sequence }: MachineEvent): boolean =>
      made.outcomes.get(sequence) === null && former.outcomes.get(sequence) !== null;
    applied.push(...told.filter(isNews));
  }
  await store.saveOutcomes(tx, day, [...outcomes]);
  return { queue: { ...here.queue, counters }, outcomes, tickets, applied };
}

/** The windows as the machine has left them: whoever was called to one last stands there. */
export async function renewWindows(tx: Tx, { catalog, date }: Day): Promise<WindowNow[]> {
  const day = { branchId: tx.branchId, date };
  const { windows, busy, firstCalls } = await rows.readWindows(tx, day);
  const numberOf = new Map(catalog.branch.windows.map(({ id, number }) => [id, number]));
  const since = new Map(firstCalls.map(({ window, at }) => [window, at]));
  const at = new Map<string, Ticket>(busy.map((ticket) => [ticket.windowId!, ticket]));
  const renewed: WindowNow[] = [];
  for (const window of windows) {
    const number = numberOf.get(window.windowId);
    const first = number === undefined ? undefined : since.get(number);
    if (number === undefined || first === undefined) continue;
    const ticket = at.get(window.windowId) ?? null;
    const next: WindowNow = {
      ...window,
      session: {
        id: nameId('machine session', tx.branchId, date, number),
        staff: machineStaff(tx.branchId, number),
        state: 'open',
        pauseReason: null,
        since: first,
        signedInAt: first,
        periods: 0,
      },
      ticket:
        ticket === null
          ? null
          : {
              id: ticket.id,
              number: ticket.number,
              state: ticket.state as 'called' | 'serving',
              since: ticket.since,
            },
    };
    await writeWindow(tx, next);
    await rows.saveSession(tx, next, date);
    renewed.push(next);
  }
  return renewed;
}

/** Told in the machine's order, each with its ticket as it is in the end. */
function announce(
  tx: Tx,
  catalog: Catalog,
  windows: readonly WindowNow[],
  applied: readonly MachineEvent[],
  tickets: ReadonlyMap<string, MachineTicket>,
): void {
  for (const { kind, number } of applied) {
    const { ticket, requests } = tickets.get(number)!;
    if (ticket === null) continue;
    const here = windows.find(({ windowId }) => windowId === ticket.windowId);
    const change = {
      ticket: presentTicket(ticket),
      window: here === undefined ? null : presentWindow(catalog, here),
      ended: null,
      reason: 'machine',
    };
    switch (kind) {
      case 'issue':
        tx.emit(queueEvents.ticketIssued, change);
        break;
      case 'call':
        // The machine has a voice of its own.
        tx.emit(queueEvents.ticketCalled, { ...change, voice: null, decision: null, outOfOrder: false });
        break;
      case 'recall':
        tx.emit(queueEvents.ticketRecalled, { ...change, voice: null });
        break;
      case 'start':
        tx.emit(queueEvents.ticketStarted, change);
        break;
      case 'noShow':
        tx.emit(queueEvents.ticketSkipped, change);
        break;
      case 'transfer':
        tx.emit(queueEvents.ticketTransferred, change);
        break;
      case 'finish': {
        const done = requests.findLast(({ outcome }) => outcome === 'completed');
        if (done === undefined) break;
        const staff = done.staff ?? machineStaff(tx.branchId, 0);
        tx.emit(queueEvents.serviceCompleted, { ...change, ...completedFacts(catalog, done, staff, true) });
        break;
      }
    }
  }
}
