import type { Source } from './arrivals.ts';
import { sourcesOf } from './arrivals.ts';
import { indexLines } from './compiled-strategy.ts';
import type { LineIndex } from './compiled-strategy.ts';
import { EventHeap } from './event-heap.ts';
import type { HallModel } from './model.ts';
import { Tally } from './tally.ts';
import { Tickets } from './tickets.ts';
import { WaitingLines } from './waiting-lines.ts';
import { Windows } from './windows.ts';

/** How a customer's wait for one service ended. */
export type Outcome = 'served' | 'abandoned' | 'noShow';

/** Told of every wait that ends, for those who need each one (a recorded day); counting alone does without. */
export type WaitWatcher = (wait: {
  /** Place in the model's `arrivals`, and number of the customer in it (of a list: the place of the visit). */
  readonly source: number;
  readonly key: number;
  /** Number of the service within the visit, from 0. */
  readonly step: number;
  readonly outcome: Outcome;
  readonly waitMs: number;
}) => void;

/**
 * One run of a hall: events in order of time, one pending event per thing (clock, source, window, ticket).
 * Memory is that of the most customers present at once.
 */
export class Hall {
  readonly index: LineIndex;
  readonly tally: Tally;
  readonly windows: Windows;
  now: number;
  /** Arrivals, ends of service, departures without service, openings and closings of windows that have happened. */
  events = 0;
  readonly #model: HallModel;
  readonly #sources: readonly Source[];
  readonly #heap = new EventHeap();
  readonly #lines: WaitingLines;
  readonly #tickets = new Tickets();
  readonly #firstWindow: number;
  readonly #firstTicket: number;
  readonly #watcher: WaitWatcher | null;
  /** End of the warm-up, ms. */
  readonly #countFrom: number;
  #isWarm: boolean;
  #serial = 0;

  constructor(model: HallModel, seed: number, watcher: WaitWatcher | null = null) {
    this.#model = model;
    this.#watcher = watcher;
    this.index = indexLines(model.strategy, servicesOf(model), classesOf(model));
    this.#sources = sourcesOf(model.arrivals, this.index, model, seed);
    this.#lines = new WaitingLines(this.index.classes.length);
    this.windows = new Windows(model, this.index);
    this.now = model.from;
    this.#countFrom = model.from + (model.warmUpMinutes ?? 0) * 60_000;
    this.#isWarm = this.#countFrom === model.from;
    this.tally = new Tally(this.index, model.from);
    this.#firstWindow = 1 + this.#sources.length;
    this.#firstTicket = this.#firstWindow + model.windows.length;
    for (const [place, { at }] of this.#sources.entries()) if (at < Infinity) this.#heap.set(1 + place, at);
    for (let window = 0; window < model.windows.length; window += 1) this.#awaitWindow(window);
  }

  /** People waiting and being served now. */
  get present(): number {
    return this.#tickets.inUse;
  }

  get waiting(): number {
    return this.#lines.total;
  }

  /** Runs until an instant (ms) or until nothing is left to happen. */
  runUntil(instant: number): void {
    if (!this.#isWarm && instant >= this.#countFrom) {
      this.#isWarm = true;
      this.#runUntil(this.#countFrom);
      this.tally.restart(this.#countFrom);
      this.windows.restart(this.#countFrom);
    }
    this.#runUntil(instant);
  }

  /** The whole model; then brings the areas and window times up to its end. */
  runToEnd(): void {
    if (this.#model.afterwards === 'stop') {
      this.runUntil(this.#model.until);
      this.now = this.#model.until;
    } else this.runUntil(Infinity);
    this.tally.close(this.now);
    this.windows.close(this.now);
  }

  #runUntil(instant: number): void {
    const heap = this.#heap;
    while (heap.nextAt <= instant && heap.size > 0) {
      const thing = heap.next;
      this.now = heap.nextAt;
      if (thing >= this.#firstTicket) this.#onTicket(thing - this.#firstTicket);
      else if (thing >= this.#firstWindow) this.#onWindow(thing - this.#firstWindow);
      else if (thing > 0) this.#onArrival(thing);
      else this.#onWaiting();
    }
  }

  #onArrival(thing: number): void {
    const source = this.#sources[thing - 1]!;
    this.events += 1;
    const { line } = source;
    this.tally.arrived[line] = this.tally.arrived[line]! + 1;
    const slot = this.#tickets.open(thing - 1, source, this.now);
    source.advance();
    if (source.at < Infinity) this.#heap.set(thing, source.at);
    else this.#heap.cancel(thing);
    this.#join(slot, Math.round(this.now * 1_000));
  }

  /** Waits in its line, or is called at once by a window that stands idle for it. */
  #join(slot: number, position: number): void {
    const tickets = this.#tickets;
    const line = tickets.line[slot]!;
    tickets.joinedAt[slot] = this.now;
    tickets.position[slot] = position;
    tickets.window[slot] = -1;
    this.#serial += 1;
    this.#lines.join(line, slot, position, this.#serial);
    this.tally.change(line, 1, this.now);
    if (this.windows.idle > 0) this.#callIdle(line);
    if (tickets.window[slot] !== -1) return;
    const givesUpAt = this.now + tickets.patienceMs[slot]!;
    if (givesUpAt < Infinity) this.#heap.set(this.#firstTicket + slot, givesUpAt);
  }

  #onTicket(slot: number): void {
    this.events += 1;
    const tickets = this.#tickets;
    const window = tickets.window[slot]!;
    if (window === -1) {
      this.#endWait(slot, 'abandoned');
      this.#closeTicket(slot);
      return;
    }
    if (!this.#goesOn(slot, window)) {
      this.#closeTicket(slot);
      this.#onFree(window);
    }
  }

  /** The next service of the same visit: at once at this window when it may take it, else waiting again with the old place. */
  #goesOn(slot: number, window: number): boolean {
    const tickets = this.#tickets;
    if (tickets.noShowMs[slot]! >= 0) return false;
    const source = this.#sources[tickets.source[slot]!]!;
    const line = source.following(tickets.key[slot]!, tickets.step[slot]!);
    if (line === -1) return false;
    tickets.step[slot] = tickets.step[slot]! + 1;
    tickets.line[slot] = line;
    tickets.serviceMs[slot] = source.followingMs;
    this.tally.arrived[line] = this.tally.arrived[line]! + 1;
    if (this.windows.mayTake(window, line)) {
      tickets.joinedAt[slot] = this.now;
      this.#tell(slot, 'served', 0);
      this.#heap.set(this.#firstTicket + slot, this.now + tickets.serviceMs[slot]!);
      return true;
    }
    this.#heap.cancel(this.#firstTicket + slot);
    this.#onFree(window);
    this.#join(slot, tickets.position[slot]!);
    return true;
  }

  #closeTicket(slot: number): void {
    this.#heap.cancel(this.#firstTicket + slot);
    this.#tickets.close(slot);
  }

  #onWindow(window: number): void {
    this.events += 1;
    const hasOpened = this.windows.passBoundary(window, this.now);
    this.#awaitWindow(window);
    if (hasOpened) this.#onFree(window);
  }

  #awaitWindow(window: number): void {
    const at = this.windows.nextBoundary(window);
    if (at < Infinity) this.#heap.set(this.#firstWindow + window, at);
    else this.#heap.cancel(this.#firstWindow + window);
  }

  /** A window has nobody: it calls, waits idle, or closes if its time is over. */
  #onFree(window: number): void {
    const { windows } = this;
    if (windows.isDue(window) && !this.#staysFor(window)) {
      windows.leave(window, this.now);
      return;
    }
    const caller = windows.caller(window);
    const line = caller.choose(this.#lines, this.now);
    if (line !== -1) this.#call(window, line);
    else if (windows.isDue(window)) windows.leave(window, this.now);
    else {
      windows.rest(window, this.now);
      if (this.#lines.total > 0) this.#awaitWaiting();
    }
  }

  #staysFor(window: number): boolean {
    return this.#model.afterwards === 'serve' && this.windows.isLastFor(window, this.#lines);
  }

  #call(window: number, line: number): void {
    const slot = this.#lines.head[line]!;
    const tickets = this.#tickets;
    const noShowMs = tickets.noShowMs[slot]!;
    const takes = noShowMs >= 0 ? noShowMs : tickets.serviceMs[slot]!;
    this.#endWait(slot, noShowMs >= 0 ? 'noShow' : 'served');
    tickets.window[slot] = window;
    this.windows.work(window, this.now);
    this.#heap.set(this.#firstTicket + slot, this.now + takes);
  }

  #endWait(slot: number, outcome: Outcome): void {
    const line = this.#tickets.line[slot]!;
    this.#lines.leave(line, slot);
    this.tally.change(line, -1, this.now);
    this.#tell(slot, outcome, this.now - this.#tickets.joinedAt[slot]!);
  }

  #tell(slot: number, outcome: Outcome, waitMs: number): void {
    const tickets = this.#tickets;
    if (tickets.joinedAt[slot]! >= this.#countFrom) {
      const line = tickets.line[slot]!;
      if (outcome === 'served') this.tally.countServed(line, waitMs, tickets.serviceMs[slot]!);
      else if (outcome === 'noShow') this.tally.countNoShow(line, waitMs);
      else this.tally.countAbandoned(line, waitMs);
    }
    this.#watcher?.({
      source: tickets.source[slot]!,
      key: tickets.key[slot]!,
      step: tickets.step[slot]!,
      outcome,
      waitMs,
    });
  }

  /** Idle windows call whom they may: the window that is there for them first (earliest offer), the longest idle of these. */
  #callIdle(joined: number): void {
    const { windows } = this;
    while (this.#lines.total > 0 && windows.idle > 0) {
      const line = windows.chooseIdle(this.#lines, joined, this.now);
      if (line === -1) {
        this.#awaitWaiting();
        return;
      }
      this.#call(windows.chosen, line);
    }
  }

  #onWaiting(): void {
    this.#heap.cancel(0);
    this.#callIdle(-1);
  }

  /** Somebody waits while a window stands idle: look again when waiting alone may have changed that. */
  #awaitWaiting(): void {
    const at = this.windows.nextChange(this.#lines, this.now);
    if (at < Infinity) this.#heap.set(0, at);
    else this.#heap.cancel(0);
  }
}

function servicesOf(model: HallModel): string[] {
  const codes = model.arrivals.flatMap((entry) =>
    entry.kind === 'list'
      ? entry.visits.flatMap(({ services }) => services.map(({ serviceCode }) => serviceCode))
      : entry.services.map(({ serviceCode }) => serviceCode),
  );
  return [...new Set(codes)];
}

function classesOf(model: HallModel): string[] {
  const codes = model.arrivals.flatMap((entry) =>
    entry.kind === 'list' ? entry.visits.map(({ classCode }) => classCode) : [entry.classCode],
  );
  return [...new Set(codes)];
}
