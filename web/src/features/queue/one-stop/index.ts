export { FlexibleCounter } from './flexible-counter.tsx';
export { OneStopList } from './one-stop-list.tsx';
export { OneStopSheet } from './one-stop-sheet.tsx';
