import { Post } from './posts.ts';
import { changeEndpoints, changeErrors, changeFacts } from './staff/changes.ts';
import { gradeEndpoints, gradeErrors, gradeFacts } from './staff/grades.ts';
import { leaveEndpoints, leaveErrors, leaveFacts } from './staff/leave.ts';
import { postEndpoints, postErrors } from './staff/posts.ts';
import { profileEndpoints } from './staff/profile.ts';
import { registerEndpoints, registerErrors, registerFacts } from './staff/register.ts';
import { rotationEndpoints, rotationErrors, rotationFacts } from './staff/rotation.ts';
import { teamEndpoints, teamErrors } from './staff/teams.ts';

export { Post };
export * from './staff/changes.ts';
export * from './staff/grades.ts';
export * from './staff/leave.ts';
export * from './staff/posts.ts';
export * from './staff/profile.ts';
export * from './staff/register.ts';
export * from './staff/rotation.ts';
export * from './staff/teams.ts';

export const staffErrors = {
  ...registerErrors,
  ...postErrors,
  ...changeErrors,
  ...rotationErrors,
  ...leaveErrors,
  ...teamErrors,
  ...gradeErrors,
};
export const staffEvents = {
  ...registerFacts,
  ...changeFacts,
  ...rotationFacts,
  ...leaveFacts,
  ...gradeFacts,
};
export const staffEndpoints = {
  ...registerEndpoints,
  ...postEndpoints,
  ...changeEndpoints,
  ...rotationEndpoints,
  ...leaveEndpoints,
  ...teamEndpoints,
  ...gradeEndpoints,
  ...profileEndpoints,
};
