import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { rooms } from '../../../architecture.ts';

/**
 * What a file of a server room may be: `<room>.<role>.ts` or, when the role grows, `<room>.<part>.<role>.ts`.
 * A new role is a decision about every room: add it here with its sentence, and to docs/architecture.md.
 */
const serverRoles: Record<string, string> = {
  routes: 'handler map keyed by the contract',
  service: 'use cases: authorize, load, decide, save, emit',
  domain: 'types, state machine, pure decisions',
  store: 'all SQL for owned tables',
  rows: 'a store’s mapping between rows and domain types',
  reports: 'read-only heavy SQL',
  events: 'events it emits and reactions to those of others',
  feeds: 'what its live topics say and who may listen',
  jobs: 'background jobs',
  worker: 'a heavy pure computation, run in a thread of its own',
  present: 'domain → DTO; the only place where a field becomes public',
  fixtures: 'builders for tests and demo data',
};

const webRoles: Record<string, string> = {
  queries: 'what it asks the server and the commands it sends',
  live: 'topic → query cache patch',
  text: 'its words in Chinese and English',
  domain: 'pure decisions of screens',
  fixtures: 'builders for tests',
};

const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export function checkRoomFiles(root: string): string[] {
  const names: readonly string[] = rooms.map(({ name }) => name);
  return [...checkServer(root, names), ...checkWeb(root, names)];
}

function checkServer(root: string, names: readonly string[]): string[] {
  return eachRoom(join(root, 'server/src/rooms'), names).flatMap(({ room, folder, files }) => {
    if (files === null) return [offMap(folder)];
    const problems = files.flatMap((file) => checkServerFile(room, file));
    for (const needed of ['README.md', 'index.ts']) {
      if (!existsSync(join(folder, needed))) problems.push(`room ${room} has no ${needed}`);
    }
    problems.push(...checkBusinessTime(folder, files));
    return problems;
  });
}

function checkServerFile(room: string, file: string): string[] {
  const name = basename(file);
  if (['README.md', 'index.ts'].includes(file) || name.endsWith('.test.ts')) return [];
  if (dirname(file) === 'use-cases')
    return kebab.test(basename(file, '.ts')) ? [] : [`${room}/${file}: use cases are named verb-noun.ts`];
  return checkRole(room, file, serverRoles);
}

function checkWeb(root: string, names: readonly string[]): string[] {
  return eachRoom(join(root, 'web/src/features'), names).flatMap(({ room, folder, files }) => {
    if (files === null) return [offMap(folder)];
    return files.flatMap((file) => {
      // A room has a door, and so may a part with a folder of its own: what is fetched later must not come in by the first.
      if (/\.(test|stories)\.tsx?$/.test(file) || ['README.md', 'index.ts'].includes(basename(file)))
        return [];
      // Components and screens are free in form; media and generated data stand beside their reader.
      if (!file.endsWith('.ts') || /^(components|screens)\//.test(file)) return [];
      // A part that grew a folder of its own is named after it: evaluator/evaluator.live.ts.
      const part = dirname(file) === '.' ? room : basename(dirname(file));
      return checkRole(`features/${room}`, file, webRoles, part);
    });
  });
}

function offMap(folder: string): string {
  return `${basename(dirname(folder))}/${basename(folder)}: not a room of architecture.ts`;
}

function checkRole(where: string, file: string, roles: Record<string, string>, room = where): string[] {
  const [prefix, ...rest] = basename(file)
    .replace(/\.tsx?$/, '')
    .split('.');
  const role = rest.at(-1) ?? '';
  const parts = rest.slice(0, -1);
  if (prefix === room && Object.hasOwn(roles, role) && parts.every((part) => kebab.test(part))) return [];
  return [
    `${where}/${file}: unknown file role; name it ${room}.<role>.ts or ${room}.<part>.<role>.ts (roles: tools/src/gates/room-files.ts)`,
  ];
}

/** The wall clock has no place in business rules; `Date.now()` is the linter's, `new Date()` is ours. */
function checkBusinessTime(folder: string, files: string[]): string[] {
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixtures)\.ts$/.test(file))
    .filter((file) => /new Date\(\s*\)/.test(readFileSync(join(folder, file), 'utf8')))
    .map(
      (file) => `${basename(folder)}/${file}: new Date() reads the wall clock; business time is ctx.now()`,
    );
}

function eachRoom(base: string, names: readonly string[]) {
  if (!existsSync(base)) return [];
  return readdirSync(base, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const folder = join(base, name);
      return { room: name, folder, files: names.includes(name) ? listFiles(folder) : null };
    });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
}
