import { z } from 'zod';
import { approvalKind } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Reason, Words } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { Grade } from './register.ts';
import { Month } from './teams.ts';

export const gradeErrors = errors({
  'staff.appraisal_not_found': { status: 404, zh: '没有这次等级评定', en: 'There is no such appraisal' },
  'staff.appraisal_running': {
    status: 409,
    zh: '这个机构已有一次等级评定在办理中',
    en: 'An appraisal of this unit is under way already',
  },
  'staff.appraisal_closed': {
    status: 409,
    zh: '这次评定已提交或结束，不能再复核',
    en: 'This appraisal was submitted or has ended; nothing is reviewed any more',
  },
  'staff.appraisal_empty': {
    status: 409,
    zh: '范围内没有可评定的员工',
    en: 'Nobody in this scope can be appraised',
  },
  'staff.item_changed': {
    status: 409,
    zh: '他人已复核了这一条，请先查看',
    en: 'Somebody else reviewed this one; look at it first',
  },
  'staff.rules_changed': {
    status: 409,
    zh: '他人已发布了新的评定规则，请先查看',
    en: 'Somebody else has published newer rules; look at them first',
  },
  'staff.rules_invalid': {
    status: 409,
    zh: '等级分数线须逐级升高，至少一项权重大于零',
    en: 'Limits rise from grade to grade, and some weight is above zero',
  },
});

const Weight = z.number().int().min(0).max(100);
/** How a grade is suggested: parts of a hundred, deductions, and the limits of the grades. */
export const GradeRules = z.object({
  /** Full points at so many services a month. */
  volume: z.object({ weight: Weight, fullPerMonth: z.number().int().min(1).max(5_000) }),
  /** Full points at a mean of 5, none at 3. */
  rating: z.object({ weight: Weight, atLeastRatings: z.number().int().min(1).max(1_000) }),
  /** Mean mark out of 100. */
  exams: z.object({ weight: Weight }),
  /** Full points at so many years with the bank. */
  service: z.object({ weight: Weight, fullYears: z.number().int().min(1).max(40) }),
  deductPerError: z.number().min(0).max(50),
  deductPerViolation: z.number().min(0).max(100),
  /** Score from which each grade is suggested; below G2 it is G1. */
  limits: z.object({ G2: z.number(), G3: z.number(), G4: z.number(), G5: z.number() }),
});
export type GradeRules = z.output<typeof GradeRules>;

export const ScoreKey = z.enum(['volume', 'rating', 'exams', 'service', 'errors', 'violations']);
/** One line of the computation. Null value = nobody told; its weight is shared among the parts that are known. */
export const ScoreLine = z.object({
  key: ScoreKey,
  value: z.number().nullable(),
  points: z.number(),
  of: z.number(),
});
export type ScoreLine = z.output<typeof ScoreLine>;

export const AppraisalState = z.enum(['draft', 'pending', 'published', 'rejected', 'returned', 'withdrawn']);
export type AppraisalState = z.output<typeof AppraisalState>;
export const AppraisalItem = z.object({
  staffId: Id,
  name: z.string(),
  number: z.string(),
  post: Post,
  orgUnitName: z.string(),
  present: Grade.nullable(),
  score: z.number(),
  lines: z.array(ScoreLine),
  suggested: Grade,
  /** What will be published. */
  grade: Grade,
  reviewedBy: z.string().nullable(),
  reviewReason: z.string().nullable(),
  version: z.number().int(),
});
export type AppraisalItem = z.output<typeof AppraisalItem>;

export const Appraisal = z.object({
  id: Id,
  keptAt: Id,
  orgUnitName: z.string(),
  name: z.string(),
  fromMonth: Month,
  untilMonth: Month,
  rulesVersion: z.number().int(),
  state: AppraisalState,
  people: z.number().int(),
  openedBy: z.string(),
  openedAt: Instant,
  endedAt: Instant.nullable(),
  approvalId: Id.nullable(),
});
export type Appraisal = z.output<typeof Appraisal>;

export const gradeApproval = approvalKind({
  kind: 'staff.grades',
  name: { zh: '人员等级评定', en: 'Grade appraisal' },
  facts: [
    { key: 'people', name: { zh: '人数', en: 'People' }, type: 'number' },
    { key: 'raised', name: { zh: '晋级', en: 'Raised' }, type: 'number' },
    { key: 'lowered', name: { zh: '降级', en: 'Lowered' }, type: 'number' },
    { key: 'changedByReview', name: { zh: '复核调整', en: 'Changed by review' }, type: 'number' },
    { key: 'period', name: { zh: '评定期', en: 'Period' }, type: 'text' },
  ],
  steps: [
    {
      key: 'headOffice',
      name: { zh: '总行审批', en: 'Head office' },
      approver: { post: 'headOffice', level: 'headOffice' },
      when: [],
      agreeing: 1,
      limitMinutes: 5 * 24 * 60,
      whenLate: 'remind',
    },
  ],
});

export const gradeFacts = {
  gradesAsked: event({
    type: 'grades.approvalRequested',
    room: 'staff',
    payload: z.object({
      appraisalId: Id,
      name: z.string(),
      orgUnitId: Id,
      period: z.string(),
      people: z.number().int(),
      raised: z.number().int(),
      lowered: z.number().int(),
      changedByReview: z.number().int(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: gradeApproval,
      subject: ({ appraisalId }) => ({ kind: 'appraisal', id: appraisalId, version: 1 }),
      title: ({ name, people }) => ({
        zh: `等级评定 · ${name}（${people} 人）`,
        en: `Grades · ${name} (${people})`,
      }),
      facts: ({ people, raised, lowered, changedByReview, period }) => ({
        people,
        raised,
        lowered,
        changedByReview,
        period,
      }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
    },
  }),
  /** Grades are in force; the roster may read their limits. */
  gradesPublished: event({
    type: 'grades.published',
    room: 'staff',
    payload: z.object({ appraisalId: Id, name: z.string(), on: BusinessDate, staffIds: z.array(Id) }),
    tells: {
      kind: 'staff.gradesPublished',
      to: ({ staffIds }) => staffIds,
      title: ({ name }) => ({ zh: `等级评定已公布 · ${name}`, en: `Grades published · ${name}` }),
      body: ({ on }) => ({
        zh: `自 ${on} 起生效，可在员工档案查看`,
        en: `In force from ${on}; see the record`,
      }),
      subject: ({ appraisalId }) => ({ kind: 'appraisal', id: appraisalId }),
    },
  }),
};

const onOne = { appraisalId: Id, keptAt: Id };

export const gradeEndpoints = {
  getGradeRules: endpoint({
    id: 'staff.getGradeRules',
    method: 'GET',
    path: '/grade-rules',
    summary: 'The rules grades are suggested by',
    input: z.object({}),
    output: z.object({ version: z.number().int(), rules: GradeRules }),
    access: 'staff.view',
  }),
  saveGradeRules: endpoint({
    id: 'staff.saveGradeRules',
    method: 'PUT',
    path: '/grade-rules',
    summary: 'Publish new rules; appraisals under way keep theirs',
    input: z.object({ version: z.number().int().min(0), rules: GradeRules, reason: Reason }),
    output: z.object({ version: z.number().int() }),
    errors: ['staff.rules_changed', 'staff.rules_invalid'],
    access: 'staff.manage',
  }),
  openAppraisal: endpoint({
    id: 'staff.openAppraisal',
    method: 'POST',
    path: '/org-units/:orgUnitId/appraisals',
    summary: 'Suggest a grade for everybody below a unit from what months tell',
    input: z.object({
      orgUnitId: Id,
      name: Words(60).pipe(z.string().min(1)),
      fromMonth: Month,
      untilMonth: Month,
    }),
    output: z.object({ appraisal: Appraisal }),
    errors: [
      'staff.unit_not_found',
      'staff.day_not_ahead',
      'staff.appraisal_running',
      'staff.appraisal_empty',
    ],
    access: 'staff.manage',
  }),
  listAppraisals: endpoint({
    id: 'staff.listAppraisals',
    method: 'GET',
    path: '/appraisals',
    summary: 'Appraisals that concern the scope, newest first',
    input: z.object({}),
    output: z.object({ appraisals: z.array(Appraisal) }),
    access: 'staff.edit',
  }),
  getAppraisal: endpoint({
    id: 'staff.getAppraisal',
    method: 'GET',
    path: '/appraisals/:appraisalId',
    summary: 'An appraisal with the people of the scope and how each score came about',
    input: z.object(onOne),
    output: z.object({ appraisal: Appraisal, items: z.array(AppraisalItem) }),
    errors: ['staff.appraisal_not_found'],
    access: 'staff.edit',
  }),
  reviewGrade: endpoint({
    id: 'staff.reviewGrade',
    method: 'PUT',
    path: '/appraisals/:appraisalId/items/:staffId',
    summary: 'Confirm a suggested grade or say another, with the reason',
    input: z.object({
      ...onOne,
      staffId: Id,
      version: z.number().int().min(1),
      grade: Grade,
      reason: Reason,
    }),
    output: z.object({ item: AppraisalItem }),
    errors: ['staff.appraisal_not_found', 'staff.appraisal_closed', 'staff.item_changed', 'staff.not_found'],
    access: 'staff.edit',
  }),
  submitAppraisal: endpoint({
    id: 'staff.submitAppraisal',
    method: 'POST',
    path: '/appraisals/:appraisalId/submit',
    summary: 'Hand the reviewed grades over to those who approve them',
    input: z.object(onOne),
    output: z.object({ appraisal: Appraisal }),
    errors: ['staff.appraisal_not_found', 'staff.appraisal_closed'],
    access: 'staff.manage',
  }),
};
