import { InvalidProblem } from '../model/index.ts';
import { startSolve, type Budget } from '../service/index.ts';
import type { Resolve } from './price-requests.ts';

/**
 * Solves again with the roster engine, starting from the roster given (or from the published one when changes to that
 * cost). A budget of iterations makes prices repeatable.
 */
export function resolveBySolver(budget: Budget, seed = 1): Resolve {
  return async (problem, start) => {
    const published = problem.published ?? { roster: start, changeCost: 0 };
    try {
      const { roster } = await startSolve({ ...problem, published }, { budget, seed }).done;
      return roster;
    } catch (error) {
      if (error instanceof InvalidProblem) return null;
      throw error;
    }
  };
}
