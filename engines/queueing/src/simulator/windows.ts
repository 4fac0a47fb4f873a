import type { Caller } from './caller.ts';
import { compileCaller } from './compiled-strategy.ts';
import type { LineIndex } from './compiled-strategy.ts';
import type { HallModel, WindowPlan, WindowSpan } from './model.ts';
import type { CallingWindow } from '../strategy/call-types.ts';
import type { WaitingLines } from './waiting-lines.ts';

type State = 0 | 1 | 2;
const closed: State = 0;
const idle: State = 1;
const busy: State = 2;

interface Kind {
  readonly caller: Caller;
  readonly mayTake: Uint8Array;
}

/** The windows of a hall: who is idle or busy, and by which plan they come and go. Windows of one kind share a `Caller`. */
export class Windows {
  /** Windows that stand idle. */
  idle = 0;
  /** The window of the last `chooseIdle`. */
  chosen = -1;
  readonly openMs: Float64Array;
  readonly busyMs: Float64Array;
  readonly #plans: readonly WindowPlan[];
  readonly #kinds: Kind[] = [];
  /** Kind of every span of every window. */
  readonly #spanKinds: readonly (readonly number[])[];
  readonly #span: Int32Array;
  readonly #inSpan: Uint8Array;
  readonly #kind: Int32Array;
  readonly #state: Uint8Array;
  /** Its time is over: it closes when it is free. */
  readonly #due: Uint8Array;
  readonly #since: Float64Array;
  readonly #openSince: Float64Array;
  /** Idle windows of each kind, longest idle first: linked lists. */
  readonly #firstIdle: Int32Array;
  readonly #lastIdle: Int32Array;
  readonly #nextIdle: Int32Array;
  readonly #previousIdle: Int32Array;
  /** Order in which windows became idle. */
  readonly #restedAs: Float64Array;
  #rests = 0;

  constructor({ strategy, windows }: HallModel, index: LineIndex) {
    this.#plans = windows;
    const known = new Map<string, number>();
    // A plan of many days names the same list again and again.
    const names = new Map<readonly string[], string>();
    const kindOf = ({ profileCode, mayTake }: WindowSpan): number => {
      let services = names.get(mayTake);
      if (services === undefined) names.set(mayTake, (services = JSON.stringify(mayTake.toSorted())));
      const name = `${profileCode} ${services}`;
      const found = known.get(name);
      if (found !== undefined) return found;
      known.set(name, this.#kinds.length);
      return this.#kinds.push(compileKind(strategy, index, { profileCode, mayTake })) - 1;
    };
    for (const plan of windows) requireOrder(plan);
    this.#spanKinds = windows.map(({ spans }) => spans.map(kindOf));
    const count = windows.length;
    this.openMs = new Float64Array(count);
    this.busyMs = new Float64Array(count);
    this.#span = new Int32Array(count);
    this.#inSpan = new Uint8Array(count);
    this.#kind = new Int32Array(count).fill(-1);
    this.#state = new Uint8Array(count);
    this.#due = new Uint8Array(count);
    this.#since = new Float64Array(count);
    this.#openSince = new Float64Array(count);
    this.#firstIdle = new Int32Array(this.#kinds.length).fill(-1);
    this.#lastIdle = new Int32Array(this.#kinds.length).fill(-1);
    this.#nextIdle = new Int32Array(count);
    this.#previousIdle = new Int32Array(count);
    this.#restedAs = new Float64Array(count);
  }

  /** Next opening or closing of a window, ms; +∞ when its plan is over. */
  nextBoundary(window: number): number {
    const span = this.#plans[window]!.spans[this.#span[window]!];
    if (span === undefined) return Infinity;
    return this.#inSpan[window] === 1 ? span.until : span.from;
  }

  /** A span begins or ends. Answers whether the window has just opened and calls; who is being served is served to the end. */
  passBoundary(window: number, now: number): boolean {
    if (this.#inSpan[window] === 0) {
      this.#inSpan[window] = 1;
      return this.#begin(window, now);
    }
    this.#inSpan[window] = 0;
    this.#span[window] = this.#span[window]! + 1;
    this.#due[window] = 1;
    // Who stands idle has nobody to call, or it would be busy.
    if (this.#state[window] === idle) this.leave(window, now);
    return false;
  }

  isDue(window: number): boolean {
    return this.#due[window] === 1;
  }

  caller(window: number): Caller {
    return this.#kinds[this.#kind[window]!]!.caller;
  }

  mayTake(window: number, line: number): boolean {
    return this.#kinds[this.#kind[window]!]!.mayTake[line] === 1;
  }

  /** It serves from now on. */
  work(window: number, now: number): void {
    if (this.#state[window] === busy) return;
    if (this.#state[window] === idle) this.#unlink(window);
    this.#state[window] = busy;
    this.#since[window] = now;
  }

  /** It has nobody to call. */
  rest(window: number, now: number): void {
    this.#endWork(window, now);
    const kind = this.#kind[window]!;
    const last = this.#lastIdle[kind]!;
    this.#state[window] = idle;
    this.#previousIdle[window] = last;
    this.#nextIdle[window] = -1;
    if (last === -1) this.#firstIdle[kind] = window;
    else this.#nextIdle[last] = window;
    this.#lastIdle[kind] = window;
    this.#rests += 1;
    this.#restedAs[window] = this.#rests;
    this.idle += 1;
  }

  leave(window: number, now: number): void {
    if (this.#state[window] === idle) this.#unlink(window);
    this.#endWork(window, now);
    this.#state[window] = closed;
    this.#due[window] = 0;
    this.openMs[window] = this.openMs[window]! + now - this.#openSince[window]!;
  }

  /**
   * The line an idle window calls now, −1 if none; `chosen` is the window: the one that is there for it first (earliest
   * offer of its profile), among these the longest idle. `joined`: the line whose growing made one ask, −1: time alone; windows
   * whom that line does not concern had nobody to call before and have nobody now.
   */
  chooseIdle(lines: WaitingLines, joined: number, now: number): number {
    let best = -1;
    let bestLevel = Infinity;
    for (let kind = 0; kind < this.#kinds.length; kind += 1) {
      const window = this.#firstIdle[kind]!;
      if (window === -1) continue;
      const { caller } = this.#kinds[kind]!;
      if (joined !== -1 && !caller.isConcernedBy(joined)) continue;
      const line = caller.choose(lines, now);
      if (line === -1 || caller.level > bestLevel) continue;
      if (caller.level === bestLevel && this.#restedAs[window]! > this.#restedAs[this.chosen]!) continue;
      best = line;
      bestLevel = caller.level;
      this.chosen = window;
    }
    return best;
  }

  /** When waiting alone may next give an idle window somebody to call, ms. */
  nextChange(lines: WaitingLines, now: number): number {
    let next = Infinity;
    for (let kind = 0; kind < this.#kinds.length; kind += 1)
      if (this.#firstIdle[kind] !== -1)
        next = Math.min(next, this.#kinds[kind]!.caller.nextChange(lines, now));
    return next;
  }

  /** Whether somebody waits whom it may take now and whom no other window, nor itself after a break, will take. */
  isLastFor(window: number, lines: WaitingLines): boolean {
    for (let line = 0; line < lines.head.length; line += 1)
      if (lines.head[line] !== -1 && this.mayTake(window, line) && !this.#isTakenOtherwise(window, line))
        return true;
    return false;
  }

  /** Counts open and busy time anew from here: the end of the warm-up. */
  restart(now: number): void {
    this.close(now);
    this.openMs.fill(0);
    this.busyMs.fill(0);
  }

  /** Brings open and busy time up to an instant. */
  close(now: number): void {
    for (let window = 0; window < this.#plans.length; window += 1) {
      if (this.#state[window] === closed) continue;
      this.openMs[window] = this.openMs[window]! + now - this.#openSince[window]!;
      this.#openSince[window] = now;
      if (this.#state[window] !== busy) continue;
      this.busyMs[window] = this.busyMs[window]! + now - this.#since[window]!;
      this.#since[window] = now;
    }
  }

  /** The window of a span that begins; one that is still serving from the span before goes on. */
  #begin(window: number, now: number): boolean {
    this.#due[window] = 0;
    this.#kind[window] = this.#spanKinds[window]![this.#span[window]!]!;
    if (this.#state[window] !== closed) return false;
    this.#openSince[window] = now;
    return true;
  }

  #endWork(window: number, now: number): void {
    if (this.#state[window] === busy) this.busyMs[window] = this.busyMs[window]! + now - this.#since[window]!;
  }

  #unlink(window: number): void {
    const kind = this.#kind[window]!;
    const previous = this.#previousIdle[window]!;
    const next = this.#nextIdle[window]!;
    if (previous === -1) this.#firstIdle[kind] = next;
    else this.#nextIdle[previous] = next;
    if (next === -1) this.#lastIdle[kind] = previous;
    else this.#previousIdle[next] = previous;
    this.idle -= 1;
  }

  #isTakenOtherwise(window: number, line: number): boolean {
    for (let other = 0; other < this.#plans.length; other += 1) {
      const isOpen = other !== window && this.#state[other] !== closed && this.#due[other] === 0;
      if (isOpen && this.#kinds[this.#kind[other]!]!.mayTake[line] === 1) return true;
      const coming = this.#span[other]! + this.#inSpan[other]!;
      const kinds = this.#spanKinds[other]!;
      for (let span = coming; span < kinds.length; span += 1)
        if (this.#kinds[kinds[span]!]!.mayTake[line] === 1) return true;
    }
    return false;
  }
}

function compileKind(strategy: HallModel['strategy'], index: LineIndex, window: CallingWindow): Kind {
  const serviceOf = (line: number): string => index.serviceCodes[Math.floor(line / index.classCodes.length)]!;
  return {
    caller: compileCaller(strategy, index, window),
    mayTake: Uint8Array.from(index.classes, (_, line) => (window.mayTake.includes(serviceOf(line)) ? 1 : 0)),
  };
}

function requireOrder({ windowId, spans }: WindowPlan): void {
  let last = -Infinity;
  for (const { from, until } of spans) {
    if (!(from >= last && until > from))
      throw new RangeError(`the spans of window "${windowId}" must ascend and not overlap`);
    last = until;
  }
}
