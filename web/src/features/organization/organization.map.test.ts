import type { BranchPlace } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { mapHeight, mapWidth, marksOf } from './organization.map.domain.ts';

const place = (id: string, latitude: number, longitude: number): BranchPlace => ({
  id,
  code: id,
  name: id,
  path: `/HQ/${id}/`,
  stage: 'operating',
  latitude,
  longitude,
});

test('north is up, east is right, and everything lies on the sheet', () => {
  const marks = marksOf([place('a', 32, 118), place('b', 33, 118), place('c', 32, 120)]);
  const of = (id: string) => marks.find(({ places }) => places[0]!.id === id)!;
  expect(of('b').y).toBeLessThan(of('a').y);
  expect(of('c').x).toBeGreaterThan(of('a').x);
  for (const { x, y } of marks) {
    expect(x >= 0 && x <= mapWidth).toBe(true);
    expect(y >= 0 && y <= mapHeight).toBe(true);
  }
});

test('one place lies in the middle; neighbours are one mark; forty thousand are few marks and none is lost', () => {
  expect(marksOf([])).toEqual([]);
  const [only] = marksOf([place('a', 32, 118)]);
  expect([Math.round(only!.x), Math.round(only!.y)]).toEqual([mapWidth / 2, mapHeight / 2]);
  const many = Array.from({ length: 40_000 }, (_, at) =>
    place(String(at), 20 + (at % 200) / 10, 100 + (at % 203) / 10),
  );
  const marks = marksOf(many);
  expect(marks.length).toBeLessThan(1_300);
  expect(marks.reduce((sum, { places }) => sum + places.length, 0)).toBe(40_000);
});
