import type { BranchPlace } from '@huiting/contracts/organization';

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly places: readonly BranchPlace[];
}

export const mapWidth = 1_000;
export const mapHeight = 600;
const margin = 40;
/** Closer than this they are one mark with a number. */
const cell = 22;

/**
 * Places on a plain sheet: degrees of longitude shrink with the latitude of the middle, nothing else is drawn. One place, or
 * all at one point, lies in the middle.
 */
export function marksOf(places: readonly BranchPlace[]): Mark[] {
  if (places.length === 0) return [];
  const [south, north] = rangeOf(places.map(({ latitude }) => latitude));
  const [west, east] = rangeOf(places.map(({ longitude }) => longitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const width = (east - west) * shrink;
  const height = north - south;
  const scale = Math.min(
    (mapWidth - 2 * margin) / Math.max(width, 1e-6),
    (mapHeight - 2 * margin) / Math.max(height, 1e-6),
  );
  const left = (mapWidth - width * scale) / 2;
  const top = (mapHeight - height * scale) / 2;
  const cells = new Map<string, { x: number; y: number; places: BranchPlace[] }>();
  for (const place of places) {
    const x = left + (place.longitude - west) * shrink * scale;
    const y = top + (north - place.latitude) * scale;
    const key = `${Math.floor(x / cell)} ${Math.floor(y / cell)}`;
    const mark = cells.get(key);
    if (mark === undefined) cells.set(key, { x, y, places: [place] });
    else mark.places.push(place);
  }
  return [...cells.values()];
}

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
