import type { PayloadOf } from '@huiting/contracts/core/event';
import { workflowEvents, workflowTopics } from '@huiting/contracts/workflow';
import { refuse } from '../../platform/errors.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { WorkflowUseCases } from './workflow.service.ts';

export function workflowFeeds(service: WorkflowUseCases, directory: BranchDirectory): Feed[] {
  return [
    feed({
      topic: workflowTopics.alerts,
      admit: async (actor, branchId) => {
        const branch = await directory.get(branchId);
        if (!permits(actor, 'alert.view', branch.path)) refuse('platform.forbidden');
        return { branchIds: [branchId] };
      },
      project: (event) =>
        event.type === workflowEvents.alertChanged.type
          ? {
              key: event.branchId,
              data: { alert: (event.payload as PayloadOf<typeof workflowEvents.alertChanged>).alert },
            }
          : null,
      gauge: {
        everyMs: 500,
        compute: async (branchId) => ({
          open: (await service.listOpenCounts([branchId])).get(branchId)?.open ?? 0,
        }),
      },
    }),
  ];
}
