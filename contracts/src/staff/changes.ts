import { z } from 'zod';
import { approvalKind, regionThenHeadOffice } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named, PageInput, Reason, Words, page } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { postRefusals } from './posts.ts';
import { Certificates, Contacts, Education } from './register.ts';

export const changeErrors = errors({
  'staff.number_taken': { status: 409, zh: '这个工号已被使用', en: 'This staff number is in use' },
  'staff.change_running': {
    status: 409,
    zh: '这名员工已有一项变动申请在办理中',
    en: 'A change of this person is under way already',
  },
  'staff.change_empty': { status: 409, zh: '申请内容与现状相同', en: 'What is asked for is as things are' },
  'staff.unit_not_found': { status: 404, zh: '没有这个机构', en: 'There is no such unit' },
});

/** 入职、调动、离职. */
export const StaffChangeKind = z.enum(['hire', 'transfer', 'leave']);
export type StaffChangeKind = z.output<typeof StaffChangeKind>;

export const StaffMove = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transfer'), orgUnitId: Id, post: Post }),
  z.object({ kind: z.literal('leave') }),
]);
export type StaffMove = z.output<typeof StaffMove>;

export const Hire = z.object({
  number: z.string().regex(/^[A-Za-z0-9]{2,20}$/),
  name: Words(40).pipe(z.string().min(1)),
  post: Post,
  education: Education.nullable().default(null),
  contacts: Contacts.default({ phone: null, email: null }),
  certificates: Certificates.default([]),
});
export type Hire = z.output<typeof Hire>;

/** `approved` waits for its day; `lapsed` could not be carried out any more, because the person or the rules had changed. */
export const StaffChangeState = z.enum([
  'pending',
  'approved',
  'applied',
  'rejected',
  'returned',
  'withdrawn',
  'lapsed',
]);
export type StaffChangeState = z.output<typeof StaffChangeState>;

export const StaffChange = z.object({
  id: Id,
  kind: StaffChangeKind,
  /** Of a new person, the id they will have. */
  staffId: Id,
  staffName: z.string(),
  keptAt: Id,
  from: z.object({ post: Post, orgUnitName: z.string() }).nullable(),
  to: z.object({ post: Post, orgUnitName: z.string() }).nullable(),
  effectiveOn: BusinessDate,
  reason: z.string(),
  state: StaffChangeState,
  applicantName: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  approvalId: Id.nullable(),
});
export type StaffChange = z.output<typeof StaffChange>;

const kindNames: Record<StaffChangeKind, z.output<typeof Named>> = {
  hire: { zh: '入职', en: 'Hire' },
  transfer: { zh: '调动', en: 'Transfer' },
  leave: { zh: '离职', en: 'Leave' },
};

/** Who decides on people, as shipped: the regional branch, then head office about those who run or supervise a branch. */
export const staffChangeApproval = approvalKind({
  kind: 'staff.change',
  name: { zh: '人员变动', en: 'Changes of staff' },
  facts: [
    {
      key: 'kind',
      name: { zh: '事项', en: 'What' },
      type: 'text',
      choices: StaffChangeKind.options.map((value) => ({ value, name: kindNames[value] })),
    },
    { key: 'isMajor', name: { zh: '重要岗位', en: 'Key post' }, type: 'boolean' },
    { key: 'effectiveOn', name: { zh: '生效日期', en: 'Takes effect' }, type: 'text' },
    { key: 'move', name: { zh: '去向', en: 'Move' }, type: 'words' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: regionThenHeadOffice('isMajor'),
});

const Applicant = z.object({ staffId: Id, name: z.string() });

export const changeFacts = {
  changeAsked: event({
    type: 'staffChange.approvalRequested',
    room: 'staff',
    payload: z.object({
      changeId: Id,
      kind: StaffChangeKind,
      staffId: Id,
      staffName: z.string(),
      /** Version of the record the change was made from; 0 of a person who is not there yet. */
      version: z.number().int(),
      orgUnitId: Id,
      isMajor: z.boolean(),
      effectiveOn: BusinessDate,
      move: Named,
      reason: z.string(),
      applicant: Applicant,
    }),
    asks: {
      kind: staffChangeApproval,
      subject: ({ changeId, version }) => ({ kind: 'staffChange', id: changeId, version }),
      title: ({ kind, staffName }) => ({
        zh: `${staffName}${kindNames[kind].zh}`,
        en: `${kindNames[kind].en}: ${staffName}`,
      }),
      facts: ({ kind, isMajor, effectiveOn, move, reason }) => ({ kind, isMajor, effectiveOn, move, reason }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
      barred: ({ staffId }) => [staffId],
    },
  }),
  changeEnded: event({
    type: 'staffChange.ended',
    room: 'staff',
    payload: z.object({
      changeId: Id,
      kind: StaffChangeKind,
      staffName: z.string(),
      state: StaffChangeState,
      /** Code of the rule that stood against it on its day. */
      why: z.string().nullable(),
    }),
    notify: {
      kind: 'staff.changeLapsed',
      severity: 'warning',
      dedupeKey: ({ changeId }) => `staffChangeLapsed:${changeId}`,
      audience: { permission: 'staff.edit' },
      title: ({ staffName, kind }) => ({
        zh: `人员变动未能生效 · ${staffName}${kindNames[kind].zh}`,
        en: `Change of staff not carried out · ${kindNames[kind].en}: ${staffName}`,
      }),
      body: () => ({
        zh: '审批期间档案、证书或任职已变化，请重新申请',
        en: 'Record, certificates or posts changed meanwhile; apply anew',
      }),
      subject: ({ changeId }) => ({ kind: 'staffChange', id: changeId }),
      escalateAfterMinutes: null,
      when: ({ state }) => state === 'lapsed',
    },
  }),
};

const asked = { effectiveOn: BusinessDate, reason: Reason };
const Answer = z.object({ change: StaffChange });

export const changeEndpoints = {
  applyForHire: endpoint({
    id: 'staff.applyForHire',
    method: 'POST',
    path: '/org-units/:orgUnitId/hires',
    summary: 'Ask for a new person at a unit',
    input: z.object({ orgUnitId: Id, hire: Hire, ...asked }),
    output: Answer,
    errors: [
      'staff.unit_not_found',
      'staff.number_taken',
      'staff.day_not_ahead',
      'staff.certificate_dates',
      ...postRefusals,
    ],
    access: 'staff.apply',
  }),
  applyForStaffChange: endpoint({
    id: 'staff.applyForStaffChange',
    method: 'POST',
    path: '/staff/:staffId/changes',
    summary: 'Ask for a person to be transferred or to leave, from a day on',
    input: z.object({ staffId: Id, version: z.number().int().min(1), move: StaffMove, ...asked }),
    output: Answer,
    errors: [
      'staff.not_found',
      'staff.has_left',
      'staff.version_conflict',
      'staff.change_running',
      'staff.change_empty',
      'staff.unit_not_found',
      'staff.day_not_ahead',
      ...postRefusals,
    ],
    access: 'staff.apply',
  }),
  listStaffChanges: endpoint({
    id: 'staff.listStaffChanges',
    method: 'GET',
    path: '/staff-changes',
    summary: "Changes of people of the caller's scope, newest first",
    input: z.object({ state: StaffChangeState.optional(), staffId: Id.optional(), ...PageInput }),
    output: page(StaffChange),
    access: 'staff.apply',
  }),
};
