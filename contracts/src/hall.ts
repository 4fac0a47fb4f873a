import { assistEndpoints, assistErrors, assistEvents, assistTopics } from './hall/assist.ts';
import { liveEndpoints, liveEvents, liveTopics } from './hall/live.ts';
import { serviceEndpoints, serviceErrors, serviceEvents, serviceTopics } from './hall/service.ts';

/** The hall's wire: split by matter for reading; this is the door. */
export { BranchPulse, StaffOnDuty } from './hall/live.ts';
export { AssistCall, AssistOutcome, AssistReason, assistDefaults } from './hall/assist.ts';
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

export const hallErrors = { ...assistErrors, ...serviceErrors };
export const hallEvents = { ...liveEvents, ...assistEvents, ...serviceEvents };
export const hallTopics = { ...liveTopics, ...assistTopics, ...serviceTopics };
export const hallEndpoints = { ...liveEndpoints, ...assistEndpoints, ...serviceEndpoints };
