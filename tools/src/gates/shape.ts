// Gate: the house keeps its shape. Room files have known roles, SQL reaches only what is its own or published, endpoints
// say who may call, tables have an owner and a placement, events have a consumer or a reason.
import { join } from 'node:path';
import { Client } from 'pg';
import { createTestDatabase } from '@huiting/server/platform/database/test-database';
import { checkContracts } from './endpoint-shape.ts';
import { checkEvents } from './event-shape.ts';
import { checkRoomFiles } from './room-files.ts';
import { checkReach } from './schema-reach.ts';
import { checkTables } from './table-shape.ts';

const root = join(import.meta.dirname, '../../..');

async function readTables(): Promise<string[]> {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return await checkTables(client);
  } finally {
    await client.end();
    await database.drop();
  }
}

const problems = [
  ...checkRoomFiles(root),
  ...checkReach(root),
  ...checkContracts(),
  ...(await readTables()),
  ...(await checkEvents(root)),
];
for (const problem of problems) console.error(problem);
console.log(`${problems.length} breaches of shape`);
process.exitCode = problems.length === 0 ? 0 : 1;
