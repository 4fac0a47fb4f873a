import type { StrategyDocument, StrategyNeed, StrategyTest } from '@huiting/contracts/queue';
import { runTestCase, validateStrategy } from '@huiting/queueing/strategy';
import type { QueueStrategy, StrategyProblem, TestCaseOutcome } from '@huiting/queueing/strategy';
import type { Catalog } from './queue.catalog.domain.ts';
import { looksAt } from './queue.setup.domain.ts';
import { mappingOf, profilesInReach } from './queue.windows.domain.ts';

/** The wire's document as the engine takes it: the same, under the next number. */
export function asStrategy(document: StrategyDocument, version: number): QueueStrategy {
  return { ...document, version } as QueueStrategy;
}

export interface Verdict {
  readonly problems: readonly StrategyProblem[];
  readonly needs: readonly StrategyNeed[];
}

/** What keeps a strategy from this branch: mistakes of the document, and what the branch's windows and services need of it. */
export function judgeStrategy(catalog: Catalog, strategy: QueueStrategy): Verdict {
  const problems = validateStrategy(
    strategy,
    catalog.services.map(({ code }) => code),
  );
  return { problems, needs: needsOf(catalog, strategy) };
}

export function isPublishable({ problems, needs }: Verdict): boolean {
  return problems.length === 0 && needs.every(({ severity }) => severity !== 'error');
}

function needsOf(catalog: Catalog, strategy: QueueStrategy): StrategyNeed[] {
  const has = new Set(strategy.profiles.map(({ code }) => code));
  const missing = new Set(
    catalog.branch.windows
      .flatMap((window) => profilesInReach(catalog, window))
      .filter((code) => !has.has(code)),
  );
  const uncalled = catalog.services.filter(
    ({ code }) =>
      catalog.terms.get(code)!.offered &&
      !catalog.branch.windows.some((window) => {
        const { serviceCodes, profileCode } = mappingOf(catalog, window);
        return serviceCodes.includes(code) && looksAt(strategy, profileCode, code);
      }),
  );
  return [
    ...[...missing].map((subject): StrategyNeed => ({ code: 'profileInUse', severity: 'error', subject })),
    ...uncalled.map(({ code }): StrategyNeed => ({
      code: 'serviceNotCalled',
      severity: 'warning',
      subject: code,
    })),
  ];
}

/** Test cases that do not hold, with who would be called instead. */
export function failingTests(
  strategy: QueueStrategy,
  tests: readonly StrategyTest[],
): { id: string; called: TestCaseOutcome['called'] }[] {
  return tests
    .map((one) => ({ id: one.id, ...runTestCase(strategy, one) }))
    .filter(({ passed }) => !passed)
    .map(({ id, called }) => ({ id, called }));
}
