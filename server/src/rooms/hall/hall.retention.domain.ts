import type { RetainedKind } from '../../platform/personal-data.ts';

export const hallRetained: readonly RetainedKind[] = [
  {
    kind: 'hall.service',
    name: { zh: '厅堂服务与支援记录', en: 'Receptions and help calls' },
    tables: ['hall.service_flow', 'hall.diversion', 'hall.assist_call'],
    leastDays: 90,
    days: 2 * 365,
  },
];
