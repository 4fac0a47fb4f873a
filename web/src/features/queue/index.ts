export {
  deskOf,
  lanesOf,
  serviceOf,
  waitOf,
  windowLook,
  windowOfStaff,
  type Desk,
} from './queue.desk.domain.ts';
export { useBoard, useTakeAnswer } from './queue.live.ts';
export { queueText } from './queue.text.ts';
export { CallContextLines } from './components/call-context.tsx';
export { AsideRows, QueueRows } from './components/queue-rows.tsx';
export { ReasonSheet } from './components/reason-sheet.tsx';
export { TicketTags } from './components/ticket-tags.tsx';
export { TransferSheet } from './components/transfer-sheet.tsx';
export { IssuedSheet, IssueSheet } from './components/issue-sheet.tsx';
export { Lane as LaneColumn } from './components/lane.tsx';
export { TicketSheet } from './components/ticket-sheet.tsx';
export { WindowGrid } from './components/window-grid.tsx';
export { WindowSheet } from './components/window-sheet.tsx';
export { myDayQuery } from './queue.queries.ts';
