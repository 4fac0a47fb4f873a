import { problem, type StrategyProblem } from './strategy-problem.ts';
import type { PriorityClass, QueueStrategy } from './types.ts';
import { profileProblems } from './validate-profiles.ts';
import { ruleProblems } from './validate-rules.ts';
import { shapeProblems } from './validate-shape.ts';

/**
 * Everything that keeps `doc` from being published; an empty list means it is a sound
 * `QueueStrategy`. Takes anything, also what a file held; when the shape is wrong only `shape`
 * problems are given. Services are checked when `knownServices` is given. Never throws.
 */
export function validateStrategy(doc: unknown, knownServices?: readonly string[]): StrategyProblem[] {
  const shape = shapeProblems(doc);
  if (shape.length > 0) return shape;
  const strategy = doc as QueueStrategy;
  const isKnownService = (code: string): boolean =>
    knownServices === undefined || knownServices.includes(code);
  return [
    ...duplicateProblems('classes', strategy.classes),
    ...strategy.classes.flatMap((priorityClass, index) =>
      classProblems(priorityClass, `classes[${index}]`, strategy.classes.length),
    ),
    ...ruleProblems(strategy, isKnownService),
    ...duplicateProblems('profiles', strategy.profiles),
    ...profileProblems(strategy, isKnownService),
  ];
}

function classProblems(
  { code, startingCredit, creditPerMinute, guaranteedWaitMinutes }: PriorityClass,
  path: string,
  classCount: number,
): StrategyProblem[] {
  const problems: StrategyProblem[] = [];
  if (startingCredit < 0)
    problems.push(
      problem(`${path}.startingCredit`, 'negativeCredit', `class ${code} starts with less than 0 credit`),
    );
  if (creditPerMinute < 0)
    problems.push(
      problem(`${path}.creditPerMinute`, 'negativeCredit', `class ${code} loses credit while it waits`),
    );
  if (guaranteedWaitMinutes !== null && guaranteedWaitMinutes <= 0) {
    problems.push(
      problem(
        `${path}.guaranteedWaitMinutes`,
        'badGuarantee',
        `class ${code} must have a guarantee above 0 minutes, or null for none`,
      ),
    );
  }
  if (creditPerMinute === 0 && guaranteedWaitMinutes === null && classCount > 1) {
    problems.push(
      problem(
        path,
        'classCanStarve',
        `class ${code} gains nothing by waiting and has no guarantee: busy other classes could keep it waiting for ever`,
      ),
    );
  }
  return problems;
}

function duplicateProblems(
  list: 'classes' | 'profiles',
  items: readonly { code: string }[],
): StrategyProblem[] {
  const seen = new Set<string>();
  const problems: StrategyProblem[] = [];
  for (const [index, { code }] of items.entries()) {
    if (seen.has(code))
      problems.push(
        problem(`${list}[${index}].code`, 'duplicateCode', `code ${code} is used twice in ${list}`),
      );
    seen.add(code);
  }
  return problems;
}
