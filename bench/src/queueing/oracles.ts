import { agrees, publishedOracles, simulatedOracles } from '@huiting/queueing/oracles';

/**
 * `npm run bench -- queueing-oracles`: every published value beside ours, and what the general simulator finds for the same
 * systems, with 99 % intervals over 24 replications.
 */
export async function queueingOracles(): Promise<Record<string, unknown>> {
  const published = publishedOracles();
  const simulated = simulatedOracles({ replications: 24, customers: 150_000, seed: 1 });
  return {
    bench: 'queueing-oracles',
    values: published.length,
    valuesRight: published.filter(agrees).length,
    wrong: published.filter((oracle) => !agrees(oracle)),
    simulated: simulated.length,
    simulatedInside: simulated.filter(({ isInside }) => isInside).length,
    intervals: Object.fromEntries(
      simulated.map(({ name, theory, estimate }) => [
        name,
        [estimate.low, theory, estimate.high].map(sixDigits),
      ]),
    ),
  };
}

function sixDigits(value: number): number {
  return Number(value.toPrecision(6));
}
