import type { BranchPlace } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import {
  fenceAround,
  marksIn,
  placedOn,
  pushed,
  roundLength,
  seenAt,
  viewOf,
  zoomed,
} from './organization.map.domain.ts';
import { labelsFor } from './organization.map-labels.domain.ts';

const place = (id: string, latitude: number, longitude: number): BranchPlace => ({
  id,
  code: id,
  name: id,
  path: `/HQ/${id}/`,
  stage: 'operating',
  latitude,
  longitude,
});
const size = { width: 1_000, height: 600 };
const many = placedOn(
  Array.from({ length: 40_000 }, (_, at) => place(String(at), 20 + (at % 200) / 10, 100 + (at % 203) / 10)),
);

test('north is up, east is right, and everything is seen at first', () => {
  const points = placedOn([place('a', 32, 118), place('b', 33, 118), place('c', 32, 120)]);
  const view = viewOf(points, size);
  const [a, b, c] = points.map((point) => seenAt(point, view, size));
  expect(b!.y).toBeLessThan(a!.y);
  expect(c!.x).toBeGreaterThan(a!.x);
  for (const { x, y } of [a!, b!, c!]) {
    expect(x > 0 && x < size.width).toBe(true);
    expect(y > 0 && y < size.height).toBe(true);
  }
});

test('one place lies in the middle; forty thousand are few marks and none is lost', () => {
  expect(marksIn([], viewOf([], size), size)).toEqual([]);
  const [only] = placedOn([place('a', 32, 118)]);
  expect(seenAt(only!, viewOf([only!], size), size)).toEqual({ x: 500, y: 300 });
  const marks = marksIn(many, viewOf(many, size), size);
  expect(marks.length).toBeLessThan(300);
  expect(marks.reduce((sum, { places }) => sum + places.length, 0)).toBe(40_000);
});

test('looking nearer keeps what is under the pointer, parts what was gathered, and never goes beyond the whole', () => {
  const whole = viewOf(many, size);
  const at = { x: 250, y: 150 };
  const near = zoomed(whole, { factor: 8, at, size, whole });
  const under = { x: whole.x + (at.x - 500) / whole.scale, y: whole.y + (at.y - 300) / whole.scale };
  const seen = seenAt(under, near, size);
  expect([Math.round(seen.x), Math.round(seen.y)]).toEqual([250, 150]);
  const farthest = (view: typeof whole) =>
    Math.max(...marksIn(many, view, size).map(({ places }) => places.length));
  expect(farthest(near)).toBeLessThan(farthest(whole));
  expect(zoomed(near, { factor: 0.001, at, size, whole }).scale).toBe(whole.scale);
  expect(zoomed(near, { factor: 1e9, at, size, whole }).scale).toBe(
    zoomed(near, { factor: 1e12, at, size, whole }).scale,
  );
});

test('the sheet cannot be pushed away from its places', () => {
  const points = placedOn([place('a', 32, 118), place('b', 33, 120)]);
  const far = pushed(viewOf(points, size), { x: 1e9, y: -1e9 }, points);
  expect([far.x, far.y]).toEqual([
    Math.min(...points.map(({ x }) => x)),
    Math.max(...points.map(({ y }) => y)),
  ]);
});

test('marks that touch are one; a little apart they stay two', () => {
  const points = placedOn([place('a', 32, 118), place('b', 32.0001, 118), place('c', 33, 119)]);
  const view = viewOf(points, size);
  expect(marksIn(points, view, size).map(({ places }) => places.length)).toEqual([2, 1]);
  const near = { ...view, x: points[0]!.x, y: points[0]!.y, scale: 500_000 };
  expect(marksIn(points, near, size).map(({ places }) => places.length)).toEqual([1, 1]);
});

test('a name covers neither a mark nor another name, and stays on the sheet', () => {
  const named = (key: string, x: number, y: number) => ({ key, x, y, radius: 7, words: '城东支行' });
  const labels = labelsFor([named('a', 500, 300), named('b', 530, 300), named('c', 990, 300)], size);
  const of = (key: string) => labels.find((label) => label.key === key)!;
  expect(of('a').anchor).toBe('end');
  expect(of('b').anchor).toBe('start');
  expect(of('c').anchor).toBe('end');
  const crowd = Array.from({ length: 20 }, (_, at) => named(String(at), 500 + (at % 5) * 15, 300 + at));
  expect(labelsFor(crowd, size).length).toBeLessThan(20);
});

test('a fence goes around all and through none; lengths are round', () => {
  const square = [
    { x: 0, y: 0 },
    { x: 2, y: 0 },
    { x: 2, y: 2 },
    { x: 0, y: 2 },
  ];
  const fence = fenceAround([...square, { x: 1, y: 1 }]);
  expect(fence).toHaveLength(4);
  expect(square.every(({ x, y }) => fence.some((corner) => corner.x === x && corner.y === y))).toBe(true);
  expect(fenceAround([{ x: 1, y: 1 }])).toEqual([{ x: 1, y: 1 }]);
  expect([roundLength(1, 120), roundLength(1, 499), roundLength(10, 25), roundLength(0.01, 120)]).toEqual([
    100, 200, 2, 10_000,
  ]);
});
