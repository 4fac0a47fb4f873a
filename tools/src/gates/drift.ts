// Gate: what is generated equals what it is generated from. `--write` brings it up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApiDocument } from '@huiting/server/platform/http/openapi';
import { withDrawing } from './draw-map.ts';

const root = join(import.meta.dirname, '../../..');

const generated: { path: string; source: string; generate: () => Promise<string> | string }[] = [
  {
    // For partners, and so that a change of the contract is seen as one.
    path: 'docs/openapi.json',
    source: 'the contract',
    generate: () => `${JSON.stringify(openApiDocument(), null, 2)}\n`,
  },
  {
    path: 'docs/architecture.md',
    source: 'architecture.ts',
    generate: () => withDrawing(readFileSync(join(root, 'docs/architecture.md'), 'utf8')),
  },
];

let drifted = 0;
for (const { path, source, generate } of generated) {
  const wanted = await generate();
  const file = join(root, path);
  const found = existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\r\n', '\n') : '';
  if (found === wanted) continue;
  if (process.argv.includes('--write')) {
    writeFileSync(file, wanted);
    console.log(`wrote ${path}`);
    continue;
  }
  drifted += 1;
  console.error(`${path} does not match ${source} any more. Run: npm run drift -- --write`);
}
process.exitCode = drifted === 0 ? 0 : 1;
