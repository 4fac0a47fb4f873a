import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LaunchError } from './launch-error.ts';

/**
 * How the database programs are run, since PostgreSQL refuses to be root:
 * as ourselves; as root's substitute `nobody`; or, where `nobody` may not enter a folder above
 * (a checkout under /root), as root inside a user namespace that shows it another number.
 */
export type RunAs =
  | { kind: 'self' }
  | { kind: 'nobody'; uid: number; gid: number }
  | { kind: 'namespace'; wrapper: string[] };

export function chooseRunAs(folders: string[]): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { kind: 'self' };
  const nobody = lookUpNobody();
  const closed = folders.map((folder) => findClosedAncestor(folder, nobody)).find((path) => path !== null);
  if (closed === undefined) return { kind: 'nobody', ...nobody };
  const wrapper = ['unshare', '--user', '--map-user=1000', '--'];
  if (canRun([...wrapper, 'true'])) return { kind: 'namespace', wrapper };
  throw new LaunchError('launch.folder_not_traversable', { path: closed });
}

/** Hands a folder and everything in it to the identity that will run PostgreSQL. No-op when it owns it already. */
export function giveTo(runAs: RunAs, path: string): void {
  if (runAs.kind === 'self') return;
  const [uid, gid] = runAs.kind === 'nobody' ? [runAs.uid, runAs.gid] : [0, 0];
  if (statSync(path).uid !== uid) giveTree(path, uid, gid);
}

/** Command line and spawn options for a database program under this identity. */
export function commandFor(runAs: RunAs, program: string, args: string[]) {
  if (runAs.kind === 'nobody') return { program, args, options: { uid: runAs.uid, gid: runAs.gid } };
  if (runAs.kind === 'self') return { program, args, options: {} };
  const [wrapper = program, ...wrapperArgs] = runAs.wrapper;
  return { program: wrapper, args: [...wrapperArgs, program, ...args], options: {} };
}

function lookUpNobody(): { uid: number; gid: number } {
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

function findClosedAncestor(path: string, who: { uid: number; gid: number }): string | null {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === who.uid ? 0o100 : gid === who.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return folder;
    }
    if (folder === dirname(folder)) return null;
  }
}

function canRun([program = '', ...args]: string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function giveTree(path: string, uid: number, gid: number): void {
  chownSync(path, uid, gid);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    // Following a symlink would hand away a file outside the data directory.
    if (entry.isSymbolicLink()) continue;
    if (entry.isDirectory()) giveTree(child, uid, gid);
    else chownSync(child, uid, gid);
  }
}
