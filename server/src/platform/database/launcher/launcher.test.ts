import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries, replaySymlinks } from './binaries.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchErrorCode } from './launch-error.ts';
import { launchPostgres } from './launcher.ts';
import type { LaunchOptions, RunningPostgres } from './launcher.ts';
import { isProcessAlive } from './process-identity.ts';
import { superviseDatabase } from './supervise.ts';

const root = mkdtempSync(join(tmpdir(), 'huiting-launcher-test-'));
chmodSync(root, 0o755);
const started = new Set<RunningPostgres>();
const small = { shared_buffers: '16MB', max_connections: 20 };
const seed = join(root, 'seed');
let count = 0;

before(async () => {
  const server = await launch({ dataDir: seed });
  await server.stop();
});

after(async () => {
  for (const server of started) await server.stop();
  rmSync(root, { recursive: true, force: true });
});

function newDataDir(): string {
  count += 1;
  return join(root, `pg-${count}`);
}

/** A finished cluster without the second that initdb takes. */
function copiedDataDir(): string {
  const dataDir = newDataDir();
  cpSync(seed, dataDir, { recursive: true });
  return dataDir;
}

async function launch(options: LaunchOptions): Promise<RunningPostgres> {
  const server = await launchPostgres({ ...options, settings: { ...small, ...options.settings } });
  started.add(server);
  return server;
}

async function ask<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function hasCode(code: LaunchErrorCode) {
  return (error: unknown) => {
    assert.ok(error instanceof LaunchError, String(error));
    assert.equal(error.code, code);
    assert.match(error.chinese, /[一-龥]/);
    return true;
  };
}

async function waitFor(what: string, isDone: () => boolean): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!isDone()) {
    assert.ok(Date.now() < deadline, `still waiting for ${what}`);
    await sleep(10);
  }
}

describe('a new data directory', () => {
  test('gets a database that answers, with checksums, UTF-8 and the settings of the product', async () => {
    const dataDir = newDataDir();
    const server = await launch({ dataDir });
    assert.equal(server.isAdopted, false);
    const [row] = await ask<Record<string, string>>(
      server.url,
      `select current_database() as database, current_setting('data_checksums') as checksums, current_setting('jit') as jit,
        current_setting('server_encoding') as encoding, current_setting('synchronous_commit') as commit,
        upper('ßä') as upper, current_setting('max_connections') as connections`,
    );
    assert.deepEqual(row, {
      database: 'huiting',
      checksums: 'on',
      jit: 'off',
      encoding: 'UTF8',
      commit: 'on',
      upper: 'ßÄ',
      connections: '20',
    });
    assert.equal(statSync(dataDir).mode & 0o777, 0o700);
  });

  test('keeps its rows over a stop and a start', async () => {
    const dataDir = copiedDataDir();
    const first = await launch({ dataDir });
    await ask(first.url, 'create table kept as select 7 as value');
    await first.stop();
    assert.equal(isProcessAlive(first.pid), false);
    assert.equal(existsSync(first.connection.host), false, 'the socket folder is left behind');
    const second = await launch({ dataDir });
    assert.deepEqual(await ask(second.url, 'select value from kept'), [{ value: 7 }]);
    assert.equal(second.url, first.url);
  });

  test('sweeps what a killed initdb left', async () => {
    const dataDir = newDataDir();
    mkdirSync(`${dataDir}.init-1`);
    writeFileSync(`${dataDir}.init-1/half`, '');
    await launch({ dataDir });
    assert.deepEqual(
      readdirSync(root).filter((name) => name.includes('.init-')),
      [],
    );
  });

  test('works below a folder that only its owner may enter', async () => {
    const closed = mkdtempSync(join(root, 'closed-'));
    chmodSync(closed, 0o700);
    const server = await launch({ dataDir: join(closed, 'pg') }).catch((error: unknown) => error);
    if (server instanceof LaunchError) {
      // root without the right to make user namespaces (some containers): told, not crashed.
      assert.equal(server.code, 'launch.folder_not_traversable');
      assert.match(server.message, new RegExp(closed));
      return;
    }
    assert.deepEqual(await ask((server as RunningPostgres).url, 'select 1 as one'), [{ one: 1 }]);
  });
});

describe('a server that already runs', () => {
  test('is adopted after the process that started it was killed, and stopped by its heir', async () => {
    const dataDir = copiedDataDir();
    const launcher = fork(join(import.meta.dirname, 'launcher.fixture.ts'), [dataDir]);
    const pid = await new Promise<number>((resolve, reject) => {
      launcher.once('message', (message) => resolve(Number(message)));
      launcher.once('exit', () => reject(new Error('the starter ended early')));
    });
    launcher.kill('SIGKILL');
    await waitFor('the starter to be gone', () => launcher.signalCode !== null);
    const heir = await launch({ dataDir });
    assert.equal(heir.isAdopted, true);
    assert.equal(heir.pid, pid);
    await heir.stop();
    assert.equal(isProcessAlive(pid), false);
  });

  test('is shared by those who launch at once, and stays until the last has stopped', async () => {
    const dataDir = copiedDataDir();
    const servers = await Promise.all([launch({ dataDir }), launch({ dataDir }), launch({ dataDir })]);
    assert.equal(new Set(servers.map(({ pid }) => pid)).size, 1);
    assert.equal(servers.filter(({ isAdopted }) => !isAdopted).length, 1);
    const [first, second, last] = servers;
    assert.ok(first && second && last);
    await first.stop();
    await second.stop();
    assert.deepEqual(await ask(last.url, 'select 1 as one'), [{ one: 1 }]);
    await last.stop();
    assert.equal(isProcessAlive(last.pid), false);
  });
});

describe('a server killed in the middle of work', () => {
  test('comes back with every acknowledged row', async () => {
    const dataDir = copiedDataDir();
    let server = await launch({ dataDir });
    await ask(server.url, 'create table written (value int primary key)');
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      const client = new Client({ connectionString: server.url });
      client.on('error', () => undefined);
      await client.connect();
      const { pid } = server;
      setTimeout(() => process.kill(pid, 'SIGKILL'), 150);
      await assert.rejects(async () => {
        for (;;) {
          await client.query('insert into written values ($1)', [acknowledged + 1]);
          acknowledged += 1;
        }
      });
      await client.end().catch(() => undefined);
      await waitFor('the killed server to be gone', () => !isProcessAlive(pid));
      server = await launch({ dataDir });
      assert.notEqual(server.pid, pid);
      const [row] = await ask<{ rows: number }>(server.url, 'select count(*)::int as rows from written');
      // A row may be stored although its answer never arrived; then the next round goes on after it.
      assert.ok(
        row && row.rows - acknowledged <= 1 && row.rows >= acknowledged,
        `${row?.rows} stored, ${acknowledged} acknowledged`,
      );
      acknowledged = row.rows;
    }
    assert.ok(acknowledged > 0);
  });

  test('is restarted by its supervisor at the same address', async () => {
    const said: string[] = [];
    const supervisor = await superviseDatabase({
      dataDir: copiedDataDir(),
      settings: small,
      log: (line) => said.push(line),
    });
    const [before] = await ask<{ pid: number }>(supervisor.url, 'select pg_backend_pid() as pid');
    assert.ok(before && supervisor.isUp());
    const postmaster = Number(
      readFileSync(join(root, `pg-${count}`, 'postmaster.pid'), 'utf8').split('\n')[0],
    );
    process.kill(postmaster, 'SIGKILL');
    await waitFor('the death to be noticed', () => !supervisor.isUp());
    await waitFor('the restart', () => supervisor.isUp());
    assert.deepEqual(await ask(supervisor.url, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(said.length, 2);
    await supervisor.stop();
    assert.equal(supervisor.isUp(), false);
    await assert.rejects(ask(supervisor.url, 'select 1'));
  });

  test('does not hold its data directory when another program now has its process id', async () => {
    const dataDir = copiedDataDir();
    const first = await launch({ dataDir });
    const file = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
    await first.stop();
    writeFileSync(join(dataDir, 'postmaster.pid'), file.replace(/^\d+/, String(process.pid)));
    const second = await launch({ dataDir });
    assert.equal(second.isAdopted, false);
  });
});

describe('over TCP, as on Windows', () => {
  test('asks for the password it made, and keeps its port', async () => {
    const dataDir = newDataDir();
    const first = await launch({ dataDir, transport: 'tcp' });
    assert.deepEqual(await ask(first.url, 'select 1 as one'), [{ one: 1 }]);
    const wrong = new URL(first.url);
    wrong.password = 'guess';
    await assert.rejects(ask(wrong.toString(), 'select 1'), { code: '28P01' });
    await first.stop();
    const second = await launch({ dataDir, transport: 'tcp' });
    assert.equal(second.url, first.url);
  });

  test('moves when somebody else took its port', async () => {
    const dataDir = newDataDir();
    const first = await launch({ dataDir, transport: 'tcp' });
    await first.stop();
    const squatter = createServer().listen(first.connection.port, '127.0.0.1');
    try {
      const second = await launch({ dataDir, transport: 'tcp' });
      assert.notEqual(second.connection.port, first.connection.port);
      assert.deepEqual(await ask(second.url, 'select 1 as one'), [{ one: 1 }]);
    } finally {
      squatter.close();
    }
  });
});

describe('what cannot work is said', () => {
  test('a folder full of something else', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'dear bank');
    await assert.rejects(launch({ dataDir }), hasCode('launch.folder_not_database'));
    assert.ok(existsSync(join(dataDir, 'letter.txt')));
  });

  test('data of a newer and of an older PostgreSQL', async () => {
    const dataDir = newDataDir();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'PG_VERSION'), '99\n');
    await assert.rejects(launch({ dataDir }), hasCode('launch.version_newer'));
    writeFileSync(join(dataDir, 'PG_VERSION'), '12\n');
    await assert.rejects(launch({ dataDir }), hasCode('launch.version_older'));
  });

  test('a place where nothing can be written', async () => {
    const readOnly = join(root, 'read-only');
    mkdirSync(readOnly, { mode: 0o555 });
    // Permissions do not bind root; the kernel's own tree does.
    const parent = process.getuid?.() === 0 ? '/sys' : readOnly;
    await assert.rejects(launch({ dataDir: join(parent, 'huiting/pg') }), hasCode('launch.folder_read_only'));
  });

  test('a setting PostgreSQL does not know', async () => {
    await assert.rejects(
      launch({ dataDir: copiedDataDir(), settings: { no_such_setting: 1 } }),
      (error: unknown) => {
        hasCode('launch.failed')(error);
        assert.match(String(error), /no_such_setting/);
        return true;
      },
    );
  });
});

test('library links are made when npm ran no install scripts', () => {
  const { folder } = findBinaries();
  const copy = join(root, 'package');
  mkdirSync(join(copy, 'native/lib'), { recursive: true });
  cpSync(join(folder, 'pg-symlinks.json'), join(copy, 'native/pg-symlinks.json'));
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source } of links) writeFileSync(join(copy, source), 'library');
  replaySymlinks(copy);
  for (const { target } of links) assert.equal(readFileSync(join(copy, target), 'utf8'), 'library');
  replaySymlinks(copy);
});
