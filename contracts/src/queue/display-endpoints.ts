import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Done, Id } from '../core/fields.ts';
import { DisplaySetting, Notice, NoticeDraft } from './displays.ts';

/** Apart from what the hall's own screens ask. */
export const displayEndpoints = {
  listNotices: endpoint({
    id: 'queue.listNotices',
    method: 'GET',
    path: '/notices',
    summary: 'Notices and rates of the units within the scope, also those of days to come and gone by',
    input: z.object({ orgUnitId: Id.optional() }),
    output: z.object({ notices: z.array(Notice) }),
    access: 'display.manage',
  }),
  createNotice: endpoint({
    id: 'queue.createNotice',
    method: 'POST',
    path: '/notices',
    summary: 'A notice or a table of rates for every branch at or below a unit, from a day on',
    input: z.object({ notice: NoticeDraft }),
    output: Notice,
    errors: ['queue.notice_invalid', 'organization.unit_not_found'],
    access: 'display.manage',
  }),
  saveNotice: endpoint({
    id: 'queue.saveNotice',
    method: 'POST',
    path: '/notices/:noticeId',
    summary: 'Change a notice of the version that was read; screens follow at once',
    input: z.object({ noticeId: Id, version: z.number().int().min(1), notice: NoticeDraft }),
    output: Notice,
    errors: [
      'queue.notice_not_found',
      'queue.notice_changed',
      'queue.notice_invalid',
      'organization.unit_not_found',
    ],
    access: 'display.manage',
  }),
  removeNotice: endpoint({
    id: 'queue.removeNotice',
    method: 'POST',
    path: '/notices/:noticeId/remove',
    summary: 'Take a notice off every screen',
    input: z.object({ noticeId: Id, version: z.number().int().min(1) }),
    output: Done,
    errors: ['queue.notice_not_found', 'queue.notice_changed'],
    access: 'display.manage',
  }),
  getDisplaySetting: endpoint({
    id: 'queue.getDisplaySetting',
    method: 'GET',
    path: '/branches/:branchId/display-setting',
    summary: "Languages of a hall's voice and screens",
    input: z.object({ branchId: Id }),
    output: DisplaySetting.extend({ version: z.number().int() }),
    errors: ['organization.branch_not_found'],
    access: 'display.manage',
  }),
  saveDisplaySetting: endpoint({
    id: 'queue.saveDisplaySetting',
    method: 'POST',
    path: '/branches/:branchId/display-setting',
    summary: "Change the languages of a hall's voice and screens; the next call follows",
    input: DisplaySetting.extend({ branchId: Id, version: z.number().int().min(0) }),
    output: DisplaySetting.extend({ version: z.number().int() }),
    errors: ['organization.branch_not_found', 'queue.notice_changed'],
    access: 'display.manage',
  }),
};
