// Every test of the house, in the order a failure is cheapest to find: plain tests, web components, browser journeys.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stopTestServer } from './stop-test-server.ts';

type Tally = { passed: number; failed: number };

const root = join(import.meta.dirname, '../..');
const reports = mkdtempSync(join(tmpdir(), 'huiting-tests-'));
const plainParts = ['contracts', 'engines', 'server', 'simulator', 'bench', 'tools'];
const parts = [...plainParts, 'web', 'e2e'];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', multiple: true } },
});
const wanted = values.only?.flatMap((list) => list.split(',')) ?? parts;
const unknown = wanted.filter((part) => !parts.includes(part));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join(', ')}". Parts: ${parts.join(', ')}.`);
  process.exit(2);
}

/** File names given after the options narrow the run: `npm test -- queue.store`. */
function isAsked(file: string): boolean {
  return positionals.length === 0 || positionals.some((part) => file.includes(part));
}

function find(folder: string, pattern: string): string[] {
  return globSync(`${folder}/**/${pattern}`, {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'dist',
  })
    .filter(isAsked)
    .sort();
}

function run(args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Counts from a report; a runner that failed without naming a test is itself one failure. */
function count(code: number, file: string, read: (report: never) => Tally): Tally {
  let tally: Tally = { passed: 0, failed: 0 };
  try {
    tally = read(JSON.parse(readFileSync(file, 'utf8')) as never);
  } catch {
    console.error('The test run ended before it could report.');
  }
  return { ...tally, failed: Math.max(tally.failed, code === 0 ? 0 : 1) };
}

async function runPlain(files: string[]): Promise<Tally> {
  const report = join(reports, 'plain.json');
  const code = await run([
    '--test',
    // One more than the cores the house counts on: there is always one that waits for a time-out or a process.
    '--test-concurrency=3',
    '--test-timeout=180000',
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${join(import.meta.dirname, 'tally-reporter.mjs')}`,
    `--test-reporter-destination=${report}`,
    ...files,
  ]);
  return count(code, report, (tally: Tally) => tally);
}

async function runWeb(files: string[]): Promise<Tally> {
  const report = join(reports, 'web.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const named = positionals.length === 0 ? [] : files.map((file) => file.slice('web/'.length));
  const code = await run(
    [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...named],
    { cwd: join(root, 'web') },
  );
  return count(code, report, (result: { numPassedTests: number; numFailedTests: number }) => ({
    passed: result.numPassedTests,
    failed: result.numFailedTests,
  }));
}

async function runJourneys(files: string[]): Promise<Tally> {
  const report = join(reports, 'e2e.json');
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const named = positionals.length === 0 ? [] : files.map((file) => file.slice('e2e/'.length));
  const code = await run([playwright, 'test', '--reporter=list,json', ...named], {
    cwd: join(root, 'e2e'),
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
  return count(
    code,
    report,
    ({ stats }: { stats: { expected: number; unexpected: number; flaky: number } }) => ({
      // A journey that passed only when tried again did not pass.
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
    }),
  );
}

const suites = [
  {
    name: 'plain',
    files: plainParts.filter((part) => wanted.includes(part)).flatMap((part) => find(part, '*.test.ts')),
    run: runPlain,
  },
  { name: 'web', files: wanted.includes('web') ? find('web/src', '*.test.{ts,tsx}') : [], run: runWeb },
  { name: 'journeys', files: wanted.includes('e2e') ? find('e2e', '*.spec.ts') : [], run: runJourneys },
];

const total: Tally = { passed: 0, failed: 0 };
for (const suite of suites) {
  if (suite.files.length === 0) continue;
  console.log(`\n# ${suite.name}: ${suite.files.length} files`);
  const tally = await suite.run(suite.files);
  total.passed += tally.passed;
  total.failed += tally.failed;
}
await stopTestServer();
rmSync(reports, { recursive: true, force: true });
if (wanted.includes('e2e') && find('e2e', '*.spec.ts').length === 0 && positionals.length === 0) {
  console.log('\nThere is no browser journey in e2e yet.');
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
