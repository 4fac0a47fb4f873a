import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { test } from 'node:test';
import { dispositionOf } from './file-answer.ts';
import { openStream, sealStream } from './sealed-stream.ts';

const key = randomBytes(32);
const frame = 65_536 + 16;
const seal = (plain: Buffer, chunk = 10_000) =>
  buffer(Readable.from(sealStream(Readable.from(cut(plain, chunk)), key)));
const open = (sealed: Buffer, with_ = key) =>
  buffer(Readable.from(openStream(Readable.from(cut(sealed, 7_777)), with_)));

function* cut(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('a content of any length opens again, however it was cut on the way', async () => {
  for (const length of [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000]) {
    const plain = randomBytes(length);
    const sealed = await seal(plain, length % 2 === 0 ? 65_536 : 1_000);
    assert.equal(sealed.length, length + 16 * Math.max(1, Math.ceil(length / 65_536)));
    assert.deepEqual(await open(sealed), plain, `${length} bytes`);
  }
});

test('altered, cut off, reordered, lengthened or under another key: refused', async () => {
  const sealed = await seal(randomBytes(200_000));
  const altered = Buffer.from(sealed);
  altered[100_000]! ^= 1;
  const [one, two] = [sealed.subarray(0, frame), sealed.subarray(frame, 2 * frame)];
  const damaged = {
    altered,
    'cut at a frame': sealed.subarray(0, 2 * frame),
    'cut within': sealed.subarray(0, frame + 5),
    empty: Buffer.alloc(0),
    reordered: Buffer.concat([two, one, sealed.subarray(2 * frame)]),
    'one left out': Buffer.concat([one, sealed.subarray(2 * frame)]),
    lengthened: Buffer.concat([sealed, Buffer.alloc(20)]),
  };
  for (const [what, bytes] of Object.entries(damaged)) await assert.rejects(open(bytes), what);
  await assert.rejects(open(sealed, randomBytes(32)));
});

test('a name in a header stays a name', () => {
  for (const name of ['合同"; filename=evil.html.pdf', "a'b(1)*.pdf", 'ü 😀.txt', '\ud800.txt']) {
    const header = dispositionOf(name);
    assert.match(
      header,
      /^attachment; filename="[\w.\- ]*"; filename\*=UTF-8''[\w%.\-~!]+$/,
      `${name} → ${header}`,
    );
  }
  assert.match(dispositionOf('报告.pdf'), /filename\*=UTF-8''%E6%8A%A5%E5%91%8A\.pdf$/);
});
