export { HallMemory } from './hall-memory.ts';
export { schemaOf, waitFeatures, type WaitScene, type WaitSchema } from './wait-features.ts';
export {
  fitWaitModel,
  predictWait,
  type WaitExample,
  type WaitModel,
  type WaitPlan,
  type WaitQuantiles,
} from './wait-model.ts';
export { predictLiveWait, type LiveQueue, type LiveWait, type LiveWindow } from './live-wait.ts';
export { WaitCalibrator } from './calibrator.ts';
