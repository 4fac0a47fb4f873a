import { loadPast } from './growth-load.ts';
import { lobbyPlan, measureLobby } from './lobby.ts';
import { round } from './statistics.ts';
import { buildWorld } from './world.ts';

/**
 * `lobby` on an empty bank and again with a long past: 10 million tickets of 50 branches over 400 days. What a command costs must
 * not grow with what lies behind it. The two runs are alike in everything but the past, and follow each other on one machine.
 */
export async function growth(options: {
  seconds: number;
  tickets: number;
}): Promise<Record<string, unknown>> {
  const empty = await measureOn(options, null);
  const grown = await measureOn(options, options.tickets);
  const ratio = Number(grown['commandsPerSecond']) / Number(empty['commandsPerSecond']);
  return {
    bench: 'growth',
    ratioToEmpty: round(ratio, 3),
    emptyPerSecond: empty['commandsPerSecond'],
    grownPerSecond: grown['commandsPerSecond'],
    emptyP99Ms: empty['p99Ms'],
    grownP99Ms: grown['p99Ms'],
    lost: [empty['lost'], grown['lost']],
    duplicates: [empty['duplicates'], grown['duplicates']],
    past: grown['past'],
  };
}

async function measureOn(
  options: { seconds: number },
  tickets: number | null,
): Promise<Record<string, unknown>> {
  const world = await buildWorld(lobbyPlan());
  try {
    const past =
      tickets === null
        ? null
        : await loadPast(world, {
            tickets,
            ticketsPerDay: 500,
            until: new Date().toISOString().slice(0, 8) + '01',
          });
    return { ...(await measureLobby(world, { seconds: options.seconds, floor: false })), past };
  } finally {
    await world.close();
  }
}
