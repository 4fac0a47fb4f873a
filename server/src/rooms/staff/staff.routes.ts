import { staffEndpoints } from '@huiting/contracts/staff';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import {
  presentAppraisal,
  presentChange,
  presentLeave,
  presentRecord,
  presentRotation,
  presentRow,
} from './staff.present.ts';
import type { ChangeRecord } from './staff.change.domain.ts';
import type { LeaveRecord } from './staff.leave.domain.ts';
import type { RotationRecord } from './staff.rotation.domain.ts';
import type { AppraisalRecord } from './staff.appraisal.domain.ts';
import type { StaffService } from './staff.service.ts';

const asked = (change: ChangeRecord) => ({ change: presentChange(change) });
const planned = (rotation: RotationRecord) => ({ rotation: presentRotation(rotation) });
const onLeave = (leave: LeaveRecord) => ({ leave: presentLeave(leave) });
const graded = (appraisal: AppraisalRecord) => ({ appraisal: presentAppraisal(appraisal) });

export function staffRoutes(service: StaffService): Routes {
  return routes(staffEndpoints, {
    listStaff: async (ctx, input) => {
      const { items, nextCursor, today } = await service.listStaff(ctx, input);
      return { items: items.map((file) => presentRow(file, today)), nextCursor };
    },
    getStaff: async (ctx, input) => presentRecord(await service.getStaff(ctx, input)),
    saveStaff: (ctx, input) => service.saveStaff(ctx, input),
    saveCertificates: (ctx, input) => service.saveCertificates(ctx, input),
    linkLogin: (ctx, input) => service.linkLogin(ctx, input),
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
    listTenures: (ctx, input) => service.listTenures(ctx, input),
    planRotation: presented(service.planRotation, planned),
    listRotations: async (ctx, input) => {
      const { items, nextCursor } = await service.listRotations(ctx, input);
      return { items: items.map(presentRotation), nextCursor };
    },
    listMyHandovers: async (ctx) => {
      const { rotations } = await service.listMyHandovers(ctx);
      return { rotations: rotations.map(presentRotation) };
    },
    signHandover: presented(service.signHandover, planned),
    drawLeave: (ctx, input) => service.drawLeave(ctx, input),
    listLeaveDraws: (ctx) => service.listLeaveDraws(ctx),
    listMandatoryLeaves: async (ctx, input) => ({
      leaves: (await service.listMandatoryLeaves(ctx, input)).map(presentLeave),
    }),
    nameSubstitute: presented(service.nameSubstitute, onLeave),
    cancelLeave: presented(service.cancelLeave, onLeave),
    recordLeaveCheck: presented(service.recordLeaveCheck, onLeave),
    listTeams: (ctx) => service.listTeams(ctx),
    createTeam: (ctx, input) => service.createTeam(ctx, input),
    saveTeam: (ctx, input) => service.saveTeam(ctx, input),
    getTeam: (ctx, input) => service.getTeam(ctx, input),
    listMyTeams: (ctx) => service.listMyTeams(ctx),
    getGradeRules: (ctx) => service.getGradeRules(ctx),
    saveGradeRules: (ctx, input) => service.saveGradeRules(ctx, input),
    openAppraisal: presented(service.openAppraisal, graded),
    listAppraisals: async (ctx) => ({
      appraisals: (await service.listAppraisals(ctx)).map(presentAppraisal),
    }),
    getAppraisal: async (ctx, input) => {
      const { appraisal, items } = await service.getAppraisal(ctx, input);
      return { ...graded(appraisal), items };
    },
    reviewGrade: (ctx, input) => service.reviewGrade(ctx, input),
    submitAppraisal: presented(service.submitAppraisal, graded),
    getProfile: (ctx, input) => service.getProfile(ctx, input),
  });
}
