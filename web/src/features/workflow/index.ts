export { inOrder, useAlerts } from './workflow.live.ts';
export { workflowText } from './workflow.text.ts';
export { AlertRow } from './components/alert-row.tsx';
export { useInbox } from './workflow.inbox.live.ts';
export { inboxText } from './workflow.inbox.text.ts';
export { approvalQuery, type ApprovalRef } from './workflow.inbox.queries.ts';
export { ApprovalView } from './components/approval-view.tsx';
export { ApplicationList, MessageList, TodoList, type InboxTab } from './components/inbox-lists.tsx';
