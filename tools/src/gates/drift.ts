// Gate: what is generated equals what it is generated from. `--write` brings it up to date.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase } from '@huiting/server/platform/database/test-database';
import { openApiDocument } from '@huiting/server/platform/http/openapi';
import { describeDatabase } from './database-types.ts';
import { withDrawing } from './draw-map.ts';

const root = join(import.meta.dirname, '../../..');

async function generateDatabaseTypes(): Promise<string> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await describeDatabase(client);
  } finally {
    await client.end();
    await database.drop();
  }
}

const generated: { path: string; source: string; generate: () => Promise<string> | string }[] = [
  {
    path: 'server/src/platform/database/schema.gen.ts',
    source: 'the migrations',
    generate: generateDatabaseTypes,
  },
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
