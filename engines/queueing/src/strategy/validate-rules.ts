import { problem, type StrategyProblem } from './strategy-problem.ts';
import type { BookingState, QueueStrategy, SegmentationCondition, TicketChannel } from './types.ts';

const EVERY_BOOKING: readonly BookingState[] = ['early', 'onTime', 'late', 'none'];
const EVERY_CHANNEL: readonly TicketChannel[] = ['kiosk', 'pad', 'h5', 'api'];

/** Problems of `rules`: order, catch-all, classes and services they name. */
export function ruleProblems(
  { rules, classes }: QueueStrategy,
  isKnownService: (code: string) => boolean,
): StrategyProblem[] {
  const problems: StrategyProblem[] = [];
  const classCodes = new Set(classes.map(({ code }) => code));
  const ids = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const path = `rules[${index}]`;
    if (ids.has(rule.id))
      problems.push(problem(`${path}.id`, 'duplicateRuleId', `rule id ${rule.id} is used twice`));
    ids.add(rule.id);
    if (!classCodes.has(rule.classCode))
      problems.push(
        problem(
          `${path}.classCode`,
          'unknownClass',
          `rule ${rule.id} gives class ${rule.classCode}, which does not exist`,
        ),
      );
    for (const [condition, value] of Object.entries(rule.when)) {
      if (Array.isArray(value) && value.length === 0)
        problems.push(
          problem(
            `${path}.when.${condition}`,
            'emptyList',
            `${condition} of rule ${rule.id} is empty, so the rule never matches`,
          ),
        );
    }
    for (const [at, code] of (rule.when.serviceCodes ?? []).entries()) {
      if (!isKnownService(code))
        problems.push(
          problem(
            `${path}.when.serviceCodes[${at}]`,
            'unknownService',
            `rule ${rule.id} names service ${code}, which does not exist`,
          ),
        );
    }
    const cover = rules.slice(0, index).find((earlier) => covers(earlier.when, rule.when));
    if (cover)
      problems.push(
        problem(
          path,
          'unreachableRule',
          `rule ${rule.id} is never reached: rule ${cover.id} matches everybody it would match`,
        ),
      );
  }
  const last = rules.at(-1);
  if (!last || !covers(last.when, {}))
    problems.push(problem('rules', 'noCatchAll', 'the last rule must match everybody'));
  return problems;
}

/** Whether `wide` matches every ticket that `narrow` matches. Judges one pair: several rules that cover a later one only together are not noticed. */
function covers(wide: SegmentationCondition, narrow: SegmentationCondition): boolean {
  return (
    coversList(wide.serviceCodes, narrow.serviceCodes) &&
    coversList(wide.customerTiers, narrow.customerTiers) &&
    coversList(wide.booking, narrow.booking ?? EVERY_BOOKING) &&
    (wide.elderOrDisabled === undefined || wide.elderOrDisabled === narrow.elderOrDisabled) &&
    coversList(wide.languages, narrow.languages) &&
    coversList(wide.channels, narrow.channels ?? EVERY_CHANNEL)
  );
}

function coversList(wide: readonly string[] | undefined, narrow: readonly string[] | undefined): boolean {
  return wide === undefined || (narrow !== undefined && narrow.every((fact) => wide.includes(fact)));
}
