import { problem, type StrategyProblem } from './strategy-problem.ts';

type Check = (value: unknown, path: string, problems: StrategyProblem[]) => void;

const text: Check = must('a non-empty text', (value) => typeof value === 'string' && value !== '');
const number: Check = must('a finite number', (value) => Number.isFinite(value));
const truth: Check = must('true or false', (value) => typeof value === 'boolean');
const codeSet: Check = (value, path, problems) =>
  value === 'any' ? undefined : listOf(text)(value, path, problems);

const strategy = object({
  version: must('a whole number from 1', (value) => Number.isSafeInteger(value) && (value as number) >= 1),
  name: text,
  classes: listOf(
    object({
      code: text,
      name: text,
      nameEn: text,
      startingCredit: number,
      creditPerMinute: number,
      guaranteedWaitMinutes: (value, path, problems) =>
        value === null ? undefined : number(value, path, problems),
    }),
  ),
  rules: listOf(
    object({
      id: text,
      when: object({
        serviceCodes: optional(listOf(text)),
        customerTiers: optional(listOf(text)),
        booking: optional(listOf(oneOf('early', 'onTime', 'late', 'none'))),
        elderOrDisabled: optional(truth),
        languages: optional(listOf(text)),
        channels: optional(listOf(oneOf('kiosk', 'pad', 'h5', 'api'))),
      }),
      classCode: text,
      note: optional(must('a text', (value) => typeof value === 'string')),
    }),
  ),
  profiles: listOf(
    object({
      code: text,
      name: text,
      nameEn: text,
      tiers: listOf(object({ serviceCodes: codeSet, classCodes: optional(codeSet) })),
      helpOut: listOf(
        object({
          when: object({
            serviceCode: optional(text),
            classCode: optional(text),
            waitMinutesOver: optional(number),
            waitingOver: optional(number),
          }),
          serviceCodes: codeSet,
          rank: oneOf('before', 'after'),
        }),
      ),
    }),
  ),
});

/**
 * Everything in which `doc`, read from a file or the network, is not a `QueueStrategy`. A field
 * nobody knows is a problem too: a misspelt condition would otherwise hold for everybody.
 */
export function shapeProblems(doc: unknown): StrategyProblem[] {
  const problems: StrategyProblem[] = [];
  strategy(doc, '', problems);
  return problems;
}

function must(what: string, holds: (value: unknown) => boolean): Check {
  return (value, path, problems) => {
    if (!holds(value)) problems.push(problem(path, 'shape', `${path || 'the strategy'} must be ${what}`));
  };
}

function oneOf(...values: string[]): Check {
  return must(`one of ${values.join(', ')}`, (value) => typeof value === 'string' && values.includes(value));
}

function optional(check: Check): Check {
  return (value, path, problems) => (value === undefined ? undefined : check(value, path, problems));
}

function listOf(check: Check): Check {
  return (value, path, problems) => {
    if (!Array.isArray(value)) return must('a list', () => false)(value, path, problems);
    for (const [index, item] of value.entries()) check(item, `${path}[${index}]`, problems);
  };
}

function object(fields: Record<string, Check>): Check {
  return (value, path, problems) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return must('an object', () => false)(value, path, problems);
    const at = (key: string): string => (path === '' ? key : `${path}.${key}`);
    for (const [key, check] of Object.entries(fields))
      check((value as Record<string, unknown>)[key], at(key), problems);
    for (const key of Object.keys(value)) {
      if (!Object.hasOwn(fields, key))
        problems.push(problem(at(key), 'shape', `${at(key)} is not a field of a strategy`));
    }
  };
}
