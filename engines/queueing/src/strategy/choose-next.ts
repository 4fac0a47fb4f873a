import { classOf, creditOf, isEarlier, overdueMinutes } from './credit.ts';
import { helpOutHolds, includesCode } from './profile-match.ts';
import { waitedMinutes } from './positions.ts';
import type { CallReason, ChooseInput, ChosenTicket, LineHead } from './call-types.ts';
import type { CodeSet, HelpOutRule, QueueStrategy, WorkProfile } from './types.ts';

/**
 * The ticket this window calls now, and why; `null` when its profile offers nobody.
 *
 * 1. Among the heads it may take whose guaranteed wait is reached, the one most minutes over it.
 * 2. Else the first of: help-out rules ranked `before` that hold, tiers, help-out rules ranked
 *    `after` that hold, in which anybody waits; within it, the highest credit.
 * 3. Ties by position, then ticket id.
 *
 * Pure; allocates only its answer; O(heads × (tiers + help-out rules)). It need only see line
 * heads, since a head outranks its own line in every step (same class, longer wait). A profile the
 * strategy does not have counts as one tier of everything: a window must not stand still because a
 * publication dropped its profile.
 */
export function chooseNext(strategy: QueueStrategy, input: ChooseInput): ChosenTicket | null {
  const overdue = mostOverdue(strategy, input);
  if (overdue !== null) return chosen(strategy, input, overdue, 'guarantee', null);

  const profile = findProfile(strategy, input.profileCode);
  if (profile === undefined) {
    const best = highestCredit(strategy, input, 'any', 'any');
    return best && chosen(strategy, input, best, 'noProfile', null);
  }
  return (
    fromHelpOut(strategy, input, profile.helpOut, 'before') ??
    fromTiers(strategy, input, profile) ??
    fromHelpOut(strategy, input, profile.helpOut, 'after')
  );
}

function fromTiers(strategy: QueueStrategy, input: ChooseInput, profile: WorkProfile): ChosenTicket | null {
  let place = 0;
  for (const tier of profile.tiers) {
    place += 1;
    const best = highestCredit(strategy, input, tier.serviceCodes, tier.classCodes ?? 'any');
    if (best !== null) return chosen(strategy, input, best, 'tier', place);
  }
  return null;
}

function fromHelpOut(
  strategy: QueueStrategy,
  input: ChooseInput,
  rules: readonly HelpOutRule[],
  rank: HelpOutRule['rank'],
): ChosenTicket | null {
  let place = 0;
  for (const rule of rules) {
    place += 1;
    if (rule.rank !== rank || !helpOutHolds(strategy, rule.when, input.heads, input.now)) continue;
    const best = highestCredit(strategy, input, rule.serviceCodes, 'any');
    if (best !== null) return chosen(strategy, input, best, 'helpOut', place);
  }
  return null;
}

function mostOverdue(strategy: QueueStrategy, { heads, mayTake, now }: ChooseInput): LineHead | null {
  let best: LineHead | null = null;
  let bestOver = 0;
  for (const head of heads) {
    if (!mayTake.includes(head.serviceCode)) continue;
    const over = overdueMinutes(classOf(strategy, head.classCode), head.position, now);
    if (over < 0) continue;
    if (best === null || over > bestOver || (over === bestOver && isEarlier(head, best))) {
      best = head;
      bestOver = over;
    }
  }
  return best;
}

function highestCredit(
  strategy: QueueStrategy,
  { heads, mayTake, now }: ChooseInput,
  serviceCodes: CodeSet,
  classCodes: CodeSet,
): LineHead | null {
  let best: LineHead | null = null;
  let bestCredit = 0;
  for (const head of heads) {
    if (!includesCode(serviceCodes, head.serviceCode) || !mayTake.includes(head.serviceCode)) continue;
    const priorityClass = classOf(strategy, head.classCode);
    if (!includesCode(classCodes, priorityClass.code)) continue;
    const credit = creditOf(priorityClass, head.position, now);
    if (best === null || credit > bestCredit || (credit === bestCredit && isEarlier(head, best))) {
      best = head;
      bestCredit = credit;
    }
  }
  return best;
}

function chosen(
  strategy: QueueStrategy,
  { now }: ChooseInput,
  head: LineHead,
  kind: CallReason['kind'],
  place: number | null,
): ChosenTicket {
  const priorityClass = classOf(strategy, head.classCode);
  return {
    ticketId: head.ticketId,
    reason: {
      kind,
      place,
      serviceCode: head.serviceCode,
      classCode: head.classCode,
      waitedMinutes: waitedMinutes(head.position, now),
      credit: creditOf(priorityClass, head.position, now),
      overMinutes: kind === 'guarantee' ? overdueMinutes(priorityClass, head.position, now) : null,
    },
  };
}

function findProfile(strategy: QueueStrategy, code: string): WorkProfile | undefined {
  for (const profile of strategy.profiles) if (profile.code === code) return profile;
  return undefined;
}
