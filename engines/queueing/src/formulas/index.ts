export {
  erlangB,
  erlangC,
  loadOf,
  servedWithinC,
  type DelayFigures,
  type Demand,
  type Overloaded,
  type Staffed,
} from './erlang.ts';
export { erlangA, servedWithinA, type AbandonFigures, type Impatient } from './erlang-a.ts';
export { cobhamWaits } from './cobham.ts';
export { betaFor, halfinWhitt, squareRootServers } from './square-root.ts';
export {
  requiredServers,
  type OutOfReach,
  type RequiredInput,
  type Requirement,
  type StaffingTarget,
} from './required-servers.ts';
export {
  offeredLoad,
  planServers,
  type PlanInput,
  type PlannedInterval,
  type StaffingMethod,
  type VaryingDemand,
} from './time-varying.ts';
