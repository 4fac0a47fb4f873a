import { Hall } from './hall.ts';
import type { WaitWatcher } from './hall.ts';
import type { HallModel } from './model.ts';
import { resultOf } from './results.ts';
import type { HallResult } from './results.ts';

/**
 * One run of a hall. The same model and seed give the same run on every machine; two models with the same arrivals and the
 * same seed meet the same customers at the same instants (common random numbers), whatever their strategies and windows.
 * @throws RangeError for a model that cannot be: spans that overlap, negative durations, a visit without a service.
 */
export function simulate(model: HallModel, seed: number, watcher: WaitWatcher | null = null): HallResult {
  const hall = new Hall(model, seed, watcher);
  hall.runToEnd();
  return resultOf(hall, (hall.now - model.from) / 60_000 - (model.warmUpMinutes ?? 0));
}
