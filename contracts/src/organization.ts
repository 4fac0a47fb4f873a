/** The organization's wire, split for reading; this is the door. */
export * from './organization/model.ts';
export * from './organization/stages.ts';
export * from './organization/errors.ts';
export * from './organization/events.ts';
export * from './organization/endpoints.ts';
export * from './organization/editing.ts';
export { Deviation, FormatStandard, StandardDevice, StandardVersion } from './organization/formats.ts';
export { FloorPlan, PlanProblem } from './organization/floor-plan.ts';
export {
  applicationFiles,
  ApplicationKind,
  ApplicationState,
  BranchApplication,
  BranchChange,
  NewBranch,
} from './organization/applications.ts';
