import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, PageInput, Reason, Words, page } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { CertificateKind, PostHolding, certificateNames } from './posts.ts';

export const registerErrors = errors({
  'staff.not_found': { status: 404, zh: '没有这名员工', en: 'There is no such staff member' },
  'staff.version_conflict': {
    status: 409,
    zh: '他人已修改了这名员工的档案，请先查看最新内容',
    en: 'Somebody else changed this record; look at it as it is now',
  },
  'staff.day_not_ahead': {
    status: 409,
    zh: '生效日期不能早于今天，结束日期须晚于开始日期',
    en: 'It cannot take effect before today, nor end before it begins',
  },
  'staff.certificate_dates': {
    status: 409,
    zh: '证书到期日须晚于发证日',
    en: 'A certificate expires after it was issued',
  },
  'staff.login_taken': {
    status: 409,
    zh: '这名员工或这个账号已有对应关系',
    en: 'This person has a login already, or the login is somebody’s',
  },
  'staff.import_hire_needed': {
    status: 403,
    zh: '文件里没有建档权的机构不能新增员工，请走入职申请',
    en: 'New people come by an application to hire; only head office enters those who are here already',
  },
  'staff.import_post_fixed': {
    status: 409,
    zh: '已有员工的机构、岗位和任职日随调动变更，文件不改',
    en: 'Unit, post and since when change by a transfer, not by a file',
  },
  'staff.import_grade_fixed': {
    status: 409,
    zh: '已有员工的等级随评定变更，文件不改',
    en: 'A grade changes by an appraisal, not by a file',
  },
  'staff.import_certificate_unknown': {
    status: 409,
    zh: '没有这种证书；每项写作 名称|号码|到期日|发证日，以分号相隔',
    en: 'There is no such certificate; each is written name|number|expires|issued, apart by semicolons',
  },
  'staff.import_masked': {
    status: 409,
    zh: '联系方式带星号，且与档案里的不同；请填写完整或留空',
    en: 'The contact is masked and not the one on record; write it in full or leave it empty',
  },
  'staff.has_left': { status: 409, zh: '这名员工已离职', en: 'This person has left the bank' },
});

export const StaffMember = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  post: Post,
  homeBranchId: Id.nullable(),
  orgUnitId: Id,
  username: z.string().nullable(),
});
export type StaffMember = z.output<typeof StaffMember>;

export const Education = z.enum(['secondary', 'college', 'bachelor', 'master', 'doctor']);
export const Grade = z.enum(['G1', 'G2', 'G3', 'G4', 'G5']);
export type Grade = z.output<typeof Grade>;
/** How the certificates of a person stand today: the worst of them. */
export const CertificateState = z.enum(['none', 'valid', 'expiring', 'expired']);
/** Days before its end in which a certificate counts as expiring. */
export const expiringDays = 90;

export const StaffRow = StaffMember.extend({
  orgUnitName: z.string(),
  grade: Grade.nullable(),
  enteredOn: BusinessDate.nullable(),
  leftOn: BusinessDate.nullable(),
  certificates: CertificateState,
  nextExpiry: BusinessDate.nullable(),
});
export type StaffRow = z.output<typeof StaffRow>;

const CertificateDraft = z.object({
  kind: CertificateKind,
  /** As printed on it. */
  number: Words(40),
  issuedOn: BusinessDate.nullable(),
  /** Last day it holds; null = for ever. */
  expiresOn: BusinessDate.nullable(),
});
export const Certificates = z.array(CertificateDraft).max(20);
export const Certificate = CertificateDraft.extend({ state: CertificateState });
export type Certificate = z.output<typeof Certificate>;

/** Mainland and landline numbers, with an optional country code. */
const PhoneNumber = z.string().regex(/^\+?[0-9][0-9-]{5,18}$/);
export const Contacts = z.object({ phone: PhoneNumber.nullable(), email: z.email().max(120).nullable() });

export const StaffDraft = z.object({
  name: Words(40).pipe(z.string().min(1)),
  education: Education.nullable(),
  enteredOn: BusinessDate.nullable(),
  /** Absent = as they are: whoever edits sees them masked. */
  contacts: Contacts.optional(),
});

export const StaffRecord = StaffRow.extend({
  version: z.number().int(),
  education: Education.nullable(),
  maskedPhone: z.string().nullable(),
  maskedEmail: z.string().nullable(),
  certificateList: z.array(Certificate),
  /** Newest first: the post history. */
  holdings: z.array(PostHolding),
  grades: z.array(z.object({ grade: Grade, on: BusinessDate, appraisalId: Id.nullable() })),
});
export type StaffRecord = z.output<typeof StaffRecord>;

export const StaffRevision = z.object({
  version: z.number().int(),
  at: Instant,
  actorName: z.string(),
  what: z.string(),
  reason: z.string(),
  changes: z.array(
    z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type StaffRevision = z.output<typeof StaffRevision>;

export const registerFacts = {
  /** Access makes the login; it is told number, name and place. */
  hired: event({
    type: 'staff.hired',
    room: 'staff',
    payload: z.object({ staffId: Id, number: z.string(), orgUnitId: Id, post: Post }),
  }),
  /** What access keeps beside the login. */
  changed: event({
    type: 'staff.changed',
    room: 'staff',
    payload: z.object({
      staffId: Id,
      userId: Id.nullable(),
      number: z.string(),
      name: z.string(),
      post: Post,
      homeBranchId: Id.nullable(),
      orgUnitId: Id,
    }),
  }),
  left: event({
    type: 'staff.left',
    room: 'staff',
    payload: z.object({ staffId: Id, userId: Id.nullable(), on: BusinessDate }),
  }),
  /** 90, 30 and 7 days before its end, and on the day it has ended. */
  certificateExpiring: event({
    type: 'certificate.expiring',
    room: 'staff',
    payload: z.object({
      staffId: Id,
      staffName: z.string(),
      kind: CertificateKind,
      expiresOn: BusinessDate,
      daysLeft: z.number().int(),
      tellStaffIds: z.array(Id),
    }),
    tells: {
      kind: 'staff.certificateExpiring',
      to: ({ tellStaffIds }) => tellStaffIds,
      title: ({ kind, staffName, daysLeft }) => ({
        zh: `${daysLeft < 0 ? '证书已到期' : '证书即将到期'} · ${staffName} · ${certificateNames[kind].zh}`,
        en: `${daysLeft < 0 ? 'Certificate expired' : 'Certificate expiring'} · ${staffName} · ${certificateNames[kind].en}`,
      }),
      body: ({ expiresOn, daysLeft }) => ({
        zh: daysLeft < 0 ? `${expiresOn} 到期，相关岗位不得再任用` : `${expiresOn} 到期，还有 ${daysLeft} 天`,
        en:
          daysLeft < 0
            ? `It ended on ${expiresOn}; posts that require it cannot be given`
            : `It ends on ${expiresOn}, in ${daysLeft} days`,
      }),
      subject: ({ staffId }) => ({ kind: 'staff', id: staffId }),
    },
  }),
};

const onOne = { staffId: Id };
const versioned = { ...onOne, version: z.number().int().min(1), reason: Reason };
const Saved = z.object({ version: z.number().int() });

export const registerEndpoints = {
  listStaff: endpoint({
    id: 'staff.listStaff',
    method: 'GET',
    path: '/staff',
    summary: "Staff within the caller's scope, by number",
    input: z.object({
      branchId: Id.optional(),
      post: Post.optional(),
      grade: Grade.optional(),
      certificates: CertificateState.optional(),
      /** Whoever has left is not listed unless asked for. */
      left: z.enum(['yes', 'no']).optional(),
      search: z.string().max(60).optional(),
      ...PageInput,
    }),
    output: page(StaffRow),
    access: 'staff.view',
  }),
  getStaff: endpoint({
    id: 'staff.getStaff',
    method: 'GET',
    path: '/staff/:staffId',
    summary: 'One record: contacts masked, certificates, posts held, grades',
    input: z.object(onOne),
    output: StaffRecord,
    errors: ['staff.not_found'],
    access: 'staff.view',
  }),
  saveStaff: endpoint({
    id: 'staff.saveStaff',
    method: 'PUT',
    path: '/staff/:staffId',
    summary: 'Correct a record of the version that was read',
    input: z.object({ ...versioned, record: StaffDraft }),
    output: Saved,
    errors: ['staff.not_found', 'staff.version_conflict', 'staff.has_left'],
    access: 'staff.edit',
  }),
  saveCertificates: endpoint({
    id: 'staff.saveCertificates',
    method: 'PUT',
    path: '/staff/:staffId/certificates',
    summary: 'Write the certificates of a person of the version that was read',
    input: z.object({ ...versioned, certificates: Certificates }),
    output: Saved,
    errors: ['staff.not_found', 'staff.version_conflict', 'staff.has_left', 'staff.certificate_dates'],
    access: 'staff.edit',
  }),
  revealContacts: endpoint({
    id: 'staff.revealContacts',
    method: 'POST',
    path: '/staff/:staffId/contacts/reveal',
    summary: "A person's contacts in clear, for a reason that is kept",
    input: z.object({ ...onOne, reason: Reason }),
    output: Contacts,
    errors: ['staff.not_found'],
    access: 'staff.edit',
    idempotent: false,
  }),
  linkLogin: endpoint({
    id: 'staff.linkLogin',
    method: 'POST',
    path: '/staff/:staffId/login',
    summary: 'Say whose login it is: what the person may do then follows from its roles',
    input: z.object({ staffId: Id, userId: Id }),
    output: z.object({ ok: z.literal(true) }),
    errors: ['staff.not_found', 'staff.has_left', 'staff.login_taken', 'access.user_not_found'],
    access: 'access.manage',
  }),
  listStaffRevisions: endpoint({
    id: 'staff.listStaffRevisions',
    method: 'GET',
    path: '/staff/:staffId/revisions',
    summary: 'Who changed what of a record, newest first',
    input: z.object({ ...onOne, ...PageInput }),
    output: page(StaffRevision),
    errors: ['staff.not_found'],
    access: 'staff.view',
  }),
};
