import { classOf } from './credit.ts';
import { waitedMinutes } from './positions.ts';
import type { LineHead } from './call-types.ts';
import type { CodeSet, HelpOutCondition, QueueStrategy } from './types.ts';

export function includesCode(set: CodeSet, code: string): boolean {
  return set === 'any' || set.includes(code);
}

/** Whether a help-out condition holds at `nowMs`, given the heads of all lines of the branch. Without a threshold it never does. */
export function helpOutHolds(
  strategy: QueueStrategy,
  when: HelpOutCondition,
  heads: readonly LineHead[],
  nowMs: number,
): boolean {
  if (when.waitMinutesOver === undefined && when.waitingOver === undefined) return false;
  let longestMinutes = 0;
  let waiting = 0;
  for (const head of heads) {
    if (when.serviceCode !== undefined && when.serviceCode !== head.serviceCode) continue;
    if (when.classCode !== undefined && when.classCode !== classOf(strategy, head.classCode).code) continue;
    waiting += head.waitingInLine;
    longestMinutes = Math.max(longestMinutes, waitedMinutes(head.position, nowMs));
  }
  const longEnough = when.waitMinutesOver === undefined || longestMinutes > when.waitMinutesOver;
  const manyEnough = when.waitingOver === undefined || waiting > when.waitingOver;
  return waiting > 0 && longEnough && manyEnough;
}
