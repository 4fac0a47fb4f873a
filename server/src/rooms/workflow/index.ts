import type { Platform, RoomParts } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { alertReactions } from './workflow.events.ts';
import { workflowFeeds } from './workflow.feeds.ts';
import { workflowRoutes } from './workflow.routes.ts';
import { createWorkflowUseCases, escalateDeadline } from './workflow.service.ts';

export interface WorkflowService {
  /** Unresolved (open or claimed) alerts, and the urgent ones among them; every branch asked for has an entry. */
  listOpenCounts(branchIds: readonly string[]): Promise<Map<string, { open: number; urgent: number }>>;
}

/** Alerts. Rooms do not call it: an event that declares `notify` becomes an alert, one that declares `settles` ends it. */
export function createWorkflow(
  platform: Platform,
  { directory }: { readonly directory: BranchDirectory },
): RoomParts & { readonly service: WorkflowService } {
  const service = createWorkflowUseCases(platform, directory);
  return {
    service: { listOpenCounts: service.listOpenCounts },
    routes: workflowRoutes(service),
    reactions: alertReactions(service),
    deadlines: { [escalateDeadline]: service.escalateAlert },
    feeds: workflowFeeds(service, directory),
  };
}
