import type { RetainedKind } from '../../platform/personal-data.ts';

/** Complaints are kept three years at least. */
export const feedbackRetained: readonly RetainedKind[] = [
  {
    kind: 'feedback.ratings',
    name: { zh: '评价与差评处理', en: 'Ratings and their handling' },
    tables: ['feedback.bad_rating', 'feedback.rating_request'],
    leastDays: 3 * 365,
    days: 5 * 365,
  },
];
