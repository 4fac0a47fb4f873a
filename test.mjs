// `npm test`: install when needed, then every test of the house. `npm test -- --only server,web` runs a part.
import { buildWeb } from './tools/bootstrap/build-web.mjs';
import { ensureInstalled } from './tools/bootstrap/install.mjs';
import { runInForeground } from './tools/bootstrap/run.mjs';

const node = ensureInstalled();
const flags = process.argv.slice(2);
const isPartial = flags.length > 0;
// The journeys open the pages the server serves.
if (!isPartial || flags.join(' ').includes('e2e')) await buildWeb(node);
process.exitCode = await runInForeground(node, ['tools/src/run-tests.ts', ...flags]);
