import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createFieldCrypto } from './field-crypto.ts';

const folder = mkdtempSync(join(tmpdir(), 'huiting-keys-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const keyFile = join(folder, 'keys', 'fields.json');

test('a sealed field opens again, never looks the same twice and does not show its text', () => {
  const crypto = createFieldCrypto(keyFile);
  for (const text of ['', '张伟明', '110101199003070011', '𠮷野家😀', 'x'.repeat(10_000)]) {
    const value = crypto.seal(text);
    assert.equal(crypto.open(value), text);
    assert.notEqual(crypto.seal(text), value);
    if (text.length > 2)
      assert.ok(!value.includes(text) && !Buffer.from(value.slice(2), 'base64url').includes(text));
  }
});

test('sealed bytes open again, show nothing, and are refused when altered or cut', () => {
  const crypto = createFieldCrypto(keyFile);
  for (const text of ['', '/h5/t/abc', '𠮷野家😀', 'x'.repeat(10_000)]) {
    const sealed = crypto.sealBytes(text);
    assert.equal(crypto.openBytes(sealed), text);
    assert.notDeepEqual(crypto.sealBytes(text), sealed);
    if (text.length > 2) assert.ok(!sealed.includes(text));
    for (const at of [0, 3, 4, 16, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      assert.throws(() => crypto.openBytes(altered), `altered at ${at}`);
    }
    assert.throws(() => crypto.openBytes(sealed.subarray(0, 20)));
  }
});

test('any altered character of a sealed field is found out', () => {
  const crypto = createFieldCrypto(keyFile);
  const value = crypto.seal('13800005678');
  for (let at = 0; at < value.length; at++) {
    const other =
      value[at] === 'A' ? 'B' : value[at] === '.' ? '-' : /\d/.test(value[at]!) && at === 0 ? '2' : 'A';
    const altered = value.slice(0, at) + other + value.slice(at + 1);
    // The last character of base64url may carry bits that say nothing.
    if (Buffer.from(altered.slice(2), 'base64url').equals(Buffer.from(value.slice(2), 'base64url')) && at > 1)
      continue;
    assert.throws(() => crypto.open(altered), `altered at ${at}`);
  }
});

test('the blind index is stable, differs by kind and survives a restart; keys are for their owner only', () => {
  const first = createFieldCrypto(keyFile);
  const again = createFieldCrypto(keyFile);
  assert.deepEqual(first.blindIndexes('phone', '13800005678'), again.blindIndexes('phone', '13800005678'));
  assert.notDeepEqual(first.blindIndexes('phone', '13800005678'), first.blindIndexes('card', '13800005678'));
  assert.equal(again.open(first.seal('a')), 'a');
  if (process.platform !== 'win32') assert.equal(statSync(keyFile).mode & 0o777, 0o600);
});

test('a new key seals what is new; the old one still opens what is old; the index stays', () => {
  const before = createFieldCrypto(keyFile);
  const old = before.seal('旧');
  const keys = JSON.parse(readFileSync(keyFile, 'utf8'));
  keys.encryption['2'] = Buffer.alloc(32, 7).toString('base64');
  keys.current = 2;
  writeFileSync(keyFile, JSON.stringify(keys), { mode: 0o600 });
  const rotated = createFieldCrypto(keyFile);
  assert.equal(rotated.open(old), '旧');
  assert.match(rotated.seal('新'), /^2\./);
  assert.throws(() => before.open(rotated.seal('新')), /version 2/);
  assert.deepEqual(before.blindIndexes('phone', '1'), rotated.blindIndexes('phone', '1'));
});

test('while the index moves both keys answer, the old one deciding; retired, it is forgotten and hashes for ever stay', () => {
  const crypto = createFieldCrypto(keyFile);
  const [old] = crypto.blindIndexes('phone', '1');
  const forEver = crypto.keyedHash('link', 'a');
  crypto.indexes.learn([{ version: 1, key: Buffer.alloc(32, 9), retired: false }]);
  const [decides, follows] = crypto.blindIndexes('phone', '1');
  assert.deepEqual([decides, follows?.keyVersion], [old, 1]);
  assert.notEqual(follows!.value, old!.value);
  crypto.indexes.learn([{ version: 0, key: null, retired: true }]);
  assert.deepEqual(crypto.blindIndexes('phone', '1'), [follows]);
  crypto.indexes.learn([
    { version: 2, key: Buffer.alloc(32, 8), retired: false },
    { version: 1, key: null, retired: true },
  ]);
  assert.throws(() => crypto.blindIndexUnder(1, 'phone', '1'), /version 1/);
  assert.equal(crypto.keyedHash('link', 'a'), forEver);
});

test('a damaged key file, or one that others may read, is refused instead of replaced', () => {
  const damaged = join(folder, 'damaged.json');
  writeFileSync(damaged, '{"current":1', { mode: 0o600 });
  assert.throws(() => createFieldCrypto(damaged), /restore it from its backup/);
  assert.equal(readFileSync(damaged, 'utf8'), '{"current":1');
  if (process.platform === 'win32') return;
  const open = join(folder, 'open.json');
  createFieldCrypto(open);
  chmodSync(open, 0o644);
  assert.throws(() => createFieldCrypto(open), /chmod 600/);
});
