import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isProcessAlive, programName } from './process-identity.ts';

/** What a running server says about itself in postmaster.pid: line 1 its process, line 8 its state. */
export type PostmasterFile = { pid: number; status: string };

export function postmasterPath(dataDir: string): string {
  return join(dataDir, 'postmaster.pid');
}

export function readPostmaster(dataDir: string): PostmasterFile | null {
  try {
    const lines = readFileSync(postmasterPath(dataDir), 'utf8').split('\n');
    const pid = Number.parseInt(lines[0] ?? '', 10);
    return Number.isInteger(pid) ? { pid, status: (lines[7] ?? '').trim() } : null;
  } catch {
    return null;
  }
}

/**
 * After a crash the file stays, and its process id may by now belong to some other program, for which
 * PostgreSQL would refuse to start. Only where the system tells the program's name do we dare to remove it.
 */
export function removeStalePostmasterFile(dataDir: string): void {
  const file = readPostmaster(dataDir);
  if (file === null) return;
  const program = isProcessAlive(file.pid) ? programName(file.pid) : null;
  if (program !== null && program !== 'postgres') rmSync(postmasterPath(dataDir), { force: true });
}
