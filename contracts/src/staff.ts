import { Post } from './posts.ts';
import { changeEndpoints, changeErrors, changeFacts } from './staff/changes.ts';
import { leaveEndpoints, leaveErrors, leaveFacts } from './staff/leave.ts';
import { postEndpoints, postErrors } from './staff/posts.ts';
import { registerEndpoints, registerErrors, registerFacts } from './staff/register.ts';
import { rotationEndpoints, rotationErrors, rotationFacts } from './staff/rotation.ts';

export { Post };
export * from './staff/changes.ts';
export * from './staff/leave.ts';
export * from './staff/posts.ts';
export * from './staff/register.ts';
export * from './staff/rotation.ts';

export const staffErrors = {
  ...registerErrors,
  ...postErrors,
  ...changeErrors,
  ...rotationErrors,
  ...leaveErrors,
};
export const staffEvents = { ...registerFacts, ...changeFacts, ...rotationFacts, ...leaveFacts };
export const staffEndpoints = {
  ...registerEndpoints,
  ...postEndpoints,
  ...changeEndpoints,
  ...rotationEndpoints,
  ...leaveEndpoints,
};
