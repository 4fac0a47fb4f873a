import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type { QueueOverride, queueEvents, queueFairnessEndpoints } from '@huiting/contracts/queue';
import type { PayloadOf } from '@huiting/contracts/core/event';
import { clockIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { csvOf } from '../../../platform/exports/csv.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { OutboxEvent } from '../../../platform/events/outbox.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { addOverride, countMonth, listOverrides } from '../queue.fairness.store.ts';

type Answer<K extends keyof typeof queueFairnessEndpoints> = OutputOf<(typeof queueFairnessEndpoints)[K]>;
interface OfMonth {
  readonly branchId: string;
  readonly month: string;
}
type Told =
  | PayloadOf<(typeof queueEvents)['ticketCalled']>
  | PayloadOf<(typeof queueEvents)['ticketPrioritised']>
  | PayloadOf<(typeof queueEvents)['oneStopMarked']>;

/** Keeps what was done out of order, told by its event, for the monthly list. */
export async function noteOverride(deps: QueueDeps, tx: Tx, told: Told, event: OutboxEvent): Promise<void> {
  const branch = deps.directory.known(tx.branchId);
  if (branch === null) return;
  const { ticket } = told;
  await addOverride(tx, tx.branchId, {
    id: event.id,
    date: deps.directory.dayAt(branch, event.at).date,
    at: event.at,
    kind: kindOf(told),
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    serviceTypeId: ticket.serviceTypeId,
    classCode: ticket.classCode,
    waitedSeconds: Math.max(0, Math.round((event.at - ticket.issuedAt) / 1000)),
    windowLabel: told.window?.label ?? null,
    staffName: told.by ?? told.window?.session?.staffName ?? null,
    reason: told.reason ?? '',
    passedOver: 'passedOver' in told ? (told.passedOver ?? null) : null,
  });
}

function kindOf(told: Told): QueueOverride['kind'] {
  if ('serviceTypeIds' in told) return 'oneStop';
  return 'outOfOrder' in told ? 'calledByName' : 'prioritised';
}

export async function getFairness(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId, month }: OfMonth,
): Promise<Answer<'getFairness'>> {
  await enter(deps, ctx, branchId, 'hall.overview');
  const [counts, items] = await Promise.all([
    countMonth(deps.platform.db, branchId, month),
    listOverrides(deps.platform.db, branchId, month),
  ]);
  return { month, ...counts, items };
}

export const fairnessHeadings: Readonly<Record<Ctx['locale'], readonly string[]>> = {
  'zh-CN': [
    '营业日',
    '时间',
    '方式',
    '号票',
    '业务',
    '类别',
    '已等（分）',
    '窗口',
    '员工',
    '原因',
    '按策略应叫',
  ],
  en: [
    'Business day',
    'Time',
    'Kind',
    'Ticket',
    'Service',
    'Class',
    'Waited (min)',
    'Window',
    'Staff',
    'Reason',
    'Next by strategy',
  ],
};
const kinds = {
  'zh-CN': { calledByName: '点名叫号', prioritised: '插到队首', oneStop: '一站式办理' },
  en: {
    calledByName: 'called by name',
    prioritised: 'moved to the head',
    oneStop: 'everything at one window',
  },
} as const;

export const fairnessCells = (
  { timeZone }: Pick<BranchInfo, 'timeZone'>,
  one: QueueOverride,
  locale: Ctx['locale'],
): (string | number)[] => [
  one.businessDate,
  clockIn(timeZone, one.at),
  kinds[locale][one.kind],
  one.ticketNumber,
  locale === 'en' ? one.serviceName.en : one.serviceName.zh,
  one.classCode,
  Math.round(one.waitedSeconds / 60),
  one.windowLabel ?? '',
  one.staffName ?? '',
  one.reason,
  one.passedOver ?? '',
];

export async function exportFairness(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId, month }: OfMonth,
): Promise<Answer<'exportFairness'>> {
  const { branch } = await enter(deps, ctx, branchId, 'hall.overview');
  const items = await listOverrides(deps.platform.db, branchId, month);
  await deps.platform.audit(null, ctx, {
    action: 'queue.exportFairness',
    object: `branch:${branchId}`,
    orgUnitId: branch.orgUnitId,
    outcome: 'done',
    detail: { month, rows: items.length },
  });
  const rows = [fairnessHeadings[ctx.locale], ...items.map((one) => fairnessCells(branch, one, ctx.locale))];
  return {
    fileName: `fairness-${branch.code}-${month}.csv`,
    csv: csvOf(rows, ctx),
  };
}
