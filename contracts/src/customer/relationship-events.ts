import { z } from 'zod';
import { event } from '../core/event.ts';
import { Id } from '../core/fields.ts';
import {
  ContactChannel,
  ContactPurpose,
  ContactResult,
  handoverApproval,
  handoverInApproval,
  HandoverState,
} from './relationships.ts';

const sides = { fromStaffId: Id, fromName: z.string(), toStaffId: Id, toName: z.string() };
export const relationshipEvents = {
  handoverAsked: event({
    type: 'customerHandover.approvalRequested',
    room: 'customer',
    payload: z.object({
      handoverId: Id,
      version: z.number().int(),
      orgUnitId: Id,
      ...sides,
      /** Null = within the branch. */
      toBranchName: z.string().nullable().default(null),
      customers: z.number().int(),
      reason: z.string(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: handoverApproval,
      subject: ({ handoverId, version }) => ({ kind: 'customerHandover', id: handoverId, version }),
      title: ({ fromName, toName, customers }) => ({
        zh: `${fromName}向${toName}移交 ${customers} 位客户`,
        en: `${customers} customers from ${fromName} to ${toName}`,
      }),
      facts: ({ customers, fromName, toName, toBranchName, reason }) => ({
        customers,
        from: fromName,
        to: toName,
        branch: { zh: toBranchName ?? '本网点', en: toBranchName ?? 'the same branch' },
        reason,
      }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
      barred: ({ fromStaffId, toStaffId }) => [fromStaffId, toStaffId],
    },
  }),
  /** Told at the branch that is to take customers over: the one that gives them has agreed. */
  handoverOffered: event({
    type: 'customerHandover.acceptanceRequested',
    room: 'customer',
    payload: z.object({
      handoverId: Id,
      version: z.number().int(),
      orgUnitId: Id,
      fromBranchName: z.string(),
      ...sides,
      customers: z.number().int(),
      reason: z.string(),
      applicant: z.object({ staffId: Id, name: z.string() }),
    }),
    asks: {
      kind: handoverInApproval,
      subject: ({ handoverId, version }) => ({ kind: 'customerHandover', id: handoverId, version }),
      title: ({ fromBranchName, fromName, toName, customers }) => ({
        zh: `${fromBranchName}${fromName}向${toName}移交 ${customers} 位客户`,
        en: `${customers} customers from ${fromName} (${fromBranchName}) to ${toName}`,
      }),
      facts: ({ customers, fromBranchName, fromName, toName, reason }) => ({
        customers,
        branch: fromBranchName,
        from: fromName,
        to: toName,
        reason,
      }),
      orgUnitId: ({ orgUnitId }) => orgUnitId,
      applicant: ({ applicant }) => applicant,
      barred: ({ fromStaffId, toStaffId }) => [fromStaffId, toStaffId],
    },
  }),
  /** Told to whoever has new customers; whoever gave them away hears of it from the approval. */
  handoverEnded: event({
    type: 'customerHandover.ended',
    room: 'customer',
    payload: z.object({
      handoverId: Id,
      state: HandoverState,
      ...sides,
      moved: z.number().int(),
      /** At the branch whose customers go to another. */
      giving: z.boolean().default(false),
    }),
    notify: {
      kind: 'customer.handedOver',
      severity: 'info',
      dedupeKey: ({ handoverId }) => `handover:${handoverId}`,
      audience: { permission: 'customer.relate', staffId: ({ toStaffId }) => toStaffId },
      when: ({ state, giving }) => state === 'done' && !giving,
      title: ({ fromName, moved }) => ({
        zh: `${fromName}移交给您 ${moved} 位客户`,
        en: `${moved} customers handed over to you by ${fromName}`,
      }),
      body: () => ({
        zh: '请在“我的客户”中查看联系计划',
        en: 'Their contact plans are among your customers',
      }),
      subject: ({ handoverId }) => ({ kind: 'customerHandover', id: handoverId }),
      escalateAfterMinutes: null,
    },
  }),
  /** A contact was written down: no name, no words. */
  contactLogged: event({
    type: 'customer.contactLogged',
    room: 'customer',
    payload: z.object({
      contactId: Id,
      customerId: Id,
      staffId: Id,
      channel: ContactChannel,
      result: ContactResult,
      purpose: ContactPurpose,
    }),
  }),
};
