// `npm run backup -- <folder>` and `npm run restore -- <folder>`: the whole database, and back into a fresh one (docs/operations.md).
import { join } from 'node:path';
import { readConfig } from './platform/config.ts';
import { createDiskStore } from './platform/files/disk-store.ts';
import type { ObjectStore } from './platform/files/object-store.ts';
import { takeBackup } from './platform/database/backup/backup.ts';
import { restoreBackup } from './platform/database/backup/restore.ts';
import { superviseDatabase } from './platform/database/launcher/supervise.ts';

const [act, folder, ...flags] = process.argv.slice(2);

/** The database of the configuration: the running server's, or the embedded one, started for as long as this takes. */
async function withDatabase(
  work: (url: string, keyFile: string, objects: ObjectStore) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env, flags);
  const objects = createDiskStore(config.filesDir);
  if (config.databaseUrl !== null) return work(config.databaseUrl, config.keyFile, objects);
  const database = await superviseDatabase({ dataDir: join(config.dataDir, 'pg') });
  try {
    await work(database.url, config.keyFile, objects);
  } finally {
    await database.stop();
  }
}

const say = (words: string): boolean => process.stdout.write(`${words}\n`);

/** On one line where somebody watches; silent in a log. */
function progress(name: string, done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r[2K${done + 1}/${of} ${name}`);
}
const endProgress = () => process.stderr.isTTY && process.stderr.write('\r[2K');

try {
  if (folder === undefined || (act !== 'backup' && act !== 'restore'))
    throw new Error('npm run backup -- <folder>   |   npm run restore -- <folder>');
  await withDatabase(async (url, keyFile, objects) => {
    if (act === 'backup') {
      const manifest = await takeBackup({ url, folder, objects, takenAt: Date.now(), onTable: progress });
      endProgress();
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      say(
        `已备份 ${manifest.tables.length} 张表、${rows} 行、${manifest.objects.length} 个附件到 ${folder}。密钥不在其中，请另行保存：${keyFile}\nBacked up ${manifest.tables.length} tables, ${rows} rows and ${manifest.objects.length} attachments to ${folder}. The keys are not in it; keep them elsewhere: ${keyFile}`,
      );
      return;
    }
    const differences = await restoreBackup({ url, folder, objects, onTable: progress });
    endProgress();
    if (differences.length > 0) {
      for (const { table, problem } of differences) process.stderr.write(`${table}: ${problem}\n`);
      throw new Error('the backup is damaged; nothing was restored');
    }
    say(
      `已恢复并逐表核对一致：${folder}。原密钥文件须放到 ${keyFile}\nRestored and compared table by table: ${folder}. The key file of then belongs at ${keyFile}`,
    );
  });
} catch (error) {
  endProgress();
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
