import type { Ctx } from '../../platform/context.ts';
import type { SignedExchange } from '../../platform/webhooks/verify.ts';
import {
  getBoard,
  getDisplay,
  getMyDay,
  getTimeline,
  readBoard,
  readFigures,
} from './queue.reads.service.ts';
import { cancelByLink, getProgress, postponeByLink, ticketOfLink } from './use-cases/by-link.ts';
import * as calling from './use-cases/call.ts';
import * as displays from './use-cases/displays.ts';
import { issueAbsent, issueForBooking, issueTicket } from './use-cases/issue-ticket.ts';
import type { AbsentInput, BookingInput } from './use-cases/issue-ticket.ts';
import * as leaving from './use-cases/leave.ts';
import * as moving from './use-cases/move.ts';
import * as arriving from './use-cases/arrive.ts';
import { attachCustomer } from './use-cases/recognise.ts';
import * as serving from './use-cases/serve.ts';
import * as strategies from './use-cases/publish-strategy.ts';
import * as trials from './use-cases/try-strategy.ts';
import * as fairness from './use-cases/show-fairness.ts';
import { createElsewhere } from './use-cases/find-elsewhere.ts';
import * as advising from './use-cases/advise-diversion.ts';
import { getContext } from './use-cases/show-context.ts';
import * as setup from './use-cases/set-up.ts';
import * as machine from './use-cases/take-machine-events.ts';
import * as machineFeed from './use-cases/watch-machine.ts';
import * as oneStop from './use-cases/serve-in-one-stop.ts';
import * as sessions from './use-cases/window-session.ts';

export type ServiceDeps = machine.MachineDeps & {
  readonly lobbyManagers: (branchId: string) => Promise<string[]>;
};
export type QueueService = ReturnType<typeof createQueueService>;

/** The queue's use cases bound to what they need. Each checks the right itself. */
export function createQueueService(deps: ServiceDeps) {
  const bind =
    <I, R>(useCase: (d: ServiceDeps, ctx: Ctx, input: I) => Promise<R>) =>
    (ctx: Ctx, input: I): Promise<R> =>
      useCase(deps, ctx, input);
  return {
    getBoard: bind(getBoard),
    getDisplay: bind(getDisplay),
    getMyDay: bind(getMyDay),
    getTimeline: bind(getTimeline),
    issueTicket: bind(issueTicket),
    signIn: bind(sessions.signIn),
    signOut: bind(sessions.signOut),
    pause: bind(sessions.pause),
    resume: bind(sessions.resume),
    changeKind: bind(sessions.changeKind),
    callNext: bind(calling.callNext),
    callSpecific: bind(calling.callSpecific),
    completeAndCallNext: bind(calling.completeAndCallNext),
    recall: bind(serving.recall),
    start: bind(serving.start),
    complete: bind(serving.complete),
    addService: bind(serving.addService),
    skip: bind(serving.skip),
    park: bind(serving.park),
    transfer: bind(moving.transfer),
    restore: bind(moving.restore),
    arrive: bind(arriving.arrive),
    prioritise: bind(moving.prioritise),
    cancel: bind(leaving.cancel),
    abandon: bind(leaving.abandon),
    attachCustomer: bind(attachCustomer),
    listNotices: bind(displays.listNotices),
    createNotice: bind(displays.createNotice),
    saveNotice: bind(displays.saveNotice),
    removeNotice: bind(displays.removeNotice),
    getDisplaySetting: bind(displays.getDisplaySetting),
    saveDisplaySetting: bind(displays.saveDisplaySetting),
    getSetup: bind(setup.getSetup),
    getSetupVersion: bind(setup.getSetupVersion),
    checkSetup: bind(setup.checkSetup),
    saveSetup: bind(setup.saveSetup),
    getTemplate: bind(setup.getTemplate),
    saveTemplate: bind(setup.saveTemplate),
    getStrategy: bind(strategies.getStrategy),
    getStrategyVersion: bind(strategies.getStrategyVersion),
    saveStrategyDraft: bind(strategies.saveStrategyDraft),
    dropStrategyDraft: bind(strategies.dropStrategyDraft),
    publishStrategy: bind(strategies.publishStrategy),
    listTrialDays: bind(trials.listTrialDays),
    tryStrategy: bind(trials.tryStrategy),
    getFairness: bind(fairness.getFairness),
    exportFairness: bind(fairness.exportFairness),
    getAdvice: bind(advising.getAdvice),
    ...createElsewhere(deps),
    acceptAdvice: bind(advising.acceptAdvice),
    getContext: bind(getContext),
    receiveMachineEvents: (
      ctx: Ctx,
      message: Parameters<typeof machine.receiveMachineEvents>[2],
      exchange: SignedExchange,
    ) => machine.receiveMachineEvents(deps, ctx, message, exchange),
    getMachineFeed: bind(machineFeed.getMachineFeed),
    connectMachine: bind(machineFeed.connectMachine),
    disconnectMachine: bind(machineFeed.disconnectMachine),
    mapMachineServices: bind(machineFeed.mapMachineServices),
    replayMachineDay: bind(machineFeed.replayMachineDay),
    getOneStop: bind(oneStop.getOneStop),
    markOneStop: bind(oneStop.markOneStop),
    listFlexibleCounters: bind(oneStop.listFlexibleCounters),
    openFlexibleCounter: bind(oneStop.openFlexibleCounter),
    closeFlexibleCounter: bind(oneStop.closeFlexibleCounter),
    getProgress: (token: string) => getProgress(deps, token),
    cancelByLink: (ctx: Ctx, token: string) => cancelByLink(deps, ctx, token),
    postponeByLink: (ctx: Ctx, token: string) => postponeByLink(deps, ctx, token),

    // For later rooms.
    /** A checked-in booking becomes a ticket; the same booking always gives the same ticket. The caller has authorized. */
    issueForBooking: (ctx: Ctx, input: BookingInput) => issueForBooking(deps, ctx, input),
    /** A number for somebody who comes later; the same `remoteId` always gives the same ticket. The caller has authorized. */
    issueAbsent: (ctx: Ctx, input: AbsentInput) => issueAbsent(deps, ctx, input),
    /** Its holder has come. The caller has authorized. */
    arriveByCode: (ctx: Ctx, input: Parameters<typeof arriving.arriveByCode>[2]) =>
      arriving.arriveByCode(deps, ctx, input),
    /** What customers may choose now. */
    serviceTypes: async (branchId: string) => {
      const { services, terms } = await deps.catalogs.of(branchId);
      return services.filter(({ code }) => terms.get(code)!.offered);
    },
    /** Whether numbers are given here: not where a machine of another maker gives them, so that no booking could be checked in. */
    takesNumbers: async (branchId: string) => !(await deps.catalogs.of(branchId)).machineFed,
    /** Branch and ticket of a link's token; null when it is not valid. */
    ticketByLink: async (token: string) => {
      const found = await ticketOfLink(deps, token);
      return found === null
        ? null
        : {
            branchId: found.link.branchId,
            ticketId: found.ticket.id,
            bookingId: found.ticket.bookingId,
            businessDate: found.ticket.businessDate,
          };
    },
    figures: (branchId: string) => readFigures(deps, branchId),
    board: (branchId: string) => readBoard(deps, branchId),
  };
}
