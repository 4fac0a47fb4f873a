import { parentPort, workerData } from 'node:worker_threads';
import { InvalidProblem } from '../model/index.ts';
import { createBoard } from '../solve/board.ts';
import { compile } from '../solve/compile.ts';
import { search } from '../solve/search.ts';
import type { WorkerReport, WorkerTask } from './messages.ts';

/** Entry of a worker thread: runs one part of a solve to its end and reports once. */
function run({ problem, seed, budget, role, startedAt, shared }: WorkerTask): WorkerReport {
  const board = createBoard(problem.staff.length * problem.horizon.days, shared);
  const elapsed = () => (performance.timeOrigin + performance.now() - startedAt) / 1000;
  const used =
    'seconds' in budget
      ? () => elapsed() / budget.seconds
      : (work: number) => (budget.iterations > 0 ? work / budget.iterations : 1);
  try {
    const compiled = compile(problem);
    return { kind: 'done', iterations: search(problem, compiled, { seed, used, board, role }) };
  } catch (error) {
    if (error instanceof InvalidProblem) return { kind: 'invalid', issues: error.issues };
    throw error;
  }
}

parentPort?.postMessage(run(workerData as WorkerTask));
