import type { StrategyProblem } from './types.ts'

/** placeholder while the checks are being written: finds nothing. */
export function validateStrategy(_doc: unknown, _knownServices?: readonly string[]): StrategyProblem[] {
  return []
}
