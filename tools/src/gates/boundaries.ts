// Gate: imports follow the map. Proves on every run that it really read the code and still catches a planted breach.
import { globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise } from 'dependency-cruiser';
import type { ICruiseResult } from 'dependency-cruiser';
import { packages, rooms } from '../../../architecture.ts';
import { boundaryRules } from './boundary-rules.ts';

const root = join(import.meta.dirname, '../../..');
const ignored = /(^|\/)(node_modules|dist|\.data)\//;

async function readImports(baseDir: string, folders: string[]): Promise<ICruiseResult> {
  const { output } = await cruise(folders, {
    baseDir,
    validate: true,
    ruleSet: { forbidden: boundaryRules() },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '^\\.data/'] },
    tsPreCompilationDeps: true,
    // Workspace links resolve to the package's own files, so rules see contracts/src/…, not node_modules/@huiting.
    preserveSymlinks: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  });
  if (typeof output === 'string') throw new Error('dependency-cruiser gave a text instead of a result');
  return output;
}

function listSources(folders: string[]): string[] {
  return globSync(
    folders.map((folder) => `${folder}/**/*.{ts,tsx}`),
    { cwd: root },
  )
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !ignored.test(path) && !path.endsWith('.d.ts'));
}

/** With a TypeScript the cruiser does not understand it reads nothing and finds nothing wrong. */
function assertAllRead(result: ICruiseResult, sources: string[]): number {
  const read = new Set(result.modules.map(({ source }) => source));
  const missed = sources.filter((path) => !read.has(path));
  if (missed.length > 0)
    throw new Error(`the cruiser did not read ${missed.length} files, such as ${missed[0]}`);
  const withImports = result.modules.filter(({ dependencies }) => dependencies.length > 0).length;
  if (withImports < read.size / 4)
    throw new Error(`only ${withImports} of ${read.size} files seem to import anything`);
  return read.size;
}

/** A house of three files with four breaches: each must be found. */
async function assertBreachesAreCaught(): Promise<void> {
  const [first, last] = [rooms[0].name, rooms.at(-1)?.name ?? ''];
  const planted = mkdtempSync(join(tmpdir(), 'huiting-boundaries-'));
  try {
    write(
      planted,
      `server/src/rooms/${last}/index.ts`,
      `import '../${first}/${first}.store.ts';\nexport const door = 1;\n`,
    );
    write(
      planted,
      `server/src/rooms/${first}/${first}.store.ts`,
      `import { door } from '../${last}/index.ts';\nexport const store: number = door;\n`,
    );
    write(
      planted,
      `server/src/platform/clock.ts`,
      `import type { store } from '../rooms/${first}/${first}.store.ts';\nexport type S = typeof store;\n`,
    );
    symlinkSync(join(root, 'node_modules'), join(planted, 'node_modules'), 'junction');
    const { summary } = await readImports(planted, ['server']);
    const found = new Set(summary.violations.map(({ rule }) => rule.name));
    const missing = [`room-${first}`, 'room-door', 'platform-knows-no-business', 'no-cycles'].filter(
      (rule) => !found.has(rule),
    );
    if (missing.length > 0) throw new Error(`planted breaches were not caught: ${missing.join(', ')}`);
  } finally {
    rmSync(planted, { recursive: true });
  }
}

function write(base: string, path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}

const folders = packages.map(({ folder }) => folder).filter((folder) => listSources([folder]).length > 0);
await assertBreachesAreCaught();
// Listed before the reading, so that a file made in between is not called missed.
const sources = listSources(folders);
const result = await readImports(root, folders);
const count = assertAllRead(result, sources);
const comments = new Map(boundaryRules().map(({ name, comment }) => [name, comment]));
for (const { rule, from, to } of result.summary.violations) {
  console.error(`${from} → ${to}\n    ${rule.name}: ${comments.get(rule.name)}`);
}
console.log(`${count} modules, ${result.summary.violations.length} breaches`);
if (result.summary.violations.length > 0) process.exitCode = 1;
