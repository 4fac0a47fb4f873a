export { inOrder, useAlerts } from './workflow.live.ts';
export { workflowText } from './workflow.text.ts';
export { AlertRow } from './components/alert-row.tsx';
