import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rooms } from '../../../architecture.ts';

/**
 * A room's SQL names only its own tables and the platform's; of rooms it uses it may read what they publish (`v_*`).
 * Otherwise two rooms grow into one through the back door, and a table can no longer be changed by its owner alone.
 */
export function checkReach(root: string): string[] {
  return rooms.flatMap(({ name }) => {
    const code = files(root, `server/src/rooms/${name}/**/*.ts`);
    // A scan that finds nothing must not look like a house in order.
    if (code.length === 0) return [`${name}: there is no code to read`];
    return [
      ...code
        .filter((file) => !/\.(test|fixtures)\.ts$/.test(file))
        .flatMap((file) => reachOf(name, file, readFileSync(join(root, file), 'utf8'))),
      ...files(root, `server/migrations/*_${schemaOf(name)}_*.sql`).flatMap((file) =>
        reachOf(name, file, withoutComments(readFileSync(join(root, file), 'utf8'))),
      ),
    ];
  });
}

const schemaOf = (room: string): string => room.replaceAll('-', '_');

/** SQL words before the name of a table, and the builder's methods that take one. */
const beforeTable = String.raw`\b(?:from|join|into|update|truncate|table|only|references|using)\s+`;
const inBuilder = String.raw`(?:From|Join|Into|Table|Using|mergeInto|selectFrom|deleteFrom|updateTable)\(\s*['"\`]`;

/** Breaches in one file of a room. */
export function reachOf(room: string, file: string, text: string): string[] {
  const schemas = rooms.map(({ name }) => schemaOf(name));
  const named = new RegExp(`(?:${beforeTable}|${inBuilder})(${schemas.join('|')})\\.(\\w+)`, 'gi');
  const uses: readonly string[] = rooms.find(({ name }) => name === room)?.uses ?? [];
  const breaches = new Set<string>();
  for (const [, schema, table] of text.matchAll(named)) {
    const owner = rooms.find(({ name }) => schemaOf(name) === schema!.toLowerCase())!.name;
    if (owner === room) continue;
    const isForeignKey =
      file.endsWith('.sql') && new RegExp(`references\\s+${schema}\\.${table}\\b`, 'i').test(text);
    if (!uses.includes(owner))
      breaches.add(`${file}: ${schema}.${table} belongs to ${owner}, which ${room} does not use`);
    else if (!table!.startsWith('v_') && !isForeignKey)
      breaches.add(
        `${file}: ${schema}.${table} is ${owner}'s own; read a view it publishes (v_*), or ask its service`,
      );
  }
  return [...breaches];
}

function withoutComments(sql: string): string {
  return sql.replaceAll(/--.*$/gm, '');
}

function files(root: string, pattern: string): string[] {
  return globSync(pattern, { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}
