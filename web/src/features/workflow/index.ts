export { inOrder, useAlerts } from './workflow.live.ts';
export { workflowText } from './workflow.text.ts';
