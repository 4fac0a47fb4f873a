import type { RetainedKind } from '../../platform/personal-data.ts';

/** At least six months (网络安全法 art. 21); the chain is append-only, so that nothing of it is ever taken out. */
export const accessRetained: readonly RetainedKind[] = [
  {
    kind: 'access.audit',
    name: { zh: '审计日志', en: 'Audit trail' },
    tables: ['access.audit_entry', 'access.audit_chain'],
    leastDays: 183,
    days: null,
    isEndless: true,
  },
];
