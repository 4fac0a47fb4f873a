export { agrees, publishedOracles, type Oracle } from './published.ts';
export { simulatedOracles, type SimulatedOracle, type SimulationEffort } from './simulated.ts';
