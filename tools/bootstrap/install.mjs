// Runs under the user's own Node (20 or newer), before anything is installed: plain JavaScript, Node's modules only.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { giveUp, say } from './say.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
const lockfile = join(root, 'package-lock.json');
const stamp = join(modules, '.huiting-installed');
const oldestNode = 20;
const houseNode = 24;

/** Installs when needed and returns the path of the house's own Node 24. */
export function ensureInstalled() {
  refuseOldNode();
  const wanted = createHash('sha256')
    .update(readFileSync(lockfile))
    .update(process.platform + process.arch)
    .digest('hex');
  if (readText(stamp) !== wanted) {
    if (!isInstalledAlready()) install();
    writeStamp(wanted);
  }
  return findNode() ?? rebuildNode();
}

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= oldestNode) return;
  giveUp(
    `This is Node ${process.versions.node}. Huiting needs Node ${oldestNode} or newer to start (it then brings its own Node ${houseNode}).`,
    `当前 Node 版本为 ${process.versions.node}。慧厅需要 Node ${oldestNode} 或更新版本才能启动（随后使用自带的 Node ${houseNode}）。`,
  );
}

/** True when somebody ran `npm install` by hand: npm's own record of node_modules then equals the lockfile. */
function isInstalledAlready() {
  const record = readText(join(modules, '.package-lock.json'));
  if (record === null) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (!path.includes('node_modules/') || optional || devOptional || link) return true;
    return installed[path]?.version === version;
  });
}

function install() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    giveUp(
      `The folder ${root} cannot be written to. Make it writable for the user that starts Huiting, or copy it to a folder of your own.`,
      `文件夹 ${root} 不可写。请让启动慧厅的用户对它有写权限，或把它复制到您自己的文件夹。`,
    );
  }
  say(
    'Installing what Huiting needs (only now and after an update) …',
    '正在安装慧厅所需的软件包（仅首次或更新后需要）……',
  );
  // NODE_ENV=production would leave out the web's build tools.
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
    '--loglevel=error',
  ];
  if (runNpm(args) !== 0) {
    giveUp(
      'The installation failed; npm says above why. It needs the npm registry (or a mirror: npm config set registry <url>) and about 1 GB of disk.',
      '安装失败，原因见上方 npm 的输出。安装需要能访问 npm 源（或镜像：npm config set registry <url>）以及约 1 GB 磁盘空间。',
    );
  }
}

/** The `node` package fetches its program in an install script; with `ignore-scripts` it must be asked for. */
function rebuildNode() {
  runNpm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error']);
  const node = findNode();
  if (node !== null) return node;
  if (Number(process.versions.node.split('.')[0]) >= houseNode) return process.execPath;
  return giveUp(
    `Node ${houseNode} could not be installed for this machine. Install Node ${houseNode} yourself and start again.`,
    `无法为本机安装 Node ${houseNode}。请自行安装 Node ${houseNode} 后重新启动。`,
  );
}

function findNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(modules, 'node', 'bin', name);
  return existsSync(path) ? path : null;
}

function runNpm(args) {
  const options = { cwd: root, stdio: 'inherit' };
  // Under `npm start` this is the npm that runs us, wherever it is installed.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return spawnSync(process.execPath, [npm, ...args], options).status;
  return spawnSync('npm', args, { ...options, shell: process.platform === 'win32' }).status;
}

function writeStamp(text) {
  try {
    writeFileSync(stamp, text);
  } catch {
    // A read-only installation is complete all the same; it is only compared again next time.
  }
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
