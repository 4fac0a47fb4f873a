export {
  deskOf,
  lanesOf,
  serviceOf,
  waitOf,
  windowLook,
  windowOfStaff,
  type Desk,
  type Lane,
} from './queue.desk.ts';
export { useBoard, useTakeAnswer } from './queue.live.ts';
export { queueText } from './queue.text.ts';
export { AsideRows, QueueRows } from './components/queue-rows.tsx';
export { ReasonSheet, type ReasonKey } from './components/reason-sheet.tsx';
export { TicketTags, WaitDigits } from './components/ticket-tags.tsx';
export { TransferSheet } from './components/transfer-sheet.tsx';
export { IssuedSheet, IssueSheet } from './components/issue-sheet.tsx';
export { Lane as LaneColumn } from './components/lane.tsx';
export { TicketSheet } from './components/ticket-sheet.tsx';
export { WindowGrid } from './components/window-grid.tsx';
export { WindowSheet } from './components/window-sheet.tsx';
