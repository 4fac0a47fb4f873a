import type { FloorPlan } from '@huiting/contracts/organization';
import { describe, expect, test } from 'vitest';
import {
  begin,
  boxOf,
  moved,
  overlapping,
  redo,
  resized,
  step,
  thingsOf,
  undo,
  withDevice,
  withHall,
  without,
  withWindow,
  withZone,
} from './plan.domain.ts';

const plan: FloorPlan = {
  width: 40,
  height: 20,
  zones: [{ zoneId: 'z1', x: 2, y: 2, width: 12, height: 6 }],
  windows: [
    { windowId: 'w1', x: 3, y: 3 },
    { windowId: 'w2', x: 30, y: 3 },
  ],
  devices: [{ id: 'd1', kind: 'kiosk', label: '', x: 20, y: 15 }],
};
const window1 = { kind: 'window', id: 'w1' } as const;
const zone1 = { kind: 'zone', id: 'z1' } as const;

describe('moving', () => {
  test('lands on a square and stays inside the hall', () => {
    expect(boxOf(moved(plan, window1, { x: 7.4, y: 3.6 }), window1)).toMatchObject({ x: 7, y: 4 });
    expect(boxOf(moved(plan, window1, { x: -9, y: 99 }), window1)).toMatchObject({ x: 0, y: 18 });
    expect(boxOf(moved(plan, window1, { x: 99, y: 0 }), window1)).toMatchObject({ x: 36 });
  });
  test('a zone takes along what stands wholly in it, and nothing else', () => {
    const next = moved(plan, zone1, { x: 5, y: 9 });
    expect(boxOf(next, window1)).toMatchObject({ x: 6, y: 10 });
    expect(boxOf(next, { kind: 'window', id: 'w2' })).toMatchObject({ x: 30, y: 3 });
    expect(boxOf(next, { kind: 'device', id: 'd1' })).toMatchObject({ x: 20, y: 15 });
  });
});

test('a zone grows to the edge and never below two squares', () => {
  expect(boxOf(resized(plan, 'z1', { width: 99, height: 0 }), zone1)).toMatchObject({ width: 38, height: 2 });
});

test('the hall never becomes smaller than what stands in it', () => {
  expect(withHall(plan, { width: 1, height: 1 })).toMatchObject({ width: 34, height: 17 });
  expect(withHall(plan, { width: 999, height: 60 })).toMatchObject({ width: 200, height: 60 });
});

test('what stands on top of one another is told; what is new stands free', () => {
  expect(overlapping(plan).size).toBe(0);
  expect(overlapping(moved(plan, window1, { x: 28, y: 4 }))).toEqual(new Set(['w1', 'w2']));
  let full = plan;
  for (let n = 0; n < 20; n += 1) full = withWindow(full, `new${n}`);
  full = withDevice(full, { id: 'd2', kind: 'atm', label: '' });
  expect(overlapping(full).size).toBe(0);
});

test('undo and redo walk the same steps; a new step forgets what was undone; nothing changed is no step', () => {
  let history = begin(plan);
  history = step(history, moved(plan, window1, { x: 8, y: 3 }));
  history = step(history, history.present);
  expect(history.past).toHaveLength(1);
  history = step(history, withZone(history.present, 'z2'));
  const newest = history.present;
  history = undo(undo(undo(history)));
  expect(history.present).toBe(plan);
  expect(redo(redo(redo(history))).present).toBe(newest);
  history = step(history, without(history.present, window1));
  expect(redo(history)).toEqual(history);
  expect(thingsOf(history.present).some(({ thing }) => thing.id === 'w1')).toBe(false);
});
