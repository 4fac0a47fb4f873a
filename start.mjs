// `npm start`: install, build the web, start the server. Works from a fresh clone under any Node ≥ 20.
import { buildWeb } from './tools/bootstrap/build-web.mjs';
import { ensureInstalled } from './tools/bootstrap/install.mjs';
import { runInForeground } from './tools/bootstrap/run.mjs';

const flags = process.argv.slice(2);
const node = ensureInstalled();

if (flags.includes('--reset')) {
  const code = await runInForeground(node, ['tools/src/reset.ts']);
  if (code !== 0) process.exit(code);
}
await buildWeb(node);
process.exitCode = await runInForeground(node, [
  'server/src/main.ts',
  ...flags.filter((flag) => flag !== '--reset'),
]);
