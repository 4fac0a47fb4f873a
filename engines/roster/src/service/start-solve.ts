import { Worker } from 'node:worker_threads';
import { InvalidProblem } from '../model/index.ts';
import type { Roster, RosterProblem } from '../model/index.ts';
import type { Board } from '../solve/board.ts';
import { createBoard, rounding } from '../solve/board.ts';
import type { Budget, Progress, Solution, WorkerReport, WorkerTask } from './messages.ts';

export interface SolveOptions {
  readonly budget: Budget;
  readonly seed?: number;
  /** Called with each better roster's cost or bound, at most about ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
}

/** A running solve. The process that asks stays free: the work is in worker threads. */
export interface SolveRun {
  /** Best roster so far, or null before the first. */
  best(): Roster | null;
  progress(): Progress;
  /** Ends soon after; `done` then resolves with the best roster so far. */
  cancel(): void;
  /** Rejects with `InvalidProblem` when no legal roster exists or none was found. */
  readonly done: Promise<Solution>;
}

const lookEveryMs = 50;

export function startSolve(problem: RosterProblem, { budget, seed = 1, onProgress }: SolveOptions): SolveRun {
  const startedAt = now();
  const rows = new Int16Array(problem.staff.length * problem.horizon.days);
  const board = createBoard(rows.length);
  let cost = Infinity;
  let bound = -Infinity;
  let secondsToBest = 0;
  let isCancelled = false;

  const progress = (): Progress => ({
    cost: board.cost,
    bound: board.bound,
    gap: gapOf(board),
    seconds: (now() - startedAt) / 1000,
  });
  const look = () => {
    if (board.cost === cost && board.bound === bound) return;
    if (board.cost !== cost) secondsToBest = (now() - startedAt) / 1000;
    cost = board.cost;
    bound = board.bound;
    onProgress?.(progress());
  };
  const timer = setInterval(look, lookEveryMs);

  async function run(): Promise<Solution> {
    try {
      const task = { problem, budget, startedAt, shared: board.shared };
      // Two workers exchange rosters whenever one is better, so only one alone can be repeated exactly.
      const [iterations = 0] = await Promise.all(
        'iterations' in budget
          ? [work({ ...task, seed, role: 'alone' })]
          : [work({ ...task, seed, role: 'anneal' }), work({ ...task, seed: seed + 1, role: 'columns' })],
      );
      look();
      if (board.take(rows, Infinity) === Infinity) throw new Error('the search ended without a roster');
      const end = progress();
      const isOptimal = end.gap === 0;
      return {
        ...end,
        roster: decode(problem, rows),
        secondsToBest,
        iterations,
        stoppedBy: isOptimal ? 'optimal' : isCancelled ? 'cancelled' : 'budget',
      };
    } finally {
      // When one worker fails, the other ends too.
      board.cancel();
      clearInterval(timer);
    }
  }

  return {
    best: () => (board.take(rows, Infinity) === Infinity ? null : decode(problem, rows)),
    progress,
    cancel() {
      isCancelled = true;
      board.cancel();
    },
    done: run(),
  };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

function gapOf({ cost, bound }: Board): number | null {
  if (cost === Infinity || bound === -Infinity) return null;
  return cost - bound < rounding ? 0 : (cost - bound) / cost;
}

function work(task: WorkerTask): Promise<number> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), {
      workerData: task,
      // Far above what a year of 150 people needs; it makes the collector tidy up in time.
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 48 },
    });
    let report: WorkerReport | null = null;
    worker.on('message', (message: WorkerReport) => {
      report = message;
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      if (report === null) reject(new Error(`a roster worker ended with code ${code}`));
      else if (report.kind === 'invalid') reject(new InvalidProblem(report.issues));
      else resolve(report.iterations);
    });
  });
}

function decode({ shiftTypes, horizon, staff }: RosterProblem, rows: Int16Array): Roster {
  return staff.map((_, n) =>
    Array.from(rows.subarray(n * horizon.days, (n + 1) * horizon.days), (value) =>
      value === 0 ? null : shiftTypes[value - 1]!.id,
    ),
  );
}
