import type { RetainedKind } from '../../platform/personal-data.ts';

export const workflowRetained: readonly RetainedKind[] = [
  {
    kind: 'workflow.alerts',
    name: { zh: '预警记录', en: 'Alerts' },
    tables: ['workflow.alert'],
    leastDays: 183,
    days: 3 * 365,
  },
];
