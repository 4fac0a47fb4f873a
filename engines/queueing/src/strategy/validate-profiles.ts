import { problem, type StrategyProblem } from './strategy-problem.ts';
import type { CodeSet, HelpOutRule, QueueStrategy, WorkProfile } from './types.ts';

/** Problems of `profiles`: tiers, help-out conditions, and the classes and services they name. */
export function profileProblems(
  { profiles, classes }: QueueStrategy,
  isKnownService: (code: string) => boolean,
): StrategyProblem[] {
  const classCodes = new Set(classes.map(({ code }) => code));
  const isKnownClass = (code: string): boolean => classCodes.has(code);
  const problems: StrategyProblem[] = [];
  const services = (set: CodeSet | undefined, path: string): void =>
    checkCodes(set, path, 'unknownService', isKnownService, problems);
  const classesOf = (set: CodeSet | undefined, path: string): void =>
    checkCodes(set, path, 'unknownClass', isKnownClass, problems);

  for (const [index, profile] of profiles.entries()) {
    const path = `profiles[${index}]`;
    checkProfile(profile, path, problems);
    for (const [at, tier] of profile.tiers.entries()) {
      services(tier.serviceCodes, `${path}.tiers[${at}].serviceCodes`);
      classesOf(tier.classCodes, `${path}.tiers[${at}].classCodes`);
    }
    for (const [at, rule] of profile.helpOut.entries()) {
      const { serviceCode, classCode } = rule.when;
      services(rule.serviceCodes, `${path}.helpOut[${at}].serviceCodes`);
      if (serviceCode !== undefined && !isKnownService(serviceCode))
        problems.push(unknownCode(`${path}.helpOut[${at}].when.serviceCode`, 'unknownService', serviceCode));
      if (classCode !== undefined && !isKnownClass(classCode))
        problems.push(unknownCode(`${path}.helpOut[${at}].when.classCode`, 'unknownClass', classCode));
      checkThresholds(rule, `${path}.helpOut[${at}].when`, problems);
    }
  }
  return problems;
}

function checkProfile({ code, tiers }: WorkProfile, path: string, problems: StrategyProblem[]): void {
  if (tiers.length === 0)
    problems.push(
      problem(`${path}.tiers`, 'noTiers', `profile ${code} has no tier, so its windows would call nobody`),
    );
}

function checkThresholds({ when }: HelpOutRule, path: string, problems: StrategyProblem[]): void {
  if (when.waitMinutesOver === undefined && when.waitingOver === undefined) {
    problems.push(
      problem(
        path,
        'noThreshold',
        'a help-out condition needs waitMinutesOver or waitingOver; without one it never holds',
      ),
    );
  }
  for (const key of ['waitMinutesOver', 'waitingOver'] as const) {
    const value = when[key];
    if (value !== undefined && value < 0)
      problems.push(problem(`${path}.${key}`, 'negativeThreshold', `${key} must be 0 or more`));
  }
}

function checkCodes(
  set: CodeSet | undefined,
  path: string,
  code: 'unknownService' | 'unknownClass',
  isKnown: (code: string) => boolean,
  problems: StrategyProblem[],
): void {
  if (set === undefined || set === 'any') return;
  if (set.length === 0) problems.push(problem(path, 'emptyList', `${path} is empty, so it matches nobody`));
  for (const [index, named] of set.entries())
    if (!isKnown(named)) problems.push(unknownCode(`${path}[${index}]`, code, named));
}

function unknownCode(path: string, code: 'unknownService' | 'unknownClass', named: string): StrategyProblem {
  return problem(path, code, `${code === 'unknownService' ? 'service' : 'class'} ${named} does not exist`);
}
