import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { createEmptyDatabase } from '@huiting/server/platform/database/test-database';
import type { TestDatabase } from '@huiting/server/platform/database/test-database';
import { describeDatabase } from './database-types.ts';

let database: TestDatabase;
let client: Client;

before(async () => {
  database = await createEmptyDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
});

after(async () => {
  await client.end();
  await database.drop();
});

test('columns become what the driver gives: choices a union, defaults optional, computed ones read-only', async () => {
  await client.query(`
    create schema queue;
    create table queue.ticket_note (
      branch_id uuid not null,
      state text not null check (state in ('waiting', 'called')),
      kind text check (kind is null or length(kind) < 9),
      size int8 not null default 0 check (size > 0),
      at timestamptz,
      tags text[] not null,
      twice int generated always as (2) stored,
      detail jsonb not null
    );
    create view queue.v_note as select branch_id from queue.ticket_note`);
  const text = await describeDatabase(client);
  const table = /export interface QueueTicketNote \{\n([^}]*)\}/
    .exec(text)?.[1]
    ?.split('\n')
    .map((line) => line.trim());
  assert.deepEqual(table, [
    'branch_id: string;',
    "state: 'waiting' | 'called';",
    'kind: string | null;',
    'size: Generated<Int8>;',
    'at: Instant | null;',
    'tags: string[];',
    'twice: Computed<number | null>;',
    'detail: Json;',
    '',
  ]);
  assert.match(text, /'queue\.ticket_note': QueueTicketNote;\n {2}'queue\.v_note': QueueVNote;/);
});

test('a type nobody decided about stops the gate', async () => {
  await client.query('create table queue.odd (spot point)');
  await assert.rejects(describeDatabase(client), /queue\.odd\.spot has type point/);
});
