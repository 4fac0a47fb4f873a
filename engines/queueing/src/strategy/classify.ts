import type { Classification, QueueStrategy, SegmentationCondition, TicketFacts } from './types.ts';

/**
 * The class of a new ticket: that of the first rule whose conditions all hold.
 * Throws RangeError when none does, which a validated strategy (with a catch-all) cannot do.
 */
export function classify(strategy: QueueStrategy, facts: TicketFacts): Classification {
  for (const rule of strategy.rules) {
    if (holds(rule.when, facts)) return { classCode: rule.classCode, ruleId: rule.id };
  }
  throw new RangeError(
    `strategy "${strategy.name}" version ${strategy.version} has no rule for this ticket and no catch-all`,
  );
}

function holds(when: SegmentationCondition, facts: TicketFacts): boolean {
  return (
    contains(when.serviceCodes, facts.serviceCode) &&
    contains(when.customerTiers, facts.customerTier) &&
    contains(when.booking, facts.booking) &&
    (when.elderOrDisabled === undefined || when.elderOrDisabled === facts.elderOrDisabled) &&
    contains(when.languages, facts.language) &&
    contains(when.channels, facts.channel)
  );
}

function contains<Fact extends string>(list: readonly Fact[] | undefined, fact: Fact | null): boolean {
  return list === undefined || (fact !== null && list.includes(fact));
}
