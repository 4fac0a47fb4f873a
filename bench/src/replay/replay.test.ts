import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { ReplayReport } from './replay.ts';
import { callFile } from './recorded-calls.fixture.ts';

/** The replay as it is run, from a small file of the same form as the bank's, against a real server on a real database. */
const main = join(import.meta.dirname, 'main.ts');
let folder = '';
let file = '';

/**
 * One agent, two days. On the first, three come at once while A01 is busy: the priority customer is called before those who
 * came earlier, one of whom gives up; later comes a service of 0 s, overlapping ones, one without an agent, and one past midnight.
 */
const calls = callFile([
  { id: 1, exit: '10:00:00', service: ['10:00:00', '10:05:00', 300] },
  { id: 2, exit: '10:01:00', queue: ['10:01:00', '10:02:00', 60], outcome: 'HANG' },
  { id: 3, exit: '10:03:00', queue: ['10:03:00', '10:05:00', 120], service: ['10:05:00', '10:07:00', 120] },
  {
    id: 4,
    exit: '10:04:00',
    priority: 2,
    queue: ['10:04:00', '10:07:00', 180],
    service: ['10:07:00', '10:08:00', 60],
  },
  { id: 5, exit: '10:09:00', priority: 1, type: 'NE', queue: ['10:09:00', '10:09:05', 5] },
  { id: 6, exit: '10:20:00', service: ['10:20:00', '10:23:00', 180] },
  { id: 7, exit: '10:21:00', queue: ['10:21:00', '10:22:40', 100], service: ['10:22:40', '10:23:40', 60] },
  { id: 8, exit: '11:00:00', type: 'NW', service: ['11:00:00', '11:01:00', 60], agent: 'NO_SERVER' },
  { id: 9, exit: '23:58:00', service: ['23:58:00', '0:03:00', 300], agent: 'A02' },
  {
    id: 10,
    exit: '23:59:56',
    queue: ['23:59:56', '0:03:00', 184],
    service: ['0:03:00', '0:04:00', 60],
    agent: 'A02',
  },
  { id: 11, date: '1999-02-02', exit: '0:00:30', queue: ['0:00:30', '0:00:50', 20], outcome: 'HANG' },
  { id: 12, exit: '12:00:00', outcome: 'PHANTOM' },
  { id: 13, exit: '12:00:00', outcome: 'HANG' },
  { id: 14, date: '1999-02-02', exit: '9:00:00', service: ['9:00:00', '9:01:00', 60] },
]);

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiting-replay-test-'));
  file = join(folder, 'calls.csv.gz');
  writeFileSync(file, gzipSync(calls));
});
after(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, TMPDIR: folder } });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...texts })));
}

test(
  'a small recording is replayed through the public API and leaves nothing behind',
  { timeout: 120_000 },
  async () => {
    const { code, out, err } = await run('--file', file, '--json');
    assert.equal(code, 0, err || out);
    const report = JSON.parse(out) as ReplayReport;
    assert.deepEqual(report.problems, []);
    assert.deepEqual(report.rows, {
      read: 14,
      kept: 12,
      leftOut: { phantom: 1, hungUpUnqueued: 1, repeatedKey: 0, unreadable: 0 },
    });
    assert.deepEqual(
      report.days.map(({ date, windows, sentHome }) => [date, windows, sentHome]),
      [
        ['1999-02-01', 3, 0],
        ['1999-02-02', 1, 0],
      ],
    );
    const [priority, regular, all] = report.days[0]!.classes;
    assert.deepEqual(
      [priority!.classCode, regular!.classCode, all!.classCode],
      ['priority', 'regular', 'all'],
    );
    // Recorded 180 s; here called when A01 is free at 10:05, before the one who came a minute earlier: 60 s + 90 s credit > 120 s.
    assert.deepEqual([priority!.recorded.meanWaitSeconds, priority!.replayed.meanWaitSeconds], [180, 60]);
    assert.deepEqual(
      [all!.recorded, all!.replayed].map(({ visits, served, abandoned }) => [visits, served, abandoned]),
      [
        [11, 9, 2],
        [11, 9, 2],
      ],
    );
    assert.ok(report.commands > 40);
    assert.deepEqual(readdirSync(folder), ['calls.csv.gz']);
  },
);

test('one day, in words, under a strategy of one’s own', { timeout: 120_000 }, async () => {
  const strategy = join(folder, 'fifo.json');
  writeFileSync(
    strategy,
    JSON.stringify({
      version: 3,
      name: 'First come, first served',
      classes: [
        {
          code: 'everybody',
          name: '全体',
          nameEn: 'Everybody',
          startingCredit: 0,
          creditPerMinute: 1,
          guaranteedWaitMinutes: null,
        },
      ],
      rules: [{ id: 'all', when: {}, classCode: 'everybody' }],
      profiles: [{ code: 'all', name: '全部', nameEn: 'All', tiers: [{ serviceCodes: 'any' }], helpOut: [] }],
    }),
  );
  const { code, out, err } = await run('--file', file, '--date', '1999-02-01', '--strategy', strategy);
  assert.equal(code, 0, err || out);
  assert.match(out, /1999-02-01 Monday, 3 windows/);
  assert.match(out, /everybody\s+recorded\s+11\s+9\s+2/);
  assert.match(out, /First come, first served, version 3/);
  assert.match(out, /No ticket was lost/);
});

test(
  'a strategy that cannot be used, a day that is not there and a missing file are told in words',
  { timeout: 120_000 },
  async () => {
    const strategy = join(folder, 'broken.json');
    writeFileSync(strategy, JSON.stringify({ version: 1, name: 'x', classes: [], rules: [], profiles: [] }));
    const broken = await run('--file', file, '--strategy', strategy);
    assert.deepEqual([broken.code, broken.out], [1, '']);
    assert.match(broken.err, /the last rule must match everybody/);
    const noDay = await run('--file', file, '--date', '1999-03-01');
    assert.equal(noDay.code, 1);
    assert.match(noDay.err, /no visit on 1999-03-01; the file has 1999-02-01, 1999-02-02/);
    const noFile = await run('--file', join(folder, 'nothing.csv'));
    assert.equal(noFile.code, 1);
    assert.match(noFile.err, /There is no file/);
  },
);
