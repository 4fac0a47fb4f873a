import { z } from 'zod';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named } from '../core/fields.ts';
import { applicationEvents } from './applications.ts';
import { BranchStage, OrgLevel, WindowKind } from './model.ts';

/** When the days concerned close now; null = they are closed altogether. */
const Closing = z.array(z.object({ date: BusinessDate, closesAt: Instant.nullable() }));

/** Every `branch.*` event makes each process read the branch again. Names of people never travel with one. */
export const organizationEvents = {
  ...applicationEvents,
  unitCreated: event({
    type: 'orgUnit.created',
    room: 'organization',
    payload: z.object({ orgUnitId: Id, level: OrgLevel, code: z.string(), name: z.string() }),
  }),
  floorPlanChanged: event({
    type: 'branch.floorPlanChanged',
    room: 'organization',
    payload: z.object({ version: z.number().int() }),
  }),
  stageChanged: event({
    type: 'branch.stageChanged',
    room: 'organization',
    payload: z.object({
      stage: BranchStage,
      previous: BranchStage,
      reason: z.string(),
      name: Named.optional(),
    }),
  }),
  stagePlanned: event({
    type: 'branch.stagePlanned',
    room: 'organization',
    payload: z.object({ stage: BranchStage, from: BusinessDate, cancelled: z.boolean() }),
  }),
  recordChanged: event({
    type: 'branch.recordChanged',
    room: 'organization',
    payload: z.object({ version: z.number().int(), fields: z.array(z.string()), closing: Closing }),
  }),
  layoutChanged: event({
    type: 'branch.layoutChanged',
    room: 'organization',
    payload: z.object({
      version: z.number().int(),
      /** Windows as they are now. */
      windows: z.array(z.object({ id: Id, kind: WindowKind, profileCode: z.string() })),
      /** Of those, whose kind or profile is new: what was turned by hand falls back to it. */
      redefined: z.array(Id),
      /** Windows that are gone; whoever sits there finishes first. */
      removed: z.array(Id),
    }),
  }),
  calendarChanged: event({
    type: 'branch.calendarChanged',
    room: 'organization',
    payload: z.object({ dates: z.array(BusinessDate), closing: Closing }),
  }),
};
