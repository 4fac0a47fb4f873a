import { z } from 'zod';
import { approvalKind } from '../core/approval.ts';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Instant, PageInput, Reason, Words, page } from '../core/fields.ts';
import { CustomerCard } from './model.ts';

/** CU-07: who looks after a customer, what is planned with them, what was said, and hand-over between relationship managers. */

export const relationshipErrors = errors({
  'customer.relationship_not_found': {
    status: 404,
    zh: '这位客户不在本网点的管户名单中',
    en: 'This customer is not looked after at this branch',
  },
  'customer.plan_changed': {
    status: 409,
    zh: '联系计划已被修改，请刷新后重试',
    en: 'The contact plan has changed; reload and try again',
  },
  'customer.day_past': {
    status: 409,
    zh: '下次联系日期不能早于今天',
    en: 'The next contact cannot be before today',
  },
  'customer.not_relationship_manager': {
    status: 409,
    zh: '接收人须是接收网点的客户经理，且不是移交人本人',
    en: 'Only another relationship manager of the receiving branch can take customers over',
  },
  'customer.not_their_customer': {
    status: 409,
    zh: '名单中有客户不归移交人管户',
    en: 'Some of these customers are not looked after by the one who hands them over',
  },
  'customer.handover_running': {
    status: 409,
    zh: '名单中有客户正在移交审批中',
    en: 'Some of these customers are being handed over already',
  },
});

/** What a contact is for. `callback`: somebody was promised to be called back. */
export const ContactPurpose = z.enum([
  'callback',
  'maturity',
  'review',
  'invitation',
  'care',
  'complaint',
  'other',
]);
export type ContactPurpose = z.output<typeof ContactPurpose>;
export const ContactChannel = z.enum(['phone', 'message', 'inBranch', 'visit', 'other']);
export type ContactChannel = z.output<typeof ContactChannel>;
export const ContactResult = z.enum(['reached', 'notReached', 'interested', 'declined', 'agreed']);
export type ContactResult = z.output<typeof ContactResult>;

export const ContactPlan = z.object({ on: BusinessDate, purpose: ContactPurpose, note: Words(200) });
export type ContactPlan = z.output<typeof ContactPlan>;

/** Where a relationship stands against its plan, on the branch's own day. */
export const PlanState = z.enum(['overdue', 'today', 'ahead', 'none']);
export type PlanState = z.output<typeof PlanState>;

export const Relationship = z.object({
  customer: CustomerCard,
  ownerStaffId: Id,
  ownerName: z.string(),
  plan: ContactPlan.nullable(),
  planState: PlanState,
  lastContact: z.object({ at: Instant, channel: ContactChannel, result: ContactResult }).nullable(),
  /** A hand-over of this customer waits for its approval. */
  handingOver: z.boolean(),
  version: z.number().int(),
});
export type Relationship = z.output<typeof Relationship>;

export const CustomerContact = z.object({
  id: Id,
  at: Instant,
  staffName: z.string(),
  channel: ContactChannel,
  result: ContactResult,
  purpose: ContactPurpose,
  note: z.string(),
});
export type CustomerContact = z.output<typeof CustomerContact>;

/** `accepting`: agreed to where the customers are, the other branch is asked. */
export const HandoverState = z.enum(['pending', 'accepting', 'done', 'rejected', 'returned', 'withdrawn']);
export type HandoverState = z.output<typeof HandoverState>;
export const Handover = z.object({
  id: Id,
  fromStaffId: Id,
  fromName: z.string(),
  toStaffId: Id,
  toName: z.string(),
  reason: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  endedAt: Instant.nullable(),
  state: HandoverState,
  customers: z.number().int(),
  /** Who had another owner by the time it was decided, and was left with them. */
  leftBehind: z.number().int(),
  approvalId: Id.nullable(),
  /** Where the customers go or come from; null = within the branch. */
  otherBranch: z.object({ id: Id, name: z.string(), side: z.enum(['from', 'to']) }).nullable(),
});
export type Handover = z.output<typeof Handover>;

export const handoverApproval = approvalKind({
  kind: 'customer.handover',
  name: { zh: '客户移交', en: 'Hand-over of customers' },
  facts: [
    { key: 'customers', name: { zh: '客户数', en: 'Customers' }, type: 'number' },
    { key: 'from', name: { zh: '移交人', en: 'From' }, type: 'text' },
    { key: 'to', name: { zh: '接收人', en: 'To' }, type: 'text' },
    { key: 'branch', name: { zh: '接收网点', en: 'Receiving branch' }, type: 'words' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: [
    {
      key: 'branchManager',
      name: { zh: '网点负责人审批', en: 'Branch manager' },
      approver: { post: 'branchManager', level: 'outlet' },
      when: [],
      agreeing: 1,
      limitMinutes: 24 * 60,
      whenLate: 'remind',
    },
  ],
});

/** The receiving branch accepts customers of another, whose manager has agreed. */
export const handoverInApproval = approvalKind({
  kind: 'customer.handoverIn',
  name: { zh: '跨网点客户接收', en: 'Customers from another branch' },
  facts: [
    { key: 'customers', name: { zh: '客户数', en: 'Customers' }, type: 'number' },
    { key: 'branch', name: { zh: '移出网点', en: 'From branch' }, type: 'text' },
    { key: 'from', name: { zh: '移交人', en: 'From' }, type: 'text' },
    { key: 'to', name: { zh: '接收人', en: 'To' }, type: 'text' },
    { key: 'reason', name: { zh: '理由', en: 'Reason' }, type: 'text' },
  ],
  steps: [
    {
      key: 'branchManager',
      name: { zh: '接收网点负责人', en: 'Receiving branch manager' },
      approver: { post: 'branchManager', level: 'outlet' },
      when: [],
      agreeing: 1,
      limitMinutes: 24 * 60,
      whenLate: 'remind',
    },
  ],
});

const ofCustomer = { branchId: Id, customerId: Id };
export const relationshipEndpoints = {
  listRelationships: endpoint({
    id: 'customer.listRelationships',
    method: 'GET',
    path: '/branches/:branchId/relationships',
    summary: 'Customers looked after here, the most overdue first; a relationship manager sees their own',
    input: z.object({
      branchId: Id,
      /** Whose; only whoever oversees the branch may ask for others. */
      ownerStaffId: Id.optional(),
      due: PlanState.optional(),
      ...PageInput,
    }),
    output: page(Relationship).extend({
      today: BusinessDate,
      /** Of the same owner, whatever `due` asks for. */
      counts: z.object({
        all: z.number().int(),
        overdue: z.number().int(),
        today: z.number().int(),
        none: z.number().int(),
      }),
    }),
    access: 'customer.relate',
  }),
  getRelationship: endpoint({
    id: 'customer.getRelationship',
    method: 'GET',
    path: '/branches/:branchId/relationships/:customerId',
    summary: "One customer's plan, log of contacts and hand-overs; the read is audited",
    input: z.object(ofCustomer),
    output: z.object({
      relationship: Relationship,
      /** Newest first, at most 100. */
      contacts: z.array(CustomerContact),
      handovers: z.array(Handover),
    }),
    errors: ['customer.relationship_not_found'],
    access: 'customer.relate',
  }),
  planContact: endpoint({
    id: 'customer.planContact',
    method: 'PUT',
    path: '/branches/:branchId/relationships/:customerId/plan',
    summary: 'When to be in touch next, and what for; null = nothing planned',
    input: z.object({ ...ofCustomer, version: z.number().int(), plan: ContactPlan.nullable() }),
    output: Relationship,
    errors: ['customer.relationship_not_found', 'customer.plan_changed', 'customer.day_past'],
    access: 'customer.relate',
  }),
  logContact: endpoint({
    id: 'customer.logContact',
    method: 'POST',
    path: '/branches/:branchId/relationships/:customerId/contacts',
    summary: 'What came of a contact, and when to be in touch next',
    input: z.object({
      ...ofCustomer,
      channel: ContactChannel,
      result: ContactResult,
      purpose: ContactPurpose,
      note: Words(500),
      /** Instead of the present plan; null = nothing more planned. */
      next: ContactPlan.nullable(),
    }),
    output: Relationship,
    errors: ['customer.relationship_not_found', 'customer.day_past'],
    access: 'customer.relate',
  }),
  listRelationshipManagers: endpoint({
    id: 'customer.listRelationshipManagers',
    method: 'GET',
    path: '/branches/:branchId/relationship-managers',
    summary: 'Who may look after customers here, and after how many they do',
    input: z.object({ branchId: Id }),
    output: z.object({
      managers: z.array(
        z.object({ staffId: Id, name: z.string(), customers: z.number().int(), overdue: z.number().int() }),
      ),
    }),
    access: 'customer.relate',
  }),
  askHandover: endpoint({
    id: 'customer.askHandover',
    method: 'POST',
    path: '/branches/:branchId/handovers',
    summary:
      'One customer or many go to another relationship manager, once the branch manager agrees; of another branch, once its manager accepts, too',
    input: z.object({
      branchId: Id,
      fromStaffId: Id,
      toStaffId: Id,
      /** Where they work; absent = at the same branch. */
      toBranchId: Id.optional(),
      /** Null = all of them. */
      customerIds: z.array(Id).min(1).max(500).nullable(),
      reason: Reason,
    }),
    output: Handover,
    errors: [
      'organization.branch_not_found',
      'customer.not_relationship_manager',
      'customer.not_their_customer',
      'customer.handover_running',
    ],
    access: 'customer.relate',
  }),
  listHandoverReceivers: endpoint({
    id: 'customer.listHandoverReceivers',
    method: 'GET',
    path: '/branches/:branchId/handover-receivers',
    summary: 'Other branches, and who looks after customers at one of them: to propose a hand-over to',
    input: z.object({ branchId: Id, search: z.string().max(60).optional(), toBranchId: Id.optional() }),
    output: z.object({
      /** At most 20, in the order of the tree. */
      branches: z.array(z.object({ id: Id, name: z.string() })),
      managers: z.array(z.object({ staffId: Id, name: z.string() })),
    }),
    access: 'customer.relate',
  }),
  listHandovers: endpoint({
    id: 'customer.listHandovers',
    method: 'GET',
    path: '/branches/:branchId/handovers',
    summary:
      'Hand-overs at the branch, newest first, at most 100; a relationship manager sees those they are a side of',
    input: z.object({ branchId: Id }),
    output: z.object({ handovers: z.array(Handover) }),
    access: 'customer.relate',
  }),
};
