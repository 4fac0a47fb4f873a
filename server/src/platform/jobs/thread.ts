import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';

/**
 * Runs a heavy pure computation in a thread of its own, so that no request waits for it. The module posts its answer once;
 * its input is `workerData`. What takes longer than `timeoutMs` is ended.
 */
export function runInThread<R>(module: URL, input: unknown, options: { timeoutMs: number }): Promise<R> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(module, { workerData: input, execArgv: [] });
    const timer = setTimeout(() => {
      void worker.terminate();
      reject(new AppError('platform.timed_out'));
    }, options.timeoutMs);
    worker.once('message', (answer: R) => {
      clearTimeout(timer);
      resolve(answer);
      void worker.terminate();
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    worker.once('exit', (code) => {
      clearTimeout(timer);
      if (code !== 0) reject(new Error(`the thread ended with ${code}`));
    });
  });
}
