// `npm run reset`: forgets the demo bank. Never touches a database given by DATABASE_URL.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findBinaries } from '@huiting/server/platform/database/launcher/binaries';
import { countUsers } from '@huiting/server/platform/database/launcher/launch-users';
import { readPostmaster } from '@huiting/server/platform/database/launcher/postmaster-file';
import { stopServer } from '@huiting/server/platform/database/launcher/server-process';

const data = join(import.meta.dirname, '../../.data');

/** Names that belong to the test server stay: tests may be running. */
const isDemo = (name: string) => !name.startsWith('test-pg');

if (existsSync(data)) {
  const entries = readdirSync(data).filter(isDemo);
  const clusters = entries
    .filter((name) => existsSync(join(data, name, 'PG_VERSION')))
    .map((name) => join(data, name));
  if (clusters.some((dataDir) => countUsers(`${dataDir}.users`) > 0)) {
    console.error(
      'Huiting is running on this folder. Stop it (Ctrl-C) before you reset.\n慧厅正在此文件夹上运行。请先停止（Ctrl-C）再重置。',
    );
    process.exit(1);
  }
  for (const dataDir of clusters) {
    const orphan = readPostmaster(dataDir);
    if (orphan !== null) await stopServer({ dataDir, binaries: findBinaries() }, orphan.pid);
  }
  for (const name of entries) rmSync(join(data, name), { recursive: true, force: true });
}
console.log('The demo bank has been removed.\n演示银行已清除。');
