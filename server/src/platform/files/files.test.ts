import assert from 'node:assert/strict';
import { readFileSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { attachmentLimits } from '@huiting/contracts/files';
import { AppError } from '../errors.ts';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import { officeFile, pdfFile, pngFile } from './files.fixture.ts';

const branchId = newId();
let platform: TestPlatform;
/** Who may see what things of the test's kind have. */
let isAllowed = true;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
  platform.files.serve([
    {
      kind: 'record',
      authorize: () => (isAllowed ? Promise.resolve() : Promise.reject(new AppError('platform.forbidden'))),
    },
  ]);
});
after(() => platform.stop());

const someone = () => testCtx(platform, testActor({ permissions: [], path: '/' }));
const inPieces = (content: Buffer, size = 1000): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(content.length / size) }, (_, at) =>
      content.subarray(at * size, (at + 1) * size),
    ),
  );
const upload = (name: string, content: Buffer, ctx = someone()) =>
  platform.files.upload(ctx, { branchId, owner: 'record', name, content: inPieces(content) });
const refusedWith = (code: string) => (error: unknown) => (error as AppError).code === code;
const objectFiles = (): string[] =>
  readdirSync(platform.config.filesDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test('what is uploaded comes back byte for byte, and lies sealed', async () => {
  const ctx = someone();
  const page = pdfFile(300_000);
  const file = await upload('合同 扫描件.pdf', page, ctx);
  assert.deepEqual(
    [file.name, file.mediaType, file.bytes],
    ['合同 扫描件.pdf', 'application/pdf', page.length],
  );
  const found = await platform.files.download(ctx, { branchId, fileId: file.id });
  assert.deepEqual(await buffer(found.stream), page);
  for (const path of objectFiles()) {
    assert.ok(!readFileSync(path).includes('%PDF'), 'the content shows on the disk');
    assert.match(path, /[0-9a-f-]{36}[/\\][0-9a-f-]{36}$/, 'a path is made of ids alone');
  }
  const rows = await platform.pool.query('select * from platform.attachment');
  assert.doesNotMatch(JSON.stringify(rows.rows), /合同/);
});

test('every accepted kind is told by its content', async () => {
  const good: readonly [string, Buffer][] = [
    ['a.pdf', pdfFile(10)],
    ['a.png', pngFile()],
    ['a.JPG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2])],
    ['a.webp', Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBPVP8 ')],
    ['a.docx', officeFile(['[Content_Types].xml', 'word/document.xml'])],
    ['a.xlsx', officeFile(['[Content_Types].xml', 'xl/workbook.xml'])],
    ['a.pptx', officeFile(['[Content_Types].xml', 'ppt/presentation.xml'])],
    ['a.ofd', officeFile(['OFD.xml', 'Doc_0/Document.xml'])],
    ['a.txt', Buffer.from('第一行\r\n第二行')],
    // 网点 in GBK, as spreadsheets of Chinese desks write it.
    ['a.csv', Buffer.from([0xcd, 0xf8, 0xb5, 0xe3, 0x2c, 0x31])],
  ];
  for (const [name, content] of good) {
    const file = await upload(name, content);
    assert.equal(file.bytes, content.length, name);
  }
});

test('files that lie, or that a browser or an office would run, are refused and leave nothing', async () => {
  const before = objectFiles().length;
  const bad: readonly [string, Buffer, string][] = [
    ['photo.png', pdfFile(10), 'files.name_lies'],
    ['photo.jpg', pngFile(), 'files.name_lies'],
    ['contract.pdf', Buffer.from('<html><script>alert(1)</script>'), 'files.kind_not_accepted'],
    ['contract.pdf', Buffer.from('MZ\u0090\u0000\u0003'), 'files.kind_not_accepted'],
    ['note.txt', Buffer.from(' \n<svg onload=alert(1)>'), 'files.kind_not_accepted'],
    ['note.csv', Buffer.from('\ufeff<!doctype html>'), 'files.kind_not_accepted'],
    ['note.txt', Buffer.from([0x61, 0x00, 0x62]), 'files.kind_not_accepted'],
    ['note.txt', Buffer.from([0xff, 0xff, 0x61]), 'files.kind_not_accepted'],
    ['a.docx', officeFile(['[Content_Types].xml', 'xl/workbook.xml']), 'files.name_lies'],
    ['a.docx', officeFile(['index.html']), 'files.kind_not_accepted'],
    [
      'a.xlsx',
      officeFile(['[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin']),
      'files.has_macros',
    ],
    ['a.txt', Buffer.alloc(0), 'files.empty'],
    ['page.html', Buffer.from('<p>'), 'files.kind_not_accepted'],
    ['drawing.svg', Buffer.from('<svg/>'), 'files.kind_not_accepted'],
    ['run.exe', Buffer.from('MZ'), 'files.kind_not_accepted'],
  ];
  for (const [name, content, code] of bad)
    await assert.rejects(upload(name, content), refusedWith(code), `${name} ${code}`);
  await assert.rejects(
    platform.files.upload(someone(), {
      branchId,
      owner: 'record',
      name: 'big.txt',
      content: inPieces(Buffer.alloc(attachmentLimits.bytes + 1, 'x'), 1_000_000),
    }),
    refusedWith('files.too_large'),
  );
  assert.equal(objectFiles().length, before);
});

test('a name never leads anywhere', async () => {
  const names = [
    '../../etc/passwd.txt',
    '..\\..\\boot.txt',
    '/etc/passwd.txt',
    'C:\\fakepath\\a.txt',
    'a/b.txt',
    '.htaccess.txt',
    '..txt',
    'a\u0000.txt',
    'a\r\nSet-Cookie: x.txt',
    'photo\u202egpj.txt',
    'no-extension',
    `${'长'.repeat(121)}.txt`,
    'a"b.txt',
    '   ',
  ];
  for (const name of names)
    await assert.rejects(upload(name, Buffer.from('x')), refusedWith('files.bad_name'), JSON.stringify(name));
});

test('a draft is its uploader’s alone until a command attaches it; then the owner’s room decides', async () => {
  const [mine, other] = [someone(), someone()];
  const file = await upload('a.txt', Buffer.from('甲'), mine);
  const fetch = (ctx: typeof mine) => platform.files.download(ctx, { branchId, fileId: file.id });
  await assert.rejects(fetch(other), refusedWith('files.not_found'));
  await assert.rejects(
    platform.files.remove(other, { branchId, fileId: file.id }),
    refusedWith('files.not_found'),
  );
  const owner = { kind: 'record', id: newId() };
  const bind = (ctx: typeof mine, at = branchId) =>
    platform.db.transact(ctx, at, (tx) => platform.files.bind(tx, ctx, owner, [file.id]));
  await assert.rejects(bind(other), refusedWith('files.not_found'));
  await assert.rejects(bind(mine, newId()), refusedWith('files.not_found'));
  await bind(mine);
  await assert.rejects(bind(mine), refusedWith('files.not_found'), 'attached once');
  await assert.rejects(
    platform.files.remove(mine, { branchId, fileId: file.id }),
    refusedWith('files.not_found'),
  );
  const list = await platform.files.list(platform.db, [branchId], 'record', [owner.id]);
  assert.deepEqual(
    list.get(owner.id)!.map(({ name }) => name),
    ['a.txt'],
  );
  assert.equal((await buffer((await fetch(other)).stream)).toString(), '甲');
  isAllowed = false;
  await assert.rejects(fetch(other), refusedWith('platform.forbidden'));
  await assert.rejects(upload('b.txt', Buffer.from('x')), refusedWith('platform.forbidden'));
  isAllowed = true;
  await assert.rejects(
    platform.files.upload(mine, {
      branchId,
      owner: 'nothing',
      name: 'a.txt',
      content: inPieces(Buffer.from('x')),
    }),
    refusedWith('files.not_found'),
  );
});

test('nobody fills the disk with what is never attached', async () => {
  const ctx = someone();
  for (let at = 0; at < 2 * attachmentLimits.files; at++) await upload('a.txt', Buffer.from(`${at}`), ctx);
  await assert.rejects(upload('a.txt', Buffer.from('one more'), ctx), refusedWith('files.too_many'));
});

test('the same content is kept once; the clean-up takes what nobody has, and no more', async () => {
  await platform.pool.query('delete from platform.attachment');
  await platform.pool.query('delete from platform.file_content');
  const ctx = someone();
  const content = Buffer.from('同一份');
  const [first, second] = [await upload('一.txt', content, ctx), await upload('二.txt', content, ctx)];
  const owner = { kind: 'record', id: newId() };
  await platform.db.transact(ctx, branchId, (tx) => platform.files.bind(tx, ctx, owner, [second.id]));
  const { rows } = await platform.pool.query('select object_id as id from platform.file_content');
  assert.equal(rows.length, 1);
  // Two days later: drafts have gone, objects without a row, too; what is attached stays.
  await platform.pool.query(`update platform.attachment set uploaded_at = uploaded_at - interval '2 days'`);
  await platform.pool.query(`update platform.file_content set stored_at = stored_at - interval '2 days'`);
  const longAgo = new Date(Date.now() - 2 * 86_400_000);
  for (const path of objectFiles()) utimesSync(path, longAgo, longAgo);
  const { objects } = await platform.files.cleanUp();
  assert.ok(objects > 0);
  await assert.rejects(
    platform.files.download(ctx, { branchId, fileId: first.id }),
    refusedWith('files.not_found'),
  );
  assert.deepEqual(
    objectFiles().map((path) => path.slice(-36)),
    [rows[0].id],
  );
  const found = await platform.files.download(ctx, { branchId, fileId: second.id });
  assert.deepEqual(await buffer(found.stream), content);
  await platform.db.transact(ctx, branchId, (tx) => platform.files.release(tx, owner));
  await platform.files.cleanUp();
  assert.deepEqual(objectFiles(), []);
});
