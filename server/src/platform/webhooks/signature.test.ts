import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { checkSignature, signMessage, signatureToleranceMs } from './signature.ts';

const now = 1_800_000_000_000;
const secret = 'a-secret-of-the-test';
const rawBody = '{"score":0.97}';
const check = (change: Partial<Parameters<typeof checkSignature>[0]> = {}) =>
  checkSignature({
    secret,
    timestamp: String(now),
    signature: signMessage(secret, now, rawBody),
    rawBody,
    wallNow: now,
    ...change,
  });

test('the signature is the hex HMAC-SHA256 of timestamp.body', () => {
  assert.equal(
    signMessage(secret, now, rawBody),
    createHmac('sha256', secret).update(`${now}.${rawBody}`).digest('hex'),
  );
});

test('good within five minutes of the wall clock, either way; stale beyond', () => {
  assert.equal(check(), 'good');
  assert.equal(check({ signature: signMessage(secret, now, rawBody).toUpperCase() }), 'good');
  for (const sign of [1, -1]) {
    assert.equal(check({ wallNow: now + sign * signatureToleranceMs }), 'good');
    assert.equal(check({ wallNow: now + sign * (signatureToleranceMs + 1) }), 'stale');
  }
});

test('a changed body, time, secret or signature is bad, also when it would be stale', () => {
  assert.equal(check({ rawBody: '{"score":0.98}' }), 'bad');
  assert.equal(check({ timestamp: String(now + 1) }), 'bad');
  assert.equal(check({ secret: 'another' }), 'bad');
  assert.equal(check({ signature: '' }), 'bad');
  assert.equal(check({ signature: 'f'.repeat(64) }), 'bad');
  assert.equal(check({ timestamp: '' }), 'bad');
  assert.equal(check({ timestamp: 'NaN' }), 'bad');
  assert.equal(check({ signature: '', wallNow: 0 }), 'bad');
});
