// Gate after the build: what a surface loads before its first screen, JS + CSS, gzip.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = join(import.meta.dirname, 'dist');
const KiB = 1024;

/**
 * `screens` are lazy modules (paths from src/surfaces, without a leading part) that the first screen needs besides
 * the entry: a surface must not look light by loading its screen late. An entry that is not in the build fails.
 */
const budgets = [
  { surface: 'pad', limitKiB: 260, screens: [] },
  { surface: 'teller', limitKiB: 260, screens: [] },
  { surface: 'lobby', limitKiB: 260, screens: ['lobby/kiosk-terminal.tsx'] },
  { surface: 'h5', limitKiB: 260, screens: [] },
  { surface: 'console', limitKiB: 450, screens: [] },
];

const manifestFile = join(dist, '.vite/manifest.json');
if (!existsSync(manifestFile)) {
  console.error('no build to measure: run `npx vite build` in web/ first');
  process.exit(1);
}
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8'));

/** Files that come with a module: itself, its static imports, their styles. */
function filesOf(key, found = new Set(), seen = new Set()) {
  if (seen.has(key)) return found;
  seen.add(key);
  const chunk = manifest[key];
  if (!chunk) throw new Error(`${key} is not in the build`);
  found.add(chunk.file);
  for (const css of chunk.css ?? []) found.add(css);
  for (const name of chunk.imports ?? []) filesOf(name, found, seen);
  return found;
}
const gzipBytes = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

let failed = false;
for (const { surface, limitKiB, screens } of budgets) {
  const files = filesOf(`${surface}/index.html`);
  for (const screen of screens) for (const file of filesOf(screen)) files.add(file);
  const total =
    [...files].filter((file) => /\.(js|css)$/.test(file)).reduce((sum, file) => sum + gzipBytes(file), 0) /
    KiB;
  const over = total > limitKiB;
  failed ||= over;
  console.log(
    `${over ? 'OVER' : 'ok  '} ${surface.padEnd(8)} ${total.toFixed(1).padStart(6)} / ${limitKiB} KiB gzip`,
  );
}

const worker = join(dist, 'pad/sw.js');
if (!existsSync(worker)) throw new Error('the PAD has no service worker');
const cached = [...readFileSync(worker, 'utf8').matchAll(/url:"([^"]+)"/g)].map((match) => match[1]);
const foreign = cached.filter((url) => /^\/(console|teller|lobby|h5|wall)\//.test(url));
if (foreign.length > 0 || !cached.includes('/pad/index.html')) {
  failed = true;
  console.error(`the PAD's worker must keep the PAD alone: ${foreign.join(', ') || 'its page is missing'}`);
}
process.exit(failed ? 1 : 0);
