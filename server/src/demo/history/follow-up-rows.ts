import { feedbackDefaults, usualFollowUpRule } from '@huiting/contracts/feedback';
import type { Row } from '../../platform/database/bulk-load.ts';
import type { DayRecord, PastRating } from './hall-plan.ts';

const dayMs = 86_400_000;
const missed = ['无人接听', '电话占线', '客户正在忙，约改日再打'];
const said: Readonly<Record<number, string>> = {
  5: '客户对服务很满意，表示感谢',
  4: '客户总体满意，希望高峰时多开窗口',
  3: '客户认为等候偏长，办理过程还可以',
};

/** The call after a service as far as it has come; null when the service is not followed up. */
export function pastFollowUp({ plan }: DayRecord, rating: PastRating, seenUntil: number): Row | null {
  const { request, ticket, level } = rating;
  const caller = plan.lobbyManager;
  if (ticket.holder === null || caller === null) return null;
  const random = plan.random.fork(`followUp/${request.id}`);
  const isBad = level !== null && level <= feedbackDefaults.badLevel;
  if (!isBad && !random.chance(usualFollowUpRule.share / 100)) return null;

  const dueAt = plan.closesAt + usualFollowUpRule.dueDays * dayMs;
  // Calls are made in office hours, on the day they are due or the one before.
  const callAt = dueAt - random.int(0, 1) * dayMs - random.int(30, 420) * 60_000;
  const reachedAt = random.index([0.72, 0.16, 0.06, 0.06]);
  const attempts = Array.from({ length: Math.min(reachedAt + 1, usualFollowUpRule.attempts) }, (_, at) => ({
    at: callAt + at * dayMs,
    by: caller.name,
    reached: at === reachedAt,
    note: random.pick(missed),
  })).filter(({ at }) => at <= seenUntil);
  const last = attempts.at(-1);
  const satisfaction = [3, 4, 5][random.index(isBad ? [0.4, 0.4, 0.2] : [0.1, 0.4, 0.5])]!;
  if (last?.reached) last.note = said[satisfaction]!;
  const isOver = last !== undefined && (last.reached || attempts.length === usualFollowUpRule.attempts);
  return {
    branch_id: plan.branchId,
    business_date: plan.date,
    id: request.id,
    reason: isBad ? 'badRating' : 'sampled',
    state: isOver ? (last.reached ? 'reached' : 'unreached') : 'due',
    customer_id: ticket.holder.id,
    masked_name: ticket.holder.maskedName,
    ticket_number: ticket.number,
    service_name: JSON.stringify(plan.services.get(request.serviceCode)!.name),
    staff_name: request.staff!.name,
    served_at: new Date(rating.askedAt).toISOString(),
    due_at: new Date(last === undefined || isOver ? dueAt : dueAt + attempts.length * dayMs).toISOString(),
    attempt_limit: usualFollowUpRule.attempts,
    attempts: JSON.stringify(attempts),
    satisfaction: last?.reached ? satisfaction : null,
    opened_case: false,
    ended_at: isOver ? new Date(last.at).toISOString() : null,
  };
}
