import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRoster } from '@huiting/roster/check';
import { createProblem } from '@huiting/roster/model';
import { startSolve } from '@huiting/roster/service';
import { UsageError } from '../run-bounded.ts';
import { readInstance } from './read-instance.ts';

/** Even instances; the odd ones are for trying what was never looked at while building. */
const everyInstance = '2,4,6,8,10,12,14,16,18,20,22,24';

/** One line per instance of the public shift-scheduling benchmark, all with the same settings. */
export async function* roster(options: {
  readonly seconds: number;
  readonly dir: string;
  readonly instances: string;
}): AsyncGenerator<Record<string, unknown>> {
  const known = readBestKnown(options.dir);
  for (const instance of (options.instances || everyInstance).split(',')) {
    const file = join(options.dir, `Instance${instance}.txt`);
    if (!existsSync(file))
      throw new UsageError(`There is no ${file}; --dir names the folder of the instances.`);
    const problem = createProblem(readInstance(readFileSync(file, 'utf8')));
    let rss = 0;
    const watch = setInterval(() => (rss = Math.max(rss, process.memoryUsage.rss())), 100);
    const run = startSolve(problem, { budget: { seconds: options.seconds } });
    const solution = await run.done.finally(() => clearInterval(watch));
    const { cost, violations } = checkRoster(problem, solution.roster);
    if (Math.abs(cost - solution.cost) > 1e-6)
      throw new Error(`instance ${instance}: the checker counts ${cost}, the solver ${solution.cost}`);
    const bestKnown = known.get(instance) ?? null;
    yield {
      instance: Number(instance),
      objective: cost,
      bestKnown,
      gap: bestKnown === null ? null : round((cost - bestKnown) / bestKnown, 4),
      bound: Number.isFinite(solution.bound) ? round(solution.bound, 2) : null,
      secondsToBest: round(solution.secondsToBest, 1),
      seconds: round(solution.seconds, 1),
      hardViolations: violations.length,
      rssMb: Math.round(rss / 1e6),
    };
  }
}

function readBestKnown(dir: string): Map<string, number> {
  const file = join(dir, 'best-known.csv');
  if (!existsSync(file)) return new Map();
  const [, ...rows] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return new Map(rows.map((row) => row.split(',')).map(([instance = '', best]) => [instance, Number(best)]));
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
