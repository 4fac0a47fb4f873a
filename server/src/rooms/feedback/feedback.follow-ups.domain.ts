import { createHash } from 'node:crypto';
import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { FollowUp, FollowUpRule } from '@huiting/contracts/feedback';
import type { Decided } from './feedback.domain.ts';

/** EV-07: which services are followed up, and what a call makes of a follow-up. Instants are ms of business time. */

export interface KeptFollowUp extends Omit<FollowUp, 'overdue' | 'attemptsLeft'> {
  readonly businessDate: string;
  readonly attemptLimit: number;
}

/** A number from 0 to 100 that a service always draws: no service can be drawn again until it is in, or out. */
export function drawOf(requestId: string): number {
  return (createHash('sha256').update(requestId).digest().readUInt32BE(0) / 0x1_0000_0000) * 100;
}

/** Whether the rule takes a service of this kind into the sample. */
export function isSampled(rule: FollowUpRule, serviceCode: string, requestId: string): boolean {
  const own = rule.byService.find((one) => one.serviceCode === serviceCode);
  return drawOf(requestId) < (own?.share ?? rule.share);
}

/** The close of the n-th open day after a date; a fortnight without one counts the days themselves. */
export function dueAfter(
  closesAt: (daysLater: number) => number | null,
  openDays: number,
  fallback: (daysLater: number) => number,
): number {
  let open = 0;
  for (let day = 1; day <= 28; day++) {
    const closes = closesAt(day);
    if (closes !== null && ++open === openDays) return closes;
  }
  return fallback(openDays);
}

export interface Call {
  readonly reached: boolean;
  readonly satisfaction: number | null;
  readonly note: string;
}

/** What a call makes of it. Not reached: due again at `again`, until the limit of attempts. */
export function recordCall(
  followUp: KeptFollowUp,
  { reached, satisfaction, note }: Call,
  by: string,
  now: number,
  again: number,
): Decided<KeptFollowUp, 'feedback.follow_up_ended' | 'feedback.satisfaction_missing'> {
  if (followUp.state !== 'due') return { refusal: 'feedback.follow_up_ended' };
  if (reached !== (satisfaction !== null)) return { refusal: 'feedback.satisfaction_missing' };
  const attempts = [...followUp.attempts, { at: now, by, reached, note }];
  if (reached)
    return { refusal: null, value: { ...followUp, attempts, state: 'reached', satisfaction, endedAt: now } };
  if (attempts.length >= followUp.attemptLimit)
    return { refusal: null, value: { ...followUp, attempts, state: 'unreached', endedAt: now } };
  return { refusal: null, value: { ...followUp, attempts, dueAt: Math.max(followUp.dueAt, again) } };
}

/** A customer reached who is not content: somebody must take care. */
export const isBadAnswer = ({ satisfaction }: KeptFollowUp): boolean =>
  satisfaction !== null && satisfaction <= feedbackDefaults.badLevel;

export function presentFollowUp(kept: KeptFollowUp, now: number): FollowUp {
  const { businessDate: _date, attemptLimit, ...told } = kept;
  return {
    ...told,
    attempts: [...kept.attempts],
    overdue: kept.state === 'due' && now >= kept.dueAt,
    attemptsLeft: kept.state === 'due' ? attemptLimit - kept.attempts.length : 0,
  };
}
