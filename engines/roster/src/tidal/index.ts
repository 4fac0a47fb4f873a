export type * from './types.ts';
export { planTidalMoves } from './plan-moves.ts';
export {
  InvalidTidalInput,
  tidalProblems,
  type TidalProblem,
  type TidalProblemCode,
} from './tidal-problem.ts';
