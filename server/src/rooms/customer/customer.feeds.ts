import type { PayloadOf } from '@huiting/contracts/core/event';
import { customerEvents, customerTopics } from '@huiting/contracts/customer';
import { refuse } from '../../platform/errors.ts';
import { fieldScope } from '../../platform/field-scope.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';

/** Events that carry an arrival as it now is. */
const telling: ReadonlySet<string> = new Set([
  customerEvents.recognised.type,
  customerEvents.arrivalChanged.type,
]);

export function customerFeeds(directory: BranchDirectory): Feed[] {
  return [
    feed({
      topic: customerTopics.arrivals,
      admit: async (actor, branchId) => {
        const branch = await directory.get(branchId);
        // A message is one for all its readers: who may not see whole cards asks for the list instead.
        if (!permits(actor, 'customer.view', branch.path) || !fieldScope(actor, branch.path).wealth)
          refuse('platform.forbidden');
        return { branchIds: [branchId] };
      },
      project: (event) =>
        telling.has(event.type)
          ? {
              key: event.branchId,
              data: { arrival: (event.payload as PayloadOf<typeof customerEvents.arrivalChanged>).arrival },
            }
          : null,
    }),
  ];
}
