/** Door of the calls after a visit. */
export { FollowUpFigures } from './follow-up-figures.tsx';
export { FollowUpRow } from './follow-up-row.tsx';
export { FollowUpSheet } from './follow-up-sheet.tsx';
export { followUpsQuery } from './follow-ups.queries.ts';
export { followUpsText } from './follow-ups.text.ts';
