export { usePositions, useTakePositions } from './positions.live.ts';
export { positionText } from './positions.text.ts';
export { ArrangeSheet } from './arrange-sheet.tsx';
export { CallUpRow } from './call-up-row.tsx';
export { DutyTimeline } from './duty-timeline.tsx';
export { LoadStrip } from './load-strip.tsx';
export { PlanSheet } from './plan-sheet.tsx';
export { PositionGroups } from './position-groups.tsx';
