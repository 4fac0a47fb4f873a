import type { BranchPlace } from '@huiting/contracts/organization';

/** A point of the sheet in degrees: longitude shrunk by the latitude of the middle, north up. */
export interface SheetPoint {
  readonly x: number;
  readonly y: number;
}
export interface Placed extends SheetPoint {
  readonly place: BranchPlace;
}
export interface Size {
  readonly width: number;
  readonly height: number;
}
/** What of the sheet is seen: its point in the middle, and pixels to a degree of latitude. */
export interface View extends SheetPoint {
  readonly scale: number;
}
/** One place, or some that lie too near to be told apart, where they are seen (px). */
export interface Mark extends SheetPoint {
  /** The same as long as it begins with the same place. */
  readonly key: string;
  readonly places: readonly BranchPlace[];
}

/** Kilometres to a degree of latitude. */
export const kilometresPerDegree = 111.32;
/** About three metres a pixel: nearer, two doors of one house lie apart. */
const nearest = 36_000;
/** Room between the outermost marks and the edge, for their names (px). */
const margin = 72;
/** One place alone is shown as its city: some 20 km across. */
const smallestSpan = 0.2;

/** Places on a plain sheet; nothing but their coordinates is known. */
export function placedOn(places: readonly BranchPlace[]): Placed[] {
  const [south, north] = rangeOf(places.map(({ latitude }) => latitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  return places.map((place) => ({ place, x: place.longitude * shrink, y: -place.latitude }));
}

/** The view in which all of them are seen. */
export function viewOf(points: readonly SheetPoint[], { width, height }: Size): View {
  if (points.length === 0) return { x: 0, y: 0, scale: 1 };
  const [west, east] = rangeOf(points.map(({ x }) => x));
  const [north, south] = rangeOf(points.map(({ y }) => y));
  const scale = Math.min(
    Math.max(width - 2 * margin, 40) / Math.max(east - west, smallestSpan),
    Math.max(height - 2 * margin, 40) / Math.max(south - north, smallestSpan),
  );
  return { x: (west + east) / 2, y: (north + south) / 2, scale: Math.min(scale, nearest) };
}

export const seenAt = (point: SheetPoint, view: View, size: Size): SheetPoint => ({
  x: (point.x - view.x) * view.scale + size.width / 2,
  y: (point.y - view.y) * view.scale + size.height / 2,
});

/** Nearer or farther, the point under `at` (px) staying where it is; never farther than `whole`. */
export function zoomed(
  view: View,
  { factor, at, size, whole }: { factor: number; at: SheetPoint; size: Size; whole: View },
): View {
  const scale = Math.min(nearest, Math.max(whole.scale, view.scale * factor));
  const dx = at.x - size.width / 2;
  const dy = at.y - size.height / 2;
  return {
    x: view.x + dx / view.scale - dx / scale,
    y: view.y + dy / view.scale - dy / scale,
    scale,
  };
}

/** The sheet pushed by so many pixels; its middle stays among the places. */
export function pushed(view: View, by: SheetPoint, points: readonly SheetPoint[]): View {
  const [west, east] = rangeOf(points.map(({ x }) => x));
  const [north, south] = rangeOf(points.map(({ y }) => y));
  return {
    x: clamp(view.x - by.x / view.scale, west, east),
    y: clamp(view.y - by.y / view.scale, north, south),
    scale: view.scale,
  };
}

/** Up to so many places in sight each have a mark of their own unless they touch; more are gathered widely. */
const fewInSight = 300;

/** What is seen, gathered where it would lie upon itself. A place joins the nearest mark within reach, in the order given. */
export function marksIn(points: readonly Placed[], view: View, size: Size): Mark[] {
  const seen = points
    .map((one) => ({ place: one.place, ...seenAt(one, view, size) }))
    .filter(({ x, y }) => x > -20 && y > -20 && x < size.width + 20 && y < size.height + 20);
  const reach = seen.length > fewInSight ? 48 : 24;
  interface Gathering extends SheetPoint {
    readonly places: BranchPlace[];
    sumX: number;
    sumY: number;
  }
  const cells = new Map<string, Gathering[]>();
  const all: Gathering[] = [];
  for (const { place, x, y } of seen) {
    const column = Math.floor(x / reach);
    const row = Math.floor(y / reach);
    let best: Gathering | null = null;
    let least = reach * reach;
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const one of cells.get(`${column + dx} ${row + dy}`) ?? []) {
          const distance = (one.x - x) ** 2 + (one.y - y) ** 2;
          if (distance >= least) continue;
          least = distance;
          best = one;
        }
    if (best === null) {
      const made: Gathering = { x, y, places: [place], sumX: x, sumY: y };
      const cell = cells.get(`${column} ${row}`);
      if (cell === undefined) cells.set(`${column} ${row}`, [made]);
      else cell.push(made);
      all.push(made);
    } else {
      best.places.push(place);
      best.sumX += x;
      best.sumY += y;
    }
  }
  return all.map(({ places, sumX, sumY }) => ({
    key: places[0]!.id,
    places,
    x: sumX / places.length,
    y: sumY / places.length,
  }));
}

/** The smallest fence around points (monotone chain); fewer than three points are returned as they are. */
export function fenceAround(points: readonly SheetPoint[]): SheetPoint[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (list: readonly SheetPoint[]): SheetPoint[] => {
    const chain: SheetPoint[] = [];
    for (const point of list) {
      while (chain.length >= 2 && turn(chain.at(-2)!, chain.at(-1)!, point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.toReversed())];
}
const turn = (a: SheetPoint, b: SheetPoint, c: SheetPoint): number =>
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);

/** The longest round length (1, 2 or 5 times a power of ten) that is at most `room` px. */
export function roundLength(pixelsPerUnit: number, room: number): number {
  const most = room / pixelsPerUnit;
  const power = 10 ** Math.floor(Math.log10(most));
  return (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1) * power;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

function rangeOf(values: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  // Forty thousand values are too many for Math.min's arguments.
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
