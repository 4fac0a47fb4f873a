/** The wall clock in fractions of a millisecond, so that what two processes of one machine note can be subtracted. */
export function createWallTime(): () => number {
  // The time origin drifts from the wall clock as that is corrected: what holds is the offset right after a tick.
  const tick = Date.now();
  let now = Date.now();
  while (now === tick) now = Date.now();
  const offset = now - performance.now();
  return () => offset + performance.now();
}
