import { readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { LaunchError, errorCode } from './launch-error.ts';
import { identifyProcess, isStillRunning, parseIdentity } from './process-identity.ts';

const heartbeatMs = 2_000;
/** A holder that has not touched its lock for so long is gone, whatever its process id says. */
const abandonedAfterMs = 20_000;
/** A lock whose content cannot be read is being written right now, unless it is older than this. */
const unreadableAfterMs = 2_000;
const giveUpAfterMs = 60_000;

/**
 * Runs `work` while no other process launches on the same data directory.
 * The lock spares processes a race; PostgreSQL's own postmaster.pid is what keeps two servers apart.
 */
export async function withLaunchLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  await takeLock(path);
  const heartbeat = setInterval(() => touch(path), heartbeatMs);
  heartbeat.unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    rmSync(path, { force: true });
  }
}

async function takeLock(path: string): Promise<void> {
  const deadline = Date.now() + giveUpAfterMs;
  const content = JSON.stringify(identifyProcess());
  for (;;) {
    try {
      writeFileSync(path, content, { flag: 'wx' });
      return;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const { isAbandoned, pid } = lookAt(path);
    if (isAbandoned) {
      rmSync(path, { force: true });
      continue;
    }
    if (Date.now() > deadline) throw new LaunchError('launch.lock_held', { path, pid });
    await sleep(20);
  }
}

function lookAt(path: string): { isAbandoned: boolean; pid: number } {
  try {
    const ageMs = Date.now() - statSync(path).mtimeMs;
    const holder = parseIdentity(readFileSync(path, 'utf8'));
    if (holder === null) return { isAbandoned: ageMs > unreadableAfterMs, pid: 0 };
    return { isAbandoned: ageMs > abandonedAfterMs || !isStillRunning(holder), pid: holder.pid };
  } catch (error) {
    // Released between the attempt and this look: nothing to remove, try again.
    if (errorCode(error) === 'ENOENT') return { isAbandoned: false, pid: 0 };
    throw error;
  }
}

function touch(path: string): void {
  const now = new Date();
  try {
    utimesSync(path, now, now);
  } catch {
    // The lock was removed by hand; the work goes on, postmaster.pid still guards the data.
  }
}
