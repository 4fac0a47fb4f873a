export type * from './types.ts';
export { checkRoster, listViolations } from './check-roster.ts';
