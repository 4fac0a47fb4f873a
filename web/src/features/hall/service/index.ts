export { useHallService } from './service.live.ts';
export { serviceText } from './service.text.ts';
export { DiversionRow } from './diversion-row.tsx';
export { DiversionSheet } from './diversion-sheet.tsx';
export { FlowCard } from './flow-card.tsx';
export { ServiceStrip } from './service-strip.tsx';
export { StartFlowSheet } from './start-flow-sheet.tsx';
