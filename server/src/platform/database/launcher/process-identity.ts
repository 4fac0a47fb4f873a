import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { errorCode } from './launch-error.ts';

/** Who wrote a lock or a user file. `startedAt` (Linux) tells a recycled process id from the old one. */
export type ProcessIdentity = { host: string; pid: number; startedAt: string };

/** State letter and start tick from /proc/<pid>/stat; null where there is no /proc or no such process. */
function readProcessStat(pid: number): { state: string; startedAt: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The second field is the program's name in brackets and may itself hold spaces or brackets.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
}

export function identifyProcess(pid: number = process.pid): ProcessIdentity {
  return { host: hostname(), pid, startedAt: readProcessStat(pid)?.startedAt ?? '' };
}

/** A process that ended but was not reaped by its parent (common in containers) counts as dead. */
export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false;
  }
  return readProcessStat(pid)?.state !== 'Z';
}

/** True when the very process that wrote `identity` still runs; another host's cannot be seen and counts as running. */
export function isStillRunning(identity: ProcessIdentity): boolean {
  if (identity.host !== hostname()) return true;
  if (!isProcessAlive(identity.pid)) return false;
  const startedAt = readProcessStat(identity.pid)?.startedAt ?? '';
  return startedAt === identity.startedAt || startedAt === '' || identity.startedAt === '';
}

/** Program name of a process, or null where it cannot be known. */
export function programName(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return null;
  }
}

export function parseIdentity(text: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    const { host, pid, startedAt } = value as Record<string, unknown>;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof startedAt !== 'string') return null;
    return { host, pid, startedAt };
  } catch {
    return null;
  }
}
