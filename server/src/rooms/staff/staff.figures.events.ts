import { feedbackEvents } from '@huiting/contracts/feedback';
import { queueEvents } from '@huiting/contracts/queue';
import { dateIn } from '../../platform/clock/zone-time.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import { addFigure } from './staff.figures.store.ts';
import { zoneAt } from './use-cases/staff-deps.ts';
import type { StaffDeps } from './use-cases/staff-deps.ts';

/** A rating of this or less is a bad one, as in room feedback. */
const badAtMost = 2;

/** What other rooms tell of people's work, kept by month: the room's own projection, asked by profile, board and appraisal. */
export function figureReactions(deps: StaffDeps): Reaction[] {
  return [
    reaction({
      name: 'staff.countServices',
      to: [queueEvents.serviceCompleted],
      handle: (_ctx, tx, { staffNumber, businessDate, serviceSeconds }) =>
        addFigure(tx, {
          branchId: tx.branchId,
          staff: { number: staffNumber },
          month: businessDate.slice(0, 7),
          metric: 'served',
          total: serviceSeconds,
        }),
    }),
    reaction({
      name: 'staff.countRatings',
      to: [feedbackEvents.ratingGiven],
      wants: ({ request }) => request.level !== null,
      handle: async (_ctx, tx, { request }) => {
        const month = dateIn(await zoneAt(deps, tx.branchId), request.askedAt).slice(0, 7);
        const fact = { branchId: tx.branchId, staff: { id: request.staffId }, month };
        const level = request.level!;
        await addFigure(tx, { ...fact, metric: 'rating', total: level });
        if (level <= badAtMost) await addFigure(tx, { ...fact, metric: 'badRating', total: 1 });
      },
    }),
  ];
}
