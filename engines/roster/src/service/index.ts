export { startSolve } from './start-solve.ts';
export type { SolveOptions, SolveRun } from './start-solve.ts';
export type { Budget, Progress, Solution } from './messages.ts';
