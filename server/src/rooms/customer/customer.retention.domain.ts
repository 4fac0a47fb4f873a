import type { RetainedKind } from '../../platform/personal-data.ts';

export const customerRetained: readonly RetainedKind[] = [
  {
    kind: 'customer.visits',
    name: { zh: '到店与到访记录', en: 'Arrivals and visits' },
    tables: ['customer.arrival', 'customer.visit_service'],
    leastDays: 90,
    days: 2 * 365,
  },
];
