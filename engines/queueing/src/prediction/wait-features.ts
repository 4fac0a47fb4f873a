import type { HallMemory } from './hall-memory.ts';

/** A hall at one instant, seen for one ticket: only what is known then. Instants: ms. */
export interface WaitScene {
  readonly now: number;
  /** Local time of day, minutes. */
  readonly minuteOfDay: number;
  readonly ticket: {
    /** Its line, e.g. service and class. */
    readonly lineCode: string;
    readonly joinedAt: number;
  };
  /** Everybody else who waits. */
  readonly others: readonly OtherWaiting[];
  /** Services under way. */
  readonly serving: readonly {
    readonly windowId: string;
    readonly lineCode: string;
    readonly since: number;
  }[];
  readonly memory: HallMemory;
}

export interface OtherWaiting {
  readonly lineCode: string;
  readonly joinedAt: number;
  /** The strategy calls it before the ticket as things stand (`aheadOf`). */
  readonly isAhead: boolean;
}

/** The lines a model tells apart, shortest usual wait first; others count as the last. */
export interface WaitSchema {
  readonly lineCodes: readonly string[];
  /** Rate (per second) at which services that have lasted so long end, by the bins of `elapsedBins`. */
  readonly endRates: readonly number[];
}

/** Bounds of elapsed service, seconds. */
const elapsedBins = [0, 10, 20, 30, 45, 60, 90, 120, 180, 240, 360, 600, 900];

const mostLines = 8;
/** A window not seen for longer is taken to be closed. */
const activeMs = 15 * 60_000;
const usualServiceMs = 180_000;

/** Lines by how often they occur, the rare ones left out, in order of their median wait. */
export function schemaOf(
  waits: readonly { readonly lineCode: string; readonly seconds: number }[],
  serviceSeconds: readonly number[],
): WaitSchema {
  const frequent = [...Map.groupBy(waits, ({ lineCode }) => lineCode)]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, mostLines);
  const median = (seconds: number[]): number => seconds.sort((a, b) => a - b)[seconds.length >> 1]!;
  return {
    lineCodes: frequent
      .map(([lineCode, own]) => ({ lineCode, wait: median(own.map(({ seconds }) => seconds)) }))
      .sort((a, b) => a.wait - b.wait)
      .map(({ lineCode }) => lineCode),
    endRates: elapsedBins.map((from, bin) => {
      const until = elapsedBins[bin + 1] ?? Infinity;
      const ended = serviceSeconds.filter((seconds) => seconds > from && seconds <= until).length;
      const lasted = serviceSeconds.reduce(
        (sum, seconds) => sum + Math.max(0, Math.min(seconds, until) - from),
        0,
      );
      return lasted === 0 ? 1 / 180 : ended / lasted;
    }),
  };
}

function endRate({ endRates }: WaitSchema, elapsedSeconds: number): number {
  let bin = 0;
  while (bin + 1 < elapsedBins.length && elapsedSeconds >= elapsedBins[bin + 1]!) bin += 1;
  return endRates[bin]!;
}

/**
 * The scene as numbers, durations in seconds; NaN: not known. One row of the model, in the same order always.
 * O(others + serving + events of two hours).
 */
export function waitFeatures(schema: WaitSchema, scene: WaitScene): Float64Array {
  const row = [
    ...queueFeatures(schema, scene),
    ...serverFeatures(scene),
    ...recentFeatures(scene),
    ...lineFeatures(schema, scene),
  ];
  const serving = Math.max(1, scene.serving.length);
  const active = Math.max(1, activeWindows(scene, activeMs));
  const service = meanServiceMs(scene.memory, scene.now) / 1_000;
  const next = scene.others.filter(({ isAhead }) => isAhead).length + 1;
  const calls5 = count(scene.memory.called.since(scene.now - 300_000));
  const calls15 = count(scene.memory.called.since(scene.now - 900_000));
  const ending = scene.serving.reduce(
    (sum, { since }) => sum + endRate(schema, (scene.now - since) / 1_000),
    0,
  );
  const own = scene.others.filter(({ lineCode }) => lineCode === scene.ticket.lineCode).length + 1;
  row.push(
    service,
    ending,
    next / Math.max(0.002, ending),
    own / Math.max(0.002, ending),
    (next * service) / active,
    (next * service) / serving,
    (next * 300) / Math.max(0.5, calls5),
    (next * 900) / Math.max(0.5, calls15),
  );
  return Float64Array.from(row);
}

function queueFeatures(schema: WaitSchema, { now, minuteOfDay, ticket, others }: WaitScene): number[] {
  const before = others.filter(({ joinedAt }) => joinedAt <= ticket.joinedAt);
  const ahead = others.filter(({ isAhead }) => isAhead);
  const own = before.filter(({ lineCode }) => lineCode === ticket.lineCode);
  const ages = (those: WaitScene['others']): number[] =>
    those.map(({ joinedAt }) => (now - joinedAt) / 1_000);
  const place = schema.lineCodes.indexOf(ticket.lineCode);
  return [
    ahead.length,
    largest(ages(ahead)),
    mean(ages(ahead)),
    before.length,
    others.length,
    own.length,
    largest(ages(before)),
    largest(ages(own)),
    -largest(ages(own).map((age) => -age)),
    mean(ages(others)),
    place === -1 ? schema.lineCodes.length : place,
    minuteOfDay,
    (now - ticket.joinedAt) / 1_000,
  ];
}

function serverFeatures(scene: WaitScene): number[] {
  const { now, serving, memory } = scene;
  const elapsed = serving.map(({ since }) => (now - since) / 1_000);
  const busy = new Set(serving.map(({ windowId }) => windowId));
  const freeFor = [...memory.lastServed]
    .filter(([windowId]) => !busy.has(windowId))
    .map(([, at]) => (now - at) / 1_000);
  const within = (values: number[], limit: number): number => values.filter((value) => value <= limit).length;
  return [
    serving.length,
    activeWindows(scene, activeMs),
    activeWindows(scene, 300_000),
    mean(elapsed),
    largest(elapsed),
    -largest(elapsed.map((value) => -value)),
    elapsed.length - within(elapsed, 180),
    within(elapsed, 30),
    within(freeFor, 30),
    within(freeFor, 60),
    within(freeFor, 180),
    within(freeFor, 600),
  ];
}

function recentFeatures({ now, ticket, memory }: WaitScene): number[] {
  const calls = [...memory.called.since(now - 900_000)];
  const within = (minutes: number): typeof calls => calls.filter(({ at }) => at > now - minutes * 60_000);
  const waits = (those: typeof calls): number =>
    mean(those.filter(({ waitedMs }) => waitedMs > 0).map(({ waitedMs }) => waitedMs / 1_000));
  const ownLast = memory.lastWaited.get(ticket.lineCode);
  const own = within(10).filter(({ lineCode }) => lineCode === ticket.lineCode);
  const left15 = count(memory.left.since(now - 900_000));
  const since = (at: number | undefined): number => (at === undefined ? NaN : (now - at) / 1_000);
  return [
    within(1).length,
    within(2).length,
    within(5).length,
    calls.length,
    waits(within(5)),
    waits(calls),
    (memory.lastWaitedOfAll?.waitedMs ?? NaN) / 1_000,
    since(memory.called.last?.at),
    (ownLast?.waitedMs ?? NaN) / 1_000,
    since(ownLast?.at),
    waits(own),
    own.length,
    calls.filter(({ waitedMs }) => waitedMs === 0).length / Math.max(1, calls.length),
    left15 / Math.max(1, left15 + calls.length),
    count(memory.left.since(now - 300_000)),
    count(memory.joined.since(now - 120_000)),
    count(memory.joined.since(now - 300_000)),
    since(memory.joined.last?.at),
  ];
}

function lineFeatures(
  { lineCodes }: WaitSchema,
  { now, ticket, others, serving, memory }: WaitScene,
): number[] {
  const waiting = new Map<string, number>();
  for (const { lineCode } of others) waiting.set(lineCode, (waiting.get(lineCode) ?? 0) + 1);
  const coming = new Map<string, number>();
  let all = 0;
  for (const { lineCode } of memory.joined.since(now - 900_000)) {
    coming.set(lineCode, (coming.get(lineCode) ?? 0) + 1);
    all += 1;
  }
  const ownWindows = new Set(
    serving.filter(({ lineCode }) => lineCode === ticket.lineCode).map(({ windowId }) => windowId),
  );
  for (const { lineCode, windowId } of memory.done.since(now - 1_800_000))
    if (lineCode === ticket.lineCode) ownWindows.add(windowId);
  const ownServing = serving.filter(({ lineCode }) => lineCode === ticket.lineCode).length;
  return [
    all,
    ownWindows.size,
    ownServing,
    ...lineCodes.flatMap((code) => [waiting.get(code) ?? 0, coming.get(code) ?? 0]),
  ];
}

function activeWindows({ now, serving, memory }: WaitScene, withinMs: number): number {
  const windows = new Set(serving.map(({ windowId }) => windowId));
  for (const [windowId, at] of memory.lastServed) if (at > now - withinMs) windows.add(windowId);
  return windows.size;
}

function meanServiceMs(memory: HallMemory, now: number): number {
  let sum = 0;
  let services = 0;
  for (const { serviceMs } of memory.done.since(now - 7_200_000)) {
    sum += serviceMs;
    services += 1;
  }
  return services === 0 ? usualServiceMs : sum / services;
}

function count(entries: Iterable<unknown>): number {
  let found = 0;
  for (const _ of entries) found += 1;
  return found;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** NaN when there is none. */
function largest(values: readonly number[]): number {
  return values.length === 0 ? NaN : values.reduce((most, value) => Math.max(most, value), -Infinity);
}
