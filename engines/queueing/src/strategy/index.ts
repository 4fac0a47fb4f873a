export type * from './types.ts';
export type * from './call-types.ts';
export { positionAfter, positionAt, positionBefore, waitedMinutes } from './positions.ts';
export { restorePosition } from './restore-position.ts';
export { classOf, creditOf, overdueMinutes } from './credit.ts';
export { classify } from './classify.ts';
export { runTestCase, type StrategyTestCase, type TestCaseOutcome } from './run-test-case.ts';
export { chooseNext } from './choose-next.ts';
export { rank } from './rank.ts';
export { aheadOf, whoIsAhead } from './ahead-of.ts';
export {
  findOrderViolation,
  type OrderCheckInput,
  type OrderViolation,
  type OrderViolationCode,
} from './find-order-violation.ts';
export type { StrategyProblem, StrategyProblemCode } from './strategy-problem.ts';
export { validateStrategy } from './validate-strategy.ts';
export { defaultStrategy, DEFAULT_SERVICE_CODES } from './default-strategy.ts';
