import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { event } from '../core/event.ts';
import { Id, Instant } from '../core/fields.ts';
import { topic } from '../core/topic.ts';
import { BranchFormat, BranchStage } from '../organization.ts';
import { Post } from '../posts.ts';

/** Live figures of one branch for head office and the PAD's strip. */
export const BranchPulse = z.object({
  branchId: Id,
  code: z.string(),
  name: z.string(),
  city: z.string(),
  path: z.string(),
  format: BranchFormat,
  stage: BranchStage,
  at: Instant,
  open: z.boolean(),
  waiting: z.number().int(),
  averageWaitSeconds: z.number().int().nullable(),
  longestWaitSeconds: z.number().int().nullable(),
  openWindows: z.number().int(),
  pausedWindows: z.number().int(),
  totalWindows: z.number().int(),
  issued: z.number().int(),
  completedServices: z.number().int(),
  abandoned: z.number().int(),
  /** 0–100: present load against what the open windows can serve within the limit. */
  busyIndex: z.number().int().min(0).max(100),
  state: z.enum(['normal', 'near', 'congested', 'closed']),
  openAlerts: z.number().int(),
  urgentAlerts: z.number().int(),
  rated: z.number().int(),
  good: z.number().int(),
});
export type BranchPulse = z.output<typeof BranchPulse>;

export const StaffOnDuty = z.object({
  staffId: Id,
  name: z.string(),
  number: z.string(),
  post: Post,
  where: z.enum(['window', 'paused', 'hall', 'away']),
  windowLabel: z.string().nullable(),
  since: Instant.nullable(),
  served: z.number().int(),
  averageServiceSeconds: z.number().int().nullable(),
  averageLevel: z.number().nullable(),
});
export type StaffOnDuty = z.output<typeof StaffOnDuty>;

const hallFacts = {
  branchId: Id,
  branchName: z.string(),
  waiting: z.number().int(),
  openWindows: z.number().int(),
  longestWaitSeconds: z.number().int(),
};

export const liveEvents = {
  congested: event({
    type: 'hall.congested',
    room: 'hall',
    payload: z.object({
      ...hallFacts,
      rule: z.enum(['waitingPerWindow', 'longestWait']),
      threshold: z.number(),
    }),
    notify: {
      kind: 'hall.congestion',
      severity: 'warning',
      dedupeKey: () => 'congestion',
      audience: { permission: 'alert.handle' },
      title: (p) => ({
        zh: `排队拥堵：等候 ${p.waiting} 人，开放 ${p.openWindows} 个窗口`,
        en: `Congestion: ${p.waiting} waiting, ${p.openWindows} windows open`,
      }),
      body: (p) => ({
        zh: `最长等候 ${Math.round(p.longestWaitSeconds / 60)} 分，建议增开窗口或引导至自助渠道`,
        en: `Longest wait ${Math.round(p.longestWaitSeconds / 60)} min: open a window or guide to self-service`,
      }),
      subject: (p) => ({ kind: 'branch', id: p.branchId }),
      escalateAfterMinutes: 15,
    },
  }),
  /** A congestion that was announced is over. */
  eased: event({
    type: 'hall.congestionEased',
    room: 'hall',
    payload: z.object(hallFacts),
    settles: () => ({ alerts: { kinds: ['hall.congestion'] }, outcome: { resolution: '排队已缓解' } }),
  }),
};

export const liveTopics = {
  /** Gauge of one branch; key = branch. */
  pulse: topic({
    name: 'hall.pulse',
    key: 'branch',
    access: 'hall.view',
    delta: z.object({}),
    gauge: BranchPulse,
  }),
};

export const liveEndpoints = {
  getPulse: endpoint({
    id: 'hall.getPulse',
    method: 'GET',
    path: '/branches/:branchId/pulse',
    summary: 'Live figures of one branch',
    input: z.object({ branchId: Id }),
    output: BranchPulse,
    access: 'hall.view',
  }),
  listStaffOnDuty: endpoint({
    id: 'hall.listStaffOnDuty',
    method: 'GET',
    path: '/branches/:branchId/staff-on-duty',
    summary: 'Who works where now, with what they have done today',
    input: z.object({ branchId: Id }),
    output: z.object({ staff: z.array(StaffOnDuty) }),
    access: 'hall.view',
  }),
};
