/** The queue's wire: split in files for reading; this is the door. */
export * from './queue/model.ts';
export * from './queue/errors.ts';
export * from './queue/events.ts';
export * from './queue/topics.ts';
export * from './queue/endpoints.ts';
export * from './queue/setup.ts';
export * from './queue/advice.ts';
export * from './queue/elsewhere.ts';
export * from './queue/context.ts';
export * from './queue/fairness.ts';
// Apart from what every surface asks: `queue/machine`, `queue/one-stop`.
export * from './queue/strategy.ts';
export * from './queue/trial.ts';
export * from './queue/displays.ts';
export * from './queue/display-endpoints.ts';
