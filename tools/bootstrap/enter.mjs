// `node tools/bootstrap/enter.mjs <script.ts> [arguments]`: installs when needed, then runs the script under the house's Node 24.
import { ensureInstalled } from './install.mjs';
import { runInForeground } from './run.mjs';

process.exitCode = await runInForeground(ensureInstalled(), process.argv.slice(2));
