import { workflowSubject } from './workflow.subject.store.ts';
import { workflowRetained } from './workflow.retention.domain.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { allEvents, approvalKindsOf } from '@huiting/contracts';
import type { EventType } from '@huiting/contracts/core/event';
import type { BranchDirectory } from '../organization/index.ts';
import type { StaffService } from '../staff/index.ts';
import { createApprovalActs } from './use-cases/decide-approval.ts';
import { createApprovalDefinitions } from './use-cases/define-approvals.ts';
import { createInbox } from './use-cases/inbox.ts';
import { createApprovalLists } from './use-cases/list-approvals.ts';
import { approvalLateDeadline } from './use-cases/move-approval.ts';
import { createApprovalRunner } from './use-cases/run-approvals.ts';
import { createAlertRules } from './use-cases/rule-alerts.ts';
import { alertReactions, approvalReactions, levelReaction, messageReactions } from './workflow.events.ts';
import { inboxFeeds } from './workflow.inbox.feeds.ts';
import { workflowFeeds } from './workflow.feeds.ts';
import { workflowRoutes } from './workflow.routes.ts';
import { createWorkflowUseCases, escalateDeadline } from './workflow.service.ts';

export interface WorkflowService {
  /** Unresolved (open or claimed) alerts, and the urgent ones among them; every branch asked for has an entry. */
  listOpenCounts(branchIds: readonly string[]): Promise<Map<string, { open: number; urgent: number }>>;
}

/**
 * Alerts, approvals, to-dos and messages. Rooms do not call it: an event that declares `notify` becomes an alert, one that
 * declares `settles` ends it, one that declares `asks` begins an approval whose end is `approval.decided`.
 * `events`: those it hears; tests add their own.
 */
export function createWorkflow(
  platform: Platform,
  {
    directory,
    staff,
    events = allEvents,
  }: {
    readonly directory: BranchDirectory;
    readonly staff: StaffService;
    readonly events?: readonly EventType[];
  },
): RoomParts & { readonly service: WorkflowService } {
  const kinds = approvalKindsOf(events);
  const deps = { platform, directory, staff, kinds };
  const rules = createAlertRules(deps, events);
  const service = createWorkflowUseCases(platform, directory, rules);
  const runner = createApprovalRunner(deps);
  const inbox = createInbox(deps);
  return {
    service: { listOpenCounts: service.listOpenCounts },
    subject: workflowSubject(platform.db),
    retained: workflowRetained,
    routes: workflowRoutes({
      ...service,
      ...rules,
      ...createApprovalDefinitions(deps),
      ...createApprovalLists(deps),
      ...createApprovalActs(deps),
      ...inbox,
    }),
    reactions: [
      ...alertReactions(service, events),
      ...approvalReactions(runner, inbox, events),
      ...messageReactions(inbox, events),
      levelReaction(rules, inbox),
    ],
    deadlines: { [escalateDeadline]: service.escalateAlert, [approvalLateDeadline]: runner.approvalLate },
    feeds: [...workflowFeeds(service, directory), ...inboxFeeds(inbox)],
  };
}
