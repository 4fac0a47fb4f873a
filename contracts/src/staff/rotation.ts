import { z } from 'zod';
import { approvalKind, regionThenHeadOffice } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named, PageInput, Reason, Words, page } from '../core/fields.ts';
import { Post } from '../posts.ts';
import { PostCode, postRefusals } from './posts.ts';

export const rotationErrors = errors({
  'staff.rotation_not_found': { status: 404, zh: '没有这项轮岗', en: 'There is no such rotation' },
  'staff.rotation_running': {
    status: 409,
    zh: '这项任职或接任人已有轮岗在办理中',
    en: 'A rotation of this post or of the successor is under way already',
  },
  'staff.successor_invalid': {
    status: 409,
    zh: '接任人须为在岗的另一名员工，主岗位轮换须说明去向',
    en: 'The successor is another person who is here; who leaves a main post goes to another',
  },
  'staff.handover_incomplete': {
    status: 409,
    zh: '交接清单须逐项确认，未清事项请先办结',
    en: 'Every item of the handover is to be confirmed; settle what is open first',
  },
  'staff.handover_signed': {
    status: 409,
    zh: '您已签署这份交接清单',
    en: 'You have signed this handover already',
  },
  'staff.handover_not_open': {
    status: 409,
    zh: '这项轮岗未获批准或已经结束，不能签署',
    en: 'This rotation is not approved or has ended; there is nothing to sign',
  },
});

/** What changes hands with a post; both sides confirm each. */
export const handoverItems = {
  books: { zh: '账簿、凭证与登记簿', en: 'Books, vouchers and registers' },
  seals: { zh: '印章、密押与专用机具', en: 'Seals, ciphers and special devices' },
  keys: { zh: '钥匙、密码与门禁', en: 'Keys, combinations and access cards' },
  stock: { zh: '现金、重要空白凭证与实物', en: 'Cash, controlled forms and things of value' },
  pending: { zh: '未了业务与客户事项', en: 'Open business and matters of customers' },
  archives: { zh: '档案与资料', en: 'Archives and documents' },
} as const;
export const HandoverItem = z.enum(['books', 'seals', 'keys', 'stock', 'pending', 'archives']);
export type HandoverItem = z.output<typeof HandoverItem>;

/** `approved`: the checklist is open. `overdue` is `approved` past its day. `lapsed`: the posts were others by then. */
export const RotationState = z.enum([
  'pending',
  'approved',
  'done',
  'rejected',
  'returned',
  'withdrawn',
  'lapsed',
]);
export type RotationState = z.output<typeof RotationState>;
const Signature = z.object({ at: Instant, note: z.string() });

export const Rotation = z.object({
  id: Id,
  keptAt: Id,
  staffId: Id,
  staffName: z.string(),
  holdingId: Id,
  post: PostCode,
  postName: Named,
  orgUnitName: z.string(),
  /** Where the person goes; null = a duty is only given up. */
  to: z.object({ post: Post, orgUnitName: z.string() }).nullable(),
  successorId: Id,
  successorName: z.string(),
  plannedOn: BusinessDate,
  reason: z.string(),
  state: RotationState,
  overdue: z.boolean(),
  outgoing: Signature.nullable(),
  incoming: Signature.nullable(),
  applicantName: z.string(),
  requestedAt: Instant,
  endedAt: Instant.nullable(),
  approvalId: Id.nullable(),
});
export type Rotation = z.output<typeof Rotation>;

export const TenureState = z.enum(['unknown', 'within', 'near', 'over']);
export type TenureState = z.output<typeof TenureState>;
/** Somebody who holds a key post, and how long they may. */
export const Tenure = z.object({
  staffId: Id,
  staffName: z.string(),
  number: z.string(),
  version: z.number().int(),
  holdingId: Id,
  post: PostCode,
  postName: Named,
  postKind: z.enum(['main', 'duty']),
  orgUnitId: Id,
  orgUnitName: z.string(),
  since: BusinessDate.nullable(),
  maxTenureMonths: z.number().int(),
  /** The first day beyond the limit; null = nobody knows since when. */
  limitOn: BusinessDate.nullable(),
  state: TenureState,
  rotationId: Id.nullable(),
});
export type Tenure = z.output<typeof Tenure>;

export const rotationApproval = approvalKind({
  kind: 'staff.rotation',
  name: { zh: '岗位轮换', en: 'Rotation of posts' },
  facts: [
    { key: 'post', name: { zh: '岗位', en: 'Post' }, type: 'words' },
    { key: 'isMain', name: { zh: '主岗位', en: 'Main post' }, type: 'boolean' },
    { key: 'monthsHeld', name: { zh: '已任月数', en: 'Months held' }, type: 'number' },
    { key: 'successor', name: { zh: '接任人', en: 'Successor' }, type: 'text' },
    { key: 'plannedOn', name: { zh: '交接日期', en: 'Handover on' }, type: 'text' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: regionThenHeadOffice('isMain'),
});

const isAbout = { rotationId: Id, holdingId: Id, staffName: z.string(), postName: Named };

export const rotationFacts = {
  rotationAsked: event({
    type: 'rotation.approvalRequested',
    room: 'staff',
    payload: z.object({
      ...isAbout,
      staffId: Id,
      version: z.number().int(),
      orgUnitId: Id,
      isMain: z.boolean(),
      monthsHeld: z.number().int(),
      successorId: Id,
      successorName: z.string(),
      plannedOn: BusinessDate,
      reason: z.string(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: rotationApproval,
      subject: ({ rotationId, version }) => ({ kind: 'rotation', id: rotationId, version }),
      title: ({ staffName, postName }) => ({
        zh: `${staffName}轮岗 · ${postName.zh}`,
        en: `Rotation: ${staffName}, ${postName.en}`,
      }),
      facts: ({ postName, isMain, monthsHeld, successorName, plannedOn, reason }) => ({
        post: postName,
        isMain,
        monthsHeld,
        successor: successorName,
        plannedOn,
        reason,
      }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
      barred: ({ staffId, successorId }) => [staffId, successorId],
    },
  }),
  /** Approved: both sides have a checklist to sign. */
  handoverOpened: event({
    type: 'handover.opened',
    room: 'staff',
    payload: z.object({ ...isAbout, staffId: Id, successorId: Id, plannedOn: BusinessDate }),
    tells: {
      kind: 'staff.handoverOpened',
      to: ({ staffId, successorId }) => [staffId, successorId],
      title: ({ postName }) => ({
        zh: `请办理岗位交接 · ${postName.zh}`,
        en: `Hand over your post · ${postName.en}`,
      }),
      body: ({ plannedOn }) => ({
        zh: `交接日期 ${plannedOn}，双方逐项确认交接清单后生效`,
        en: `On ${plannedOn}; it takes effect when both sides have confirmed every item`,
      }),
      subject: ({ rotationId }) => ({ kind: 'rotation', id: rotationId }),
    },
  }),
  /** A tenure comes near its limit, passed it, or a handover its day. */
  tenureDue: event({
    type: 'tenure.due',
    room: 'staff',
    payload: z.object({
      holdingId: Id,
      staffName: z.string(),
      postName: Named,
      what: z.enum(['near', 'over', 'handoverLate']),
      on: BusinessDate,
    }),
    notify: {
      kind: 'staff.tenure',
      severity: 'warning',
      dedupeKey: ({ holdingId, what }) => `tenure:${what}:${holdingId}`,
      audience: { permission: 'staff.edit' },
      title: ({ what, staffName, postName }) => ({
        zh: `${{ near: '任期将满', over: '超期未轮岗', handoverLate: '交接逾期' }[what]} · ${staffName} · ${postName.zh}`,
        en: `${{ near: 'Tenure ends soon', over: 'Rotation overdue', handoverLate: 'Handover overdue' }[what]} · ${staffName} · ${postName.en}`,
      }),
      body: ({ what, on }) => ({
        zh: what === 'handoverLate' ? `交接日期 ${on}，清单尚未签齐` : `任期上限 ${on}，请安排轮岗`,
        en:
          what === 'handoverLate'
            ? `Due on ${on}; the checklist is not signed by both`
            : `The limit is ${on}; plan a rotation`,
      }),
      subject: ({ holdingId }) => ({ kind: 'tenure', id: holdingId }),
      escalateAfterMinutes: 3 * 24 * 60,
    },
  }),
  rotationEnded: event({
    type: 'rotation.ended',
    room: 'staff',
    payload: z.object({ ...isAbout, state: RotationState, why: z.string().nullable() }),
    settles: ({ state, holdingId }) =>
      state === 'done'
        ? { alerts: { subject: { kind: 'tenure', id: holdingId } }, outcome: { resolution: '已轮岗交接' } }
        : null,
  }),
};

export const rotationEndpoints = {
  listTenures: endpoint({
    id: 'staff.listTenures',
    method: 'GET',
    path: '/staff-tenures',
    summary: 'Who holds a key post and how long they may, the most urgent first',
    input: z.object({
      branchId: Id.optional(),
      post: PostCode.optional(),
      state: TenureState.optional(),
    }),
    output: z.object({ tenures: z.array(Tenure) }),
    access: 'staff.view',
  }),
  planRotation: endpoint({
    id: 'staff.planRotation',
    method: 'POST',
    path: '/staff/:staffId/rotations',
    summary: 'Plan who takes over a key post and where its holder goes',
    input: z.object({
      staffId: Id,
      version: z.number().int().min(1),
      holdingId: Id,
      successorId: Id,
      /** Where the holder of a main post goes. */
      to: z.object({ post: Post, orgUnitId: Id }).nullable().default(null),
      plannedOn: BusinessDate,
      reason: Reason,
    }),
    output: z.object({ rotation: Rotation }),
    errors: [
      'staff.not_found',
      'staff.holding_not_found',
      'staff.version_conflict',
      'staff.has_left',
      'staff.rotation_running',
      'staff.successor_invalid',
      'staff.unit_not_found',
      'staff.day_not_ahead',
      ...postRefusals,
    ],
    access: 'staff.apply',
  }),
  listRotations: endpoint({
    id: 'staff.listRotations',
    method: 'GET',
    path: '/rotations',
    summary: "Rotations of the caller's scope, newest first",
    input: z.object({ state: RotationState.optional(), ...PageInput }),
    output: page(Rotation),
    access: 'staff.view',
  }),
  listMyHandovers: endpoint({
    id: 'staff.listMyHandovers',
    method: 'GET',
    path: '/my/handovers',
    summary: 'Handovers in which the caller gives or takes a post',
    input: z.object({}),
    output: z.object({ rotations: z.array(Rotation) }),
    access: 'staff.self',
  }),
  signHandover: endpoint({
    id: 'staff.signHandover',
    method: 'POST',
    path: '/my/handovers/:rotationId/sign',
    summary: 'Confirm every item of a handover, as the one who gives or the one who takes',
    input: z.object({
      rotationId: Id,
      keptAt: Id,
      /** Items that changed hands or do not belong to the post: all of them. */
      items: z.array(HandoverItem).max(12),
      note: Words(200).default(''),
    }),
    output: z.object({ rotation: Rotation }),
    errors: [
      'staff.rotation_not_found',
      'staff.handover_incomplete',
      'staff.handover_signed',
      'staff.handover_not_open',
    ],
    access: 'staff.self',
  }),
};
