export type * from './port.ts';
export { createPeripheralSimulator, type PeripheralSimulator } from './simulator.ts';
export { printSlipPage, slipHtml } from './slip-page.ts';
export {
  PeripheralsProvider,
  usePeripherals,
  usePeripheralState,
  useReading,
} from './peripherals-context.tsx';
