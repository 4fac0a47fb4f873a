export { CareFile } from './care-file.tsx';
export { HandoverLines, LastContact, PlanTag } from './care-parts.tsx';
export { HandoverSheet } from './handover-sheet.tsx';
export { careListQuery, handoversQuery, managersQuery } from './care.queries.ts';
export { careText } from './care.text.ts';
