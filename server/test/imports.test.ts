import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { importEndpoints, importPieceBytes } from '@huiting/contracts/system';
import type { Person } from './harness/bank.ts';
import { headersOf } from './harness/client.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { waitUntil } from './harness/wait.ts';

/** The road of a file through HTTP: guards of pieces and downloads, and the runner of a whole server. */
let house: House;
let running: RunningApp;
let region: Person;

before(async () => {
  house = await buildHouse();
  running = await house.open();
  region = house.bank.a.people.regionalManager;
});
after(() => house.close());

const header = '网点编号,网点名称,上级机构编号,业态,城市,地址,纬度,经度';
const file = Buffer.from(
  `${header}\nNJ01,鼓楼支行新,NJ,综合,南京,中山路 2 号,32.1,118.8\nSZ01,越界,SZ,综合,苏州,x,31,120\n`,
);

const putPiece = (importId: string, body: Buffer, headers: Record<string, string> = headersOf(region)) =>
  running.client.raw({
    method: 'PUT',
    path: `/api/imports/${importId}/pieces/0`,
    headers: { 'content-type': 'application/octet-stream', ...headers },
    body,
  });
const begin = (bytes = file.length) =>
  running.client.must(importEndpoints.beginImport, region, { kind: 'branches', fileName: '网点.csv', bytes });

test('a file comes in by HTTP, is judged and written by the running server, and its bad rows go out as a file', async () => {
  const { import: begun, pieceBytes } = await begin();
  assert.equal(pieceBytes, importPieceBytes);
  const put = await putPiece(begun.id, file);
  assert.equal(put.status, 200, put.text);
  const importId = begun.id;
  await running.client.must(importEndpoints.checkImport, region, { importId });
  const reached = (state: string) =>
    waitUntil(
      async () =>
        (await running.client.must(importEndpoints.getImport, region, { importId })).state === state,
    );
  await reached('checked');
  const { items } = await running.client.must(importEndpoints.listBadRows, region, { importId });
  assert.deepEqual(
    items.map(({ line, problems }) => [line, problems[0]!.code]),
    [[3, 'import.no_right']],
  );
  await running.client.must(importEndpoints.startImport, region, { importId });
  await reached('done');
  const bad = await running.client.raw({
    method: 'GET',
    path: `/api/imports/${importId}/bad-rows.csv`,
    headers: { ...headersOf(region), 'accept-language': 'en' },
  });
  assert.equal(bad.status, 200);
  assert.match(bad.headers['content-disposition'] ?? '', /attachment/);
  assert.match(bad.text, /SZ01,.*You have no right to do this at this unit \(import\.no_right\)/);
  const [branch] = await house.rows<{ name: string }>(
    `select name from organization.branch where code = 'NJ01'`,
  );
  assert.equal(branch!.name, '鼓楼支行新');
});

test('pieces have the guards of commands: session, right, site, type, size', async () => {
  const { import: begun } = await begin();
  const status = async (body: Buffer, headers?: Record<string, string>) =>
    (await putPiece(begun.id, body, headers)).status;
  assert.equal(await status(file, { 'x-surface': region.surface }), 401);
  assert.equal(await status(file, headersOf(house.bank.a.people.branchManager)), 403);
  assert.equal(await status(file, headersOf(house.bank.b.people.regionalManager)), 404);
  assert.equal(await status(file, { ...headersOf(region), 'sec-fetch-site': 'cross-site' }), 403);
  assert.equal(await status(file, { cookie: region.cookie }), 403);
  assert.equal(await status(file, { ...headersOf(region), 'content-type': 'text/csv' }), 415);
  assert.equal(await status(Buffer.alloc(importPieceBytes + 1), headersOf(region)), 413);
  assert.equal(await status(Buffer.alloc(5), headersOf(region)), 409);
  const wrong = await running.client.raw({
    method: 'PUT',
    path: '/api/imports/..%2f..%2fetc/pieces/0',
    headers: { ...headersOf(region), 'content-type': 'application/octet-stream' },
    body: file,
  });
  assert.equal(wrong.status, 404);
  assert.equal(
    (
      await running.client.call(importEndpoints.beginImport, region, {
        kind: 'branches',
        fileName: 'x',
        bytes: 3e8,
      })
    ).status,
    413,
  );
});

test('a template and the register go out within the scope, and to nobody else', async () => {
  const get = (path: string, person: Person) =>
    running.client.raw({
      method: 'GET',
      path: `/api${path}`,
      headers: headersOf(person),
    });
  const template = await get('/import-templates/branches/template.csv', region);
  assert.match(template.text, /^\ufeff网点编号\*,/);
  const own = await get('/exports/branches/rows.csv', region);
  assert.match(own.text, /NJ01/);
  assert.doesNotMatch(own.text, /SZ01/);
  assert.equal((await get('/exports/branches/rows.csv', house.bank.a.people.teller)).status, 403);
  assert.equal((await get('/exports/org-units/rows.csv', region)).status, 404);
  assert.equal((await get('/exports/nothing/rows.csv', region)).status, 404);
});
