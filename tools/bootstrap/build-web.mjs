import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './install.mjs';
import { runInForeground } from './run.mjs';
import { giveUp, say } from './say.mjs';

const web = join(root, 'web');
const stamp = join(web, 'dist', '.source-hash');

/** Builds the web surfaces, unless what they are made from has not changed since the last build. */
export async function buildWeb(node) {
  const hash = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('Building the web pages (only now and after a change) …', '正在构建网页（仅首次或有改动后需要）……');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await runInForeground(node, [vite, 'build', '--logLevel', 'warn'], web);
  if (code !== 0)
    giveUp('The web pages could not be built; the reason is above.', '网页构建失败，原因见上方输出。');
  writeFileSync(stamp, hash);
}

function hashSources() {
  const hash = createHash('sha256');
  const settings = readdirSync(web).filter((name) => /\.(ts|json|html)$/.test(name));
  const files = [
    ...settings.map((name) => join(web, name)),
    ...['web/src', 'web/public', 'contracts/src'].flatMap((folder) => listFiles(join(root, folder))),
    join(root, 'package-lock.json'),
  ];
  for (const file of files.sort((a, b) => (a < b ? -1 : 1)))
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex');
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}
