export { BranchGate, useBranch, type CurrentBranch } from './hall.branch.tsx';
export { usePulse } from './hall.live.ts';
export { branchQuery, hallKeys, staffOnDutyQuery } from './hall.queries.ts';
export { hallText } from './hall.text.ts';
export { HallStrip } from './components/hall-strip.tsx';
export { WindowsPanel } from './plan/windows-panel.tsx';
export { StaffSheet } from './components/staff-list.tsx';
