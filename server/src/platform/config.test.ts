import assert from 'node:assert/strict';
import { isAbsolute, join } from 'node:path';
import { test } from 'node:test';
import { readConfig } from './config.ts';

test('without a word it is a demo on its own database; with DATABASE_URL it is a real bank', () => {
  assert.equal(readConfig({}).demo?.rate, 1);
  assert.equal(readConfig({}).demo?.seed, 20261120);
  assert.equal(readConfig({}).databaseUrl, null);
  const real = readConfig({ DATABASE_URL: 'postgres://db/huiting' });
  assert.equal(real.demo, null);
  assert.equal(real.checkOutput, false);
  assert.equal(readConfig({ DEMO: '0' }).demo, null);
  assert.equal(readConfig({}, ['--no-demo']).demo, null);
  assert.notEqual(readConfig({ DATABASE_URL: 'postgres://db/huiting', DEMO: '1' }).demo, null);
});

test('a flag wins over its variable; driven is never a demo', () => {
  const config = readConfig({ PORT: '1', DEMO_RATE: '2' }, ['--port', '9000', '--demo-rate', '10']);
  assert.equal(config.port, 9000);
  assert.equal(config.demo?.rate, 10);
  const driven = readConfig({ DEMO: '1' }, ['--driven']);
  assert.deepEqual([driven.driven, driven.demo], [true, null]);
});

test('keys lie in the data folder unless told otherwise; folders are absolute', () => {
  const { dataDir, keyFile } = readConfig({ DATA_DIR: 'somewhere' });
  assert.ok(isAbsolute(dataDir));
  assert.equal(keyFile, join(dataDir, 'keys', 'fields.json'));
  assert.equal(readConfig({ KEY_FILE: '/safe/keys.json' }).keyFile, '/safe/keys.json');
});

test('TLS needs both files', () => {
  assert.equal(readConfig({ TLS_CERT_FILE: 'c' }).tls, null);
  assert.deepEqual(readConfig({ TLS_CERT_FILE: 'c', TLS_KEY_FILE: 'k' }).tls, {
    certFile: 'c',
    keyFile: 'k',
  });
});

test('what makes no sense is refused at the door', () => {
  for (const env of [
    { PORT: '70000' },
    { PORT: 'http' },
    { ROLES: 'everything' },
    { DATABASE_URL: 'mysql://db' },
    { POOL_SIZE: '0' },
    { DEMO: 'maybe' },
    { DEMO_RATE: '61' },
    { LOG_LEVEL: 'loud' },
  ])
    assert.throws(() => readConfig(env), JSON.stringify(env));
});
