import { assistEndpoints, assistErrors, assistEvents, assistTopics } from './hall/assist.ts';
import { positionEndpoints, positionErrors, positionEvents, positionTopics } from './hall/positions.ts';
import { liveEndpoints, liveEvents, liveTopics } from './hall/live.ts';
import { overviewEndpoints, overviewTopics } from './hall/overview.ts';
import { serviceEndpoints, serviceErrors, serviceEvents, serviceTopics } from './hall/service.ts';
import { worklogEndpoints, worklogErrors, worklogEvents } from './hall/worklog.ts';

/** The hall's wire: split by matter for reading; this is the door. */
export { BranchPulse, StaffOnDuty } from './hall/live.ts';
export { Overview, PulseSort, PulseView, hasFigures } from './hall/overview.ts';
export { AssistCall, AssistOutcome, AssistReason, assistDefaults } from './hall/assist.ts';
export {
  CallUp,
  DutyPeriod,
  LoadTier,
  Position,
  PositionKind,
  TierPlan,
  positionDefaults,
} from './hall/positions.ts';
export {
  Diversion,
  DiversionChannel,
  DiversionReason,
  DiversionResult,
  FlowStep,
  ServiceFlow,
  ServiceSummary,
  reasonsOf,
} from './hall/service.ts';
export {
  Incident,
  IncidentKind,
  PatrolItem,
  PatrolRound,
  Worklog,
  WorklogFigures,
  WorklogNotes,
  WorklogPart,
  WorklogState,
  worklogDefaults,
} from './hall/worklog.ts';

export const hallErrors = { ...assistErrors, ...serviceErrors, ...positionErrors, ...worklogErrors };
export const hallEvents = {
  ...liveEvents,
  ...assistEvents,
  ...serviceEvents,
  ...positionEvents,
  ...worklogEvents,
};
export const hallTopics = {
  ...liveTopics,
  ...overviewTopics,
  ...assistTopics,
  ...serviceTopics,
  ...positionTopics,
};
export const hallEndpoints = {
  ...liveEndpoints,
  ...overviewEndpoints,
  ...assistEndpoints,
  ...serviceEndpoints,
  ...positionEndpoints,
  ...worklogEndpoints,
};
