import { z } from 'zod';
import { ApprovalStep, FactValue } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Instant, Named, PageInput, Reason, Words, page } from '../core/fields.ts';

export const approvalErrors = errors({
  'workflow.approval_not_found': { status: 404, zh: '没有这项审批', en: 'There is no such approval' },
  'workflow.approval_ended': { status: 409, zh: '这项审批已经结束', en: 'This approval has ended' },
  'workflow.approval_step_passed': {
    status: 409,
    zh: '这一步已由他人处理，请查看最新进展',
    en: 'Somebody else has dealt with this step; look at where it stands now',
  },
  'workflow.approval_not_yours': {
    status: 403,
    zh: '这一步不由您审批',
    en: 'This step is not yours to decide',
  },
  'workflow.approval_own': {
    status: 403,
    zh: '不能审批自己提出的申请',
    en: 'Nobody decides on their own application',
  },
  'workflow.approval_same_person': {
    status: 403,
    zh: '您已在这项审批中发表过意见，须由他人审批',
    en: 'You have decided in this approval already; another person must',
  },
  'workflow.approval_kind_unknown': {
    status: 404,
    zh: '没有这种审批',
    en: 'There is no such kind of approval',
  },
  'workflow.definition_invalid': {
    status: 400,
    zh: '审批流程设置有误',
    en: 'The definition of the approval is not valid',
  },
  'workflow.definition_changed': {
    status: 409,
    zh: '他人已发布了新的流程版本，请先查看',
    en: 'Somebody else has published a newer version; look at it first',
  },
});

export const ApprovalState = z.enum(['pending', 'approved', 'rejected', 'returned', 'withdrawn']);
export type ApprovalState = z.output<typeof ApprovalState>;
export const Verdict = z.enum(['approve', 'return', 'reject']);
export type Verdict = z.output<typeof Verdict>;

export const ApprovalDecision = z.object({
  stepKey: z.string(),
  staffId: Id,
  staffName: z.string(),
  verdict: Verdict,
  opinion: z.string(),
  at: Instant,
});
export type ApprovalDecision = z.output<typeof ApprovalDecision>;

export const ApprovalSummary = z.object({
  id: Id,
  /** Where it is kept: the branch, or the org unit of head-office matters. */
  branchId: Id,
  kind: z.string(),
  kindName: Named,
  title: Named,
  subject: z.object({ kind: z.string(), id: z.string(), version: z.number().int() }),
  unitName: z.string(),
  applicant: z.object({ staffId: Id, name: z.string() }),
  requestedAt: Instant,
  state: ApprovalState,
  /** The step it waits at; null once it has ended. */
  step: z
    .object({
      key: z.string(),
      name: Named,
      since: Instant,
      dueAt: Instant.nullable(),
      late: z.boolean(),
      /** False: nobody holds the post on the whole way up. */
      hasApprovers: z.boolean(),
    })
    .nullable(),
  endedAt: Instant.nullable(),
});
export type ApprovalSummary = z.output<typeof ApprovalSummary>;

export const Approval = ApprovalSummary.extend({
  definitionVersion: z.number().int(),
  steps: z.array(ApprovalStep.extend({ state: z.enum(['done', 'current', 'ahead', 'skipped']) })),
  facts: z.array(z.object({ key: z.string(), name: Named, value: FactValue, shown: Named })),
  decisions: z.array(ApprovalDecision),
  /** Who may decide now, by name. */
  approvers: z.array(z.object({ staffId: Id, name: z.string() })),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type Approval = z.output<typeof Approval>;

export const ApprovalDefinition = z.object({
  kind: z.string(),
  name: Named,
  facts: z.array(
    z.object({
      key: z.string(),
      name: Named,
      type: z.enum(['text', 'number', 'boolean', 'words']),
      choices: z.array(z.object({ value: z.string(), name: Named })),
    }),
  ),
  /** 0 = the steps as shipped. */
  version: z.number().int(),
  steps: z.array(ApprovalStep),
  note: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: Instant.nullable(),
  running: z.number().int(),
});
export type ApprovalDefinition = z.output<typeof ApprovalDefinition>;

export const approvalEvents = {
  /** It began, moved to a step, was decided on, became late, or ended. */
  approvalChanged: event({
    type: 'approval.changed',
    room: 'workflow',
    payload: z.object({
      approval: ApprovalSummary,
      change: z.enum(['opened', 'moved', 'agreed', 'late', 'ended']),
      /** Who may decide now: they find it among their to-dos. */
      approverIds: z.array(Id),
      /** Who decided last, and what was said; null when nobody did. */
      decision: ApprovalDecision.nullable(),
    }),
    notify: {
      kind: 'workflow.approvalWithoutApprover',
      severity: 'warning',
      dedupeKey: ({ approval }) => `approvalWithoutApprover:${approval.id}`,
      audience: { permission: 'approval.manage' },
      title: ({ approval }) => ({
        zh: `审批无人可批 · ${approval.title.zh}`,
        en: `Nobody can approve · ${approval.title.en}`,
      }),
      body: ({ approval }) => ({
        zh: `${approval.unitName}及上级机构均无人担任“${approval.step?.name.zh ?? ''}”所需岗位`,
        en: `Nobody at ${approval.unitName} or above holds the post of “${approval.step?.name.en ?? ''}”`,
      }),
      subject: ({ approval }) => ({ kind: 'approval', id: approval.id }),
      escalateAfterMinutes: null,
      when: ({ approval, change }) => change !== 'agreed' && approval.step?.hasApprovers === false,
    },
    settles: ({ approval }) =>
      approval.step?.hasApprovers === false
        ? null
        : {
            alerts: { subject: { kind: 'approval', id: approval.id } },
            outcome: { resolution: '已有审批人' },
          },
  }),
  /** The end of it, for the room whose change waits. */
  approvalDecided: event({
    type: 'approval.decided',
    room: 'workflow',
    payload: z.object({
      approvalId: Id,
      kind: z.string(),
      subject: z.object({ kind: z.string(), id: z.string(), version: z.number().int() }),
      outcome: ApprovalState.exclude(['pending']),
      /** Last decider; null when it was withdrawn. */
      decidedBy: z.object({ staffId: Id, name: z.string() }).nullable(),
      opinion: z.string(),
    }),
  }),
};

const onOne = { branchId: Id, approvalId: Id };

export const approvalEndpoints = {
  listApprovalDefinitions: endpoint({
    id: 'workflow.listApprovalDefinitions',
    method: 'GET',
    path: '/approval-definitions',
    summary: 'Every kind of approval with the steps in force',
    input: z.object({}),
    output: z.object({ definitions: z.array(ApprovalDefinition) }),
    access: 'approval.view',
  }),
  listApprovalVersions: endpoint({
    id: 'workflow.listApprovalVersions',
    method: 'GET',
    path: '/approval-definitions/:kind/versions',
    summary: 'What the steps of a kind of approval were, newest first',
    input: z.object({ kind: z.string().max(80) }),
    output: z.object({ versions: z.array(ApprovalDefinition) }),
    errors: ['workflow.approval_kind_unknown'],
    access: 'approval.view',
  }),
  publishApprovalDefinition: endpoint({
    id: 'workflow.publishApprovalDefinition',
    method: 'POST',
    path: '/approval-definitions/:kind/versions',
    summary: 'New steps for a kind of approval; running ones keep theirs',
    input: z.object({
      kind: z.string().max(80),
      /** The version these steps were made from. */
      basedOn: z.number().int().min(0),
      steps: z.array(ApprovalStep).min(1).max(10),
      note: Reason,
    }),
    output: z.object({ definition: ApprovalDefinition }),
    errors: ['workflow.approval_kind_unknown', 'workflow.definition_invalid', 'workflow.definition_changed'],
    access: 'approval.manage',
  }),
  listApprovals: endpoint({
    id: 'workflow.listApprovals',
    method: 'GET',
    path: '/approvals',
    summary: "Approvals of the caller's scope, newest first",
    input: z.object({
      state: ApprovalState.optional(),
      kind: z.string().max(80).optional(),
      search: z.string().max(60).optional(),
      ...PageInput,
    }),
    output: page(ApprovalSummary),
    access: 'approval.view',
  }),
  listMyApplications: endpoint({
    id: 'workflow.listMyApplications',
    method: 'GET',
    path: '/my/applications',
    summary: 'What the caller has asked for, newest first',
    input: z.object({ state: ApprovalState.optional(), ...PageInput }),
    output: page(ApprovalSummary),
    access: { kind: 'session' },
  }),
  getApproval: endpoint({
    id: 'workflow.getApproval',
    method: 'GET',
    path: '/branches/:branchId/approvals/:approvalId',
    summary: 'One approval with its steps, facts and opinions; for whoever asked, decides or oversees',
    input: z.object(onOne),
    output: z.object({ approval: Approval }),
    errors: ['workflow.approval_not_found'],
    access: { kind: 'session' },
  }),
  decideApproval: endpoint({
    id: 'workflow.decideApproval',
    method: 'POST',
    path: '/branches/:branchId/approvals/:approvalId/decision',
    summary: 'Approve, return or reject at the step the caller has seen',
    input: z.object({
      ...onOne,
      /** The step the caller looked at: another one is not decided by mistake. */
      stepKey: z.string().max(40),
      verdict: Verdict,
      /** Needed for returning and rejecting. */
      opinion: Words(500),
    }),
    output: z.object({ approval: Approval }),
    errors: [
      'workflow.approval_not_found',
      'workflow.approval_ended',
      'workflow.approval_step_passed',
      'workflow.approval_not_yours',
      'workflow.approval_own',
      'workflow.approval_same_person',
    ],
    access: { kind: 'session' },
  }),
  withdrawApproval: endpoint({
    id: 'workflow.withdrawApproval',
    method: 'POST',
    path: '/branches/:branchId/approvals/:approvalId/withdraw',
    summary: 'The applicant takes a running application back',
    input: z.object({ ...onOne, reason: Reason }),
    output: z.object({ approval: Approval }),
    errors: ['workflow.approval_not_found', 'workflow.approval_ended', 'workflow.approval_not_yours'],
    access: { kind: 'session' },
  }),
};
