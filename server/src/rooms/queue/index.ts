import { queueRetained } from './queue.retention.domain.ts';
import { queueSubject } from './queue.subject.store.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import type { CustomerService } from '../customer/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { StaffService } from '../staff/index.ts';
import { createCatalogs } from './queue.catalog.store.ts';
import { catalogEvents, queueReactions } from './queue.events.ts';
import { queueFeeds } from './queue.feeds.ts';
import { queueRoutes } from './queue.routes.ts';
import { createQueueService } from './queue.service.ts';
import type { QueueService } from './queue.service.ts';
import { absentDeadline } from './queue.absent.domain.ts';
import { watchAbsentTicket } from './use-cases/arrive.ts';
import { createFairnessExporter } from './use-cases/export-fairness.ts';
import { endDay, restoreExpired } from './use-cases/end-day.ts';
import { flexibleDeadline, flexibleEnds } from './use-cases/serve-in-one-stop.ts';

export type { QueueService } from './queue.service.ts';
export type { Issued } from './use-cases/issued-ticket.ts';
export { presentIssued } from './use-cases/issued-ticket.ts';
export { noticePaths } from './queue.events.ts';
export { saveFeed as loadMachineFeed } from './queue.machine.store.ts';
export { writeNotice as loadNotice } from './queue.displays.store.ts';
export { loadTemplate, openQueue, provisionQueues, provisionTemplate } from './queue.provision.store.ts';
export { shippedTemplate } from './queue.shipped.domain.ts';
export { renewStatistics } from './queue.statistics.store.ts';
// The state machine itself, pure: the demo bank's past is played with it, so that it cannot differ from the living queue.
export * as ticketSteps from './queue.states.domain.ts';
export type { Step } from './queue.states.domain.ts';
export { countLine, countService, noCounters, ticketNumber } from './queue.domain.ts';
export type { EndedRequest, Period, Staff, Ticket, TicketHolder, WindowNow } from './queue.domain.ts';
export { fromPeriod, fromRequest, fromTicket } from './queue.rows.ts';
// The statements of a command alone, for the floor that benches measure.
export { loadStatements } from './queue.load.store.ts';
export * as queueWrites from './queue.write.store.ts';

export interface QueueRoom extends RoomParts {
  readonly service: QueueService;
}

/** The queue: service types, strategy, window sessions, tickets, calling, displays, speech. */
export function createQueue(
  platform: Platform,
  uses: {
    readonly directory: BranchDirectory;
    readonly customers: CustomerService;
    readonly staff: StaffService;
    readonly crypto: FieldCrypto;
    /** The wall clock, ms: signed messages are of it, not of business time. */
    readonly wall: () => number;
  },
): QueueRoom {
  const catalogs = createCatalogs({ db: platform.db, directory: uses.directory });
  const deps = {
    platform,
    directory: uses.directory,
    customers: uses.customers,
    catalogs,
    crypto: uses.crypto,
    wall: uses.wall,
    lobbyManagers: async (branchId: string) =>
      (await uses.staff.listAtBranch(branchId))
        .filter(({ post }) => post === 'lobbyManager')
        .map(({ name }) => name),
  };
  const service = createQueueService(deps);
  return {
    service,
    routes: queueRoutes(service),
    subject: queueSubject(platform.db),
    retained: queueRetained,
    exporters: [createFairnessExporter(deps)],
    feeds: queueFeeds(deps),
    reactions: queueReactions(deps),
    deadlines: {
      'queue.endDay': endDay(deps),
      'queue.restoreExpired': restoreExpired(deps),
      [absentDeadline]: watchAbsentTicket(deps),
      [flexibleDeadline]: flexibleEnds(deps),
    },
    // What is kept in memory of a branch is read again when it may be old.
    onEvent: (event) => {
      if (catalogEvents.has(event.type)) catalogs.forget(event.branchId);
    },
  };
}
