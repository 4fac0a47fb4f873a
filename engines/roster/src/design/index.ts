export type * from './types.ts';
export { designShifts } from './design-shifts.ts';
export { shiftTypesOf } from './shift-types.ts';
export { designIssues, InvalidDesign, type DesignIssue, type DesignIssueCode } from './design-problem.ts';
