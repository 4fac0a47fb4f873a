import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named, Reason, Words } from '../core/fields.ts';
import { postRefusals } from './posts.ts';

export const leaveErrors = errors({
  'staff.leave_not_found': { status: 404, zh: '没有这项强制休假', en: 'There is no such mandatory leave' },
  'staff.nobody_to_draw': {
    status: 409,
    zh: '范围内没有可抽取的关键岗位人员',
    en: 'Nobody in this scope can be drawn',
  },
  'staff.substitute_unfit': {
    status: 409,
    zh: '顶岗人须为本期间在岗的另一名员工',
    en: 'The substitute is another person who is at work in that time',
  },
  'staff.leave_state': {
    status: 409,
    zh: '这项强制休假现在不能这样办理',
    en: 'This mandatory leave is not in a state for that',
  },
});

/** `drawn` waits for a substitute, `ready` for its first day; `ended` for the record of the check; `closed` has it. */
export const LeaveState = z.enum(['drawn', 'ready', 'running', 'ended', 'closed', 'cancelled']);
export type LeaveState = z.output<typeof LeaveState>;
export const CheckResult = z.enum(['clean', 'findings']);

export const MandatoryLeave = z.object({
  id: Id,
  drawId: Id,
  staffId: Id,
  staffName: z.string(),
  number: z.string(),
  orgUnitName: z.string(),
  posts: z.array(Named),
  from: BusinessDate,
  /** Last day. */
  until: BusinessDate,
  state: LeaveState,
  substituteId: Id.nullable(),
  substituteName: z.string().nullable(),
  check: z.object({ result: CheckResult, findings: z.string(), by: z.string(), at: Instant }).nullable(),
});
export type MandatoryLeave = z.output<typeof MandatoryLeave>;

/** How people were drawn, so that anybody may draw again and find the same. */
export const LeaveDraw = z.object({
  id: Id,
  orgUnitName: z.string(),
  drawnAt: Instant,
  drawnBy: z.string(),
  reason: z.string(),
  /** 32 random hex digits, made by the server at the draw. */
  seed: z.string(),
  /** Staff numbers that could have been drawn, and those that were: the first of HMAC-SHA256(seed, number) in ascending order. */
  candidates: z.array(z.string()),
  drawn: z.array(z.string()),
  /** Drawn again from seed and candidates, it gives the same. */
  verified: z.boolean(),
});
export type LeaveDraw = z.output<typeof LeaveDraw>;

const concerned = {
  leaveId: Id,
  staffId: Id,
  userId: Id.nullable(),
  staffName: z.string(),
  until: BusinessDate,
};

/** Nothing is announced before the first day: whoever could listen could warn. */
export const leaveFacts = {
  leaveStarted: event({
    type: 'mandatoryLeave.started',
    room: 'staff',
    payload: z.object({
      ...concerned,
      substituteId: Id,
      substituteName: z.string(),
      tellStaffIds: z.array(Id),
    }),
    tells: {
      kind: 'staff.mandatoryLeave',
      to: ({ tellStaffIds }) => tellStaffIds,
      title: ({ staffName, substituteName }) => ({
        zh: `强制休假今日开始 · ${staffName}，由${substituteName}顶岗`,
        en: `Mandatory leave begins today · ${staffName}, ${substituteName} stands in`,
      }),
      body: ({ until }) => ({
        zh: `至 ${until}，期间停用系统权限并开展离岗检查`,
        en: `Until ${until}; access is suspended and the post is checked meanwhile`,
      }),
      subject: ({ staffId }) => ({ kind: 'staff', id: staffId }),
    },
  }),
  leaveEnded: event({
    type: 'mandatoryLeave.ended',
    room: 'staff',
    payload: z.object(concerned),
  }),
};

const onOne = { leaveId: Id };
const Answer = z.object({ leave: MandatoryLeave });

export const leaveEndpoints = {
  drawLeave: endpoint({
    id: 'staff.drawLeave',
    method: 'POST',
    path: '/org-units/:orgUnitId/leave-draws',
    summary: 'Draw holders of key posts for mandatory leave, at random and without notice',
    input: z.object({
      orgUnitId: Id,
      count: z.number().int().min(1).max(50),
      /** Whoever was drawn in these months is left out. */
      notDrawnMonths: z.number().int().min(0).max(60),
      from: BusinessDate,
      until: BusinessDate,
      reason: Reason,
    }),
    output: z.object({ drawId: Id, leaveIds: z.array(Id) }),
    errors: ['staff.unit_not_found', 'staff.nobody_to_draw', 'staff.day_not_ahead'],
    access: 'staff.manage',
  }),
  listLeaveDraws: endpoint({
    id: 'staff.listLeaveDraws',
    method: 'GET',
    path: '/leave-draws',
    summary: 'Every draw with seed, candidates and outcome, newest first',
    input: z.object({}),
    output: z.object({ draws: z.array(LeaveDraw) }),
    access: 'staff.manage',
  }),
  listMandatoryLeaves: endpoint({
    id: 'staff.listMandatoryLeaves',
    method: 'GET',
    path: '/mandatory-leaves',
    summary: 'Mandatory leaves of the scope, newest first',
    input: z.object({ state: LeaveState.optional() }),
    output: z.object({ leaves: z.array(MandatoryLeave) }),
    access: 'staff.manage',
  }),
  nameSubstitute: endpoint({
    id: 'staff.nameSubstitute',
    method: 'POST',
    path: '/mandatory-leaves/:leaveId/substitute',
    summary: 'Say who stands in; they must be fit for every key post concerned',
    input: z.object({ ...onOne, substituteId: Id }),
    output: Answer,
    errors: [
      'staff.leave_not_found',
      'staff.not_found',
      'staff.leave_state',
      'staff.substitute_unfit',
      ...postRefusals,
    ],
    access: 'staff.manage',
  }),
  cancelLeave: endpoint({
    id: 'staff.cancelLeave',
    method: 'POST',
    path: '/mandatory-leaves/:leaveId/cancel',
    summary: 'Call off a leave that has not begun; the draw keeps it',
    input: z.object({ ...onOne, reason: Reason }),
    output: Answer,
    errors: ['staff.leave_not_found', 'staff.leave_state'],
    access: 'staff.manage',
  }),
  recordLeaveCheck: endpoint({
    id: 'staff.recordLeaveCheck',
    method: 'POST',
    path: '/mandatory-leaves/:leaveId/check',
    summary: 'Attach the record of the check made in absence',
    input: z.object({
      ...onOne,
      result: CheckResult,
      findings: Words(2000).pipe(z.string().min(1)),
    }),
    output: Answer,
    errors: ['staff.leave_not_found', 'staff.leave_state'],
    access: 'staff.manage',
  }),
};
