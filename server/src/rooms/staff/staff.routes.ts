import { staffEndpoints } from '@huiting/contracts/staff';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import { presentChange, presentRecord, presentRow } from './staff.present.ts';
import type { ChangeRecord } from './staff.change.store.ts';
import type { StaffService } from './staff.service.ts';

const asked = (change: ChangeRecord) => ({ change: presentChange(change) });

export function staffRoutes(service: StaffService): Routes {
  return routes(staffEndpoints, {
    listStaff: async (ctx, input) => {
      const { items, nextCursor, today } = await service.listStaff(ctx, input);
      return { items: items.map((file) => presentRow(file, today)), nextCursor };
    },
    getStaff: async (ctx, input) => presentRecord(await service.getStaff(ctx, input)),
    saveStaff: (ctx, input) => service.saveStaff(ctx, input),
    saveCertificates: (ctx, input) => service.saveCertificates(ctx, input),
    revealContacts: (ctx, input) => service.revealContacts(ctx, input),
    listStaffRevisions: (ctx, input) => service.listStaffRevisions(ctx, input),
    listPosts: (ctx) => service.listPosts(ctx),
    savePost: (ctx, input) => service.savePost(ctx, input),
    checkPost: (ctx, input) => service.checkPost(ctx, input),
    assignDuty: (ctx, input) => service.assignDuty(ctx, input),
    endDuty: (ctx, input) => service.endDuty(ctx, input),
    applyForHire: presented(service.applyForHire, asked),
    applyForStaffChange: presented(service.applyForStaffChange, asked),
    listStaffChanges: async (ctx, input) => {
      const { items, nextCursor } = await service.listStaffChanges(ctx, input);
      return { items: items.map(presentChange), nextCursor };
    },
  });
}
