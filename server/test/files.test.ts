import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileEndpoints } from '@huiting/contracts/files';
import type { Attachment } from '@huiting/contracts/files';
import { pdfFile } from '../src/platform/files/files.fixture.ts';
import type { Person } from './harness/bank.ts';
import { headersOf, requestOf } from './harness/client.ts';
import type { Answer } from './harness/client.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';

/** Attachments over HTTP: what the wire does to names, sizes, types and headers. */
let house: House;
let running: RunningApp;
before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

const owner = 'branchApplication';
async function send(
  person: Person,
  name: string,
  body: Buffer,
  headers: Record<string, string> = {},
): Promise<Answer<{ file: Attachment }>> {
  const { path } = requestOf(fileEndpoints.upload, { branchId: house.bank.a.id, owner, name });
  return (await running.client.raw({
    method: 'POST',
    path,
    headers: { ...headersOf(person), 'content-type': 'application/octet-stream', ...headers },
    body,
  })) as Answer<{ file: Attachment }>;
}

test('a file goes up and down; it arrives as a download that no browser runs', async () => {
  const { branchManager } = house.bank.a.people;
  const content = pdfFile(200_000);
  const { body } = await send(branchManager, '决议 "终稿".pdf'.replaceAll('"', ''), content);
  const { path } = requestOf(fileEndpoints.download, { branchId: house.bank.a.id, fileId: body.file.id });
  const answer = await running.client.raw({ method: 'GET', path, headers: headersOf(branchManager) });
  assert.equal(answer.status, 200);
  assert.equal(answer.text.length, content.length);
  assert.match(
    String(answer.headers['content-disposition']),
    /^attachment; filename="[\w.\- ]+"; filename\*=/,
  );
  assert.match(String(answer.headers['content-security-policy']), /default-src 'none'; sandbox/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['cache-control'], 'private, no-store');
});

test('a path in the name, in the address or in an id is refused', async () => {
  const { branchManager } = house.bank.a.people;
  for (const name of ['../../../etc/cron.d/x.txt', '..%2f..%2fx.txt\u0000', 'a\\b.txt'])
    assert.equal((await send(branchManager, name, Buffer.from('x'))).status, 400, name);
  for (const id of ['..%2f..%2f..%2fetc%2fpasswd', '%2e%2e', 'a%00b']) {
    const answer = await running.client.raw({
      method: 'GET',
      path: `/api/branches/${house.bank.a.id}/files/${id}`,
      headers: headersOf(branchManager),
    });
    assert.ok([400, 404].includes(answer.status), `${id}: ${answer.status}`);
  }
});

test('more than allowed is cut off while it arrives, and so is what is sent where no file is taken', async () => {
  const { branchManager } = house.bank.a.people;
  const big = await send(branchManager, 'big.txt', Buffer.alloc(21 * 1024 * 1024, 'x'));
  assert.equal(big.body.code, 'files.too_large');
  const elsewhere = await running.client.raw({
    method: 'POST',
    path: '/api/session',
    headers: { ...headersOf(branchManager), 'content-type': 'application/octet-stream' },
    body: '{}',
  });
  assert.equal(elsewhere.body.code, 'platform.unsupported_media');
  const html = await send(branchManager, 'a.txt', Buffer.from('x'), { 'content-type': 'text/html' });
  assert.equal(html.body.code, 'platform.unsupported_media');
});

test('who may not apply may not attach, from wherever they ask', async () => {
  const { a, b } = house.bank;
  for (const person of [a.people.teller, a.people.kiosk, b.people.branchManager])
    assert.equal((await send(person, 'a.txt', Buffer.from('x'))).body.code, 'platform.forbidden');
  const forged = await send(a.people.branchManager, 'a.txt', Buffer.from('x'), {
    'sec-fetch-site': 'cross-site',
  });
  assert.equal(forged.body.code, 'platform.cross_site');
});
