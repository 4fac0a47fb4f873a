import { z } from 'zod';
import { approvalKind, regionThenHeadOffice } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { AttachedFiles } from '../files.ts';
import { BusinessDate, Id, Instant, PageInput, Reason, page } from '../core/fields.ts';
import { BranchFormat, FieldChange, RecordDraft, WindowKind } from './model.ts';

export const applicationErrors = errors({
  'organization.application_running': {
    status: 409,
    zh: '这个网点已有一项变更申请在办理中',
    en: 'A change of this branch is under way already',
  },
  'organization.application_empty': {
    status: 409,
    zh: '申请内容与现状相同',
    en: 'What is asked for is as things are',
  },
  'organization.code_taken': { status: 409, zh: '这个机构号已被使用', en: 'This code is in use' },
  'organization.day_not_ahead': {
    status: 409,
    zh: '生效日期不能早于今天，恢复日期须晚于生效日期',
    en: 'It cannot take effect before today, nor end before it begins',
  },
});

/** 设立、迁址、更名、升降格、临时停业、终止营业. */
export const ApplicationKind = z.enum(['establish', 'move', 'rename', 'reformat', 'suspend', 'close']);
export type ApplicationKind = z.output<typeof ApplicationKind>;

const { name, city, address, latitude, longitude } = RecordDraft.shape;
/** What is to become of a branch that exists. */
export const BranchChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), city, address, latitude, longitude }),
  z.object({ kind: z.literal('rename'), name }),
  z.object({ kind: z.literal('reformat'), format: BranchFormat }),
  /** Opens again by itself on that day; null = until somebody decides. */
  z.object({ kind: z.literal('suspend'), until: BusinessDate.nullable() }),
  z.object({ kind: z.literal('close') }),
]);
export type BranchChange = z.output<typeof BranchChange>;

/** A branch that does not exist yet; it begins in the stage of planning, without windows. */
export const NewBranch = z.object({
  kind: z.literal('establish'),
  code: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
  timeZone: z.string().max(40),
  record: RecordDraft.omit({ parentId: true }),
});
export type NewBranch = z.output<typeof NewBranch>;

/** `approved` waits for its day; `lapsed` could not be carried out any more, because the branch had changed. */
export const ApplicationState = z.enum([
  'pending',
  'approved',
  'applied',
  'rejected',
  'returned',
  'withdrawn',
  'lapsed',
]);
export type ApplicationState = z.output<typeof ApplicationState>;

export const BranchApplication = z.object({
  id: Id,
  kind: ApplicationKind,
  /** The branch it is about; of a new one, the id it will have. */
  branchId: Id,
  branchName: z.string(),
  /** Where application and approval are kept: the branch, or the unit above a new one. */
  keptAt: Id,
  changes: z.array(FieldChange),
  effectiveOn: BusinessDate,
  reason: z.string(),
  state: ApplicationState,
  applicantName: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  approvalId: Id.nullable(),
});
export type BranchApplication = z.output<typeof BranchApplication>;

const kindNames: Record<ApplicationKind, { zh: string; en: string }> = {
  establish: { zh: '设立', en: 'Establish' },
  move: { zh: '迁址', en: 'Move' },
  rename: { zh: '更名', en: 'Rename' },
  reformat: { zh: '升降格', en: 'Change of format' },
  suspend: { zh: '临时停业', en: 'Suspend' },
  close: { zh: '终止营业', en: 'Close' },
};

/** Who decides on branches, as shipped: the regional branch, then head office for what cannot easily be undone. */
export const branchApplicationApproval = approvalKind({
  kind: 'organization.branchApplication',
  name: { zh: '网点设立与变更', en: 'Branches established and changed' },
  facts: [
    {
      key: 'kind',
      name: { zh: '事项', en: 'What' },
      type: 'text',
      choices: ApplicationKind.options.map((value) => ({ value, name: kindNames[value] })),
    },
    { key: 'isMajor', name: { zh: '重大事项', en: 'Major' }, type: 'boolean' },
    { key: 'effectiveOn', name: { zh: '生效日期', en: 'Takes effect' }, type: 'text' },
    { key: 'changes', name: { zh: '变更内容', en: 'Changes' }, type: 'words' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: regionThenHeadOffice('isMajor'),
});

const fieldNames: Readonly<Record<string, { zh: string; en: string }>> = {
  name: { zh: '名称', en: 'Name' },
  code: { zh: '机构号', en: 'Code' },
  city: { zh: '城市', en: 'City' },
  address: { zh: '地址', en: 'Address' },
  latitude: { zh: '纬度', en: 'Latitude' },
  longitude: { zh: '经度', en: 'Longitude' },
  format: { zh: '业态', en: 'Format' },
  stage: { zh: '阶段', en: 'Stage' },
};
const valueNames: Readonly<Record<string, { zh: string; en: string }>> = {
  flagship: { zh: '旗舰', en: 'flagship' },
  full: { zh: '综合', en: 'full' },
  light: { zh: '轻型', en: 'light' },
  community: { zh: '社区', en: 'community' },
  featured: { zh: '特色', en: 'featured' },
  opening: { zh: '开业', en: 'opening' },
  operating: { zh: '营业', en: 'operating' },
  renovating: { zh: '改造', en: 'renovating' },
  suspended: { zh: '停业', en: 'suspended' },
  closed: { zh: '终止营业', en: 'closed' },
};

/** What changes, for whoever decides; of a new branch only what it is known by. */
function changesInWords(changes: readonly FieldChange[]): { zh: string; en: string } {
  const inLanguage = (language: 'zh' | 'en') =>
    changes
      .filter(({ field }) => fieldNames[field] !== undefined)
      .map(({ field, before, after }) => {
        const value = (text: string | null) => (text === null ? '—' : (valueNames[text]?.[language] ?? text));
        const name = fieldNames[field]![language];
        return before === null ? `${name} ${value(after)}` : `${name} ${value(before)} → ${value(after)}`;
      })
      .join(language === 'zh' ? '；' : '; ');
  return { zh: inLanguage('zh'), en: inLanguage('en') };
}

const major: readonly ApplicationKind[] = ['establish', 'move', 'reformat', 'close'];

export const applicationEvents = {
  applicationMade: event({
    type: 'branchApplication.approvalRequested',
    room: 'organization',
    payload: z.object({
      applicationId: Id,
      kind: ApplicationKind,
      branchName: z.string(),
      /** Version of the branch the change was made from; 0 of one that does not exist yet. */
      version: z.number().int(),
      orgUnitId: Id,
      effectiveOn: BusinessDate,
      changes: z.array(FieldChange),
      reason: z.string(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: branchApplicationApproval,
      subject: ({ applicationId, version }) => ({ kind: 'branchApplication', id: applicationId, version }),
      title: ({ kind, branchName }) => ({
        zh: `${branchName}${kindNames[kind].zh}`,
        en: `${kindNames[kind].en}: ${branchName}`,
      }),
      facts: ({ kind, effectiveOn, changes, reason }) => ({
        kind,
        isMajor: major.includes(kind),
        effectiveOn,
        changes: changesInWords(changes),
        reason,
      }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
    },
  }),
  applicationEnded: event({
    type: 'branchApplication.ended',
    room: 'organization',
    payload: z.object({
      applicationId: Id,
      kind: ApplicationKind,
      state: ApplicationState,
      branchName: z.string(),
    }),
    notify: {
      kind: 'organization.applicationLapsed',
      severity: 'warning',
      dedupeKey: ({ applicationId }) => `applicationLapsed:${applicationId}`,
      audience: { permission: 'organization.manage' },
      title: ({ branchName, kind }) => ({
        zh: `变更未能生效 · ${branchName}${kindNames[kind].zh}`,
        en: `Change not carried out · ${kindNames[kind].en}: ${branchName}`,
      }),
      body: () => ({
        zh: '审批期间网点档案已变化，请重新申请',
        en: 'The branch changed while it was being approved; apply anew',
      }),
      subject: ({ applicationId }) => ({ kind: 'branchApplication', id: applicationId }),
      escalateAfterMinutes: null,
      when: ({ state }) => state === 'lapsed',
    },
  }),
  branchEstablished: event({
    type: 'branch.established',
    room: 'organization',
    payload: z.object({
      orgUnitId: Id,
      code: z.string(),
      name: z.string(),
      format: BranchFormat,
      /** The windows its format's standard gave it. */
      windows: z
        .array(
          z.object({
            id: Id,
            kind: WindowKind,
            serviceCodes: z.array(z.string()),
            profileCode: z.string(),
          }),
        )
        .default([]),
    }),
  }),
};

/** Attachments of an application (`platform.uploadFile` with this owner), kept where the application is. */
export const applicationFiles = 'branchApplication';

const asked = {
  effectiveOn: BusinessDate,
  reason: Reason,
  /** The resolution, the lease, the plan: uploaded before. */
  files: AttachedFiles.default([]),
};

export const applicationEndpoints = {
  applyForChange: endpoint({
    id: 'organization.applyForChange',
    method: 'POST',
    path: '/branches/:branchId/applications',
    summary: 'Ask for a branch to be moved, renamed, turned into another format, suspended or closed',
    input: z.object({ branchId: Id, version: z.number().int().min(1), change: BranchChange, ...asked }),
    output: z.object({ application: BranchApplication }),
    errors: [
      'organization.branch_not_found',
      'organization.version_conflict',
      'organization.application_running',
      'organization.application_empty',
      'organization.stage_not_allowed',
      'organization.day_not_ahead',
      'files.not_found',
      'files.too_many',
    ],
    access: 'organization.apply',
  }),
  applyForBranch: endpoint({
    id: 'organization.applyForBranch',
    method: 'POST',
    path: '/org-units/:orgUnitId/applications',
    summary: 'Ask for a new branch below a unit',
    input: z.object({ orgUnitId: Id, change: NewBranch, ...asked }),
    output: z.object({ application: BranchApplication }),
    errors: [
      'organization.unit_not_found',
      'organization.parent_invalid',
      'organization.code_taken',
      'organization.hours_invalid',
      'organization.day_not_ahead',
      'files.not_found',
      'files.too_many',
    ],
    access: 'organization.apply',
  }),
  listApplications: endpoint({
    id: 'organization.listApplications',
    method: 'GET',
    path: '/branch-applications',
    summary: "Applications about branches of the caller's scope, newest first",
    input: z.object({ state: ApplicationState.optional(), branchId: Id.optional(), ...PageInput }),
    output: page(BranchApplication),
    access: 'organization.apply',
  }),
};
