import type { Diversion, ServiceFlow } from '@huiting/contracts/hall';
import { expect, test } from 'vitest';
import { applyService } from './service.live.ts';
import type { HallService } from './service.queries.ts';

const flow = (ticks: number, endedAt: number | null = null): ServiceFlow => ({
  id: 'f',
  branchId: 'b',
  staffId: 's',
  staffName: '林小雨',
  ticketId: null,
  ticketNumber: null,
  maskedName: null,
  serviceTypeId: null,
  serviceName: null,
  startedAt: 0,
  ticks: (['greet', 'ask', 'divert'] as const).slice(0, ticks).map((step) => ({ step, at: 0 })),
  endedAt,
});
const diversion = (result: Diversion['result']): Diversion => ({
  id: 'd',
  branchId: 'b',
  at: 0,
  source: 'lobby',
  flowId: null,
  ticketId: null,
  ticketNumber: null,
  serviceTypeId: null,
  serviceName: null,
  channel: 'smartCounter',
  result,
  reason: null,
  staffName: null,
  settledAt: result === 'guided' ? null : 5,
});
const day: HallService = {
  number: 1,
  flows: [flow(2)],
  diversions: [diversion('completed')],
  summary: {
    received: 1,
    walkIns: 1,
    guided: 0,
    completed: 1,
    returned: 0,
    declined: 0,
    notMovable: 0,
    successRate: 1,
  },
};

test('a newer step is taken over, an older one is not; what has ended stays ended', () => {
  const after = (next: ServiceFlow, held = day) =>
    applyService(held, { flow: next, diversion: null }).flows[0]?.ticks.length;
  expect(after(flow(3))).toBe(3);
  expect(after(flow(1))).toBe(2);
  expect(after(flow(3), { ...day, flows: [flow(2, 9)] })).toBe(2);
});

test('a result is final', () => {
  const after = applyService(day, { flow: null, diversion: diversion('guided') });
  expect(after.diversions.map(({ result }) => result)).toEqual(['completed']);
});
