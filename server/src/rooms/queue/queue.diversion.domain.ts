import type { Diversion, ExpectedWait } from '@huiting/contracts/queue';

/**
 * Minutes until one of the machines is likely free, from how many were sent there within the usual minutes: each batch of as
 * many people as machines takes those minutes. A phone is always free.
 */
export function waitAt(diversion: Diversion, sentLately: number): number {
  const { machines, minutes } = diversion;
  if (machines === null || sentLately < machines) return 0;
  return Math.ceil(((sentLately - machines + 1) * minutes) / machines);
}

/** Whether going there is worth saying: the wait here is long enough, and longer than there. */
export function isWorthSaying(diversion: Diversion, expected: ExpectedWait, waitThere: number): boolean {
  if ('noWindow' in expected) return true;
  const here = expected.highSeconds / 60;
  return here >= diversion.whenWaitOver && here > waitThere;
}
