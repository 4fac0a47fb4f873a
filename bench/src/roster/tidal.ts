import { createTidalCluster, simulateCluster } from '@huiting/roster/sample';
import { planTidalMoves } from '@huiting/roster/tidal';
import { percentile, round } from '../statistics.ts';

const branches = 20;
const runs = 200;

/**
 * Moves over 20 generated branches: how long the plan takes, what it promises and what a simulation that shares no
 * code with it finds. The peer: each branch opens windows with its own people only, as a branch without neighbours.
 */
export async function tidal({ rounds }: { readonly rounds: number }): Promise<Record<string, unknown>> {
  const milliseconds: number[] = [];
  const cpu: number[] = [];
  const total = { before: 0, promised: 0, alone: 0, moves: 0, simulatedBefore: 0, simulatedAfter: 0 };
  for (let seed = 1; seed <= rounds; seed += 1) {
    const input = createTidalCluster({ seed, branches });
    const begin = performance.now();
    const busy = process.cpuUsage();
    const plan = planTidalMoves(input);
    milliseconds.push(performance.now() - begin);
    const { user, system } = process.cpuUsage(busy);
    cpu.push((user + system) / 1_000);
    total.before += plan.before.reduce((sum, { waitingMinutes }) => sum + waitingMinutes, 0);
    total.promised += plan.savedMinutes;
    total.moves += plan.moves.length;
    total.alone += planTidalMoves({ ...input, travel: [] }).savedMinutes;
    total.simulatedBefore += simulateCluster(input, [], { runs, seed });
    total.simulatedAfter += simulateCluster(input, plan.moves, { runs, seed });
  }
  const share = (minutes: number, of: number): number => round(minutes / of, 3);
  return {
    bench: 'tidal',
    branches,
    clusters: rounds,
    worstMs: Math.round(Math.max(...milliseconds)),
    medianMs: percentile(milliseconds, 0.5),
    worstCpuMs: Math.round(Math.max(...cpu)),
    movesPerCluster: total.moves / rounds,
    waitingMinutesBefore: Math.round(total.before / rounds),
    savedShare: share(total.promised, total.before),
    savedShareAlone: share(total.alone, total.before),
    simulatedSavedShare: share(total.simulatedBefore - total.simulatedAfter, total.simulatedBefore),
    promisedToSimulated: share(total.promised, total.simulatedBefore - total.simulatedAfter),
  };
}
