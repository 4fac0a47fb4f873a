import { accessEndpoints, accessErrors, accessEvents } from './access.ts';
import {
  appointmentEndpoints,
  appointmentErrors,
  appointmentEvents,
  appointmentTopics,
} from './appointment.ts';
import type { ApprovalKind } from './core/approval.ts';
import type { Endpoint } from './core/endpoint.ts';
import type { ErrorDefinition } from './core/errors.ts';
import { platformErrors } from './core/errors.ts';
import type { EventType } from './core/event.ts';
import type { Topic } from './core/topic.ts';
import {
  consentEndpoints,
  customerEndpoints,
  customerErrors,
  customerEvents,
  customerTopics,
  dueBusinessEvents,
  relationshipEvents,
} from './customer.ts';
import { fileEndpoints, fileErrors } from './files.ts';
import { firstRunEndpoints, firstRunErrors } from './first-run.ts';
import { dueBusinessEndpoints, dueBusinessErrors } from './customer/due-business.ts';
import { relationshipEndpoints, relationshipErrors } from './customer/relationships.ts';
import { feedbackEndpoints, feedbackErrors, feedbackEvents, feedbackTopics } from './feedback.ts';
import { hallEndpoints, hallErrors, hallEvents, hallTopics } from './hall.ts';
import {
  organizationEditingEndpoints,
  organizationEndpoints,
  organizationErrors,
  organizationEvents,
} from './organization.ts';
import { floorPlanEndpoints } from './organization/floor-plan.ts';
import { formatEndpoints } from './organization/formats.ts';
import { unitEndpoints } from './organization/units.ts';
import { clockErrors, platformEndpoints } from './platform.ts';
import { keyEndpoints, keyErrors } from './platform/keys.ts';
import { privacyEndpoints, privacyErrors, privacyEvents } from './privacy.ts';
import { displayEndpoints, queueEndpoints, queueErrors, queueEvents, queueTopics } from './queue.ts';
import { queueMachineEndpoints } from './queue/machine.ts';
import { oneStopEndpoints } from './queue/one-stop.ts';
import { staffEndpoints, staffErrors, staffEvents } from './staff.ts';
import { systemEndpoints, systemErrors, systemEvents } from './system.ts';
import { workflowEndpoints, workflowErrors, workflowEvents, workflowTopics } from './workflow.ts';

/** Everything that crosses the wire, per room. The gates and the OpenAPI document read these lists. */
export const endpointsByRoom = {
  platform: { ...platformEndpoints, ...firstRunEndpoints, ...fileEndpoints, ...keyEndpoints },
  organization: {
    ...organizationEndpoints,
    ...organizationEditingEndpoints,
    ...formatEndpoints,
    ...floorPlanEndpoints,
    ...unitEndpoints,
  },
  access: accessEndpoints,
  staff: staffEndpoints,
  workflow: workflowEndpoints,
  system: systemEndpoints,
  customer: { ...customerEndpoints, ...consentEndpoints, ...relationshipEndpoints, ...dueBusinessEndpoints },
  queue: { ...queueEndpoints, ...displayEndpoints, ...queueMachineEndpoints, ...oneStopEndpoints },
  appointment: appointmentEndpoints,
  feedback: feedbackEndpoints,
  hall: hallEndpoints,
  privacy: privacyEndpoints,
};
export const allEndpoints: readonly Endpoint[] = Object.values(endpointsByRoom).flatMap(
  (group) => Object.values(group) as Endpoint[],
);

export const allErrors = {
  ...platformErrors,
  ...clockErrors,
  ...keyErrors,
  ...firstRunErrors,
  ...fileErrors,
  ...organizationErrors,
  ...accessErrors,
  ...staffErrors,
  ...workflowErrors,
  ...systemErrors,
  ...customerErrors,
  ...relationshipErrors,
  ...dueBusinessErrors,
  ...queueErrors,
  ...appointmentErrors,
  ...feedbackErrors,
  ...hallErrors,
  ...privacyErrors,
} satisfies Record<string, ErrorDefinition>;
export type ErrorCode = keyof typeof allErrors;

export const allEvents: readonly EventType[] = [
  ...Object.values(organizationEvents),
  ...Object.values(accessEvents),
  ...Object.values(staffEvents),
  ...Object.values(workflowEvents),
  ...Object.values(systemEvents),
  ...Object.values(customerEvents),
  ...Object.values(relationshipEvents),
  ...Object.values(dueBusinessEvents),
  ...Object.values(queueEvents),
  ...Object.values(appointmentEvents),
  ...Object.values(feedbackEvents),
  ...Object.values(hallEvents),
  ...Object.values(privacyEvents),
] as EventType[];

/** Every kind of approval that these events can ask for, each once. */
export const approvalKindsOf = (events: readonly EventType[]): ApprovalKind[] => [
  ...new Set(events.flatMap(({ asks }) => (asks === undefined ? [] : [asks.kind]))),
];

export const allTopics: readonly Topic[] = [
  ...Object.values(workflowTopics),
  ...Object.values(customerTopics),
  ...Object.values(queueTopics),
  ...Object.values(appointmentTopics),
  ...Object.values(feedbackTopics),
  ...Object.values(hallTopics),
] as Topic[];
