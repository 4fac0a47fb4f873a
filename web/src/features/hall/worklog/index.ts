export { myWorklogQuery, worklogKeys, worklogsQuery } from './worklog.queries.ts';
export { worklogText } from './worklog.text.ts';
export { IncidentSheet } from './incident-sheet.tsx';
export { PatrolSheet } from './patrol-sheet.tsx';
export { ReviewForm } from './review-form.tsx';
export { WorklogForm } from './worklog-form.tsx';
export { ReviewLine, WorklogTag, WorklogView } from './worklog-view.tsx';
