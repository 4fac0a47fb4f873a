// `npm run check`: every gate, two at a time, one line each; what a failing gate said follows at the end.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { stopTestServer } from './stop-test-server.ts';

const root = join(import.meta.dirname, '../..');
const modules = join(root, 'node_modules');
const buildInfo = (name: string) => join(modules, '.cache', `${name}.tsbuildinfo`);
const tsc = (project: string, name: string) => [
  join(modules, 'typescript/bin/tsc'),
  '--noEmit',
  '--incremental',
  '--tsBuildInfoFile',
  buildInfo(name),
  '-p',
  project,
];

/** Longest first, so that the cores stay busy. `npm run check -- lint types` runs a part. */
const gates: { name: string; args: string[]; remedy: string }[] = [
  { name: 'types', args: tsc('tsconfig.json', 'house'), remedy: 'npx tsc --noEmit' },
  { name: 'types:e2e', args: tsc('e2e/tsconfig.json', 'e2e'), remedy: 'npx tsc --noEmit -p e2e' },
  { name: 'types:web', args: tsc('web/tsconfig.json', 'web'), remedy: 'npx tsc --noEmit -p web' },
  { name: 'drift', args: ['tools/src/gates/drift.ts'], remedy: 'npm run drift -- --write' },
  { name: 'shape', args: ['tools/src/gates/shape.ts'], remedy: 'see each line' },
  {
    name: 'texts',
    args: ['tools/src/gates/texts.ts'],
    remedy: 'give the key its sentence in both languages',
  },
  { name: 'lint', args: [join(modules, 'oxlint/bin/oxlint')], remedy: 'npm run lint -- --fix' },
  {
    name: 'boundaries',
    args: ['tools/src/gates/boundaries.ts'],
    remedy: 'architecture.ts says who may use whom',
  },
  {
    name: 'knip',
    args: [join(modules, 'knip/bin/knip.js'), '--no-progress', '--no-config-hints'],
    remedy: 'remove what nobody uses',
  },
  {
    name: 'format',
    args: [join(modules, 'oxfmt/bin/oxfmt'), '--list-different', '.'],
    remedy: 'npm run format',
  },
];

type Outcome = { isGreen: boolean; output: string; seconds: string };

function run(args: string[]): Promise<Outcome> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      resolve({ isGreen: code === 0, output: Buffer.concat(chunks).toString('utf8').trim(), seconds });
    });
  });
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !gates.some((gate) => gate.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no gate "${unknown.join(', ')}". Gates: ${gates.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(2);
}
const waiting = gates.filter(({ name }) => asked.length === 0 || asked.includes(name));
const failures: string[] = [];

async function work(): Promise<void> {
  for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
    const { isGreen, output, seconds } = await run(gate.args);
    console.log(`${isGreen ? '✔' : '✖'} ${gate.name.padEnd(11)} ${seconds.padStart(5)} s`);
    if (!isGreen) failures.push(`\n── ${gate.name} (${gate.remedy})\n${output}`);
  }
}

await Promise.all(Array.from({ length: Math.max(1, Math.min(availableParallelism(), 4)) }, work));
await stopTestServer();
for (const failure of failures) console.error(failure);
console.log(failures.length === 0 ? '\nAll gates are green.' : `\n${failures.length} gates failed.`);
process.exitCode = failures.length === 0 ? 0 : 1;
