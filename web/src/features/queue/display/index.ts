export { useDisplayBoard } from './display.live.ts';
export { TerminalTrouble } from './terminal-trouble.tsx';
export { isNumbered } from './display.label.domain.ts';
