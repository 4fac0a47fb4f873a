import { printSlipPage, type Peripherals } from '../../lib/peripherals/index.ts';

/** A kiosk without a driver of its bank: slips go to the browser's printer, readers are absent. */
export const pagePrinter: Peripherals = {
  state: (kind) => (kind === 'printer' ? 'ready' : 'absent'),
  subscribe: () => () => {},
  onReading: () => () => {},
  print: printSlipPage,
};
