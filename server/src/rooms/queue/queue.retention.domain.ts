import type { RetainedKind } from '../../platform/personal-data.ts';

/** Records of business done: five years (金融机构客户身份资料和交易记录保存, 2022). */
export const queueRetained: readonly RetainedKind[] = [
  {
    kind: 'queue.tickets',
    name: { zh: '号票与窗口服务记录', en: 'Tickets and services at windows' },
    tables: [
      'queue.ticket',
      'queue.visit',
      'queue.service_request',
      'queue.service_period',
      'queue.window_session',
      'queue.window_period',
      'queue.override',
      'queue.diversion',
      'queue.one_stop',
      'queue.machine_event',
      'queue.machine_contradiction',
    ],
    leastDays: 5 * 365,
    days: 5 * 365,
  },
];
