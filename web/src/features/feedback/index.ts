/** Door of the bad-rating side of feedback; the evaluator has its own. */
export { useCases, useRatings } from './feedback.handling.live.ts';
export { handlingText } from './feedback.handling.text.ts';
export { RatingRows } from './handling/rating-rows.tsx';
export { casesInOrder, isSolved } from './feedback.handling.live.ts';
export { CaseRow } from './handling/case-row.tsx';
export { CaseSheet } from './handling/case-sheet.tsx';
