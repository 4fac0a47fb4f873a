export { useDisplayBoard } from './queue-display.live.ts';
export { TerminalTrouble } from './terminal-trouble.tsx';
export { isNumbered } from './window-label.ts';
