import { floorCommand, readSample, runFloor } from './queue-floor.ts';
import type { World } from './world.ts';

const workers = 32;

/** The floor under `lobby`: as many workers over as many branches. */
export async function measureFloor(world: World, seconds: number): Promise<number> {
  const sample = await readSample(world, 'queue.start', 'ticket.started');
  return runFloor(world, seconds, workers, (pool, turn) =>
    floorCommand(pool, world.branches[turn % world.branches.length]!.id, sample, null),
  );
}
