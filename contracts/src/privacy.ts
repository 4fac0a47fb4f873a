import { requestEndpoints, requestErrors, requestEvents } from './privacy/requests.ts';
import { retentionEndpoints, retentionErrors } from './privacy/retention.ts';

/** The wire of what customers may ask about their data, and of how long data is kept; split by matter, this is the door. */
export {
  Correction,
  CorrectionField,
  LegalReason,
  PrivacyRequest,
  RequestKind,
  RequestState,
  requestDays,
} from './privacy/requests.ts';
export { Hold, RetentionKind, RetentionRun, RunLine } from './privacy/retention.ts';

export const privacyErrors = { ...requestErrors, ...retentionErrors };
export const privacyEvents = requestEvents;
export const privacyEndpoints = { ...requestEndpoints, ...retentionEndpoints };
