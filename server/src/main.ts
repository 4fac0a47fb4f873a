import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createApp } from './app.ts';
import { readConfig } from './platform/config.ts';
import type { Config } from './platform/config.ts';
import { LaunchError } from './platform/database/launcher/launch-error.ts';
import { superviseDatabase } from './platform/database/launcher/supervise.ts';
import { migrateDatabase } from './platform/database/migrate.ts';
import { createLog } from './platform/log.ts';
import type { Log } from './platform/log.ts';
import { instantOf } from './platform/clock/zone-time.ts';
import type { Demo } from './demo/index.ts';

/** Process entry: configuration, database, application, and for the demo the bank that lives in it. */

interface Running {
  stop(): Promise<void>;
}

/** The morning of the pictures; a new demo bank's clock starts here. */
const demoMorning = instantOf('Asia/Shanghai', '2026-11-20', '10:42');

async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2));
  const running: Running[] = [];
  const stop = stopper(running);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
  process.on('SIGINT', () => {
    // A person who presses Ctrl-C a second time means it; one press may reach us twice, by the terminal and by npm.
    if (stop.begunAt !== null && Date.now() - stop.begunAt > 500) process.exit(130);
    void stop(0);
  });
  try {
    await run(config, running);
  } catch (error) {
    process.stderr.write(`\n${sentence(error, config)}\n`);
    await stop(1);
  }
}

function stopper(running: Running[]): ((code: number) => Promise<void>) & { begunAt: number | null } {
  const stop = async (code: number): Promise<void> => {
    if (act.begunAt !== null) return;
    act.begunAt = Date.now();
    // Whatever hangs must not keep the person waiting.
    setTimeout(() => process.exit(code), 15_000).unref();
    for (const part of running.reverse()) await part.stop().catch(() => undefined);
    process.exit(code);
  };
  const act: typeof stop & { begunAt: number | null } = Object.assign(stop, { begunAt: null });
  return act;
}

async function run(config: Config, running: Running[]): Promise<void> {
  ensureWritable(config.dataDir);
  const log = createLog({
    level: config.logLevel,
    file: config.logFile ?? join(config.dataDir, 'logs', 'server.log'),
  });
  process.on('unhandledRejection', (error) => log.error({ err: String(error) }, 'unhandled rejection'));
  const { url, isUp } = await openDatabase(config, log, running);
  await migrateDatabase(url, { log: (message) => log.info(message) });
  const history = { daysWanted: 0, daysDone: 0 };
  const demo: Demo | null =
    config.demo === null
      ? null
      : await (
          await import('./demo/index.ts')
        ).startDemo({ config, url, log, morning: demoMorning, history });
  const app = await createApp({
    config,
    url,
    log,
    isDatabaseUp: isUp,
    clockStartsAt: demo?.clockStartsAt ?? Date.now(),
    history,
  });
  running.push(app);
  const address = await app.start();
  if (demo !== null) {
    const live = await demo.bringToLife(app, address);
    running.push(live);
    process.stdout.write(live.welcome);
  } else {
    process.stdout.write(`\nHuiting 慧厅  ${address}\n`);
    if (!config.driven) process.stdout.write(invitation(await app.offerSetupCode(), address));
  }
  // For whoever started this process and waits for it.
  // Whoever started this process may be gone by now: that is no fault.
  process.send?.({ kind: 'ready', address }, undefined, undefined, () => undefined);
}

/** For the person at the terminal, while there is no bank: it is the only place the code is shown. */
function invitation(code: string | null, address: string): string {
  if (code === null) return '';
  return [
    '',
    `这里还没有银行。打开 ${address}/ ，用一次性建行码建立总行和最初的四个人：`,
    `There is no bank yet. Open ${address}/ and set it up with this one-time code:`,
    '',
    `    ${code}`,
    '',
    '建立之后此码失效；重新启动会换一个。  It works once; another start makes another.',
    '',
  ].join('\n');
}

async function openDatabase(
  config: Config,
  log: Log,
  running: Running[],
): Promise<{ url: string; isUp: () => boolean }> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, isUp: () => true };
  const database = await superviseDatabase({
    dataDir: join(config.dataDir, 'pg'),
    log: (message) => log.warn(message),
  });
  running.push(database);
  return { url: database.url, isUp: () => database.isUp() };
}

function ensureWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new LaunchError('launch.folder_read_only', { path: folder });
  }
}

/** What went wrong, and what to do about it, in one sentence of each language. */
function sentence(error: unknown, config: Config): string {
  if (error instanceof LaunchError) return `${error.chinese}\n${error.message}`;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `端口 ${config.port} 已被占用。请关闭占用它的程序，或用 npm start -- --port 8090 换一个端口。\nPort ${config.port} is taken. Close the program that uses it, or choose another: npm start -- --port 8090.`;
  }
  if (code === 'EACCES') {
    return `无权监听端口 ${config.port}。请用 npm start -- --port 8080 换一个大于 1024 的端口。\nNo right to listen on port ${config.port}. Choose one above 1024: npm start -- --port 8080.`;
  }
  return `慧厅未能启动：${message}\nHuiting could not start: ${stack ?? message}`;
}

await main();
