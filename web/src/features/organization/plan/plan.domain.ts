import type { FloorPlan } from '@huiting/contracts/organization';
import { deviceCells, windowCells } from '@huiting/contracts/organization/floor-plan';

/** Editing a floor plan: pure steps on squares of half a metre. Whatever is moved lands on a square and stays inside the hall. */

export type ThingKind = 'zone' | 'window' | 'device';
export interface Thing {
  readonly kind: ThingKind;
  readonly id: string;
}
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface History {
  readonly past: readonly FloorPlan[];
  readonly present: FloorPlan;
  readonly future: readonly FloorPlan[];
}

/** More steps back than anybody takes. */
const kept = 100;
const smallestZone = 2;
const hallBounds = { width: { least: 12, most: 200 }, height: { least: 8, most: 200 } } as const;

export const begin = (present: FloorPlan): History => ({ past: [], present, future: [] });

/** A step that changes nothing is none. */
export function step(history: History, next: FloorPlan): History {
  if (JSON.stringify(next) === JSON.stringify(history.present)) return history;
  return { past: [...history.past, history.present].slice(-kept), present: next, future: [] };
}
export function undo({ past, present, future }: History): History {
  const last = past.at(-1);
  if (last === undefined) return { past, present, future };
  return { past: past.slice(0, -1), present: last, future: [present, ...future] };
}
export function redo({ past, present, future }: History): History {
  const [next, ...rest] = future;
  if (next === undefined) return { past, present, future };
  return { past: [...past, present], present: next, future: rest };
}

export const isSame = (a: Thing | null, b: Thing): boolean => a?.kind === b.kind && a.id === b.id;

/** Everything that stands somewhere; zones first, so that what stands in them lies above. */
export function thingsOf(plan: FloorPlan): { readonly thing: Thing; readonly box: Box }[] {
  return [
    ...plan.zones.map(({ zoneId, x, y, width, height }) => ({
      thing: { kind: 'zone' as const, id: zoneId },
      box: { x, y, width, height },
    })),
    ...plan.windows.map(({ windowId, x, y }) => ({
      thing: { kind: 'window' as const, id: windowId },
      box: { x, y, ...windowCells },
    })),
    ...plan.devices.map(({ id, x, y }) => ({
      thing: { kind: 'device' as const, id },
      box: { x, y, ...deviceCells },
    })),
  ];
}

export function boxOf(plan: FloorPlan, thing: Thing): Box | null {
  return thingsOf(plan).find((one) => isSame(one.thing, thing))?.box ?? null;
}

const between = (least: number, value: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));

function withPlace(plan: FloorPlan, thing: Thing, x: number, y: number): FloorPlan {
  const at = { x, y };
  switch (thing.kind) {
    case 'zone':
      return { ...plan, zones: plan.zones.map((one) => (one.zoneId === thing.id ? { ...one, ...at } : one)) };
    case 'window':
      return {
        ...plan,
        windows: plan.windows.map((one) => (one.windowId === thing.id ? { ...one, ...at } : one)),
      };
    case 'device':
      return { ...plan, devices: plan.devices.map((one) => (one.id === thing.id ? { ...one, ...at } : one)) };
  }
}

const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** To a square, kept inside the hall. What stands wholly in a zone moves with it. */
export function moved(
  plan: FloorPlan,
  thing: Thing,
  to: { readonly x: number; readonly y: number },
): FloorPlan {
  const box = boxOf(plan, thing);
  if (box === null) return plan;
  const x = between(0, Math.round(to.x), plan.width - box.width);
  const y = between(0, Math.round(to.y), plan.height - box.height);
  const placed = withPlace(plan, thing, x, y);
  if (thing.kind !== 'zone') return placed;
  return thingsOf(plan)
    .filter((one) => one.thing.kind !== 'zone' && isInside(one.box, box))
    .reduce((next, one) => withPlace(next, one.thing, one.box.x + x - box.x, one.box.y + y - box.y), placed);
}

export function resized(plan: FloorPlan, zoneId: string, to: { width: number; height: number }): FloorPlan {
  return {
    ...plan,
    zones: plan.zones.map((one) =>
      one.zoneId === zoneId
        ? {
            ...one,
            width: between(smallestZone, Math.round(to.width), plan.width - one.x),
            height: between(smallestZone, Math.round(to.height), plan.height - one.y),
          }
        : one,
    ),
  };
}

/** The hall itself: never smaller than what stands in it. */
export function withHall(plan: FloorPlan, to: { width: number; height: number }): FloorPlan {
  const boxes = thingsOf(plan).map(({ box }) => box);
  const need = (side: 'width' | 'height', from: 'x' | 'y') =>
    Math.max(hallBounds[side].least, ...boxes.map((box) => box[from] + box[side]));
  const { width, height } = hallBounds;
  return {
    ...plan,
    width: between(need('width', 'x'), Math.round(to.width), width.most),
    height: between(need('height', 'y'), Math.round(to.height), height.most),
  };
}

const doOverlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** Windows and devices on top of one another: the server refuses them. */
export function overlapping(plan: FloorPlan): ReadonlySet<string> {
  const things = thingsOf(plan).filter(({ thing }) => thing.kind !== 'zone');
  const ids = things.flatMap((one, at) =>
    things
      .slice(0, at)
      .flatMap((other) => (doOverlap(one.box, other.box) ? [one.thing.id, other.thing.id] : [])),
  );
  return new Set(ids);
}

/** The first free square row by row; the corner when the hall is full. */
function freeSpot(plan: FloorPlan, size: { readonly width: number; readonly height: number }) {
  const taken = thingsOf(plan)
    .filter(({ thing }) => thing.kind !== 'zone')
    .map(({ box }) => box);
  for (let y = 0; y + size.height <= plan.height; y += 1)
    for (let x = 0; x + size.width <= plan.width; x += 1)
      if (taken.every((box) => !doOverlap(box, { x, y, ...size }))) return { x, y };
  return { x: 0, y: 0 };
}

export function withWindow(plan: FloorPlan, windowId: string): FloorPlan {
  return { ...plan, windows: [...plan.windows, { windowId, ...freeSpot(plan, windowCells) }] };
}
export function withZone(plan: FloorPlan, zoneId: string): FloorPlan {
  const size = { width: Math.min(8, plan.width), height: Math.min(6, plan.height) };
  return { ...plan, zones: [...plan.zones, { zoneId, x: 0, y: 0, ...size }] };
}
export function withDevice(
  plan: FloorPlan,
  device: Pick<FloorPlan['devices'][number], 'id' | 'kind' | 'label'>,
): FloorPlan {
  return { ...plan, devices: [...plan.devices, { ...device, ...freeSpot(plan, deviceCells) }] };
}

/** Off the plan: a zone or window can be placed again, a mark of a device is gone. */
export function without(plan: FloorPlan, { id }: Thing): FloorPlan {
  return {
    ...plan,
    zones: plan.zones.filter(({ zoneId }) => zoneId !== id),
    windows: plan.windows.filter(({ windowId }) => windowId !== id),
    devices: plan.devices.filter((one) => one.id !== id),
  };
}
