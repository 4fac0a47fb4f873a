import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant } from '../core/fields.ts';
import { topic } from '../core/topic.ts';
import { BranchFormat, BranchStage } from '../organization.ts';
import { BranchPulse } from './live.ts';

/** Ready-made looks at the list of branches. */
export const PulseView = z.enum(['all', 'congested', 'near', 'alerts', 'closed']);
export type PulseView = z.output<typeof PulseView>;
export const PulseSort = z.enum([
  'waiting',
  'averageWait',
  'longestWait',
  'windows',
  'done',
  'alerts',
  'busy',
]);
export type PulseSort = z.output<typeof PulseSort>;

/** A suspended hall still serves who is in it: its figures count until it is empty. */
export const hasFigures = (pulse: BranchPulse): boolean =>
  pulse.open || pulse.waiting > 0 || pulse.openWindows > 0;

export const overviewTopics = {
  /** What all branches under an org unit come to; whoever shows a list of them asks for its page again. */
  overview: topic({
    name: 'hall.overview',
    key: 'orgUnit',
    access: 'hall.overview',
    delta: z.object({}),
    gauge: z.object({
      at: Instant,
      branches: z.number().int(),
      open: z.number().int(),
      waiting: z.number().int(),
      openAlerts: z.number().int(),
      urgentAlerts: z.number().int(),
      /** Paths of the branches that are congested now. */
      congested: z.array(z.string()),
    }),
  }),
};
export const Overview = overviewTopics.overview.gauge;
export type Overview = z.output<typeof Overview>;

const Count = z.number().int();
export const overviewEndpoints = {
  getOverview: endpoint({
    id: 'hall.getOverview',
    method: 'GET',
    path: '/org-units/:orgUnitId/overview',
    summary: 'What all branches under an org unit come to now',
    input: z.object({ orgUnitId: Id }),
    output: Overview,
    access: 'hall.overview',
  }),
  listPulses: endpoint({
    id: 'hall.listPulses',
    method: 'GET',
    path: '/hall/pulses',
    summary: "Live figures of the branches in the caller's scope: a page of them, counts and sums of all",
    input: z.object({
      orgUnitId: Id.optional(),
      view: PulseView.default('all'),
      search: z.string().max(60).optional(),
      format: BranchFormat.optional(),
      stage: BranchStage.optional(),
      /** Absent: what needs a person first. Closed branches always come last. */
      sort: PulseSort.optional(),
      order: z.enum(['ascend', 'descend']).default('descend'),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      pageSize: z.coerce.number().int().min(1).max(200).default(20),
    }),
    output: z.object({
      branches: z.array(BranchPulse),
      /** The page these are of: the last one where fewer are left than were asked for. */
      page: Count,
      total: Count,
      /** Branches in scope under the org unit, whatever the filter says. */
      scope: z.object({ branches: Count, open: Count }),
      /** What each view would show with the same filter. */
      views: z.record(PulseView, Count),
      /** Over the whole list, not the page. */
      sums: z.object({
        waiting: Count,
        openWindows: Count,
        totalWindows: Count,
        completedServices: Count,
        openAlerts: Count,
      }),
      /** The first names among the list's suspended branches. */
      suspended: z.array(z.string()),
    }),
    access: 'hall.overview',
  }),
};
