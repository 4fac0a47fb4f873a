export type * from './types.ts';
export { checkRoster, listRowViolations, listViolations, scoreTerms } from './check-roster.ts';
export { holds } from './facts.ts';
