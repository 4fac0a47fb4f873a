import { queueEndpoints } from '@huiting/contracts/queue';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { QueueService } from './queue.service.ts';
import { presentIssued } from './use-cases/issue-ticket.ts';

export function queueRoutes(service: QueueService): Routes {
  return routes(queueEndpoints, {
    getSetup: service.getSetup,
    getSetupVersion: service.getSetupVersion,
    checkSetup: service.checkSetup,
    saveSetup: service.saveSetup,
    getTemplate: service.getTemplate,
    saveTemplate: service.saveTemplate,
    getStrategy: service.getStrategy,
    getStrategyVersion: service.getStrategyVersion,
    saveStrategyDraft: service.saveStrategyDraft,
    dropStrategyDraft: service.dropStrategyDraft,
    publishStrategy: service.publishStrategy,
    listTrialDays: service.listTrialDays,
    tryStrategy: service.tryStrategy,
    getFairness: service.getFairness,
    exportFairness: service.exportFairness,
    getBoard: service.getBoard,
    getDisplay: service.getDisplay,
    getMyDay: service.getMyDay,
    getTimeline: service.getTimeline,
    issueTicket: presented(service.issueTicket, presentIssued),
    signIn: service.signIn,
    signOut: service.signOut,
    pause: service.pause,
    resume: service.resume,
    changeKind: service.changeKind,
    callNext: service.callNext,
    callSpecific: service.callSpecific,
    recall: service.recall,
    start: service.start,
    complete: service.complete,
    completeAndCallNext: service.completeAndCallNext,
    addService: service.addService,
    skip: service.skip,
    park: service.park,
    transfer: service.transfer,
    restore: service.restore,
    prioritise: service.prioritise,
    cancel: service.cancel,
    abandon: service.abandon,
    attachCustomer: service.attachCustomer,
    getProgress: (_ctx, { token }) => service.getProgress(token),
    cancelByLink: (ctx, { token }) => service.cancelByLink(ctx, token),
    postponeByLink: (ctx, { token }) => service.postponeByLink(ctx, token),
  });
}
