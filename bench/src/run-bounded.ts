/**
 * Runs a bench or a replay so that nothing of it outlives it: whatever it started is ended when it is done, when it fails,
 * when somebody presses Ctrl-C and when its time is over.
 */
type End = () => Promise<void>;

/** What the person at the keyboard got wrong: told as a sentence, without a stack. */
export class UsageError extends Error {}

/** What this process has started and still has to end, newest last. */
const open = new Set<End>();
let ending = false;

/**
 * Notes how to end something, before or as it is started; the answer ends it, once, however many ask for it.
 * @throws when everything is being ended already: then nothing more is begun.
 */
export function endWith(end: End): End {
  let ended: Promise<void> | null = null;
  const once: End = () => (ended ??= end().finally(() => open.delete(once)));
  open.add(once);
  if (ending) throw new Error('stopped');
  return once;
}

async function endAll(): Promise<void> {
  ending = true;
  // Something may have been started while the rest was being ended.
  for (let newest = [...open].at(-1); newest !== undefined; newest = [...open].at(-1)) {
    await newest().catch((error: Error) => process.stderr.write(`could not be ended: ${error.message}\n`));
  }
}

/** Ends the process with the code `work` gives. */
export async function runBounded(
  limit: { readonly minutes: number },
  work: () => Promise<number>,
): Promise<never> {
  const finish = async (code: number): Promise<never> => {
    // A second Ctrl-C does not wait: it would leave a database behind.
    if (ending) return new Promise<never>(() => undefined);
    await endAll();
    process.exit(code);
  };
  const fail = (error: unknown): Promise<never> => {
    // What was ended under its feet complains; the reason has been told.
    if (!ending) process.stderr.write(`${describe(error)}\n`);
    return finish(1);
  };
  process.on('uncaughtException', (error) => void fail(error));
  process.on('unhandledRejection', (error) => void fail(error));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void finish(130));
  setTimeout(() => {
    process.stderr.write(`Not done after ${limit.minutes} minutes: given up.\n`);
    void finish(1);
  }, limit.minutes * 60_000).unref();
  try {
    return await finish(await work());
  } catch (error) {
    return fail(error);
  }
}

function describe(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
