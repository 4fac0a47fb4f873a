import assert from 'node:assert/strict';
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ciphers } from './ciphers.ts';

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

test('SM3 and SM4 give the published values (GB/T 32905 A.1 and A.2, GB/T 32907 A.1, draft-ribose-cfrg-sm4-10 A.2.5)', () => {
  const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex');
  assert.equal(sm3('abc'), '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  assert.equal(sm3('abcd'.repeat(16)), 'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  const key = hex('0123456789abcdeffedcba9876543210');
  const block = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
  assert.equal(block.update(key).toString('hex'), '681edf34d206965e86b3e94f536e4246');
  const counter = createCipheriv('sm4-ctr', key, hex('000102030405060708090a0b0c0d0e0f'));
  const plain = hex(
    'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffaaaaaaaaaaaaaaaabbbbbbbbbbbbbbbb',
  );
  assert.equal(
    counter.update(plain).toString('hex'),
    'ac3236cb970cc20791364c395a1342d1a3cbc1878c6f30cd074cce385cdd70c7f234bc0e24c11980fd1286310ce37b926e02fcd0faa0baf38b2933851d824514',
  );
});

test('HMAC-SM3 is RFC 2104 over SM3', () => {
  const key = hex('0b'.repeat(20));
  const [inner, outer] = [0x36, 0x5c].map((pad) => {
    const block = Buffer.alloc(64, pad);
    for (const [i, byte] of key.entries()) block[i]! ^= byte;
    return block;
  });
  const sm3 = (...parts: Buffer[]): Buffer => createHash('sm3').update(Buffer.concat(parts)).digest();
  assert.deepEqual(
    createHmac('sm3', key).update('Hi There').digest(),
    sm3(outer!, sm3(inner!, Buffer.from('Hi There'))),
  );
});

for (const cipher of Object.values(ciphers)) {
  test(`${cipher.algorithm}: opens what it sealed, under this key and context only, and nothing that was altered`, () => {
    const key = randomBytes(32);
    for (const text of ['', '张伟明', 'x'.repeat(10_000)].map((words) => Buffer.from(words))) {
      const sealed = cipher.seal(key, 'v7', text);
      assert.deepEqual(cipher.open(key, 'v7', sealed), text);
      assert.notDeepEqual(cipher.seal(key, 'v7', text), sealed);
      assert.throws(() => cipher.open(key, 'v8', sealed));
      assert.throws(() => cipher.open(randomBytes(32), 'v7', sealed));
      for (const at of [0, 12, 16, 20, sealed.length - 1]) {
        const altered = Buffer.from(sealed);
        altered[at]! ^= 1;
        assert.throws(() => cipher.open(key, 'v7', altered), `altered at ${at}`);
      }
      assert.throws(() => cipher.open(key, 'v7', sealed.subarray(0, 20)));
    }
  });
}
