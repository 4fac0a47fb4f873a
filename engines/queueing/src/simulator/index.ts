export type * from './model.ts';
export type { Distribution } from './distribution.ts';
export type { Outcome, WaitWatcher } from './hall.ts';
export type { Figures, HallResult } from './results.ts';
export { simulate } from './simulate.ts';
export { compareModels, estimateOf, replicate, type Estimate, type ReplicationPlan } from './replicate.ts';
