import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from './launch-error.ts';
import { identifyProcess, isStillRunning, parseIdentity } from './process-identity.ts';

/**
 * Processes that share one embedded server (web and worker, parallel tests) sign in here,
 * so that stopping means "the last one out turns off the light".
 */
export function signIn(directory: string): { signOut(): void } {
  mkdirSync(directory, { recursive: true });
  const file = join(directory, `${process.pid}-${Math.random().toString(36).slice(2)}`);
  writeFileSync(file, JSON.stringify(identifyProcess()));
  return { signOut: () => rmSync(file, { force: true }) };
}

/** Counts the processes still signed in and forgets those that died without signing out. */
export function countUsers(directory: string): number {
  let count = 0;
  for (const name of listFiles(directory)) {
    const file = join(directory, name);
    const identity = readIdentity(file);
    if (identity !== null && isStillRunning(identity)) count += 1;
    else rmSync(file, { force: true });
  }
  return count;
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readIdentity(file: string) {
  try {
    return parseIdentity(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
