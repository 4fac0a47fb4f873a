export { callsInOrder, isUnended, meanAnswer, useAssistCalls } from './assist.live.ts';
export { assistText } from './assist.text.ts';
export { AssistRow } from './assist-row.tsx';
