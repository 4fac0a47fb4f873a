import type { FloorPlan, PlanProblem } from '@huiting/contracts/organization';
import { deviceCells, windowCells } from '@huiting/contracts/organization/floor-plan';
import type { BranchInfo } from './organization.domain.ts';

type Things = Pick<BranchInfo, 'zones' | 'windows'>;
interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxesOf = (plan: FloorPlan): { zones: Box[]; things: Box[] } => ({
  zones: plan.zones.map(({ zoneId, ...box }) => ({ id: zoneId, ...box })),
  things: [
    ...plan.windows.map(({ windowId, x, y }) => ({ id: windowId, x, y, ...windowCells })),
    ...plan.devices.map(({ id, x, y }) => ({ id, x, y, ...deviceCells })),
  ],
});

/** Why a plan cannot be one of this branch. Zones may touch and overlap as people draw them; what stands somewhere stands there alone. */
export function planProblems(plan: FloorPlan, branch: Pick<BranchInfo, 'zones' | 'windows'>): PlanProblem[] {
  const { zones, things } = boxesOf(plan);
  const all = [...zones, ...things];
  const known = new Set([...branch.zones, ...branch.windows].map(({ id }) => id));
  const devices = new Set(plan.devices.map(({ id }) => id));
  const say = (problem: PlanProblem['problem'], boxes: readonly Box[]): PlanProblem[] =>
    boxes.map(({ id }) => ({ problem, id }));
  return [
    ...say(
      'unknown',
      all.filter(({ id }) => !known.has(id) && !devices.has(id)),
    ),
    ...say(
      'twice',
      all.filter(({ id }, at) => all.findIndex((other) => other.id === id) !== at),
    ),
    ...say(
      'outside',
      all.filter(({ x, y, width, height }) => x + width > plan.width || y + height > plan.height),
    ),
    ...say(
      'overlap',
      things.filter((box, at) => things.slice(0, at).some((other) => doOverlap(box, other))),
    ),
  ];
}

function doOverlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** What is gone from the branch is gone from its plan. */
export function withoutGone(plan: FloorPlan, branch: Pick<BranchInfo, 'zones' | 'windows'>): FloorPlan {
  const zones = new Set(branch.zones.map(({ id }) => id));
  const windows = new Set(branch.windows.map(({ id }) => id));
  return {
    ...plan,
    zones: plan.zones.filter(({ zoneId }) => zones.has(zoneId)),
    windows: plan.windows.filter(({ windowId }) => windows.has(windowId)),
  };
}

const gap = 1;
/** Squares from one window of a row to the next, and from one row to the next. */
const step = { x: windowCells.width + gap, y: windowCells.height + 2 * gap } as const;
const windowsInRow = 16;
const openInRow = 6;
const openDepth = 10;
const widest = 100;
const narrowest = 28;

/**
 * A plan nobody drew: counters along the far wall, one zone beside the other, each as wide as its windows; the open zones in front
 * of them, side by side. It is a beginning to edit, not a measurement.
 */
export function suggestedPlan({ zones, windows }: Things): FloorPlan {
  const standingIn = (zoneId: string) => windows.filter((window) => window.zoneId === zoneId);
  const counters = zones.filter(({ id }) => standingIn(id).length > 0);
  const open = zones.filter(({ id }) => standingIn(id).length === 0);
  const loose = windows.filter(({ zoneId }) => zones.every(({ id }) => id !== zoneId));
  const groups = [
    ...counters.map(({ id }) => ({ zoneId: id, inside: standingIn(id) })),
    ...(loose.length > 0 ? [{ zoneId: null, inside: loose }] : []),
  ];
  const plan: { zones: FloorPlan['zones']; windows: FloorPlan['windows'] } = { zones: [], windows: [] };
  let [x, y, band, width] = [gap, gap, 0, narrowest];
  for (const { zoneId, inside } of groups) {
    const inRow = Math.min(inside.length, windowsInRow);
    const box = {
      width: inRow * step.x + gap,
      height: Math.ceil(inside.length / inRow) * step.y + 2 * gap,
    };
    if (x > gap && x + box.width + gap > widest) [x, y, band] = [gap, y + band + gap, 0];
    if (zoneId !== null) plan.zones.push({ zoneId, x, y, ...box });
    for (const [at, { id }] of inside.entries()) {
      const row = Math.floor(at / inRow);
      plan.windows.push({ windowId: id, x: x + gap + (at % inRow) * step.x, y: y + gap + row * step.y });
    }
    x += box.width + gap;
    band = Math.max(band, box.height);
    width = Math.max(width, x);
  }
  y += band + 2 * gap;
  for (const [at, zone] of open.entries()) {
    const inRow = Math.min(openInRow, open.length);
    const each = Math.floor((width - gap) / inRow) - gap;
    plan.zones.push({
      zoneId: zone.id,
      x: gap + (at % inRow) * (each + gap),
      y: y + Math.floor(at / inRow) * (openDepth + gap),
      width: each,
      height: openDepth,
    });
  }
  const openRows = Math.ceil(open.length / openInRow);
  return { width, height: Math.max(12, y + openRows * (openDepth + gap)), ...plan, devices: [] };
}
