import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Id, Instant, Words } from '../core/fields.ts';
import { StandardDevice } from './formats.ts';

export const floorPlanErrors = errors({
  'organization.plan_conflict': {
    status: 409,
    zh: '您编辑期间平面图已被他人修改，未做任何覆盖',
    en: 'Somebody changed the floor plan while you were editing; nothing was overwritten',
  },
  'organization.plan_invalid': {
    status: 409,
    zh: '平面图有冲突：超出边界、相互重叠或不属于这个网点',
    en: 'The plan contradicts itself: beyond its edges, on top of one another, or of another branch',
  },
});

/** A plan is drawn on squares of half a metre. */
export const metresPerCell = 0.5;
/** A window takes 4 × 2 squares with its counter, a device 2 × 2. */
export const windowCells = { width: 4, height: 2 } as const;
export const deviceCells = { width: 2, height: 2 } as const;

const Cell = z.number().int().min(0).max(200);
const Extent = z.number().int().min(2).max(200);
const at = { x: Cell, y: Cell };

/** BR-11: where things stand. What they are is the layout's to say; a mark of a device says its kind alone. */
export const FloorPlan = z.object({
  width: z.number().int().min(12).max(200),
  height: z.number().int().min(8).max(200),
  zones: z.array(z.object({ zoneId: Id, ...at, width: Extent, height: Extent })).max(30),
  windows: z.array(z.object({ windowId: Id, ...at })).max(60),
  devices: z.array(z.object({ id: Id, kind: StandardDevice, label: Words(12), ...at })).max(80),
});
export type FloorPlan = z.output<typeof FloorPlan>;

export const PlanProblem = z.object({
  problem: z.enum(['outside', 'overlap', 'unknown', 'twice']),
  /** Id of the zone, window or device. */
  id: Id,
});
export type PlanProblem = z.output<typeof PlanProblem>;

export const floorPlanEndpoints = {
  getFloorPlan: endpoint({
    id: 'organization.getFloorPlan',
    method: 'GET',
    path: '/branches/:branchId/floor-plan',
    summary: 'Where zones, windows and devices of a branch stand; arranged by rule while nobody has drawn it',
    input: z.object({ branchId: Id, version: z.coerce.number().int().min(1).max(1e6).optional() }),
    output: z.object({
      /** 0 = nobody has drawn it yet. */
      version: z.number().int(),
      plan: FloorPlan,
      changedAt: Instant.nullable(),
      changedBy: z.string(),
      /** Newest first. */
      versions: z.array(z.object({ version: z.number().int(), changedAt: Instant, changedBy: z.string() })),
    }),
    errors: ['organization.branch_not_found'],
    access: 'organization.view',
  }),
  saveFloorPlan: endpoint({
    id: 'organization.saveFloorPlan',
    method: 'PUT',
    path: '/branches/:branchId/floor-plan',
    summary:
      'The next version of the plan; another version than the one read is refused, nothing overwritten',
    input: z.object({ branchId: Id, version: z.number().int().min(0).max(1e6), plan: FloorPlan }),
    output: z.object({ version: z.number().int() }),
    errors: ['organization.branch_not_found', 'organization.plan_conflict', 'organization.plan_invalid'],
    access: 'organization.edit',
  }),
};
